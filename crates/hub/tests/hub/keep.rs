//! Copies, putting them back, and looking whether what the database says is true (invariants 7 and 12).

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use image::{ImageFormat, RgbImage};
use yingchun_domain::entry::Act;
use yingchun_domain::grant::Role;
use yingchun_domain::id::PhotoId;
use yingchun_domain::person::Person;
use yingchun_domain::photo::{Bytes, Phase, Photo, PhotoRecord};
use yingchun_domain::row::CommitNo;
use yingchun_domain::spot::report::Report;
use yingchun_domain::spot::{Category, Spot};
use yingchun_domain::text::Line;
use yingchun_hub::keep::{Ask, backup, check, restore};
use yingchun_hub::serve::start;

use crate::main_job::photo_of;
use serde_json::{Value, json};

use crate::support::{Phone, TestHub, Village, ask, back_up, id, said, settings};

fn jpeg(shade: u8) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let picture = RgbImage::from_pixel(64, 48, image::Rgb([90, shade, 70]));
    picture.write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

fn report(place: &str) -> Act {
    let place = Line::try_from(place).unwrap();
    Act::Report(Report { place, category: Category::Heaps, note: None, community: None })
}

/// Reports a place with a photo, and brings its bytes.
async fn reported(phone: &mut Phone, place: &str, bytes: &[u8]) -> PhotoRecord {
    let record = photo_of(bytes, Phase::Before);
    let (_, word) = phone.does_with(id::<uuid::Uuid>(), report(place), vec![record.clone()]).await;
    assert_eq!(word, "applied");
    assert_eq!(bring(phone, record.id, bytes).await, 200);
    record
}

async fn bring(phone: &Phone, photo: PhotoId, bytes: &[u8]) -> u16 {
    let headers: Vec<_> = phone.shown().into_iter().chain([("upload-offset", "0".to_owned())]).collect();
    let path = format!("/api/photos/{photo}");
    ask(phone.address, "PATCH", &path, &headers, bytes.to_vec()).await.status.as_u16()
}

fn file_of(folder: &Path, photo: PhotoId) -> PathBuf {
    let name = photo.to_string();
    folder.join("photos/whole").join(&name[..6]).join(format!("{name}.jpg"))
}

#[tokio::test]
async fn the_drill_a_copy_is_put_back_and_all_who_came_after_it_come_back_whole() {
    let mut village = Village::set_up().await;
    let (early, late) = (jpeg(10), jpeg(200));
    let mut wang = village.placed("王桂兰", "13800002047").await;
    let kept = reported(&mut wang, "村口", &early).await;
    let elsewhere = tempfile::tempdir().unwrap();
    let copies = elsewhere.path().join("copies");
    back_up(village.hub.folder(), &copies).await.unwrap();

    let mut li = village.registered("李芳", "13800002048").await;
    let family = {
        let entry = li.registration(village.code, "李大山", "13800002048");
        let entry = yingchun_domain::entry::Entry { target: id(), ..entry };
        assert_eq!(li.push_one(&entry).await.outcome.as_str(), "applied");
        entry.target
    };
    let lost = reported(&mut li, "村尾", &late).await;
    let mut zhao = village.invited(Role::Leader { team: village.team }, "赵立").await;
    assert_eq!(zhao.does(id::<uuid::Uuid>(), report("桥头")).await, "applied");
    let organised = village.organiser.history();

    let hub = village
        .hub
        .between_async(async |folder: &Path| {
            // The whole disk is gone.
            fs::remove_dir_all(folder).unwrap();
            drop(restore(folder, Some(&copies)).await.unwrap());
        })
        .await;
    let organiser = Phone { address: hub.address(), ..village.organiser };
    for phone in [&mut wang, &mut li, &mut zhao] {
        phone.address = hub.address();
        assert_eq!(phone.open_session().await.status, 200, "by herself");
    }
    assert_eq!(fs::read(file_of(hub.folder(), kept.id)).unwrap(), early, "photos come with the copy");
    organiser.push_again(&organised).await;
    for _ in 0..2 {
        for phone in [&wang, &li] {
            let words = phone.push_again(&phone.history()).await;
            assert!(words.iter().all(|word| word.outcome.as_str() == "applied"), "{words:?}");
        }
        let words = zhao.push_again(&zhao.history()).await;
        assert_eq!(words.iter().map(said).collect::<Vec<_>>(), ["applied", "held"], "until the office nods");
    }
    assert_eq!(li.sees_one::<Photo>(lost.id.uuid()).await.unwrap().bytes, Bytes::Awaited);
    assert_eq!(bring(&li, lost.id, &late).await, 200);
    assert!(matches!(li.sees_one::<Photo>(lost.id.uuid()).await.unwrap().bytes, Bytes::Received { .. }));
    assert!(li.sees_one::<Person>(family).await.is_some());
    let places = |rows: Vec<yingchun_domain::page::PageRow>| {
        let spots = rows.iter().filter(|row| row.kind == "spot").map(|row| row.id);
        spots.collect::<Vec<_>>()
    };
    let seen = places(li.sees().await);
    assert_eq!(
        seen.len(),
        seen.iter().collect::<std::collections::BTreeSet<_>>().len(),
        "nothing is doubled"
    );
    let found = check(hub.folder(), Ask::Nobody).await.unwrap();
    assert!(found.is_good() && found.whole == 2, "{found:?}");
}

