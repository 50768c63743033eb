//! 新建村（社区）

use crate::html::*;
use serde::{Deserialize, Serialize};
use yingchun_domain::community::CreateCommunity;
use yingchun_domain::entry::Act;
use yingchun_domain::text::{JoinCode, Name};

use super::{CalledInstead, Form, duty_phone, is_up, made, text_wrong};
use crate::components::button::{Look, SubmitButton};
use crate::components::field::{Entry, Field};
use crate::components::sheet::Sheet;
use crate::device::ids::random;
use crate::pages::kept::use_kept;
use crate::pages::shell::use_doer;
use crate::words::{Words, use_tongue};

/// Signs that nobody takes for one another.
const SIGNS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/// The name of the form's draft.
const DRAFT: &str = "office.community";

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Typed {
    name: String,
    committee: String,
    phone: String,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Wrong {
    name: bool,
    committee: bool,
    phone: bool,
}

impl Typed {
    fn read(&self, code: JoinCode, words: &Words) -> Result<CreateCommunity, Wrong> {
        let name = Name::try_from(self.name.as_str());
        let committee = match self.committee.trim() {
            "" => Name::try_from(words.office.committee_of(self.name.trim())),
            typed => Name::try_from(typed),
        };
        match (name, committee, duty_phone(&self.phone)) {
            (Ok(name), Ok(committee), Ok(duty_phone)) => {
                Ok(CreateCommunity { name, committee, duty_phone, code })
            }
            (name, committee, phone) => {
                // Where it is made of the name, it is the name that must be put right.
                let of_name = self.committee.trim().is_empty() && name.is_err();
                Err(Wrong {
                    name: name.is_err(),
                    committee: committee.is_err() && !of_name,
                    phone: phone.is_err(),
                })
            }
        }
    }
}

/// A code that no other village has.
pub fn fresh_code() -> JoinCode {
    code_of(random::<8>())
}

/// Eight signs of chance: enough that nobody guesses another village's.
fn code_of(chance: [u8; 8]) -> JoinCode {
    let sign = |byte: u8| SIGNS.get(usize::from(byte & 31)).copied().map_or('2', char::from);
    let signs: String = chance.map(sign).iter().collect();
    JoinCode::try_from(signs).expect("eight signs are a lawful code")
}

/// The sheet.
#[component]
pub fn CommunityForm(
    /// Which form is up.
    up: RwSignal<Option<Form>>,
) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let typed = use_kept::<Typed>(DRAFT.to_owned());
    let wrong = RwSignal::new(Wrong::default());
    let on_submit = move |submitted: leptos::ev::SubmitEvent| {
        submitted.prevent_default();
        match typed.get_untracked().read(fresh_code(), tongue.words()) {
            Err(what) => wrong.set(what),
            Ok(args) => {
                let said = tongue.words().office.created(args.name.as_str());
                doer.act(made(DRAFT, Act::CreateCommunity(args)), said, move |_| {
                    typed.try_set(Typed::default());
                    up.try_set(None);
                });
                wrong.set(Wrong::default());
            }
        }
    };
    view! {
        <Sheet title=move || tongue.words().office.create_community open=is_up(up, Form::Community) on_close=move |()| up.set(None)>
            <form class="stack" novalidate on:submit=on_submit>
                <Field name="community-name" label=move || tongue.words().office.name_of hint="" takes=Entry::Words value=move || typed.get().name
                    error=move || text_wrong(wrong.get().name, &typed.get().name, tongue.words()) on_type=move |name| typed.update(|typed| typed.name = name)/>
                <Field name="community-committee" label=move || tongue.words().office.committee hint=move || tongue.words().office.committee_hint
                    takes=Entry::Words value=move || typed.get().committee error=move || text_wrong(wrong.get().committee, &typed.get().committee, tongue.words())
                    on_type=move |committee| typed.update(|typed| typed.committee = committee)/>
                <Field name="community-phone" label=move || tongue.words().office.duty_phone hint=move || tongue.words().office.duty_phone_hint
                    takes=Entry::Phone value=move || typed.get().phone error=move || wrong.get().phone.then(|| tongue.words().office.phone_wrong.to_owned())
                    on_type=move |phone| typed.update(|typed| typed.phone = phone)/>
                <CalledInstead typed=move || typed.with(|typed| !typed.phone.trim().is_empty())/>
                <SubmitButton label=move || tongue.words().office.create_community look=Look::Primary/>
            </form>
        </Sheet>
    }
}
