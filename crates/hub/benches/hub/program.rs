//! The hub as a process of its own, as it is served; it ends with the measurement. And what of the processor's time goes
//! to whom.

use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A tick of Linux's accounts.
const TICK_MS: u64 = 10;

pub(crate) struct Program {
    child: Child,
    address: SocketAddr,
}

impl Program {
    /// Serves a folder at a free port of this machine.
    pub(crate) fn start(folder: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_yingchun"))
            .args(["serve", "--listen", "127.0.0.1:0", "--low-water-mib", "0", "--data"])
            .arg(folder)
            .env("RUST_LOG", "error")
            .stdout(Stdio::piped())
            .spawn()
            .expect("the hub starts");
        let stdout = child.stdout.take().expect("the hub speaks");
        let first = BufReader::new(stdout).lines().next().expect("the hub says where it listens");
        let first = first.expect("the hub's words are text");
        let address = first.strip_prefix("listening http://").and_then(|address| address.parse().ok());
        Self { child, address: address.expect("an address") }
    }

    pub(crate) const fn address(&self) -> SocketAddr {
        self.address
    }

    /// The processor time that it has had so far.
    pub(crate) fn spent(&self) -> Spent {
        Spent::of(&self.child.id().to_string())
    }

    /// The most memory that it ever had, in KiB; 0 where the system does not tell.
    pub(crate) fn memory_kib(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        line.and_then(|line| line.trim().strip_suffix(" kB")?.parse().ok()).unwrap_or(0)
    }
}

/// Processor time, in the program itself and in the system for it.
#[derive(Clone, Copy, Default)]
pub(crate) struct Spent {
    pub(crate) user: Duration,
    pub(crate) system: Duration,
}

impl Spent {
    /// What this very process has had so far.
    pub(crate) fn here() -> Self {
        Self::of("self")
    }

    /// What a process has had so far, to a hundredth of a second; nothing where the system does not tell.
    fn of(process: &str) -> Self {
        let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
        // The program's name may hold anything, but no bracket closes after its own.
        let behind = stat.rsplit_once(')').map(|(_, behind)| behind).unwrap_or_default();
        let mut ticks =
            behind.split_ascii_whitespace().skip(11).map(|ticks| ticks.parse::<u64>().unwrap_or_default());
        let mut next = || Duration::from_millis(TICK_MS * ticks.next().unwrap_or_default());
        Self { user: next(), system: next() }
    }

    /// How much more it is than it was.
    pub(crate) fn since(self, before: Self) -> Self {
        Self {
            user: self.user.saturating_sub(before.user),
            system: self.system.saturating_sub(before.system),
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        if self.child.kill().is_ok() {
            drop(self.child.wait());
        }
    }
}