#[tokio::test]
async fn a_restore_that_was_killed_is_not_served_and_a_second_one_ends_it() {
    let village = Village::set_up().await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let elsewhere = tempfile::tempdir().unwrap();
    let copies = elsewhere.path().join("copies");
    back_up(village.hub.folder(), &copies).await.unwrap();
    let hub = village
        .hub
        .between_async(async |folder: &Path| {
            // Killed between the old database's way out and the new one's way in.
            fs::write(folder.join("restoring"), "").unwrap();
            fs::remove_file(folder.join("yingchun.db")).unwrap();
            let refused = start(settings(folder)).await.err().unwrap().to_string();
            assert!(refused.contains("interrupted") && refused.contains("--from"), "{refused}");
            assert!(restore(folder, None).await.is_err());
            assert!(!folder.join("yingchun.db").exists(), "no other drive was founded");
            drop(restore(folder, Some(&copies)).await.unwrap());
        })
        .await;
    wang.address = hub.address();
    assert_eq!(wang.open_session().await.status, 200);
}

#[tokio::test]
async fn a_folder_without_a_database_is_not_restored_into_another_drive() {
    let folder = tempfile::tempdir().unwrap();
    let refused = restore(folder.path(), None).await.unwrap_err().to_string();
    assert!(refused.contains("--from"), "{refused}");
    assert!(!folder.path().join("yingchun.db").exists());
    let empty = tempfile::tempdir().unwrap();
    assert!(restore(folder.path(), Some(empty.path())).await.is_err(), "a shelf without a copy");
    assert!(back_up(folder.path(), empty.path()).await.is_err());
}

#[tokio::test]
async fn a_raw_copy_brings_the_log_that_lies_beside_it() {
    let village = Village::set_up().await;
    let elsewhere = tempfile::tempdir().unwrap();
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let entry = wang.entry(id::<uuid::Uuid>(), report("村口"));
    assert_eq!(said(&wang.push_one(&entry).await), "applied");
    let raw = elsewhere.path().join("raw.db");
    fs::copy(village.hub.folder().join("yingchun.db"), &raw).unwrap();
    fs::copy(village.hub.folder().join("yingchun.db-wal"), elsewhere.path().join("raw.db-wal")).unwrap();
    let hub = village
        .hub
        .between_async(async |folder: &Path| drop(restore(folder, Some(&raw)).await.unwrap()))
        .await;
    wang.address = hub.address();
    assert_eq!(wang.open_session().await.status, 200);
    assert!(wang.sees_one::<Spot>(entry.target).await.is_some(), "it stood in the log only");
}

#[tokio::test]
async fn a_photo_that_is_gone_is_found_and_asked_for_and_comes_again() {
    let village = Village::set_up().await;
    let (one, two) = (jpeg(20), jpeg(120));
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let gone = reported(&mut wang, "村口", &one).await;
    let torn = reported(&mut wang, "村尾", &two).await;
    fs::remove_file(file_of(village.hub.folder(), gone.id)).unwrap();
    let mut bytes = two.clone();
    bytes[40] ^= 1;
    fs::write(file_of(village.hub.folder(), torn.id), bytes).unwrap();
    let found = check(village.hub.folder(), Ask::Nobody).await.unwrap();
    assert_eq!((found.missing, found.damaged), (vec![gone.id], vec![torn.id]));
    let elsewhere = tempfile::tempdir().unwrap();
    let incomplete = back_up(village.hub.folder(), elsewhere.path()).await.unwrap_err().to_string();
    assert!(incomplete.starts_with("2 photos"), "{incomplete}");
    let hub = village
        .hub
        .between_async(async |folder: &Path| drop(check(folder, Ask::Phones).await.unwrap()))
        .await;
    wang.address = hub.address();
    for (photo, bytes) in [(&gone, &one), (&torn, &two)] {
        assert_eq!(wang.sees_one::<Photo>(photo.id.uuid()).await.unwrap().bytes, Bytes::Awaited);
        assert_eq!(bring(&wang, photo.id, bytes).await, 200);
    }
    assert!(check(hub.folder(), Ask::Nobody).await.unwrap().is_good());
    back_up(hub.folder(), elsewhere.path()).await.unwrap();
}

