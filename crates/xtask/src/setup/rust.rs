//! Rust's own parts: the lints, the standard library for the browser, the packages of Cargo.lock.
//!
//! The browser's standard library comes from rustup. Where rustup's server is out of reach, Debian and Ubuntu carry its
//! source: their Rust builds it, and is linked as the toolchain `distro`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::browser::apt_install;
use crate::machine::{DISTRO, Machine, WASM, output_of};
use crate::step::shown;

pub(super) fn has_lints(machine: &Machine) -> bool {
    ["fmt", "clippy"]
        .iter()
        .all(|tool| output_of(machine.command("cargo").args([tool, "--version"])).is_some())
}

pub(super) fn get_lints(machine: &Machine) -> Result<()> {
    shown("rustup", machine.command("rustup").args(["component", "add", "rustfmt", "clippy"]))
}

pub(super) fn has_wasm(machine: &Machine) -> bool {
    machine.wasm_toolchain().is_some()
}

pub(super) fn get_wasm(machine: &Machine) -> Result<()> {
    if shown("rustup", machine.command("rustup").args(["target", "add", WASM])).is_ok() {
        return Ok(());
    }
    println!(
        "rustup's server is out of reach: building the target from the distribution's source, about 1 minute"
    );
    apt_install(machine, &["rustc-web", "cargo-web", "rust-web-src", "rust-web-clippy", "rustfmt-web"])?;
    let sysroot = output_of(machine.command("/usr/bin/rustc").args(["--print", "sysroot"]))
        .context("/usr/bin/rustc does not say where it lies")?;
    let rustlib = Path::new(&sysroot).join("lib/rustlib");
    build_std(machine, &rustlib.join(WASM).join("lib"))?;
    link_lld(machine, &rustlib)?;
    shown("rustup", machine.command("rustup").args(["toolchain", "link", DISTRO, "/usr"]))
}

/// Compiles std in an empty crate and copies what came out to where rustc looks for it.
fn build_std(machine: &Machine, library: &Path) -> Result<()> {
    let scratch = machine.target.join("scratch-std");
    fs::create_dir_all(scratch.join("src"))?;
    fs::write(scratch.join("src/lib.rs"), "#![no_std]\n")?;
    let manifest = "[package]\nname = \"scratch_std\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\
                    [profile.release]\npanic = \"abort\"\n[workspace]\n";
    fs::write(scratch.join("Cargo.toml"), manifest)?;
    // Without embedded bitcode a later build with `lto = true` does not find ".llvmbc".
    let mut cargo = machine.command("/usr/bin/cargo");
    cargo
        .current_dir(&scratch)
        .args(["build", "--release", "--target", WASM, "-Zbuild-std=std,panic_abort"])
        .env("CARGO_TARGET_DIR", scratch.join("target"))
        .env("RUSTC", "/usr/bin/rustc")
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .env("PATH", format!("/usr/bin:{}", std::env::var("PATH").unwrap_or_default()));
    shown("building std", &mut cargo)?;

    fs::create_dir_all(library).with_context(|| format!("{} cannot be written", library.display()))?;
    for built in fs::read_dir(scratch.join("target").join(WASM).join("release/deps"))? {
        let built = built?;
        let name = built.file_name().to_string_lossy().into_owned();
        if name.ends_with(".rlib") && !name.starts_with("libscratch_std") {
            fs::copy(built.path(), library.join(name))?;
        }
    }
    fs::remove_dir_all(&scratch).context("the scratch folder cannot be removed")
}

/// Debian's rustc has no `rust-lld` of its own; rustup's is lent to it.
fn link_lld(machine: &Machine, rustlib: &Path) -> Result<()> {
    let host = "x86_64-unknown-linux-gnu/bin/rust-lld";
    let own = rustlib.join(host);
    if own.exists() {
        return Ok(());
    }
    let sysroot = output_of(machine.command("rustc").args(["--print", "sysroot"])).map(PathBuf::from);
    let lent = sysroot.map(|sysroot| sysroot.join("lib/rustlib").join(host)).filter(|lld| lld.exists());
    let Some(lent) = lent else { bail!("rustup's Rust has no rust-lld to link wasm with") };
    fs::create_dir_all(own.parent().context("a file has a folder")?)?;
    shown("linker", machine.command("ln").arg("-s").arg(lent).arg(own))
}

pub(super) fn has_crates(machine: &Machine) -> bool {
    output_of(fetch(machine).arg("--offline")).is_some()
}

pub(super) fn get_crates(machine: &Machine) -> Result<()> {
    shown("cargo fetch", &mut fetch(machine))
}

/// For this machine and the browser; what other systems need is left where it is.
fn fetch(machine: &Machine) -> Command {
    let mut cargo = machine.wasm_command("cargo");
    cargo.args(["fetch", "--locked", "--target", WASM]);
    if let Some(host) = output_of(machine.command("rustc").args(["--print", "host-tuple"])) {
        cargo.args(["--target", &host]);
    }
    cargo
}
