//! One step of a task: a line when it starts, the program's own output, a line with the time when it ends.

use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// Counts the time of a whole task.
pub(crate) struct Steps {
    started: Instant,
}

impl Steps {
    /// Starts the clock.
    pub(crate) fn start() -> Self {
        Self { started: Instant::now() }
    }

    /// Runs a program to its end; what it prints is seen. A failure names the step.
    pub(crate) fn run(&self, what: &str, command: &mut Command) -> Result<()> {
        self.doing(what, || shown(what, command))
    }

    /// The same for a step that is more than one program.
    pub(crate) fn doing<T>(&self, what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        println!("\n▶ {what}  [{}]", clock(self.started.elapsed()));
        let began = Instant::now();
        let result = work();
        match &result {
            Ok(_) => println!("✓ {what}: {}", clock(began.elapsed())),
            Err(_) => println!("✗ {what}: failed after {}", clock(began.elapsed())),
        }
        result
    }

    /// The closing line of a task.
    pub(crate) fn end(&self, what: &str) {
        println!("\n{what} in {}", clock(self.started.elapsed()));
    }
}

/// Runs a program with its output on the terminal.
pub(crate) fn shown(what: &str, command: &mut Command) -> Result<()> {
    let program = command.get_program().to_string_lossy().into_owned();
    let status = command.status().with_context(|| format!("{what}: `{program}` cannot be started"))?;
    if status.success() {
        return Ok(());
    }
    let arguments: Vec<_> = command.get_args().map(|word| word.to_string_lossy().into_owned()).collect();
    bail!("{what} failed ({status}): {program} {}", arguments.join(" "))
}

fn clock(time: Duration) -> String {
    match time.as_secs() {
        0..10 => format!("{:.1} s", time.as_secs_f32()),
        seconds @ 10..60 => format!("{seconds} s"),
        seconds => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}
