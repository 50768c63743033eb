//! ARCHITECTURE.md names for each invariant the tests that try to break it.

use std::collections::BTreeSet;
use std::fs;

use crate::sources::{root, sources};

const HEADING: &str = "## The invariants";
const INVARIANTS: usize = 15;

/// The rows of the table, each with its number.
fn rows() -> Vec<(usize, String)> {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    let table = text.split(HEADING).nth(1).expect("the table of invariants");
    let numbered = |line: &str| {
        let number = line.strip_prefix("| ")?.split(' ').next()?.parse().ok()?;
        Some((number, line.to_owned()))
    };
    table.lines().filter_map(numbered).collect()
}

/// What stands between backticks.
fn named(row: &str) -> Vec<&str> {
    row.split('`').skip(1).step_by(2).collect()
}

/// The names of all functions in Rust, and the titles of all tests in a browser.
fn tests() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for source in sources(&["rs"]) {
        let names = source.text.split("fn ").skip(1);
        found.extend(names.filter_map(|rest| Some(rest.split_once(['(', '<'])?.0.to_owned())));
    }
    for source in sources(&["ts"]) {
        for (quote, head) in [('\'', "test('"), ('"', "test(\"")] {
            let titles = source.text.split(head).skip(1);
            found.extend(titles.filter_map(|rest| Some(rest.split_once(quote)?.0.to_owned())));
        }
    }
    found
}

#[test]
fn each_invariant_names_a_test_that_exists() {
    let (tests, rows) = (tests(), rows());
    let numbers: Vec<usize> = rows.iter().map(|(number, _)| *number).collect();
    assert_eq!(numbers, (1..=INVARIANTS).collect::<Vec<_>>());
    let mut wrong = Vec::new();
    for (number, row) in &rows {
        let (files, names): (Vec<&str>, Vec<&str>) = named(row).into_iter().partition(|it| it.contains('/'));
        let missing = names.iter().filter(|name| !tests.contains(**name));
        wrong.extend(missing.map(|name| format!("{number}: there is no test `{name}`")));
        let gone = files.iter().filter(|file| !root().join(file).exists());
        wrong.extend(gone.map(|file| format!("{number}: there is no file {file}")));
        if names.is_empty() {
            wrong.push(format!("{number} names no test"));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}
