//! Dependencies run one way: `app → domain ← hub`, and in the app only `device/` and `sync/` touch the phone.

use std::process::Command;

use serde_json::Value;

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

/// Files under a folder that name one of these words.
fn files_naming(folder: &str, words: &[&str]) -> Vec<String> {
    sources(&["rs"])
        .into_iter()
        .filter(|source| source.path.starts_with(folder))
        .filter(|source| words.iter().any(|word| source.text.contains(word)))
        .map(|source| source.path)
        .collect()
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
    for folder in ["src/pages/", "src/office/", "src/components/", "src/device/", "src/sync/"] {
        let leptos =
            ["use leptos::prelude::*", "leptos::view!", "leptos::component", "leptos::task::spawn_local"];
        assert_eq!(
            files_naming(folder, &leptos),
            Vec::<String>::new(),
            "use crate::html::* (docs/decisions/0008)"
        );
    }
}

#[test]
fn screens_reach_the_phone_only_through_device_and_sync() {
    for folder in ["src/pages/", "src/office/"] {
        assert_eq!(files_naming(folder, &["web_sys", "gloo_", "idb::"]), Vec::<String>::new());
    }
}
