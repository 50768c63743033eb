//! Another life of the database: a backup put back, or a file rolled back behind the hub's back.

use std::path::Path;
use std::process::{Command, Output};

use yingchun_domain::entry::Act;
use yingchun_domain::grant::Role;
use yingchun_domain::spot::Category;
use yingchun_domain::spot::Spot;
use yingchun_domain::spot::report::Report;
use yingchun_domain::text::Line;

use crate::support::{Phone, Program, Village, id, said};

fn report(place: &str) -> Act {
    Act::Report(Report {
        place: Line::try_from(place).unwrap(),
        category: Category::Heaps,
        note: None,
        community: None,
    })
}

fn run(command: &str, data: &Path, option: &str, file: &Path) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_yingchun"));
    let new = (command == "backup").then_some("--new");
    program.arg(command).arg("--data").arg(data).arg(option).arg(file).args(new).output().unwrap()
}

#[tokio::test]
async fn a_backup_put_back_loses_nothing_that_a_phone_still_holds_and_locks_nobody_out() {
    let mut village = Village::set_up().await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let kept = wang.entry(id::<uuid::Uuid>(), report("村口"));
    assert_eq!(said(&wang.push_one(&kept).await), "applied");
    let open = village.invite(Role::Inspector, None).await;
    let elsewhere = tempfile::tempdir().unwrap();
    let copy = elsewhere.path().join("copies");
    let saved = run("backup", village.hub.folder(), "--to", &copy);
    assert!(saved.status.success(), "{saved:?}");
    let lost = wang.entry(id::<uuid::Uuid>(), report("村尾"));
    assert_eq!(said(&wang.push_one(&lost).await), "applied");
    let before = wang.pull(None, 1000).await;
    let served = run("restore", village.hub.folder(), "--from", &copy);
    assert!(!served.status.success(), "a folder that is served is left alone");

    let mut restored = None;
    let hub = village.hub.between(|folder| restored = Some(run("restore", folder, "--from", &copy))).await;
    let restored = restored.unwrap();
    assert!(restored.status.success(), "{restored:?}");
    wang.address = hub.address();
    assert_eq!(wang.get("/api/pull").await.error(), (401, "session.missing".to_owned()));
    assert_eq!(wang.open_session().await.status, 200);
    let after = wang.pull(Some(&before.cursor), 1000).await;
    assert!(after.fresh && after.whole && after.epoch != before.epoch);
    assert!(after.rows.iter().any(|row| row.id == kept.target));
    assert!(after.rows.iter().all(|row| row.id != lost.target));
    assert_eq!(said(&wang.push_one(&lost).await), "applied");
    assert!(wang.sees_one::<Spot>(lost.target).await.is_some());

    let stranger = Phone::new(hub.address(), wang.campaign);
    assert_eq!(stranger.look(&open).await.error(), (410, "invitation.expired".to_owned()));
    let link = String::from_utf8(restored.stdout).unwrap();
    let token = link.trim().rsplit_once("/invite#").unwrap().1;
    let mut organiser = stranger;
    assert_eq!(organiser.accept(token, "王主任").await.status, 200);
    assert!(organiser.sees().await.iter().any(|row| row.kind == "person"));
}

#[tokio::test]
async fn a_file_rolled_back_behind_the_hubs_back_begins_another_life() {
    let village = Village::set_up().await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let elsewhere = tempfile::tempdir().unwrap();
    let copy = elsewhere.path().join("copies");
    assert!(run("backup", village.hub.folder(), "--to", &copy).status.success());
    assert_eq!(wang.does(id::<uuid::Uuid>(), report("村口")).await, "applied");
    let ahead = wang.pull(None, 1000).await;
    let hub = village
        .hub
        .between(|folder| {
            for ending in ["-wal", "-shm"] {
                let beside = folder.join(format!("yingchun.db{ending}"));
                assert!(!beside.exists() || std::fs::remove_file(beside).is_ok());
            }
            let mut copied = std::fs::read_dir(&copy).unwrap().map(|entry| entry.unwrap().path());
            let database = copied.find(|file| file.extension().is_some_and(|it| it == "db")).unwrap();
            std::fs::copy(database, folder.join("yingchun.db")).unwrap();
        })
        .await;
    wang.address = hub.address();
    let path = format!("/api/pull?cursor={}", ahead.cursor);
    assert_eq!(wang.get(&path).await.error(), (401, "session.missing".to_owned()));
    assert_eq!(wang.get("/api/pull").await.error(), (401, "session.missing".to_owned()));
    assert_eq!(wang.open_session().await.status, 200);
    let after = wang.pull(Some(&ahead.cursor), 1000).await;
    assert!(after.fresh && after.whole && after.epoch != ahead.epoch);
    let again = wang.pull(Some(&after.cursor), 1000).await;
    assert!(!again.fresh && again.epoch == after.epoch);
}

#[tokio::test]
async fn what_is_no_database_of_a_hub_is_not_put_back() {
    let village = Village::set_up().await;
    let elsewhere = tempfile::tempdir().unwrap();
    let nothing = elsewhere.path().join("nothing.db");
    std::fs::write(&nothing, b"not a database at all, but long enough to look at").unwrap();
    let mut refused = Vec::new();
    let hub = village
        .hub
        .between(|folder| {
            refused.push(run("restore", folder, "--from", &nothing));
            refused.push(run("restore", folder, "--from", &elsewhere.path().join("missing.db")));
        })
        .await;
    assert!(refused.iter().all(|it| !it.status.success() && it.stdout.is_empty()), "{refused:?}");
    let leader = Phone { address: hub.address(), ..village.leader };
    assert_eq!(leader.get("/api/pull").await.status, 200);
}

#[cfg(unix)]
#[test]
fn what_is_kept_is_for_the_hubs_own_account_alone() {
    use std::os::unix::fs::MetadataExt as _;
    let here = tempfile::tempdir().unwrap();
    let (data, copies) = (here.path().join("data"), here.path().join("copies"));
    let served = Program::start(&mut Program::command(&[], &data, &[]), 2);
    assert!(run("backup", &data, "--to", &copies).status.success());
    let mut folders = vec![data, copies];
    let mut seen = 0;
    while let Some(path) = folders.pop() {
        let about = std::fs::metadata(&path).unwrap();
        assert_eq!(about.mode() & 0o077, 0, "{}", path.display());
        if about.is_dir() {
            folders.extend(std::fs::read_dir(&path).unwrap().map(|it| it.unwrap().path()));
        }
        seen += 1;
    }
    assert!(seen > 6, "{seen}");
    drop(served);
}
