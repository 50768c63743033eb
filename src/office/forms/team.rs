//! 新建服务队

use crate::html::*;
use serde::{Deserialize, Serialize};
use yingchun_domain::entry::Act;
use yingchun_domain::id::CommunityId;
use yingchun_domain::team::CreateTeam;
use yingchun_domain::text::Name;

use super::{Form, communities, duty_phone, is_up, made, text_wrong};
use crate::components::button::{Look, SubmitButton};
use crate::components::field::{Entry, Field};
use crate::components::select::SelectField;
use crate::components::sheet::Sheet;
use crate::pages::kept::use_kept;
use crate::pages::shell::use_doer;
use crate::words::use_tongue;

/// The name of the form's draft.
const DRAFT: &str = "office.team";

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Typed {
    community: String,
    name: String,
    phone: String,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Wrong {
    community: bool,
    name: bool,
    phone: bool,
}

impl Typed {
    fn read(&self) -> Result<CreateTeam, Wrong> {
        let community = self.community.parse::<CommunityId>();
        let name = Name::try_from(self.name.as_str());
        match (community, name, duty_phone(&self.phone)) {
            (Ok(community), Ok(name), Ok(duty_phone)) => Ok(CreateTeam { community, name, duty_phone }),
            (community, name, phone) => {
                Err(Wrong { community: community.is_err(), name: name.is_err(), phone: phone.is_err() })
            }
        }
    }
}

/// The sheet.
#[component]
pub fn TeamForm(
    /// Which form is up.
    up: RwSignal<Option<Form>>,
) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let typed = use_kept::<Typed>(DRAFT.to_owned());
    let wrong = RwSignal::new(Wrong::default());
    let choices = communities();
    let on_submit = move |submitted: leptos::ev::SubmitEvent| {
        submitted.prevent_default();
        match typed.get_untracked().read() {
            Err(what) => wrong.set(what),
            Ok(args) => {
                let said = tongue.words().office.created(args.name.as_str());
                doer.act(made(DRAFT, Act::CreateTeam(args)), said, move |_| {
                    typed.try_set(Typed::default());
                    up.try_set(None);
                });
                wrong.set(Wrong::default());
            }
        }
    };
    let required = move |is: bool| is.then(|| tongue.words().office.required.to_owned());
    view! {
        <Sheet title=move || tongue.words().office.create_team open=is_up(up, Form::Team) on_close=move |()| up.set(None)>
            <form class="stack" novalidate on:submit=on_submit>
                <SelectField name="team-community" label=move || tongue.words().office.community unchosen=move || tongue.words().office.choose choices
                    value=move || typed.get().community error=move || required(wrong.get().community)
                    on_choose=move |community| typed.update(|typed| typed.community = community)/>
                <Field name="team-name" label=move || tongue.words().office.name_of hint=move || tongue.words().office.team_hint takes=Entry::Words
                    value=move || typed.get().name error=move || text_wrong(wrong.get().name, &typed.get().name, tongue.words())
                    on_type=move |name| typed.update(|typed| typed.name = name)/>
                <Field name="team-phone" label=move || tongue.words().office.duty_phone hint=move || tongue.words().office.duty_phone_hint takes=Entry::Phone
                    value=move || typed.get().phone error=move || wrong.get().phone.then(|| tongue.words().office.phone_wrong.to_owned())
                    on_type=move |phone| typed.update(|typed| typed.phone = phone)/>
                <SubmitButton label=move || tongue.words().office.create_team look=Look::Primary/>
            </form>
        </Sheet>
    }
}
