//! How a screen's words are declared: see [`catalogue!`].

use std::fmt::{Display, Write};

/// Declares a struct of words with its two values, `ZH` and `EN`, and `NONE`, which stands where a door of the app has no screen
/// that says them.
///
/// `words` become fields; `sentences` become methods that fill the gaps `{name}` with their arguments. The doc comment of
/// each is its Chinese text, so that a caller sees what will be said.
macro_rules! catalogue {
    (
        $(#[$doc:meta])* $name:ident
        words { $($word:ident: $zh:literal, $en:literal;)* }
        sentences { $($sentence:ident($($gap:ident: $kind:ty),+): $szh:literal, $sen:literal;)* }
    ) => {
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name {
            $(#[doc = $zh] pub $word: &'static str,)*
            $($sentence: &'static str,)*
        }
        impl $name {
            pub(super) const ZH: Self = Self { $($word: $zh,)* $($sentence: $szh,)* };
            pub(super) const EN: Self = Self { $($word: $en,)* $($sentence: $sen,)* };
            /// Nothing.
            pub const NONE: Self = Self { $($word: "",)* $($sentence: "",)* };
            $(
                #[doc = $szh]
                pub fn $sentence(&self, $($gap: $kind),+) -> String {
                    $crate::words::catalogue::fill(self.$sentence, &[$((stringify!($gap), &$gap)),+])
                }
            )*
            #[cfg(test)]
            pub(super) fn check() {
                $(
                    $crate::words::catalogue::check_gaps($szh, &[$(stringify!($gap)),+]);
                    $crate::words::catalogue::check_gaps($sen, &[$(stringify!($gap)),+]);
                )*
            }
        }
    };
}
pub(super) use catalogue;

/// `sentence` with each `{gap}` replaced by its value, and each `{gap:one|many}` by the word that fits the value; a gap without a
/// value stays as it is.
pub(super) fn fill(sentence: &str, gaps: &[(&str, &dyn Display)]) -> String {
    let mut filled = String::with_capacity(sentence.len() + 16);
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let (gap, after) = after.split_once('}').unwrap_or((after, ""));
        let (named, forms) =
            gap.split_once(':').map_or((gap, None), |(named, forms)| (named, forms.split_once('|')));
        match (gaps.iter().find(|(name, _)| *name == named), forms) {
            (Some((_, value)), None) => {
                write!(filled, "{value}").expect("a String takes all that is written")
            }
            (Some((_, value)), Some((one, many))) => {
                filled.push_str(if value.to_string() == "1" { one } else { many });
            }
            (None, _) => filled.extend(["{", gap, "}"]),
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
#[track_caller]
pub(super) fn check_gaps(sentence: &str, names: &[&str]) {
    for name in names {
        assert!(sentence.contains(&format!("{{{name}}}")), "{sentence:?} leaves {name} out");
    }
    let gaps = sentence.matches('{').count();
    assert!(gaps >= names.len(), "{sentence:?} has gaps without a value");
    for gap in sentence.split('{').skip(1).filter_map(|rest| rest.split_once('}')) {
        let named = gap.0.split(':').next().unwrap_or_default();
        assert!(names.contains(&named), "{sentence:?} has a gap {:?} without a value", gap.0);
    }
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn gaps_are_filled_in_the_order_of_the_sentence() {
        assert_eq!(fill("{b}月{a}日", &[("a", &29), ("b", &1)]), "1月29日");
    }

    #[test]
    fn one_is_said_otherwise_than_many() {
        let said = |n: usize| fill("{n} {n:zone|zones}", &[("n", &n)]);
        assert_eq!([0, 1, 2].map(said), ["0 zones", "1 zone", "2 zones"]);
    }

    #[test]
    fn a_value_with_braces_is_not_filled_again() {
        assert_eq!(fill("{name} 到了", &[("name", &"{name}")]), "{name} 到了");
    }
}
