//! What stands in the registration form, what is wrong with it, and the act that it becomes.

use serde::{Deserialize, Serialize};
use yingchun_domain::campaign::{HalfDay, Session};
use yingchun_domain::person::register::Register;
use yingchun_domain::person::{ACCOMPANYING_MOST, Consent, Emergency};
use yingchun_domain::text::{JoinCode, Line, Name, Phone, TextRefused};
use yingchun_domain::time::UnixMs;

use crate::words::Words;

/// Which wording of the notice stands in the form; the catalogue and this change together.
const WORDING: &str = "2027-1";

/// The number of that wording.
pub fn wording() -> Line {
    Line::try_from(WORDING).expect("the wording's number is one short line")
}

/// A yes to that wording, given at `at`.
pub fn consent(at: UnixMs) -> Consent {
    Consent::on_screen(wording(), at)
}

/// What was typed and chosen so far. The yes to the notice is given anew each time the form opens.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    /// As typed.
    pub name: String,
    /// As typed.
    pub phone: String,
    /// Half days chosen.
    #[serde(default)]
    pub free: Vec<HalfDay>,
    /// 哪天都行
    #[serde(default)]
    pub any_day: bool,
    /// 随行
    #[serde(default)]
    pub accompanying: u8,
    /// Whom to call when something happens, as typed.
    #[serde(default)]
    pub emergency_name: String,
    /// That one's number, as typed.
    #[serde(default)]
    pub emergency_phone: String,
    /// The risks were opened.
    #[serde(default)]
    pub risks_read: bool,
    /// Her yes.
    #[serde(skip)]
    pub consent: bool,
}

/// What keeps the form from being sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// No name.
    NameMissing,
    /// More signs than a name takes.
    NameTooLong,
    /// No number.
    PhoneMissing,
    /// Not a mobile number.
    PhoneWrong,
    /// The emergency contact is half there, or its number is none.
    EmergencyHalf,
    /// The risks were never opened.
    RisksUnread,
    /// No yes.
    ConsentMissing,
}

impl Wrong {
    /// The id of the field that it is about.
    pub const fn field(self) -> &'static str {
        match self {
            Self::NameMissing | Self::NameTooLong => "name",
            Self::PhoneMissing | Self::PhoneWrong => "phone",
            Self::EmergencyHalf => "emergency",
            Self::RisksUnread => "risks",
            Self::ConsentMissing => "consent",
        }
    }

    /// What to tell the person.
    pub const fn words(self, words: &Words) -> &'static str {
        match self {
            Self::NameMissing => words.join.name_missing,
            Self::NameTooLong => words.join.name_too_long,
            Self::PhoneMissing => words.join.phone_missing,
            Self::PhoneWrong => words.join.phone_wrong,
            Self::EmergencyHalf => words.join.emergency_half,
            Self::RisksUnread => words.join.risks_missing,
            Self::ConsentMissing => words.join.consent_missing,
        }
    }
}

impl Answers {
    /// Whether a half day is chosen.
    pub fn has(&self, half: HalfDay) -> bool {
        self.any_day || self.free.contains(&half)
    }

    /// Chooses a half day, or takes it back.
    pub fn toggle(&mut self, half: HalfDay, sessions: &[Session]) {
        if self.any_day {
            self.any_day = false;
            self.free = sessions.iter().copied().map(Session::half_day).collect();
        }
        match self.free.iter().position(|chosen| *chosen == half) {
            Some(at) => drop(self.free.remove(at)),
            None => self.free.push(half),
        }
    }

    /// 都选上, or none of them.
    pub fn toggle_all(&mut self) {
        self.any_day = !self.any_day;
        self.free.clear();
    }

    /// The number of children, never more than the rule lets pass.
    pub fn bring(&mut self, children: u32) {
        self.accompanying = u8::try_from(children).unwrap_or(ACCOMPANYING_MOST).min(ACCOMPANYING_MOST);
    }

    /// The name, or what is wrong with it.
    pub fn name(&self) -> Result<Name, Wrong> {
        Name::try_from(self.name.as_str()).map_err(|refused| match refused {
            TextRefused::TooLong { .. } => Wrong::NameTooLong,
            TextRefused::Empty | TextRefused::ControlSign | TextRefused::NotAPhone => Wrong::NameMissing,
        })
    }

