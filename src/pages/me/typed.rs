//! A person's own details while they are edited: what was there, what is typed, and the change that this makes.

use serde::{Deserialize, Serialize};
use yingchun_domain::edit::Anew;
use yingchun_domain::person::profile::Profile;
use yingchun_domain::person::{Contact, Emergency, Person};
use yingchun_domain::text::{Name, Phone};

use crate::pages::join::answers::{Answers, Wrong};
use crate::pages::kept::touched;

/// What the form of the registration does not ask.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct More {
    #[serde(default)]
    pub(super) emergency_name: String,
    #[serde(default)]
    pub(super) emergency_phone: String,
    #[serde(default)]
    pub(super) no_photo: bool,
}

/// All of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Typed {
    pub(super) answers: Answers,
    pub(super) more: More,
}

/// What is wrong with what was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Wrongs {
    /// Of name and number.
    pub(super) answers: Vec<Wrong>,
    /// The emergency contact is half there, or its number is none.
    pub(super) emergency: bool,
}

impl Typed {
    /// As it is written.
    pub(super) fn of(person: &Person, contact: Option<&Contact>) -> Self {
        let phone = contact.and_then(|contact| contact.phone.as_ref());
        let emergency = contact.and_then(|contact| contact.emergency.as_ref());
        Self {
            answers: Answers {
                name: person.name.to_string(),
                phone: phone.map(|phone| phone.digits().to_owned()).unwrap_or_default(),
                free: person.free.clone(),
                any_day: person.any_day,
                accompanying: person.accompanying,
                ..Answers::default()
            },
            more: More {
                emergency_name: emergency.map(|it| it.name.to_string()).unwrap_or_default(),
                emergency_phone: emergency.map(|it| it.phone.digits().to_owned()).unwrap_or_default(),
                no_photo: person.no_photo,
            },
        }
    }

    /// What was typed over `then`, with all that she did not touch as it stands `now`: what a leader wrote meanwhile is
    /// not undone by a form that lay open.
    pub(super) fn over(self, then: &Self, now: &Self) -> Self {
        let (typed, old, new) = (self.answers, &then.answers, &now.answers);
        let (more, old_more, new_more) = (self.more, &then.more, &now.more);
        let emergency = touched(
            (more.emergency_name, more.emergency_phone),
            &(old_more.emergency_name.clone(), old_more.emergency_phone.clone()),
            &(new_more.emergency_name.clone(), new_more.emergency_phone.clone()),
        );
        Self {
            answers: Answers {
                name: touched(typed.name, &old.name, &new.name),
                phone: touched(typed.phone, &old.phone, &new.phone),
                free: touched(typed.free, &old.free, &new.free),
                any_day: touched(typed.any_day, &old.any_day, &new.any_day),
                accompanying: touched(typed.accompanying, &old.accompanying, &new.accompanying),
                ..typed
            },
            more: More {
                emergency_name: emergency.0,
                emergency_phone: emergency.1,
                no_photo: touched(more.no_photo, &old_more.no_photo, &new_more.no_photo),
            },
        }
    }

    /// What differs from `before`, or what is wrong. A number that was never known need not be given.
    pub(super) fn change(&self, before: &Self) -> Result<Profile, Wrongs> {
        let mut wrongs = Wrongs::default();
        let (now, was) = (&self.answers, &before.answers);
        let name = changed(&now.name, &was.name, || now.name(), &mut wrongs.answers);
        let phone = changed(&now.phone, &was.phone, || now.phone(), &mut wrongs.answers);
        let emergency = match self.emergency().filter(|_| !self.same_emergency(before)) {
            Some(Ok(anew)) => Some(anew),
            Some(Err(())) => {
                wrongs.emergency = true;
                None
            }
            None => None,
        };
        if wrongs != Wrongs::default() {
            return Err(wrongs);
        }
        Ok(Profile {
            name,
            phone,
            emergency,
            free: (now.free != was.free).then(|| now.free.clone()),
            any_day: (now.any_day != was.any_day).then_some(now.any_day),
            accompanying: (now.accompanying != was.accompanying).then_some(now.accompanying),
            no_photo: (self.more.no_photo != before.more.no_photo).then_some(self.more.no_photo),
        })
    }

    fn same_emergency(&self, before: &Self) -> bool {
        let typed = |it: &More| (it.emergency_name.trim().to_owned(), it.emergency_phone.trim().to_owned());
        typed(&self.more) == typed(&before.more)
    }

    fn emergency(&self) -> Option<Result<Anew<Emergency>, ()>> {
        let (name, phone) = (self.more.emergency_name.trim(), self.more.emergency_phone.trim());
        if name.is_empty() && phone.is_empty() {
            return Some(Ok(Anew::Cleared));
        }
        Some(match (Name::try_from(name), Phone::try_from(phone)) {
            (Ok(name), Ok(phone)) => Ok(Anew::Is(Emergency { name, phone })),
            _ => Err(()),
        })
    }
}

/// A field's new value where it was changed.
fn changed<T>(
    now: &str,
    was: &str,
    read: impl Fn() -> Result<T, Wrong>,
    wrongs: &mut Vec<Wrong>,
) -> Option<T> {
    if now.trim() == was.trim() {
        return None;
    }
    read().map_err(|wrong| wrongs.push(wrong)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn before() -> Typed {
        let answers = Answers { name: "王桂兰".into(), phone: "13800002047".into(), ..Answers::default() };
        Typed { answers, more: More::default() }
    }

    #[test]
    fn only_what_was_changed_is_said() {
        let mut typed = before();
        assert_eq!(typed.change(&before()), Ok(Profile::default()));
        typed.answers.accompanying = 2;
        typed.more.no_photo = true;
        let expected = Profile { accompanying: Some(2), no_photo: Some(true), ..Profile::default() };
        assert_eq!(typed.change(&before()), Ok(expected));
    }

    #[test]
    fn what_a_leader_wrote_meanwhile_is_not_undone_by_an_old_draft() {
        let mut typed = before();
        typed.answers.accompanying = 2;
        let mut now = before();
        now.answers.name = "王桂花".into();
        now.more.no_photo = true;
        let change = typed.over(&before(), &now).change(&now);
        assert_eq!(change, Ok(Profile { accompanying: Some(2), ..Profile::default() }));
    }

    #[test]
    fn an_emergency_contact_is_whole_or_none() {
        let mut typed = before();
        typed.more.emergency_name = "儿子".into();
        assert!(typed.change(&before()).is_err_and(|wrongs| wrongs.emergency));
        typed.more.emergency_phone = "139 0000 2047".into();
        let known = typed.clone();
        assert!(matches!(typed.change(&before()).unwrap().emergency, Some(Anew::Is(_))));
        typed.more = More::default();
        assert_eq!(typed.change(&known).unwrap().emergency, Some(Anew::Cleared));
    }

    #[test]
    fn a_number_that_is_none_is_refused_and_one_never_known_is_not_asked_for() {
        let mut typed = before();
        typed.answers.phone = "123".into();
        assert_eq!(typed.change(&before()).unwrap_err().answers, [Wrong::PhoneWrong]);
        let nothing = Typed { answers: Answers { phone: String::new(), ..before().answers }, ..before() };
        assert_eq!(nothing.change(&nothing.clone()), Ok(Profile::default()));
    }
}
