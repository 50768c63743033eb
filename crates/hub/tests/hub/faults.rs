//! The program killed at every failpoint while four phones work. They try again from the lines that they kept: nothing is
//! lost, nothing happens twice, no photo is torn.
//!
//! The short form kills twice at each place, `cargo xtask test --faults` fifty times.
#![expect(clippy::print_stdout, reason = "the long form says how far it came")]

mod restoring;

use std::fmt;
use std::net::SocketAddr;
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, SqliteConnection};
use tokio::sync::watch;
use yingchun_domain::entry::Entry;
use yingchun_domain::photo::{Phase, PhotoRecord};
use yingchun_domain::receipt::{PushAnswer, Receipt};
use yingchun_hub::chance;
use yingchun_hub::fail::PLACES;

use crate::main_job::{clean, photo_of};
use crate::photos::{jpeg, report};
use crate::support::{Answer, Phone, Program, attempt, create_community, id, said};

const PHONES: usize = 4;
/// A place that was not passed after so many acts of a phone is none.
const ACTS_MOST: usize = 200;
/// A hub that lives is asked so often at most.
const TRIES_MOST: usize = 50;
const PHOTO_BYTES: usize = 30_000;
/// How the current fails.
const SIGKILL: i32 = 9;

/// What a phone keeps of an act until the hub has all of it.
struct Kept {
    line: String,
    spot: uuid::Uuid,
    photo: PhotoRecord,
    bytes: Vec<u8>,
}

/// What a phone was told of it.
struct Done {
    kept: Kept,
    receipt: Receipt,
}

/// How many lives of the hub there were; phones that lost theirs wait for the next.
type Lives = watch::Receiver<u32>;

struct Worker {
    phone: Phone,
    lives: Lives,
}

impl Worker {
    /// Works until the hub was killed and all that was begun is acknowledged by the next life.
    async fn work(mut self) -> (Phone, Vec<Done>) {
        let mut done = Vec::new();
        while done.len() < ACTS_MOST {
            let second_life = *self.lives.borrow() > 1;
            let spot: uuid::Uuid = id();
            for (act, phase) in [(report(), Phase::Before), (clean(None), Phase::After)] {
                let bytes = [jpeg(), chance::bytes::<16>().to_vec(), vec![7; PHOTO_BYTES]].concat();
                let photo = photo_of(&bytes, phase);
                let entry = Entry { photos: vec![photo.clone()], ..self.phone.entry(spot, act) };
                let kept = Kept { line: entry.to_line().unwrap(), spot, photo, bytes };
                done.push(self.bring(kept).await);
            }
            if second_life {
                return (self.phone, done);
            }
        }
        panic!("the place is never passed");
    }

    async fn bring(&mut self, kept: Kept) -> Done {
        let receipt = self.push(&kept.line).await;
        let path = format!("/api/photos/{}", kept.photo.id);
        for _ in 0..TRIES_MOST {
            let standing = self.ask("HEAD", &path, None, Vec::new()).await;
            assert_eq!(standing.status, 200, "{standing:?}");
            let offset: usize = standing.headers["upload-offset"].to_str().unwrap().parse().unwrap();
            if offset == kept.bytes.len() {
                return Done { kept, receipt };
            }
            let piece = kept.bytes[offset..].chunks(PHOTO_BYTES / 2 + 1).next().unwrap().to_vec();
            let answer = self.ask("PATCH", &path, Some(offset), piece).await;
            // Before an answer was lost the hub may have come further than the phone knows.
            assert!(matches!(answer.status.as_u16(), 200 | 409), "{answer:?}");
            if answer.status == 200 && answer.json::<Value>()["received"] == true {
                return Done { kept, receipt };
            }
        }
        panic!("a photo never arrives");
    }

    async fn push(&mut self, line: &str) -> Receipt {
        let answer = self.ask("POST", "/api/push", None, line.as_bytes().to_vec()).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        answer.json::<PushAnswer>().receipts.remove(0)
    }

    /// Asks until somebody answers; a hub that was killed is waited for.
    async fn ask(&mut self, method: &str, path: &str, offset: Option<usize>, body: Vec<u8>) -> Answer {
        let mut headers = vec![self.phone.key_header()];
        headers.extend(offset.map(|offset| ("upload-offset", offset.to_string())));
        for _ in 0..TRIES_MOST {
            let life = *self.lives.borrow_and_update();
            match attempt(self.phone.address, method, path, &headers, body.clone()).await {
                Ok(answer) => return answer,
                Err(_) if life == 1 => {
                    self.lives.wait_for(|lives| *lives > 1).await.unwrap();
                }
                Err(_) => {}
            }
        }
        panic!("nobody answers {method} {path}");
    }
}

fn hub(folder: &Path, address: SocketAddr) -> Command {
    Program::command(&[], folder, &["--listen", &address.to_string(), "--low-water-mib", "0"])
}

/// One kill of many: the place, and when the hub passes it for which time.
struct Kill {
    place: &'static str,
    passing: usize,
    round: usize,
}

impl fmt::Display for Kill {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{} in round {}", self.place, self.passing, self.round)
    }
}