    /// The number, or what is wrong with it.
    pub fn phone(&self) -> Result<Phone, Wrong> {
        let missing = self.phone.trim().is_empty();
        let wrong = if missing { Wrong::PhoneMissing } else { Wrong::PhoneWrong };
        Phone::try_from(self.phone.as_str()).map_err(|_| wrong)
    }

    /// Whom to call when something happens, where somebody was named, or that it is half there.
    pub fn emergency(&self) -> Result<Option<Emergency>, Wrong> {
        let (name, phone) = (self.emergency_name.trim(), self.emergency_phone.trim());
        if name.is_empty() && phone.is_empty() {
            return Ok(None);
        }
        match (Name::try_from(name), Phone::try_from(phone)) {
            (Ok(name), Ok(phone)) => Ok(Some(Emergency { name, phone })),
            _ => Err(Wrong::EmergencyHalf),
        }
    }

    /// The act that the form becomes, or everything that is wrong with it, from top to bottom.
    pub fn register(&self, code: &str, now: UnixMs) -> Result<Register, Vec<Wrong>> {
        let mut wrongs = Vec::new();
        let (name, phone, emergency) = (self.name(), self.phone(), self.emergency());
        wrongs.extend(name.as_ref().err().copied());
        wrongs.extend(phone.as_ref().err().copied());
        wrongs.extend(emergency.as_ref().err().copied());
        if !self.risks_read {
            wrongs.push(Wrong::RisksUnread);
        }
        if !self.consent {
            wrongs.push(Wrong::ConsentMissing);
        }
        let wording = Line::try_from(WORDING);
        match (name, phone, wording, JoinCode::try_from(code)) {
            (Ok(name), Ok(phone), Ok(wording), Ok(code)) if wrongs.is_empty() => Ok(Register {
                code,
                name,
                phone,
                free: self.free.clone(),
                any_day: self.any_day,
                accompanying: self.accompanying,
                risks_read: self.risks_read,
                consent: Consent::on_screen(wording, now),
                emergency: emergency.unwrap_or_default(),
            }),
            _ => Err(wrongs),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use yingchun_domain::time::Half;

    fn filled() -> Answers {
        Answers {
            name: "王桂兰".into(),
            phone: "138 0000 2047".into(),
            risks_read: true,
            consent: true,
            ..Answers::default()
        }
    }

    #[test]
    fn a_filled_form_becomes_the_act() {
        let act = filled().register("QINGSHI", UnixMs(7)).unwrap();
        assert_eq!((act.phone.digits(), act.consent.at), ("13800002047", UnixMs(7)));
    }

    #[test]
    fn an_empty_form_says_all_that_is_missing_from_top_to_bottom() {
        let wrongs = Answers::default().register("QINGSHI", UnixMs(7)).unwrap_err();
        let fields: Vec<_> = wrongs.iter().map(|wrong| wrong.field()).collect();
        assert_eq!(fields, ["name", "phone", "risks", "consent"]);
    }

    #[test]
    fn an_emergency_contact_is_whole_or_not_there() {
        let with = |name: &str, phone: &str| {
            Answers { emergency_name: name.into(), emergency_phone: phone.into(), ..filled() }
                .register("QINGSHI", UnixMs(7))
        };
        let named = with("儿子 王强", "139 0000 2047").unwrap().emergency.unwrap();
        assert_eq!((named.name.as_str(), named.phone.digits()), ("儿子 王强", "13900002047"));
        assert_eq!(with(" ", "").unwrap().emergency, None);
        for (name, phone) in [("儿子", ""), ("", "13900002047"), ("儿子", "139")] {
            assert_eq!(with(name, phone), Err(vec![Wrong::EmergencyHalf]), "{name} {phone}");
        }
    }

    #[test]
    fn a_yes_is_not_kept_in_the_draft() {
        let draft = serde_json::to_string(&filled()).unwrap();
        let again: Answers = serde_json::from_str(&draft).unwrap();
        assert_eq!((again.name.as_str(), again.consent), ("王桂兰", false));
    }

    #[test]
    fn taking_one_back_from_any_day_leaves_the_others() {
        let day = chrono::NaiveDate::from_ymd_opt(2027, 1, 29).unwrap();
        let session = |half| Session { day, half, starts_minutes: 510, ends_minutes: 690 };
        let sessions = [session(Half::Morning), session(Half::Afternoon)];
        let mut answers = Answers::default();
        answers.toggle_all();
        answers.toggle(sessions[0].half_day(), &sessions);
        assert_eq!((answers.any_day, answers.free), (false, vec![sessions[1].half_day()]));
    }
}
