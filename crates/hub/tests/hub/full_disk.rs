//! The program on a disk that fills up: what can be taken is taken, the rest is said, and nobody restarts it.
#![cfg(target_os = "linux")]
#![expect(clippy::print_stdout, reason = "what a full disk took and refused is quoted")]

use std::process::Command;

use serde_json::Value;
use yingchun_domain::entry::{Act, Entry};
use yingchun_domain::photo::Phase;
use yingchun_domain::receipt::{PushAnswer, Receipt};
use yingchun_domain::spot::Category;
use yingchun_domain::spot::report::Report;
use yingchun_domain::text::{Line, Note};

use crate::main_job::photo_of;
use crate::photos::{jpeg, offset, send};
use crate::support::{Phone, Program, SmallDisk, create_community, id, said};

fn report(note: Option<&str>) -> Act {
    let note = note.map(|note| Note::try_from(note).unwrap());
    Act::Report(Report {
        place: Line::try_from("村口").unwrap(),
        category: Category::Heaps,
        note,
        community: None,
    })
}

async fn organiser_of(program: &Program) -> Phone {
    let mut organiser = program.organiser().await;
    let (community, act) = create_community("QSC7K2");
    assert_eq!(organiser.does(community.uuid(), act).await, "applied");
    organiser
}

async fn volunteer(organiser: &Phone) -> Phone {
    let mut phone = Phone::new(organiser.address, organiser.campaign);
    let entry = phone.registration("QSC7K2", "王桂兰", "13800002047");
    assert_eq!(said(&phone.push_one(&entry).await), "applied");
    phone
}

/// What was asked of a hub whose disk fills up.
struct Filled {
    /// Taken, each with its receipt.
    taken: Vec<(String, Receipt)>,
    /// What did not fit any more.
    refused: Entry,
}

/// Pushes until the hub says that the disk is full.
async fn until_full(phone: &mut Phone) -> Filled {
    let mut taken = Vec::new();
    while taken.len() < 2_000 {
        let entry = phone.entry(id::<uuid::Uuid>(), report(Some(&"长".repeat(200))));
        let line = entry.to_line().unwrap();
        let answer = phone.send(line.clone()).await;
        if answer.status != 200 {
            assert_eq!(answer.error(), (507, "hub.full".to_owned()));
            assert!(answer.headers.contains_key("retry-after"));
            return Filled { taken, refused: entry };
        }
        taken.push((line, answer.json::<PushAnswer>().receipts.remove(0)));
    }
    panic!("the disk is never full");
}

/// What was receipted while the disk filled up is told the same, and what did not fit is taken.
async fn all_is_there(phone: &Phone, Filled { taken, refused }: &Filled) {
    for (line, receipt) in taken {
        assert_eq!(phone.push(std::slice::from_ref(line)).await, std::slice::from_ref(receipt));
    }
    assert_eq!(said(&phone.push_one(refused).await), "applied");
}

#[tokio::test]
async fn a_full_disk_takes_entries_and_answers_507_for_bytes() {
    const ACTS: usize = 50;
    let disk = SmallDisk::mount(24);
    let program = disk.start(&["--low-water-mib", "8"], 2);
    let mut wang = volunteer(&organiser_of(&program).await).await;
    disk.fill(6 << 10);
    let bytes = jpeg();
    let mut photos = Vec::new();
    for _ in 0..ACTS {
        let record = photo_of(&bytes, Phase::Before);
        photos.push(record.id.to_string());
        let (_, said) = wang.does_with(id::<uuid::Uuid>(), report(None), vec![record]).await;
        assert_eq!(said, "applied");
        let refused = send(&wang, &photos[photos.len() - 1], 0, bytes.clone()).await;
        assert_eq!(refused.error(), (507, "photo.disk_full".to_owned()));
    }
    assert_eq!(wang.get("/healthz").await.status, 200);
    disk.make_room();
    for photo in &photos {
        let taken: Value = send(&wang, photo, 0, bytes.clone()).await.json();
        assert_eq!(taken["received"], true);
    }
    println!(
        "nearly full disk: {ACTS} of {ACTS} mutations taken meanwhile, {ACTS} of {ACTS} photos refused with 507; \
         with room again {} of {ACTS} photos received",
        photos.len()
    );
}

