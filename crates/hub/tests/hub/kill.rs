//! The program itself: what it says on stdout, and what it still knows after it was killed.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use yingchun_domain::community::CreateCommunity;
use yingchun_domain::entry::Act;
use yingchun_domain::id::CommunityId;
use yingchun_domain::text::{JoinCode, Name};

use crate::support::{Phone, id};

/// A hub of its own process; killed at the end, whatever happened.
struct Program {
    child: Child,
    lines: Vec<String>,
}

impl Program {
    /// Starts it and reads so many lines of what it says.
    fn start(folder: &Path, lines: usize) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_yingchun"))
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let said = BufReader::new(child.stdout.take().unwrap()).lines();
        let lines = said.take(lines).map(|line| line.unwrap()).collect();
        Self { child, lines }
    }

    fn address(&self) -> std::net::SocketAddr {
        self.lines[0].strip_prefix("listening http://").unwrap().parse().unwrap()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

#[tokio::test]
async fn what_was_receipted_outlives_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let program = Program::start(folder.path(), 2);
    let link = format!("organiser http://{}/invite#", program.address());
    let token = program.lines[1].strip_prefix(&link).unwrap();
    let mut organiser = Phone::new(program.address(), id());
    let offered: serde_json::Value = organiser.look(token).await.json();
    organiser.campaign = offered["campaign"]["id"].as_str().unwrap().parse().unwrap();
    assert_eq!(organiser.accept(token, "王主任").await.status, 200);
    let name = |text: &str| Name::try_from(text).unwrap();
    let community = CreateCommunity {
        name: name("青石村"),
        committee: name("青石村村委会"),
        duty_phone: None,
        code: JoinCode::try_from("QSC7K2").unwrap(),
    };
    let entry = organiser.entry(id::<CommunityId>().uuid(), Act::CreateCommunity(community));
    let receipt = organiser.push_one(&entry).await;
    assert_eq!(receipt.outcome.as_str(), "applied");
    drop(program);

    let program = Program::start(folder.path(), 1);
    organiser.address = program.address();
    assert_eq!(organiser.push_one(&entry).await, receipt);
    assert!(organiser.sees().await.iter().any(|row| row.kind == "community"));
}
