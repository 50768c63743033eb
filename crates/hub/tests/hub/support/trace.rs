//! What the program asks of the system, in the order in which the system saw it: `strace` watches, so that what reached
//! the disk before an answer went out is seen and not believed. A kill alone would prove nothing of it: what was written
//! and not fsynced outlives the process, and is lost with the current.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::Program;

/// Writes, fsyncs and answers; whatever else a thread does may come in between.
const WATCHED: &str =
    "trace=write,pwrite64,writev,pwritev,sendto,sendmsg,fsync,fdatasync,?rename,renameat,renameat2";
/// Of what is written so much is kept: a page of the database, or an answer.
const BYTES: &str = "16384";
/// The watcher ends a moment after the program that it watched.
const ENDS_WITHIN: Duration = Duration::from_secs(30);

/// A program that is watched.
pub(crate) struct Watched {
    pub(crate) program: Program,
    trace: PathBuf,
}

/// One call of the system, from the line of the trace on which it began to the one on which it was done.
#[derive(Debug)]
pub(crate) struct Call {
    thread: String,
    name: String,
    /// File, bytes and what came of it.
    rest: String,
    pub(crate) began: usize,
    pub(crate) done: usize,
}

impl Watched {
    /// Starts the program on a folder and reads two lines of what it says.
    pub(crate) fn start(folder: &Path, trace: &Path) -> Self {
        let found = Command::new("strace").arg("-V").output();
        assert!(
            found.is_ok_and(|it| it.status.success()),
            "whether the hub fsyncs before it answers is seen by `strace`, which is not here: `cargo xtask setup` gets it"
        );
        let trace_to = trace.to_str().unwrap();
        // `-D`: the program is our child, and the watcher ends with it.
        let strace = ["strace", "-D", "-f", "-y", "-s", BYTES, "-e", WATCHED, "-o", trace_to];
        let program = Program::start(&mut Program::command(&strace, folder, &["--low-water-mib", "0"]), 2);
        Self { program, trace: trace.to_owned() }
    }

    /// Kills the program and gives back all that it did.
    pub(crate) async fn calls(self) -> Vec<Call> {
        let program = self.program.child.id().to_string();
        drop(self.program);
        let whole = async {
            loop {
                let trace = String::from_utf8_lossy(&fs::read(&self.trace).unwrap()).into_owned();
                let mut lines = trace.lines().filter_map(called);
                if lines.any(|line| line == (program.as_str(), "+++ killed by SIGKILL +++")) {
                    return trace;
                }
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        read(&tokio::time::timeout(ENDS_WITHIN, whole).await.expect("the watcher ends with what it watches"))
    }
}

/// `THREAD NAME(REST`, or in two lines where another thread came in between: `… <unfinished ...>` and
/// `THREAD <... NAME resumed>REST`.
fn read(trace: &str) -> Vec<Call> {
    let mut calls: Vec<Call> = Vec::new();
    for (number, line) in trace.lines().enumerate() {
        let Some((thread, said)) = called(line) else { continue };
        if said.starts_with("<... ") {
            let begun = calls.iter_mut().rev().find(|call| call.thread == thread).unwrap();
            begun.rest += said.split_once("resumed>").unwrap().1;
            begun.done = number;
        } else if let Some((name, rest)) = said.split_once('(') {
            let done = if rest.ends_with("<unfinished ...>") { usize::MAX } else { number };
            let (thread, name, rest) = (thread.to_owned(), name.to_owned(), rest.to_owned());
            calls.push(Call { thread, name, rest, began: number, done });
        }
    }
    calls
}

/// A line's thread and what it did; a short number is followed by more than one space.
fn called(line: &str) -> Option<(&str, &str)> {
    let (thread, said) = line.split_once(' ')?;
    Some((thread, said.trim_start()))
}

impl Call {
    /// Whether it brought bytes into a file of this name.
    pub(crate) fn writes(&self, file: &str) -> bool {
        self.name.contains("write") && self.is_of(file)
    }

    /// Whether it saw to it that a file or a folder of this name outlives the current.
    pub(crate) fn keeps(&self, file: &str) -> bool {
        self.name.contains("sync") && self.is_of(file) && self.rest.ends_with(" = 0")
    }

    /// Whether it gave a file of this name another one.
    pub(crate) fn renames(&self, file: &str) -> bool {
        self.name.starts_with("rename") && self.carries(&format!("/{file}\", "))
    }

    /// Whether it sent bytes to a phone.
    pub(crate) fn answers(&self) -> bool {
        let (_, what) = self.rest.split_once('<').unwrap_or_default();
        what.starts_with("socket:") || what.starts_with("TCP")
    }

    /// Whether these words are among its bytes.
    pub(crate) fn carries(&self, words: &str) -> bool {
        self.rest.contains(words)
    }

    fn is_of(&self, file: &str) -> bool {
        let path = self.rest.split_once('<').and_then(|(_, rest)| Some(rest.split_once('>')?.0));
        path.is_some_and(|path| Path::new(path).ends_with(file))
    }
}