#[tokio::test]
async fn a_disk_that_has_room_again_is_written_again_without_a_restart() {
    let disk = SmallDisk::mount(16);
    let program = disk.start(&["--low-water-mib", "0"], 2);
    let mut wang = volunteer(&organiser_of(&program).await).await;
    disk.fill(512);
    let filled = until_full(&mut wang).await;
    let again = wang.send(filled.refused.to_line().unwrap()).await;
    assert_eq!(again.error(), (507, "hub.full".to_owned()), "as long as it is full");
    disk.make_room();
    assert_eq!(wang.get("/healthz").await.status, 200);
    all_is_there(&wang, &filled).await;
    assert_eq!(wang.does(id::<uuid::Uuid>(), report(None)).await, "applied");
    assert_eq!(wang.open_session().await.status, 200);
    println!(
        "disk filled to its last byte: {0} mutations taken into the last 512 KiB, then 507; with room again {0} of \
         {0} told the same and what was refused is taken",
        filled.taken.len()
    );
}

#[tokio::test]
async fn a_hub_starts_on_a_full_disk() {
    let disk = SmallDisk::mount(16);
    // A release whose files cannot be kept any more for those who come back after the next one.
    let app = tempfile::tempdir().unwrap();
    std::fs::write(app.path().join("field-0123456789abcdef_bg.wasm"), vec![0; 1 << 20]).unwrap();
    let program = disk.start(&["--low-water-mib", "0"], 2);
    let organiser = organiser_of(&program).await;
    let mut wang = volunteer(&organiser).await;
    disk.fill(0);
    let filled = until_full(&mut wang).await;
    drop(program);
    disk.fill(0);

    let program = disk.start(&["--app", app.path().to_str().unwrap()], 1);
    wang.address = program.address();
    let seen = Phone { address: program.address(), ..organiser }.sees().await;
    assert!(seen.iter().any(|row| row.kind == "community"));
    disk.make_room();
    all_is_there(&wang, &filled).await;
}

/// Lets no file of the program grow beyond so many bytes, or all of them again.
fn files_end_at(program: &Program, bytes: &str) {
    let pid = program.child.id().to_string();
    let limited =
        Command::new("prlimit").args(["--pid", &pid, &format!("--fsize={bytes}:")]).status().unwrap();
    assert!(limited.success());
}

/// What every system can try: no disk of its own is mounted for it.
#[tokio::test]
async fn files_that_cannot_grow_lose_nothing_and_go_on_when_they_can() {
    let folder = tempfile::tempdir().unwrap();
    // Who is not told otherwise is ended at such a limit.
    let before = ["sh", "-c", "trap '' XFSZ; exec \"$0\" \"$@\""];
    let program = Program::start(&mut Program::command(&before, folder.path(), &["--low-water-mib", "0"]), 2);
    let mut wang = volunteer(&organiser_of(&program).await).await;
    let bytes = [jpeg(), vec![7; 100_000]].concat();
    let record = photo_of(&bytes, Phase::Before);
    let photo = record.id.to_string();
    let (_, said_before) = wang.does_with(id::<uuid::Uuid>(), report(None), vec![record]).await;
    assert_eq!(said_before, "applied");
    files_end_at(&program, "65536");
    let refused = wang.entry(id::<uuid::Uuid>(), report(None));
    let answer = wang.send(refused.to_line().unwrap()).await;
    assert!(matches!(answer.status.as_u16(), 503 | 507), "{answer:?}");
    assert_eq!(send(&wang, &photo, 0, bytes.clone()).await.error(), (507, "photo.disk_full".to_owned()));
    assert_eq!(offset(&wang, &photo).await, Some(0));
    files_end_at(&program, "unlimited");
    assert_eq!(said(&wang.push_one(&refused).await), "applied");
    let taken: Value = send(&wang, &photo, 0, bytes).await.json();
    assert_eq!(taken["received"], true);
}
