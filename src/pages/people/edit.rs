//! The sheet 「改资料」: a leader writes for somebody who told her. Her own word, said meanwhile, counts more.

use crate::html::*;
use serde::{Deserialize, Serialize};
use yingchun_domain::entry::Act;
use yingchun_domain::id::{EntryId, PersonId};
use yingchun_domain::person::profile::{PROFILE, Profile, version_of};
use yingchun_domain::person::{ACCOMPANYING_MOST, Person};
use yingchun_domain::text::{Name, Phone};

use crate::components::button::{Button, Look};
use crate::components::field::{Entry, Field};
use crate::components::sheet::Sheet;
use crate::components::step::Step;
use crate::components::tick::Tick;
use crate::pages::frame::deed;
use crate::pages::kept::{touched, use_kept_or};
use crate::pages::shell::use_doer;
use crate::sync::{Deed, Undo};
use crate::words::{Words, use_tongue};

/// What stands in the form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Typed {
    name: String,
    phone: String,
    companions: u32,
    any_day: bool,
    no_photo: bool,
}

/// What is wrong, field by field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Wrong {
    name: Option<String>,
    phone: Option<String>,
}

impl Typed {
    fn of(person: &Person, phone: &str) -> Self {
        Self {
            name: person.name.to_string(),
            phone: phone.to_owned(),
            companions: u32::from(person.accompanying),
            any_day: person.any_day,
            no_photo: person.no_photo,
        }
    }

    /// What was typed over `then`, with all that nobody touched as it stands `now`.
    fn over(self, then: &Self, now: &Self) -> Self {
        Self {
            name: touched(self.name, &then.name, &now.name),
            phone: touched(self.phone, &then.phone, &now.phone),
            companions: touched(self.companions, &then.companions, &now.companions),
            any_day: touched(self.any_day, &then.any_day, &now.any_day),
            no_photo: touched(self.no_photo, &then.no_photo, &now.no_photo),
        }
    }

    /// What was changed, and nothing else: what nobody touched is nobody's word.
    fn changes(&self, before: &Self, words: &Words) -> Result<Option<Profile>, Wrong> {
        let name = (self.name != before.name).then(|| Name::try_from(self.name.as_str())).transpose();
        let phone = (self.phone != before.phone).then(|| Phone::try_from(self.phone.as_str())).transpose();
        let (Ok(name), Ok(phone)) = (&name, &phone) else {
            return Err(Wrong {
                name: name.err().map(|_| words.join.name_missing.to_owned()),
                phone: phone.err().map(|_| words.join.phone_wrong.to_owned()),
            });
        };
        let children = u8::try_from(self.companions).unwrap_or(ACCOMPANYING_MOST).min(ACCOMPANYING_MOST);
        let profile = Profile {
            name: name.clone(),
            phone: phone.clone(),
            accompanying: (self.companions != before.companions).then_some(children),
            any_day: (self.any_day != before.any_day).then_some(self.any_day),
            no_photo: (self.no_photo != before.no_photo).then_some(self.no_photo),
            ..Profile::default()
        };
        Ok((profile != Profile::default()).then_some(profile))
    }
}

/// What is typed, and what stood there when it was begun.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Draft {
    then: Typed,
    typed: Typed,
}

fn draft_key(person: PersonId) -> String {
    format!("profile:{person}")
}

/// The edit, over the word of hers that stood on the screen.
fn profile_deed(person: PersonId, version: EntryId, profile: Profile) -> Deed {
    let draft = Some(draft_key(person));
    let base = [(PROFILE.to_owned(), version)].into();
    Deed { draft, base, ..deed(Act::Profile(profile), person.uuid(), Undo::Grace) }
}

/// The form: what is kept of it, and what is wrong with it.
#[derive(Clone, Copy)]
struct Form {
    before: StoredValue<Typed>,
    kept: RwSignal<Draft>,
    typed: Signal<Typed>,
    wrong: RwSignal<Wrong>,
}

impl Form {
    /// What she said herself meanwhile stands in the form, but where the leader has typed over it.
    fn new(person: PersonId, before: StoredValue<Typed>) -> Self {
        let begun = before.with_value(|before| Draft { then: before.clone(), typed: before.clone() });
        let kept = use_kept_or(draft_key(person), begun);
        let typed = Signal::derive(move || {
            let Draft { then, typed } = kept.get();
            before.with_value(|now| typed.over(&then, now))
        });
        Self { before, kept, typed, wrong: RwSignal::new(Wrong::default()) }
    }

