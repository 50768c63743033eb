//! Dependencies run one way: `app → domain ← hub`, and in the app only `device/` and `sync/` touch the phone.

use std::process::Command;

use serde_json::Value;

use crate::code::{code, names};
use crate::sources::{root, sources};

/// What a package links when it is used: neither its tests' nor its build's dependencies.
fn normal_dependencies(package: &str) -> Vec<String> {
    let output = Command::new("cargo")
        .args(["metadata", "--no-deps", "--offline", "--locked", "--format-version", "1"])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo metadata is JSON");
    let text = |value: &Value, field: &str| value.get(field).and_then(Value::as_str).map(str::to_owned);
    let list =
        |value: &Value, field: &str| value.get(field).and_then(Value::as_array).cloned().expect("a list");
    let packages = list(&metadata, "packages");
    let found = packages.iter().find(|one| text(one, "name").as_deref() == Some(package)).expect("a package");
    let mut names: Vec<String> = list(found, "dependencies")
        .iter()
        .filter(|one| text(one, "kind").is_none())
        .filter_map(|one| text(one, "name"))
        .collect();
    names.sort();
    names.dedup();
    names
}

/// Files under a folder whose code has what it should not.
fn files_with(folder: &str, has: impl Fn(&str) -> bool) -> Vec<String> {
    sources(&["rs"])
        .into_iter()
        .filter(|source| source.path.starts_with(folder) && !source.path.ends_with("tests.rs"))
        .filter(|source| has(&code(&source.text)))
        .map(|source| source.path)
        .collect()
}

/// Files under a folder that name one of these words.
fn files_naming(folder: &str, words: &[&str]) -> Vec<String> {
    files_with(folder, |code| words.iter().any(|word| code.contains(word)))
}

#[test]
fn domain_links_only_what_is_listed() {
    assert_eq!(
        normal_dependencies("yingchun-domain"),
        ["chrono", "serde", "serde_json", "thiserror", "uuid"]
    );
}

#[test]
fn app_and_hub_know_each_other_only_through_domain() {
    assert!(!normal_dependencies("yingchun-app").contains(&"yingchun-hub".to_owned()));
    assert!(!normal_dependencies("yingchun-hub").contains(&"yingchun-app".to_owned()));
}

#[test]
fn views_are_written_with_our_own_view() {
    let why = "use crate::html::* (docs/decisions/0008)";
    for folder in ["src/pages/", "src/office/", "src/components/"] {
        let leptos = [
            "leptos::prelude",
            "leptos::view",
            "leptos::component",
            "leptos::task",
            "leptos::{",
            "leptos::*",
        ];
        assert_eq!(files_naming(folder, &leptos), Vec::<String>::new(), "{why}");
    }
    // These rooms take signals from Leptos by name, and show nothing.
    for folder in ["src/device/", "src/sync/", "src/words/"] {
        let shows = |code: &str| {
            let all = ["leptos::view", "leptos::component", "leptos::task", "leptos::{", "leptos::*"];
            let taken = code.split("leptos::prelude::").skip(1).filter_map(|rest| rest.split(';').next());
            let mut taken = taken.flat_map(|list| list.split(['{', '}', ',', ' ', '\n']));
            all.iter().any(|word| code.contains(word))
                || taken.any(|name| ["*", "view", "component", "spawn_local"].contains(&name))
        };
        assert_eq!(files_with(folder, shows), Vec::<String>::new(), "{why}");
    }
}

#[test]
fn screens_reach_the_phone_only_through_device_and_sync() {
    for folder in ["src/pages/", "src/office/"] {
        assert_eq!(files_naming(folder, &["web_sys", "gloo_", "idb::"]), Vec::<String>::new());
    }
}

#[test]
fn store_functions_take_the_transaction_and_open_none() {
    let opens = [".begin(", ".begin_with(", ".commit(", "savepoint", "begin immediate"];
    assert_eq!(files_naming("crates/hub/src/store/", &opens), Vec::<String>::new());
}

#[test]
fn no_role_lives_in_sql_and_no_sql_outside_the_store() {
    const ROLES: [&str; 6] = ["role", "volunteer", "leader", "inspector", "organiser", "founder"];
    let by_role =
        |text: &str| names(text).any(|name| ROLES.contains(&name.to_lowercase().trim_end_matches('s')));
    assert_eq!(files_with("crates/hub/src/store/", by_role), Vec::<String>::new());
    for step in sources(&["sql"]) {
        let statements = step.text.lines().filter(|line| !line.trim_start().starts_with("--"));
        assert!(!by_role(&statements.collect::<String>()), "{}", step.path);
    }
    // What the file is told as a whole is said where it is copied; the simulation looks on from outside.
    let elsewhere = ["crates/hub/src/store/", "crates/hub/src/keep/", "crates/hub/src/simulated/"];
    let mut asking = files_naming("crates/hub/src/", &["sqlx::query"]);
    asking.retain(|path| !elsewhere.iter().any(|folder| path.starts_with(folder)));
    assert_eq!(asking, Vec::<String>::new());
}

#[test]
fn words_of_screens_stand_in_words_only() {
    // What people write into lists and on paper is read by words that are no screen's; and whom tests are about has a name.
    const OTHERS: [&str; 4] = [
        "src/office/import/",
        "src/pages/roll/noted.rs",
        "src/pages/roll/paper.rs",
        "src/pages/officials.rs",
    ];
    let mut speaking =
        files_with("src/", |code| code.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter)));
    speaking.retain(|path| !path.starts_with("src/words/"));
    speaking.retain(|path| !OTHERS.iter().any(|other| path.starts_with(other)));
    assert_eq!(speaking, Vec::<String>::new());
}
