//! A copy is taken in the middle of a working day: phones push and send photos while `yingchun backup` reads, and whatever
//! was acknowledged before it began is in the copy that is put back (invariant 12).
#![expect(clippy::print_stdout, reason = "how much went on meanwhile is quoted")]

use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use sqlx::ConnectOptions as _;
use sqlx::sqlite::SqliteConnectOptions;
use tokio::sync::watch;
use yingchun_domain::entry::Entry;
use yingchun_domain::id::PhotoId;
use yingchun_domain::photo::Phase;
use yingchun_domain::receipt::Receipt;
use yingchun_hub::chance;

use crate::main_job::photo_of;
use crate::photos::{jpeg, report, send};
use crate::support::{Phone, Program, create_community, id, said};

const PHONES: usize = 4;
const COPIES: usize = 5;
/// So many acts stand acknowledged between two copies.
const ACTS_BETWEEN: usize = 20;
/// On a machine that does much else.
const PATIENCE: Duration = Duration::from_secs(60);

/// What a phone was told: the hub has the entry and its photo.
#[derive(Clone)]
struct Acknowledged {
    receipt: Receipt,
    photo: PhotoId,
    bytes: Vec<u8>,
}

type All = Arc<watch::Sender<Vec<Acknowledged>>>;

/// Reports places with a photo each, until the day ends.
async fn work(mut phone: Phone, all: All, day: watch::Receiver<bool>) {
    while *day.borrow() {
        let bytes = [jpeg(), chance::bytes::<16>().to_vec(), vec![7; 20_000]].concat();
        let photo = photo_of(&bytes, Phase::Before);
        let named = photo.id;
        let entry = Entry { photos: vec![photo], ..phone.entry(id::<uuid::Uuid>(), report()) };
        let receipt = phone.push_one(&entry).await;
        assert_eq!(receipt.outcome.as_str(), "applied");
        assert_eq!(send(&phone, &named.to_string(), 0, bytes.clone()).await.status, 200);
        all.send_modify(|all| all.push(Acknowledged { receipt, photo: named, bytes }));
    }
}

/// Waits until so much is acknowledged.
async fn until(all: &All, count: usize) {
    let mut seen = all.subscribe();
    let enough = tokio::time::timeout(PATIENCE, seen.wait_for(|all| all.len() >= count)).await;
    assert!(enough.is_ok_and(|all| all.is_ok()), "the phones do not get on");
}

async fn yingchun(words: &[&str], data: &Path, more: &[&str]) -> String {
    let mut program = Command::new(env!("CARGO_BIN_EXE_yingchun"));
    program.args(words).arg("--data").arg(data).args(more);
    let ended = tokio::task::spawn_blocking(move || program.output().unwrap()).await.unwrap();
    assert!(ended.status.success(), "{words:?}: {ended:?}");
    String::from_utf8(ended.stdout).unwrap()
}

/// All of it stands in a folder that was put back, as it was told.
async fn holds(folder: &Path, acknowledged: &[Acknowledged]) {
    let options = SqliteConnectOptions::new().filename(folder.join("yingchun.db"));
    let mut conn = options.connect().await.unwrap();
    for Acknowledged { receipt, photo, bytes } in acknowledged {
        let sql = "select commit_no from receipt where entry = $1 and outcome = 'applied'";
        let found: Option<i64> =
            sqlx::query_scalar(sql).bind(receipt.id.to_string()).fetch_optional(&mut conn).await.unwrap();
        assert_eq!(found, Some(i64::try_from(receipt.commit.0).unwrap()), "{receipt:?}");
        let name = photo.to_string();
        let file = folder.join("photos/whole").join(&name[..6]).join(format!("{name}.jpg"));
        assert!(std::fs::read(&file).unwrap_or_default() == *bytes, "{} is what was sent", file.display());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_taken_while_phones_work_is_whole_and_holds_what_they_were_told_before() {
    let folder = tempfile::tempdir().unwrap();
    let (data, shelf) = (folder.path().join("hub"), folder.path().join("copies"));
    let program = Program::start(&mut Program::command(&[], &data, &["--low-water-mib", "0"]), 2);
    let mut organiser = program.organiser().await;
    let (community, act) = create_community("QSC7K2");
    assert_eq!(organiser.does(community.uuid(), act).await, "applied");
    let (day, lasts) = watch::channel(true);
    let (all, mut working) = (All::new(watch::Sender::default()), Vec::new());
    for number in 0..PHONES {
        let mut phone = Phone::new(program.address(), organiser.campaign);
        let entry = phone.registration("QSC7K2", "王桂兰", &format!("1380000204{number}"));
        assert_eq!(said(&phone.push_one(&entry).await), "applied");
        working.push(tokio::spawn(work(phone, Arc::clone(&all), lasts.clone())));
    }

    let mut meanwhile = 0;
    for copy in 0..COPIES {
        let so_far = all.borrow().len();
        until(&all, so_far + ACTS_BETWEEN).await;
        let before = all.borrow().clone();
        let new: &[&str] = if copy == 0 { &["--new"] } else { &[] };
        yingchun(&["backup", "--to", shelf.to_str().unwrap()], &data, new).await;
        meanwhile += all.borrow().len() - before.len();

        let back = folder.path().join(format!("back-{copy}"));
        yingchun(&["restore", "--from", shelf.to_str().unwrap()], &back, &[]).await;
        let found = yingchun(&["check"], &back, &[]).await;
        let whole: usize = found.trim().strip_prefix("whole ").unwrap().parse().unwrap();
        assert!(whole >= before.len(), "{found}");
        holds(&back, &before).await;
    }
    day.send_replace(false);
    for worker in working {
        worker.await.unwrap();
    }
    assert!(meanwhile > 0, "nothing was acknowledged while a copy was taken: nothing was tried");
    println!(
        "{COPIES} copies while {PHONES} phones work: {meanwhile} acts with a photo acknowledged meanwhile; of those before \
         each copy 0 lost, and every copy is consistent"
    );
}