/// The commit up to which phones are told that copies reach.
async fn safe(hub: TestHub, phone: &mut Phone) -> (TestHub, CommitNo) {
    let hub = hub.restart().await;
    phone.address = hub.address();
    for _ in 0..50 {
        let safe = phone.pull(None, 1000).await.safe_commit;
        if safe > CommitNo(0) {
            return (hub, safe);
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    (hub, CommitNo(0))
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn copies_on_two_other_disks_and_no_fewer_let_phones_make_room() {
    let village = Village::set_up().await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let here = tempfile::tempdir_in(village.hub.folder()).unwrap();
    back_up(village.hub.folder(), here.path()).await.unwrap();
    back_up(village.hub.folder(), here.path()).await.unwrap();
    let other = tempfile::tempdir_in("/dev/shm").unwrap();
    back_up(village.hub.folder(), other.path()).await.unwrap();
    back_up(village.hub.folder(), other.path()).await.unwrap();
    let (hub, none) = safe(village.hub, &mut wang).await;
    assert_eq!(none, CommitNo(0), "two nights on one stick have a photo once");
    // The same copy on one more stick, as its note reads: SQLite opens no file of a disk that only a test sees.
    let note = hub.folder().join("verified.json");
    let mut copies: Vec<Value> = serde_json::from_slice(&fs::read(&note).unwrap()).unwrap();
    let mut another = copies.last().unwrap().clone();
    another["volume"] = json!(another["volume"].as_u64().unwrap() + 1);
    copies.push(another);
    fs::write(&note, serde_json::to_vec(&copies).unwrap()).unwrap();
    let (_, reached) = safe(hub, &mut wang).await;
    assert!(reached > CommitNo(0));
}

#[tokio::test]
async fn a_disk_that_is_not_plugged_in_is_told_of_and_nothing_is_put_in_its_place() {
    let village = Village::set_up().await;
    let elsewhere = tempfile::tempdir().unwrap();
    // The empty folder in which the disk stands once it is there, and one within it.
    for copies in [elsewhere.path().to_owned(), elsewhere.path().join("copies")] {
        let refused = backup(village.hub.folder(), &copies).await.unwrap_err().to_string();
        assert!(refused.contains("plugged in") && refused.contains("--new"), "{refused}");
    }
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
    let copies = elsewhere.path().join("copies");
    back_up(village.hub.folder(), &copies).await.unwrap();
    backup(village.hub.folder(), &copies).await.unwrap();
}

#[tokio::test]
async fn copies_that_came_to_no_end_do_not_fill_the_disk() {
    let village = Village::set_up().await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let gone = reported(&mut wang, "村口", &jpeg(20)).await;
    let elsewhere = tempfile::tempdir().unwrap();
    back_up(village.hub.folder(), elsewhere.path()).await.unwrap();
    fs::remove_file(file_of(village.hub.folder(), gone.id)).unwrap();
    fs::remove_file(file_of(elsewhere.path(), gone.id)).unwrap();
    let own = elsewhere.path().join("diary.db");
    fs::write(&own, "somebody's own").unwrap();
    for night in 0..4 {
        fs::write(elsewhere.path().join(format!("{night}.db.arriving")), "killed").unwrap();
        assert!(backup(village.hub.folder(), elsewhere.path()).await.is_err());
    }
    let names = fs::read_dir(elsewhere.path()).unwrap().map(|it| it.unwrap().path());
    let ended: Vec<_> = names.filter_map(|path| Some(path.extension()?.to_str()?.to_owned())).collect();
    let count = |ending: &str| ended.iter().filter(|it| *it == ending).count();
    assert_eq!((count("db"), count("json"), count("arriving")), (3, 1, 0), "{ended:?}");
    assert!(own.exists());
}

#[tokio::test]
async fn a_restore_that_was_killed_between_log_and_database_leaves_them_together() {
    let village = Village::set_up().await;
    let elsewhere = tempfile::tempdir().unwrap();
    back_up(village.hub.folder(), elsewhere.path()).await.unwrap();
    let put_back = async |folder: &Path| {
        // Killed after the log went aside: the database would be short of it.
        let before = folder.join("before-7");
        fs::create_dir(&before).unwrap();
        fs::write(before.join("yingchun.db-wal"), "the log").unwrap();
        fs::write(folder.join("restoring"), "before-7").unwrap();
        drop(restore(folder, Some(elsewhere.path())).await.unwrap());
        assert!(before.join("yingchun.db").exists() && before.join("yingchun.db-wal").exists());
        // Killed after that: what was there first is not written over by what came in its place.
        let first = fs::read(before.join("yingchun.db")).unwrap();
        fs::write(folder.join("restoring"), "before-7").unwrap();
        drop(restore(folder, Some(elsewhere.path())).await.unwrap());
        assert_eq!(fs::read(before.join("yingchun.db")).unwrap(), first);
    };
    village.hub.between_async(put_back).await;
}
