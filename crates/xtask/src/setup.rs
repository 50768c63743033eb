//! `cargo xtask setup`: gets what this machine lacks, skips what is there, and says plainly what failed.
//!
//! Each thing knows how to see whether it is there, how to get it, and what a person should do where that fails. One
//! failure does not stop the others, so that one run shows all that is left to do.

mod browser;
mod packages;
mod rust;
mod watching;
mod web_tools;

use anyhow::{Result, bail};

use crate::machine::Machine;
use crate::step::Steps;

/// Something that a machine may lack.
struct Thing {
    name: &'static str,
    is_there: fn(&Machine) -> bool,
    get: fn(&Machine) -> Result<()>,
    /// What to do by hand; one sentence.
    otherwise: &'static str,
}

const FOR_BUILDING: &[Thing] = &[
    Thing {
        name: "rustfmt and clippy",
        is_there: rust::has_lints,
        get: rust::get_lints,
        otherwise: "Run `rustup component add rustfmt clippy`, or install them from where your Rust came from.",
    },
    Thing {
        name: "Rust for the browser (wasm32-unknown-unknown)",
        is_there: rust::has_wasm,
        get: rust::get_wasm,
        otherwise: "Run `rustup target add wasm32-unknown-unknown` with the network there; on Debian or Ubuntu \
                    without rustup's server, run `cargo xtask setup` as root.",
    },
    Thing {
        name: "the Rust packages of Cargo.lock",
        is_there: rust::has_crates,
        get: rust::get_crates,
        otherwise: "Run `cargo fetch --locked` where crates.io or a mirror of it can be reached.",
    },
    Thing {
        name: "strace (sees that the hub fsyncs before it answers)",
        is_there: watching::has_strace,
        get: watching::get_strace,
        otherwise: "Install strace from your system's packages; on Debian or Ubuntu: `sudo apt-get install strace`.",
    },
    Thing {
        name: "Node.js 20 or newer",
        is_there: packages::has_node,
        get: packages::get_node,
        otherwise: "Install Node.js 20 or newer with npm: https://nodejs.org or your system's packages.",
    },
    Thing {
        name: "the npm packages of package-lock.json (wasm-opt, Playwright)",
        is_there: packages::has_packages,
        get: packages::get_packages,
        otherwise: "Run `npm ci` where the npm registry or a mirror of it can be reached.",
    },
    Thing {
        name: "Trunk (compiles about 5 minutes, once)",
        is_there: web_tools::has_trunk,
        get: web_tools::get_trunk,
        otherwise: "Install Trunk 0.21.14: `cargo install --locked trunk@0.21.14`, or a release file from its page.",
    },
    Thing {
        name: "wasm-bindgen (compiles about 2 minutes, once)",
        is_there: web_tools::has_wasm_bindgen,
        get: web_tools::get_wasm_bindgen,
        otherwise: "Install wasm-bindgen-cli of exactly the version that Cargo.lock names for `wasm-bindgen`.",
    },
];

const FOR_BROWSER_TESTS: &[Thing] = &[
    Thing {
        name: "Chromium",
        is_there: browser::has_chromium,
        get: browser::get_chromium,
        otherwise: "Install Chromium or Chrome, or name one: `CHROMIUM=/path/to/chrome cargo xtask test`; on Debian \
                    or Ubuntu: `sudo apt-get install chromium`.",
    },
    Thing {
        name: "a Chinese typeface",
        is_there: browser::has_typeface,
        get: browser::get_typeface,
        otherwise: "Install a typeface with Chinese characters; on Debian or Ubuntu: `sudo apt-get install \
                    fonts-noto-cjk`.",
    },
];

/// All that the tasks need.
pub(crate) fn setup(machine: &Machine) -> Result<()> {
    get_what_is_lacking(machine, FOR_BUILDING.iter().chain(FOR_BROWSER_TESTS))
}

/// What building, linting and serving need: no browser.
pub(crate) fn for_building(machine: &Machine) -> Result<()> {
    get_what_is_lacking(machine, FOR_BUILDING.iter())
}

fn get_what_is_lacking<'a>(machine: &Machine, things: impl Iterator<Item = &'a Thing>) -> Result<()> {
    let steps = Steps::start();
    let mut left = Vec::new();
    for thing in things.filter(|thing| !(thing.is_there)(machine)) {
        let outcome = steps.doing(&format!("setup: {}", thing.name), || (thing.get)(machine));
        let still_missing = outcome.is_ok() && !(thing.is_there)(machine);
        match outcome {
            Err(error) => left.push(format!("✗ {}: {error:#}.\n  {}", thing.name, thing.otherwise)),
            Ok(()) if still_missing => {
                left.push(format!(
                    "✗ {}: it was installed and is not found.\n  {}",
                    thing.name, thing.otherwise
                ));
            }
            Ok(()) => {}
        }
    }
    if !left.is_empty() {
        bail!("this machine is not ready yet:\n{}", left.join("\n"));
    }
    steps.end("set up: all there,");
    Ok(())
}
