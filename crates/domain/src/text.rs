//! Text that people type, parsed once at the border.
//!
//! No text holds U+0000 (PostgreSQL refuses a whole statement over one, SQLite's JSON cuts the text in silence) or
//! another control sign but the line break where one is lawful; none is longer than its screen can show. Signs that turn
//! the direction of writing, or are no width wide, are dropped: nobody means them, and in a list they move what stands
//! beside them, or make a name of nothing. What joins an emoji stays.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Why a text was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextRefused {
    /// Nothing but white space.
    #[error("the text is empty")]
    Empty,
    /// More signs than the field takes.
    #[error("the text is longer than {most} signs")]
    TooLong {
        /// The most signs that the field takes.
        most: usize,
    },
    /// U+0000 or another control sign.
    #[error("the text holds a control sign")]
    ControlSign,
    /// Not a number that can be called.
    #[error("not a phone number")]
    NotAPhone,
}

impl TextRefused {
    /// The stable code of this refusal.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "text.empty",
            Self::TooLong { .. } => "text.too_long",
            Self::ControlSign => "text.control_sign",
            Self::NotAPhone => "text.not_a_phone",
        }
    }
}

fn parse(text: &str, most: usize, lines: bool) -> Result<String, TextRefused> {
    let text: String = text.chars().filter(|sign| !is_unseen(*sign)).collect();
    let text = text.trim();
    if text.is_empty() {
        return Err(TextRefused::Empty);
    }
    if text.chars().any(|sign| sign.is_control() && !(lines && sign == '\n')) {
        return Err(TextRefused::ControlSign);
    }
    if text.chars().count() > most {
        return Err(TextRefused::TooLong { most });
    }
    Ok(text.to_owned())
}

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident, $most:literal, $lines:literal;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The text, trimmed, never empty.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = TextRefused;
            fn try_from(text: String) -> Result<Self, TextRefused> {
                parse(&text, $most, $lines).map(Self)
            }
        }

        impl TryFrom<&str> for $name {
            type Error = TextRefused;
            fn try_from(text: &str) -> Result<Self, TextRefused> {
                parse(text, $most, $lines).map(Self)
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(&self.0)
            }
        }
    )+};
}

texts! {
    /// A person's, place's or team's name: 1 to 40 signs on one line.
    Name, 40, false;
    /// One line of words: 1 to 200 signs.
    Line, 200, false;
    /// A few lines of words: 1 to 2,000 signs.
    Note, 2000, true;
    /// A code that opens registration: 4 to 40 signs as the hub gave them.
    JoinCode, 40, false;
}

impl Name {
    /// What stands in the place of the name of somebody who left the drive (不再参加).
    #[must_use]
    pub fn of_who_left() -> Self {
        Self("已退出".to_owned())
    }
}

impl Note {
    /// What was typed where nothing need be said: none where nothing was.
    ///
    /// # Errors
    /// Why what was typed cannot go as it stands.
    pub fn optional(typed: &str) -> Result<Option<Self>, TextRefused> {
        match Self::try_from(typed) {
            Ok(said) => Ok(Some(said)),
            Err(TextRefused::Empty) => Ok(None),
            Err(why) => Err(why),
        }
    }
}

/// A mobile number of mainland China: 11 digits, first 1, second 3 to 9. `Debug` and `Display` mask it, so that no
/// log can hold it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone(String);

impl Phone {
    /// All eleven digits, for a call or a ledger that the reader may see.
    #[must_use]
    pub fn digits(&self) -> &str {
        &self.0
    }
}

impl TryFrom<&str> for Phone {
    type Error = TextRefused;

    /// Takes what people type and paste: spaces, hyphens, brackets, full-width digits, 86 before the number.
    fn try_from(text: &str) -> Result<Self, TextRefused> {
        let digits: String = text
            .chars()
            .filter_map(half_width)
            .filter(|sign| !matches!(sign, ' ' | '-' | '(' | ')'))
            .collect();
        let digits =
            ["+86", "0086", "86"].iter().find_map(|code| digits.strip_prefix(code)).unwrap_or(&digits);
        let mobile = digits.len() == 11
            && digits.bytes().all(|digit| digit.is_ascii_digit())
            && digits.starts_with('1')
            && digits.as_bytes().get(1).is_some_and(|second| *second >= b'3');
        if mobile { Ok(Self(digits.to_owned())) } else { Err(TextRefused::NotAPhone) }
    }
}

