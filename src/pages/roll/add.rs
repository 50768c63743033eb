//! 〔加一个人〕: somebody came without a phone. She is written down, taken into the team and signed in, in one go.

use crate::html::*;
use serde::{Deserialize, Serialize};
use yingchun_domain::attendance::Way;
use yingchun_domain::entry::Act;
use yingchun_domain::id::PersonId;
use yingchun_domain::person::add::AddPerson;
use yingchun_domain::person::{ACCOMPANYING_MOST, Given};
use yingchun_domain::text::{Name, Phone};
use yingchun_domain::time::UnixMs;

use super::noted::Noted;
use super::turnout::Turnout;
use crate::components::button::{Look, SubmitButton};
use crate::components::field::{Entry, Field};
use crate::components::sheet::Sheet;
use crate::components::step::Step;
use crate::components::tick::Tick;
use crate::device::ids::fresh_id;
use crate::pages::frame::deed;
use crate::pages::join::answers::wording;
use crate::pages::kept::use_kept;
use crate::pages::shell::use_doer;
use crate::sync::{Deed, Undo, use_phone};
use crate::words::{Words, use_tongue};

/// The name of the form's draft.
const DRAFT: &str = "roll.add";

/// What was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Typed {
    name: String,
    phone: String,
    companions: u32,
    /// A yes is given anew each time.
    #[serde(skip)]
    agrees: bool,
}

/// What is missing, field by field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Missing {
    name: Option<String>,
    phone: Option<String>,
    agrees: Option<String>,
}

impl Typed {
    /// The person to write down, or what is missing. A number is a help, not a duty.
    fn read(&self, words: &Words) -> Result<(Name, Option<Phone>), Missing> {
        let name = Name::try_from(self.name.as_str());
        let typed = Some(self.phone.as_str()).filter(|phone| !phone.trim().is_empty());
        let phone = typed.map(Phone::try_from).transpose();
        match (name, phone, self.agrees) {
            (Ok(name), Ok(phone), true) => Ok((name, phone)),
            (name, phone, agrees) => Err(Missing {
                name: name.err().map(|why| words.text_refused(why, words.join.name_missing)),
                phone: phone.err().map(|_| words.join.phone_wrong.to_owned()),
                agrees: (!agrees).then(|| words.roll.consent_missing.to_owned()),
            }),
        }
    }
}

/// Write down, sign in: two entries in the order in which they can be judged.
fn deeds(turnout: &Turnout, typed: &Typed, who: (Name, Option<Phone>), said_at: Option<UnixMs>) -> Vec<Deed> {
    let person = PersonId::from(fresh_id());
    let add = AddPerson {
        community: turnout.community,
        team: Some(turnout.team),
        name: who.0,
        phone: who.1,
        accompanying: u8::try_from(typed.companions).unwrap_or(ACCOMPANYING_MOST).min(ACCOMPANYING_MOST),
        wording: wording(),
        given: Given::OnTheSpot,
    };
    vec![
        // The draft ends with the first: whoever is written down is not written down again.
        Deed { draft: Some(DRAFT.to_owned()), ..deed(Act::AddPerson(add), person.uuid(), Undo::Grace) },
        turnout.sign(person, Way::In, said_at),
    ]
}

/// The sheet.
#[component]
pub fn AddSheet(
    /// The slot that is called.
    turnout: Signal<Option<Turnout>>,
    /// The time with which she is signed in.
    noted: RwSignal<Noted>,
    /// Whether the sheet is up.
    #[prop(into)]
    open: Signal<bool>,
    /// Called when it is left.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let phone = use_phone();
    let typed = use_kept::<Typed>(DRAFT.to_owned());
    let missing = RwSignal::new(Missing::default());
    let on_submit = move |submitted: leptos::ev::SubmitEvent| {
        submitted.prevent_default();
        let now = typed.get_untracked();
        match (now.read(tongue.words()), turnout.get_untracked()) {
            (Ok(who), Some(turnout)) => {
                let said = tongue.words().roll.mark_here(who.0.as_str());
                let clock = phone.now().get_untracked();
                let said_at = noted.get_untracked().said_at(&turnout.slot, Way::In, clock);
                doer.act_all_then(deeds(&turnout, &now, who, said_at), said, move || {
                    typed.try_set(Typed::default());
                    on_close.run(());
                });
                missing.set(Missing::default());
            }
            (Ok(_), None) => on_close.run(()),
            (Err(what), _) => missing.set(what),
        }
    };
    view! {
        <Sheet title=move || tongue.words().roll.add open on_close>
            <form class="stack" on:submit=on_submit>
                <Field name="add-name" label=move || tongue.words().join.name hint="" takes=Entry::Words value=move || typed.get().name
                    error=move || missing.get().name on_type=move |name| typed.update(|typed| typed.name = name)/>
                <Field name="add-phone" label=move || tongue.words().roll.phone_optional hint="" takes=Entry::Phone
                    value=move || typed.get().phone error=move || missing.get().phone on_type=move |phone| typed.update(|typed| typed.phone = phone)/>
                <p class="field__label">{move || tongue.words().join.companions}</p>
                <Step label=move || tongue.words().join.companions value=move || typed.get().companions most=u32::from(ACCOMPANYING_MOST)
                    on_change=move |companions| typed.update(|typed| typed.companions = companions)>""</Step>
                <Tick name="add-consent" label=move || tongue.words().roll.consents ticked=move || typed.get().agrees
                    error=move || missing.get().agrees on_tick=move |agrees| typed.update(|typed| typed.agrees = agrees)/>
                <SubmitButton label=move || tongue.words().roll.here look=Look::Primary/>
            </form>
        </Sheet>
    }
}
