//! ARCHITECTURE.md names for each invariant the tests that try to break it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::code::{code, names};
use crate::sources::{Source, root, sources};

const HEADING: &str = "## The invariants";
const INVARIANTS: usize = 15;

/// All that is said of the invariants.
fn section() -> String {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    text.split(HEADING).nth(1).expect("the table of invariants").to_owned()
}

/// The rows of the table, each with its number.
fn rows(section: &str) -> Vec<(usize, &str)> {
    let numbered = |line| {
        let number = str::strip_prefix(line, "| ")?.split(' ').next()?.parse().ok()?;
        Some((number, line))
    };
    section.lines().filter_map(numbered).collect()
}

/// What stands between backticks.
fn named(row: &str) -> Vec<&str> {
    row.split('`').skip(1).step_by(2).collect()
}

/// The names of all tests in Rust, the titles of all tests in a browser, and the simulation's checkers.
fn tests() -> BTreeSet<String> {
    let mut found = checkers();
    for source in sources(&["rs"]) {
        found.extend(tests_of(&source.text));
    }
    for source in sources(&["ts"]) {
        let titles = source.text.lines().filter_map(|line| line.trim_start().strip_prefix("test("));
        found.extend(titles.filter_map(|rest| rest.split(['\'', '"']).nth(1)).map(ToOwned::to_owned));
    }
    found
}

/// The functions that a test's attribute stands on, with nothing but other attributes between.
fn tests_of(text: &str) -> Vec<String> {
    let (mut found, mut marked) = (Vec::new(), false);
    for line in text.lines().map(str::trim) {
        if line == "#[test]" || line.starts_with("#[tokio::test") {
            marked = true;
        } else if !line.starts_with("#[") {
            let named = line.strip_prefix("async ").unwrap_or(line).strip_prefix("fn ");
            found.extend(named.filter(|_| marked).and_then(|rest| Some(rest.split_once('(')?.0.to_owned())));
            marked = false;
        }
    }
    found
}

/// What the simulation's world calls of its checkers, by itself or through another, and what asserts something.
fn checkers() -> BTreeSet<String> {
    let simulation: Vec<Source> = sources(&["rs"])
        .into_iter()
        .filter(|source| source.path.starts_with("crates/simulation/src/"))
        .map(|source| Source { text: code(&source.text), ..source })
        .collect();
    let (checks, world): (Vec<&Source>, Vec<&Source>) =
        simulation.iter().partition(|source| source.path.contains("/checks/"));
    let bodies: BTreeMap<&str, &str> = checks
        .iter()
        .flat_map(|source| source.text.split("\nfn ").flat_map(|rest| rest.split("\npub fn ")).skip(1))
        .filter_map(|rest| Some((names(rest).next()?, rest.split_once('{')?.1)))
        .collect();
    let called_in = |text: &str| -> BTreeSet<&str> {
        let is_called =
            |name: &&str| text.contains(&format!("{name}(")) || text.contains(&format!("{name}::<"));
        bodies.keys().copied().filter(is_called).collect()
    };
    let mut called: BTreeSet<&str> = world.iter().flat_map(|source| called_in(&source.text)).collect();
    loop {
        let through: BTreeSet<&str> =
            called.iter().filter_map(|name| bodies.get(name)).flat_map(|body| called_in(body)).collect();
        if through.is_subset(&called) {
            let asserts = called
                .into_iter()
                .filter(|name| bodies.get(name).is_some_and(|body| body.contains("assert")));
            return asserts.map(ToOwned::to_owned).collect();
        }
        called.extend(through);
    }
}

#[test]
fn a_function_that_no_test_stands_on_is_none() {
    let text = "#[test]\nfn one() {}\nfn helper() {}\n    #[tokio::test]\n    #[cfg(unix)]\n    async fn two() {\n\
        // #[test]\nfn lost() {}\n#[test]\nstruct Between;\nfn three() {}\n";
    assert_eq!(tests_of(text), ["one", "two"]);
    let checkers = checkers();
    assert!(checkers.contains("all_replicas_converge") && !checkers.contains("rows"), "{checkers:?}");
}

/// A test can be run by its name, a file cannot: whoever doubts an invariant finds what tries to break it.
#[test]
fn each_invariant_names_tests_that_exist_and_nothing_else() {
    let (tests, section) = (tests(), section());
    let rows = rows(&section);
    let numbers: Vec<usize> = rows.iter().map(|(number, _)| *number).collect();
    assert_eq!(numbers, (1..=INVARIANTS).collect::<Vec<_>>());
    let nameless = rows.iter().filter(|(_, row)| named(row).is_empty()).map(|(number, _)| *number);
    assert_eq!(nameless.collect::<Vec<_>>(), Vec::<usize>::new(), "rows without a test");
    let unknown = section.lines().flat_map(named).filter(|name| !tests.contains(*name));
    assert_eq!(unknown.collect::<Vec<_>>(), Vec::<&str>::new(), "named in {HEADING:?}, and no tests");
}
