//! A receipt means fsynced (invariant 2), and so does a photo's "received": seen from outside the program, in the order
//! in which the system did it.
#![cfg(target_os = "linux")]

use serde_json::Value;
use yingchun_domain::entry::Entry;
use yingchun_domain::photo::{Phase, PhotoRecord};

use crate::main_job::photo_of;
use crate::photos::{jpeg, report, send};
use crate::support::{Call, Phone, Watched, create_community, id, said};

/// What a commit is written to.
const LOG: &str = "yingchun.db-wal";

/// The answer that carried these words to a phone.
#[track_caller]
fn answer<'a>(calls: &'a [Call], words: &[&str]) -> &'a Call {
    let said = |call: &&Call| call.answers() && words.iter().all(|words| call.carries(words));
    calls.iter().find(said).unwrap_or_else(|| panic!("nobody was told {words:?}"))
}

/// The first fsync of a file or folder that began after one line of the trace and was done before another.
fn kept<'a>(calls: &'a [Call], file: &str, after: usize, before: usize) -> Option<&'a Call> {
    calls.iter().find(|call| call.keeps(file) && call.began > after && call.done < before)
}

/// What was written to a file before a line of the trace was fsynced before that line, and after its last byte.
#[track_caller]
fn fsynced_before<'a>(calls: &'a [Call], file: &str, line: usize) -> &'a Call {
    let last = calls.iter().rev().find(|call| call.writes(file) && call.began < line);
    let last = last.unwrap_or_else(|| panic!("{file} is never written to")).done;
    let kept = kept(calls, file, last, line);
    kept.unwrap_or_else(|| {
        panic!("{file}: written on line {last} of the trace, told on {line}, no fsync between")
    })
}

async fn volunteer(watched: &Watched) -> Phone {
    let mut organiser = watched.program.organiser().await;
    let (community, act) = create_community("QSC7K2");
    assert_eq!(organiser.does(community.uuid(), act).await, "applied");
    let mut phone = Phone::new(organiser.address, organiser.campaign);
    let entry = phone.registration("QSC7K2", "王桂兰", "13800002047");
    assert_eq!(said(&phone.push_one(&entry).await), "applied");
    phone
}

#[tokio::test]
async fn a_push_is_fsynced_before_it_is_answered() {
    let folder = tempfile::tempdir().unwrap();
    let watched = Watched::start(&folder.path().join("hub"), &folder.path().join("trace"));
    let mut wang = volunteer(&watched).await;
    let entry = wang.entry(id::<uuid::Uuid>(), report());
    assert_eq!(said(&wang.push_one(&entry).await), "applied");

    let calls = watched.calls().await;
    let id = entry.id.to_string();
    let told = answer(&calls, &["HTTP/1.1 200", &id]).began;
    let written = calls.iter().find(|call| call.writes(LOG) && call.carries(&id)).unwrap();
    let kept_at = fsynced_before(&calls, LOG, told);
    assert!(written.done < kept_at.began, "the entry is in what was fsynced");
    // A log whose name is not kept is as good as none.
    let begun = calls.iter().find(|call| call.writes(LOG)).unwrap();
    assert!(kept(&calls, "hub", begun.done, told).is_some(), "the folder names the log");
}

/// A photo sent in as many pieces.
async fn sent(wang: &mut Phone, pieces: usize) -> PhotoRecord {
    let bytes = [jpeg(), id::<uuid::Uuid>().as_bytes().to_vec()].concat();
    let photo = photo_of(&bytes, Phase::Before);
    let entry = Entry { photos: vec![photo.clone()], ..wang.entry(id::<uuid::Uuid>(), report()) };
    assert_eq!(said(&wang.push_one(&entry).await), "applied");
    let mut received = false;
    for (number, piece) in bytes.chunks(bytes.len().div_ceil(pieces)).enumerate() {
        let offset = number * bytes.len().div_ceil(pieces);
        let answer: Value = send(wang, &photo.id.to_string(), offset, piece.to_vec()).await.json();
        received = answer["received"] == true;
    }
    assert!(received);
    photo
}

#[tokio::test]
async fn a_photo_is_fsynced_before_it_is_called_received() {
    let folder = tempfile::tempdir().unwrap();
    let watched = Watched::start(&folder.path().join("hub"), &folder.path().join("trace"));
    let mut wang = volunteer(&watched).await;
    let photos = [sent(&mut wang, 1).await, sent(&mut wang, 3).await];

    let calls = watched.calls().await;
    for (photo, pieces) in photos.iter().zip([1, 3]) {
        let (id, staged) = (photo.id.to_string(), format!("staged/{}", photo.id));
        let writes: Vec<&Call> = calls.iter().filter(|call| call.writes(&staged)).collect();
        assert_eq!(writes.len(), pieces, "{id} came in so many pieces");
        let last = writes[pieces - 1].done;
        let after_it: Vec<&Call> = calls.iter().filter(|call| call.began > last && call.answers()).collect();
        let told = after_it.iter().find(|call| call.carries(r#"\"received\":true"#)).unwrap().began;
        let bytes = fsynced_before(&calls, &staged, told);
        let name = kept(&calls, "photos/staged", last, told)
            .unwrap_or_else(|| panic!("the name of {id} is not kept"));
        fsynced_before(&calls, LOG, told);
        let renamed = calls.iter().find(|call| call.renames(&staged)).unwrap();
        assert!(renamed.began > bytes.done.max(name.done), "what stands in its place is whole");
    }
}
