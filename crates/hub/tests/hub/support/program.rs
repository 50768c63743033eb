//! The program itself, in a process of its own; killed at the end, whatever happened.

use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use yingchun_domain::community::CreateCommunity;
use yingchun_domain::entry::Act;
use yingchun_domain::id::CommunityId;
use yingchun_domain::text::{JoinCode, Name};

use super::{Phone, id};

pub(crate) struct Program {
    pub(crate) child: Child,
    lines: Vec<String>,
}

impl Program {
    /// What serves a folder, by itself or behind what another command does first.
    pub(crate) fn command(before: &[&str], folder: &Path, more: &[&str]) -> Command {
        let words = [before, &[env!("CARGO_BIN_EXE_yingchun"), "serve", "--data"]].concat();
        let mut command = Command::new(words[0]);
        command.args(&words[1..]).arg(folder).args(more);
        if !more.contains(&"--listen") {
            command.args(["--listen", "127.0.0.1:0"]);
        }
        command
    }

    /// Starts it and reads so many lines of what it says.
    pub(crate) fn start(command: &mut Command, lines: usize) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let said = BufReader::new(child.stdout.take().unwrap()).lines();
        let lines = said.take(lines).map(|line| line.unwrap()).collect();
        Self { child, lines }
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.lines[0].strip_prefix("listening http://").unwrap().parse().unwrap()
    }

    /// Who comes in by the link of the first start.
    pub(crate) async fn organiser(&self) -> Phone {
        let link = format!("organiser http://{}/invite#", self.address());
        let token = self.lines[1].strip_prefix(&link).unwrap();
        let mut organiser = Phone::new(self.address(), id());
        let offered: serde_json::Value = organiser.look(token).await.json();
        organiser.campaign = offered["campaign"]["id"].as_str().unwrap().parse().unwrap();
        assert_eq!(organiser.accept(token, "王主任").await.status, 200);
        organiser
    }
}

/// A village to register in.
pub(crate) fn create_community(code: &str) -> (CommunityId, Act) {
    let name = |text: &str| Name::try_from(text).unwrap();
    let community = CreateCommunity {
        name: name("青石村"),
        committee: name("青石村村委会"),
        duty_phone: None,
        code: JoinCode::try_from(code).unwrap(),
    };
    (id(), Act::CreateCommunity(community))
}

impl Drop for Program {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}
