//! The phone's reader takes and refuses what the hub's takes and refuses.

use std::fmt::Debug;

use proptest::prelude::*;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_json::value::RawValue;

use super::reader;
use crate::entry::{Entry, Envelope};
use crate::grant::{Grant, Role};
use crate::page::{Cursor, Page};
use crate::person::Person;
use crate::person::register::Register;
use crate::receipt::PushAnswer;
use crate::spot::Spot;
use crate::spot::clean::Clean;
use crate::zone::Zone;

const LINES: &str = include_str!("../../tests/golden/push-1.ndjson");
const PAGE: &str = include_str!("../../tests/golden/page-1.json");
const CURSOR: &str = include_str!("../../tests/golden/cursor-1.json");
const ANSWER: &str = include_str!("../../tests/golden/push-answer-1.json");

/// Says whether both readers took the text, and as the same.
#[track_caller]
fn check<T: DeserializeOwned + Debug>(text: &str) -> bool {
    let hub = serde_json::from_str::<T>(text).ok().map(|value| format!("{value:?}"));
    let phone = reader::read::<T>(text).ok().map(|value| format!("{value:?}"));
    assert_eq!(phone, hub, "{text}");
    hub.is_some()
}

/// Everything that a text of the drive could be read as.
#[track_caller]
fn check_all(text: &str) {
    check::<Value>(text);
    check::<Envelope>(text);
    check::<Page>(text);
    check::<Cursor>(text);
    check::<PushAnswer>(text);
    check::<Spot>(text);
    check::<Person>(text);
    check::<Zone>(text);
    check::<Grant>(text);
    check::<Role>(text);
    check::<Clean>(text);
    check::<Register>(text);
    check::<Option<Box<RawValue>>>(text);
}

/// Entries' arguments and rows' bodies, each for itself.
fn parts() -> Vec<String> {
    let args = LINES
        .lines()
        .filter_map(|line| Some(serde_json::from_str::<Value>(line).ok()?.get("args")?.to_string()));
    let page: Page = serde_json::from_str(PAGE).unwrap();
    let bodies = page.rows.into_iter().filter_map(|row| Some(row.body?.get().to_owned()));
    args.chain(bodies).collect()
}

#[test]
fn what_was_ever_written_is_read_alike() {
    assert!(LINES.lines().all(check::<Value>) && LINES.lines().all(check::<Envelope>));
    assert!(LINES.lines().all(|line| Entry::from_line(line).is_ok()));
    assert!(check::<Page>(PAGE) && check::<Cursor>(CURSOR) && check::<PushAnswer>(ANSWER));
    parts().iter().for_each(|part| check_all(part));
}

#[test]
fn the_edges_of_json_are_the_same() {
    let edges = [
        "",
        " ",
        "0",
        "-0",
        "00",
        "01",
        "-",
        "1.",
        ".5",
        "1e5",
        "1E+5",
        "1e",
        "1e400",
        "-1e-400",
        "18446744073709551615",
        "18446744073709551616",
        "-9223372036854775808",
        "-9223372036854775809",
        "nul",
        "null",
        " true ",
        "truex",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[]",
        "{}",
        "{,}",
        "{\"a\":1,}",
        "{\"a\" 1}",
        "{a:1}",
        "{\"a\":1}x",
        "{\"a\":{\"b\":[null,false]}}",
        "\"\\u0041\\n\\/\"",
        "\"\\ud83e\\udde7\"",
        "\"\\ud83e\"",
        "\"\\udde7\"",
        "\"\\ud83e\\u0041\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\t\"",
        "\"春\"",
        "\"open",
        "[\"a\\\"b\"]",
        "\u{feff}1",
        "1\u{a0}",
    ];
    for edge in edges {
        check::<Value>(edge);
        check::<Option<Box<RawValue>>>(edge);
        check::<Envelope>(edge);
    }
    // `serde_json` also takes a list for a struct; nobody ever wrote one.
    assert!(serde_json::from_str::<Clean>("[]").is_ok() && reader::read::<Clean>("[]").is_err());
    for depth in [126, 127, 128, 129] {
        check::<Value>(&format!("{}{}", "[".repeat(depth), "]".repeat(depth)));
    }
}

/// A text with one place changed.
fn bent() -> impl Strategy<Value = String> {
    let texts: Vec<String> =
        LINES.lines().map(str::to_owned).chain([PAGE.to_owned(), ANSWER.to_owned()]).chain(parts()).collect();
    let signs = prop::sample::select("{}[]\",:\\ -+.0123456789eEtfnul/春\n\u{0}".chars().collect::<Vec<_>>());
    (prop::sample::select(texts), any::<prop::sample::Index>(), 0..3_u8, signs).prop_map(
        |(text, place, how, sign)| {
            let mut signs: Vec<char> = text.chars().collect();
            let place = place.index(signs.len());
            match how {
                0 => signs[place] = sign,
                1 => signs.insert(place, sign),
                _ => drop(signs.remove(place)),
            }
            signs.into_iter().collect()
        },
    )
}

proptest! {
    #[test]
    fn a_bent_text_is_read_alike(text in bent()) {
        check_all(&text);
    }
}