impl Kill {
    /// A life that ends at the place, and the next one, in which everything comes to its end.
    async fn once(&self, folder: &Path, phones: Vec<Phone>) -> (Vec<Phone>, Vec<Done>) {
        let address = phones[0].address;
        let (lives, seen) = watch::channel(1);
        let first = self.first_life(folder, address);
        let working = phones.into_iter().map(|phone| Worker { phone, lives: seen.clone() }.work());
        let working: Vec<_> = working.map(tokio::spawn).collect();
        let first = self.ended(folder, first).await;
        let second = Program::start(&mut hub(folder, address), 1);
        lives.send_replace(2);
        let (mut phones, mut done) = (Vec::new(), Vec::new());
        for worker in working {
            let (phone, acts) = worker.await.unwrap_or_else(|failed| panic!("{self}: {failed}"));
            for act in &acts {
                let again = phone.push(std::slice::from_ref(&act.kept.line)).await;
                assert_eq!(again, std::slice::from_ref(&act.receipt), "{self}: a repeat is told the same");
            }
            phones.push(phone);
            done.extend(acts);
        }
        drop((first, second));
        (phones, done)
    }

    fn first_life(&self, folder: &Path, address: SocketAddr) -> Program {
        let asked = format!("{}:{}", self.place, self.passing);
        let mut first = hub(folder, address);
        first.env("YINGCHUN_FAIL", asked).env("YINGCHUN_FAILED", folder.join("failed"));
        Program::start(&mut first, 1)
    }

    /// Waits until it is dead, by this kill and by nothing else.
    async fn ended(&self, folder: &Path, mut first: Program) -> Program {
        let ended = tokio::task::spawn_blocking(move || {
            let ended = first.child.wait().unwrap();
            (first, ended)
        });
        let (first, ended) = ended.await.unwrap();
        assert_eq!(ended.signal(), Some(SIGKILL), "{self}: {ended:?}");
        let failed = std::fs::read_to_string(folder.join("failed"));
        assert_eq!(failed.unwrap_or_default(), self.place, "{self}: killed there");
        std::fs::remove_file(folder.join("failed")).unwrap();
        first
    }
}

async fn database(folder: &Path) -> SqliteConnection {
    SqliteConnectOptions::new().filename(folder.join("yingchun.db")).connect().await.unwrap()
}

async fn count(conn: &mut SqliteConnection, sql: &'static str) -> usize {
    let count: i64 = sqlx::query_scalar(sql).fetch_one(conn).await.unwrap();
    usize::try_from(count).unwrap()
}

fn whole(folder: &Path, photo: &PhotoRecord) -> PathBuf {
    let name = photo.id.to_string();
    folder.join("photos/whole").join(&name[..6]).join(format!("{name}.jpg"))
}

/// Nothing is lost, doubled or torn: of `done` each by itself, and `acts` in number.
async fn check(kill: &Kill, folder: &Path, done: &[Done], acts: usize, others: usize) {
    let mut conn = database(folder).await;
    let said: String = sqlx::query_scalar("pragma integrity_check").fetch_one(&mut conn).await.unwrap();
    assert_eq!(said, "ok", "{kill}");
    for (sql, expected) in [
        ("select count(*) from receipt", acts + others),
        ("select count(*) from entity where kind = 'spot'", acts / 2),
        ("select count(*) from entity where kind = 'photo'", acts),
        ("select count(*) from photo where received is null", 0),
        ("select count(*) from quarantine", 0),
        ("select count(*) from held", 0),
    ] {
        assert_eq!(count(&mut conn, sql).await, expected, "{kill}: {sql}");
    }
    for Done { kept, receipt } in done {
        assert_eq!(receipt.outcome.as_str(), "applied", "{kill}");
        let sql = "select json_array_length(body, '$.cleanings') from entity where kind = 'spot' and id = $1";
        let cleanings: i64 =
            sqlx::query_scalar(sql).bind(kept.spot.to_string()).fetch_one(&mut conn).await.unwrap();
        assert_eq!(cleanings, 1, "{kill}: an act has one effect");
        let bytes = std::fs::read(whole(folder, &kept.photo)).unwrap_or_default();
        assert!(bytes == kept.bytes, "{kill}: photo {} is not what was sent", kept.photo.id);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_lost_wherever_the_hub_is_killed() {
    let times = if std::env::var("YINGCHUN_FAULTS").is_ok_and(|asked| asked == "long") { 50 } else { 2 };
    let folder = tempfile::tempdir().unwrap();
    let program = Program::start(&mut Program::command(&[], folder.path(), &[]), 2);
    let mut organiser = program.organiser().await;
    let (community, act) = create_community("QSC7K2");
    assert_eq!(organiser.does(community.uuid(), act).await, "applied");
    let mut phones = Vec::new();
    for number in 0..PHONES {
        let mut phone = Phone::new(program.address(), organiser.campaign);
        let entry = phone.registration("QSC7K2", "王桂兰", &format!("1380000204{number}"));
        assert_eq!(said(&phone.push_one(&entry).await), "applied");
        phones.push(phone);
    }
    drop(program);

    // The organiser's own entries, and the registrations.
    let others = 2 + PHONES;
    let mut done = Vec::new();
    for (number, place) in PLACES.iter().enumerate() {
        let before = done.len();
        for round in 0..times {
            let kill = Kill { place, passing: 1 + (5 * round + number) % 9, round };
            let (back, more) = kill.once(folder.path(), phones).await;
            phones = back;
            check(&kill, folder.path(), &more, done.len() + more.len(), others).await;
            done.extend(more);
            if round + 1 == times {
                // What came through earlier kills came through this one.
                check(&kill, folder.path(), &done, done.len(), others).await;
            }
        }
        let acts = done.len() - before;
        println!("{place}: killed {times} times over {acts} acts: 0 lost, 0 doubled, 0 torn");
    }
    let (kills, acts) = (times * PLACES.len(), done.len());
    println!(
        "hub killed: {kills} times at {} places over {acts} acts: 0 lost, 0 doubled, 0 torn",
        PLACES.len()
    );
}