    fn change(self, how: &dyn Fn(&mut Typed)) {
        let mut typed = self.typed.get_untracked();
        how(&mut typed);
        self.kept.set(Draft { then: self.before.get_value(), typed });
    }
}

/// The sheet.
#[component]
pub fn EditSheet(
    /// The person as she is known.
    person: Person,
    /// Her number; empty where she has none.
    phone: String,
    /// Whether the sheet is up.
    open: RwSignal<bool>,
) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let id = person.id;
    let before = StoredValue::new(Typed::of(&person, &phone));
    let version = version_of(&person);
    let form = Form::new(id, before);
    let wrong = form.wrong;
    let save = move |()| {
        let changes = before.with_value(|before| form.typed.get_untracked().changes(before, tongue.words()));
        match changes {
            Err(what) => wrong.set(what),
            Ok(None) => open.set(false),
            Ok(Some(profile)) => {
                wrong.set(Wrong::default());
                doer.act(
                    profile_deed(id, version, profile),
                    tongue.words().kit.noted.to_owned(),
                    move |_| {
                        open.try_set(false);
                    },
                );
            }
        }
    };
    view! {
        <Sheet title=move || tongue.words().assign.edit open on_close=move |()| open.set(false)>
            <Fields form/>
            <p class="quiet">{move || tongue.words().assign.own_word}</p>
            <Button label=move || tongue.words().assign.save look=Look::Primary on_press=save/>
        </Sheet>
    }
}

#[component]
fn Fields(form: Form) -> impl IntoView {
    let tongue = use_tongue();
    let Form { typed, wrong, .. } = form;
    view! {
        <Field name="edit-name" label=move || tongue.words().join.name hint="" takes=Entry::Words value=move || typed.get().name
            error=move || wrong.get().name on_type=move |name: String| form.change(&|typed| typed.name = name.clone())/>
        <Field name="edit-phone" label=move || tongue.words().join.phone hint="" takes=Entry::Phone value=move || typed.get().phone
            error=move || wrong.get().phone on_type=move |phone: String| form.change(&|typed| typed.phone = phone.clone())/>
        <p class="field__label">{move || tongue.words().join.companions}</p>
        <Step label=move || tongue.words().join.companions value=move || typed.get().companions most=u32::from(ACCOMPANYING_MOST)
            on_change=move |companions: u32| form.change(&|typed| typed.companions = companions)>""</Step>
        <Tick name="edit-any-day" label=move || tongue.words().join.any_day ticked=move || typed.get().any_day error=None
            on_tick=move |on: bool| form.change(&|typed| typed.any_day = on)/>
        <Tick name="edit-no-photo" label=move || tongue.words().assign.no_photo ticked=move || typed.get().no_photo error=None
            on_tick=move |on: bool| form.change(&|typed| typed.no_photo = on)/>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Lang, words};

    #[test]
    fn only_what_was_changed_is_said() {
        let before = Typed { name: "王桂兰".into(), phone: "13800002047".into(), ..Typed::default() };
        let words = words(Lang::Zh);
        assert_eq!(before.changes(&before, words), Ok(None));
        let after = Typed { companions: 2, ..before.clone() };
        let profile = after.changes(&before, words).unwrap().unwrap();
        assert_eq!((profile.accompanying, profile.name, profile.phone), (Some(2), None, None));
        let wrong = Typed { phone: "12".into(), ..before.clone() };
        assert!(wrong.changes(&before, words).unwrap_err().phone.is_some());
    }

    #[test]
    fn a_draft_from_before_her_own_word_takes_nothing_of_it_back() {
        let then = Typed { name: "王桂兰".into(), ..Typed::default() };
        let now = Typed { name: "王桂花".into(), any_day: true, ..Typed::default() };
        let words = words(Lang::Zh);
        assert_eq!(then.clone().over(&then, &now).changes(&now, words), Ok(None));
        let typed = Typed { companions: 2, ..then.clone() }.over(&then, &now);
        let expected = Profile { accompanying: Some(2), ..Profile::default() };
        assert_eq!(typed.changes(&now, words), Ok(Some(expected)));
    }
}
