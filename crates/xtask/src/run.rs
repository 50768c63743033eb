//! `cargo xtask run`: builds app and hub and serves a demonstration campaign until Ctrl-C.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::app::{self, Build};
use crate::hub;
use crate::machine::Machine;
use crate::setup;
use crate::step::Steps;

/// What the person asked for.
pub(crate) struct Wish {
    build: Build,
    listen: String,
    data: Option<PathBuf>,
}

impl Wish {
    /// Reads the words after `run`.
    pub(crate) fn parse(words: &[&str]) -> Result<Self> {
        let mut wish = Self { build: Build::Debug, listen: "127.0.0.1:8080".to_owned(), data: None };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match *word {
                "--release" => wish.build = Build::Release,
                "--listen" => wish.listen = (*words.next().context("--listen wants an address")?).to_owned(),
                "--data" => wish.data = Some(PathBuf::from(words.next().context("--data wants a folder")?)),
                other => bail!("`run` does not know `{other}`"),
            }
        }
        Ok(wish)
    }
}

/// Sets up, builds and serves; ends when the hub ends.
pub(crate) fn run(machine: &Machine, wish: &Wish) -> Result<()> {
    setup::for_building(machine)?;
    let steps = Steps::start();
    let app = app::build(machine, &steps, wish.build)?;
    let program = hub::build(machine, &steps, wish.build)?;
    steps.end("built");

    let data = wish.data.clone().unwrap_or_else(|| machine.target.join("demo"));
    println!("the demonstration's data lie in {}\n", data.display());
    let mut hub = machine.command(&program.to_string_lossy());
    hub.args(["serve", "--demo", "--listen", &wish.listen]).arg("--data").arg(&data).arg("--app").arg(&app);
    in_front(hub)
}

/// The hub takes this process's place, so that Ctrl-C reaches it alone and it can stop in order.
#[cfg(unix)]
fn in_front(mut hub: Command) -> Result<()> {
    use std::os::unix::process::CommandExt;
    Err(hub.exec()).context("the hub cannot be started")
}

#[cfg(not(unix))]
fn in_front(mut hub: Command) -> Result<()> {
    crate::step::shown("hub", &mut hub)
}
