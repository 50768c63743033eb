//! Trunk and wasm-bindgen, compiled once into the project's tool folder.

use std::fs;

use anyhow::{Context, Result};

use crate::machine::Machine;
use crate::step::shown;

/// The newest that compiles with Rust 1.95.
const TRUNK: &str = "0.21.14";

pub(super) fn has_trunk(machine: &Machine) -> bool {
    says_version(machine, "trunk", TRUNK)
}

pub(super) fn get_trunk(machine: &Machine) -> Result<()> {
    install(machine, &["--locked", &format!("trunk@{TRUNK}")])
}

pub(super) fn has_wasm_bindgen(machine: &Machine) -> bool {
    locked_wasm_bindgen(machine).is_ok_and(|version| says_version(machine, "wasm-bindgen", &version))
}

/// Not `--locked`: that lock names a version of a crate which some mirrors lack.
pub(super) fn get_wasm_bindgen(machine: &Machine) -> Result<()> {
    install(machine, &[&format!("wasm-bindgen-cli@{}", locked_wasm_bindgen(machine)?)])
}

fn says_version(machine: &Machine, program: &str, version: &str) -> bool {
    machine.version_of(program).is_some_and(|said| said.split_whitespace().nth(1) == Some(version))
}

/// Tools, not products: the light profile halves the time. The target folder stays, so that an interrupted build goes on.
fn install(machine: &Machine, what: &[&str]) -> Result<()> {
    let mut cargo = machine.command("cargo");
    cargo
        .arg("install")
        .args(what)
        .arg("--root")
        .arg(&machine.tools)
        .env("CARGO_TARGET_DIR", machine.target.join("tools"))
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
    shown("cargo install", &mut cargo)
}

/// The version of `wasm-bindgen` in Cargo.lock: library and tool must be the same.
fn locked_wasm_bindgen(machine: &Machine) -> Result<String> {
    let lock = fs::read_to_string(machine.root.join("Cargo.lock")).context("Cargo.lock cannot be read")?;
    let version = lock.split("[[package]]").find_map(|package| {
        let rest = package.split_once("name = \"wasm-bindgen\"\nversion = \"")?.1;
        rest.split('"').next()
    });
    version.map(str::to_owned).context("Cargo.lock names no wasm-bindgen")
}
