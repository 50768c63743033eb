//! Nothing half done is left behind, and no file has grown two ideas.

use std::collections::BTreeMap;
use std::fs;

use crate::sources::{root, sources};

const WRITTEN_BY_HAND: &[&str] = &["rs", "ts", "js", "mjs", "css"];
const LINES_MAX: usize = 400;

/// Spelt in two halves, so that this file does not find itself.
const LEFTOVERS: &[(&str, &str)] = &[
    ("TO", "DO"),
    ("FIX", "ME"),
    ("todo", "!("),
    ("unimplemented", "!("),
    ("#[ign", "ore"),
    ("#[al", "low("),
    (".on", "ly("),
    (".sk", "ip("),
    ("waitFor", "Timeout"),
    ("thread::", "sleep"),
    ("it_", "works"),
];

#[test]
fn no_file_is_longer_than_400_lines() {
    let long: Vec<String> = sources(WRITTEN_BY_HAND)
        .iter()
        .map(|source| (source, source.text.lines().count()))
        .filter(|(_, lines)| *lines > LINES_MAX)
        .map(|(source, lines)| format!("{}: {lines} lines", source.path))
        .collect();
    assert_eq!(long, Vec::<String>::new());
}

#[test]
fn nothing_is_left_for_later_switched_off_or_slept_through() {
    let mut left = Vec::new();
    for source in sources(WRITTEN_BY_HAND) {
        for (number, line) in (1..).zip(source.text.lines()) {
            for (head, tail) in LEFTOVERS {
                let word = format!("{head}{tail}");
                // `.skip(` is an iterator's in Rust, and a switched-off test in TypeScript.
                let counts = *head != ".sk" || source.path.ends_with(".spec.ts");
                if counts && line.contains(&word) {
                    left.push(format!("{}:{number}: {word}", source.path));
                }
            }
        }
    }
    assert_eq!(left, Vec::<String>::new());
}

#[test]
fn a_decision_has_a_number_of_its_own() {
    let mut by_number: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut misnamed = Vec::new();
    for entry in fs::read_dir(root().join("docs/decisions")).into_iter().flatten() {
        let name = entry.expect("a readable folder").file_name().to_string_lossy().into_owned();
        match name.split_once('-') {
            Some((number, _)) if number.len() == 4 && number.bytes().all(|byte| byte.is_ascii_digit()) => {
                by_number.entry(number.to_owned()).or_default().push(name);
            }
            _ if name == "README.md" => {}
            _ => misnamed.push(name),
        }
    }
    assert_eq!(misnamed, Vec::<String>::new(), "a decision is named NNNN-what.md");
    let twice: Vec<_> = by_number.values().filter(|names| names.len() > 1).collect();
    assert_eq!(twice, Vec::<&Vec<String>>::new());
}