impl TryFrom<String> for Phone {
    type Error = TextRefused;
    fn try_from(text: String) -> Result<Self, TextRefused> {
        Self::try_from(text.as_str())
    }
}

impl From<Phone> for String {
    fn from(phone: Phone) -> Self {
        phone.0
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (head, tail) = (self.0.get(..3).unwrap_or_default(), self.0.get(7..).unwrap_or_default());
        write!(out, "{head}****{tail}")
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Phone({self})")
    }
}

/// A number that an office or a leader has offered for calls, mobile or landline: 5 to 20 digits and hyphens.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DutyPhone(String);

impl DutyPhone {
    /// The number as it is dialled.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for DutyPhone {
    type Error = TextRefused;
    fn try_from(text: String) -> Result<Self, TextRefused> {
        let number: String = text.chars().filter_map(half_width).filter(|sign| *sign != ' ').collect();
        let callable = (5..=20).contains(&number.len())
            && number.bytes().all(|sign| sign.is_ascii_digit() || sign == b'-' || sign == b'+');
        if callable { Ok(Self(number)) } else { Err(TextRefused::NotAPhone) }
    }
}

impl From<DutyPhone> for String {
    fn from(phone: DutyPhone) -> Self {
        phone.0
    }
}

/// Marks of direction and breaks of no width; not the joiners, of which emoji and scripts are made.
const fn is_unseen(sign: char) -> bool {
    matches!(
        sign,
        '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
    )
}

/// Full-width signs as typed by many Chinese keyboards, folded; signs that cannot be seen, dropped.
fn half_width(sign: char) -> Option<char> {
    match sign {
        '\u{3000}' | '\u{a0}' | '\t' => Some(' '),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Some('-'),
        unseen if is_unseen(unseen) => None,
        '\u{200c}' | '\u{200d}' => None,
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(sign) - 0xfee0),
        other => Some(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_is_taken_as_people_type_it() {
        for typed in [
            "138-0000-2047",
            "１３８００００２０４７",
            "+86 138 0000 2047",
            " 13800002047\u{200b}",
            "\u{202d}+86 138\u{a0}0000\u{2011}2047\u{202c}",
            "（0086）13800002047",
            "8613800002047",
        ] {
            assert_eq!(Phone::try_from(typed).unwrap().digits(), "13800002047", "{typed:?}");
        }
    }

    #[test]
    fn what_cannot_be_called_is_refused() {
        for typed in ["", "13100008", "12800002047", "138000020471", "1380000204\0", "一三八"] {
            assert_eq!(Phone::try_from(typed), Err(TextRefused::NotAPhone), "{typed:?}");
        }
    }

    #[test]
    fn no_log_can_hold_a_phone() {
        let phone = Phone::try_from("13800002047").unwrap();
        assert_eq!(format!("{phone} {phone:?}"), "138****2047 Phone(138****2047)");
    }

    #[test]
    fn control_signs_are_refused_and_line_breaks_only_in_notes() {
        assert_eq!(Name::try_from("王\0桂兰"), Err(TextRefused::ControlSign));
        assert_eq!(Line::try_from("一\n二"), Err(TextRefused::ControlSign));
        assert_eq!(Note::try_from(" 一\n二 ").unwrap().as_str(), "一\n二");
        assert!(serde_json::from_str::<Name>("\"\\u0000\"").is_err());
    }

    #[test]
    fn signs_that_nobody_sees_are_dropped_and_emoji_stay_whole() {
        assert_eq!(Name::try_from("\u{202e}王\u{200b}桂\u{2066}兰\u{feff}").unwrap().as_str(), "王桂兰");
        assert_eq!(Name::try_from("\u{200b}\u{200f}"), Err(TextRefused::Empty));
        let farmer = "李👩\u{200d}🌾";
        assert_eq!(Name::try_from(farmer).unwrap().as_str(), farmer);
    }

    #[test]
    fn a_name_has_one_to_forty_signs() {
        assert_eq!(Name::try_from("   "), Err(TextRefused::Empty));
        assert!(Name::try_from("王".repeat(40)).is_ok());
        assert_eq!(Name::try_from("王".repeat(41)), Err(TextRefused::TooLong { most: 40 }));
    }
}
