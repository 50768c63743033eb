//! The hub as a process of its own, as it is served; it ends with the measurement.

use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};

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

    /// The most memory that it ever had, in KiB; 0 where the system does not tell.
    pub(crate) fn memory_kib(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        line.and_then(|line| line.trim().strip_suffix(" kB")?.parse().ok()).unwrap_or(0)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        if self.child.kill().is_ok() {
            drop(self.child.wait());
        }
    }
}
