//! The repository's tasks: `cargo xtask setup | run | test | bench | shots | dist`.
//!
//! A file a command. `machine` knows where things lie on this machine, `step` runs a program and says so, `app` builds
//! the two web entries. Nothing here is needed by plain `cargo build` and `cargo test`.
#![forbid(unsafe_code)]
#![expect(clippy::print_stdout, reason = "a task tells the person at the terminal what it does")]

mod app;
mod bench;
mod dist;
mod hub;
mod machine;
mod run;
mod setup;
mod shots;
mod step;
mod test;

use std::process::ExitCode;

use anyhow::{Result, bail};
use machine::Machine;

const USAGE: &str = "\
cargo xtask setup             get what this machine lacks to build and test; says what it does
cargo xtask run [--release] [--listen ADDR] [--data DIR]
                              build app and hub, serve a demonstration campaign (http://127.0.0.1:8080)
cargo xtask test [--quick]    format, lints, all tests; without --quick also the release builds and the browser
cargo xtask test --faults     the long forms of what tries to lose something: 800 kills of the hub, a million
                              simulated drives, 400 kills of the browser
cargo xtask test --seed N     replay the simulation with one seed, over the model hub and over the real one
cargo xtask bench [hub] [peak] [grown] [first-load] [cold-start] [photos]
                              what hub and app can do, each figure beside its peer or limit
cargo xtask shots [ROLE...]   pictures of every screen: newcomer, volunteer, leader, inspector, organiser, troubled
cargo xtask dist              dist/yingchun: one program with the app inside";

fn main() -> ExitCode {
    match task() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn task() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let Some((command, rest)) = words.split_first() else {
        println!("{USAGE}");
        return Ok(());
    };
    let machine = Machine::find()?;
    match *command {
        "setup" => setup::setup(&machine),
        "run" => run::run(&machine, &run::Wish::parse(rest)?),
        "test" => test::test(&machine, &test::Wish::parse(rest)?),
        "bench" => bench::bench(&machine, rest),
        "shots" => shots::shots(&machine, rest),
        "dist" => dist::dist(&machine),
        "help" | "--help" | "-h" => {
            println!("{USAGE}");
            Ok(())
        }
        other => bail!("there is no task `{other}`\n{USAGE}"),
    }
}
