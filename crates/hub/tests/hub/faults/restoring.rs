//! Putting a copy back, killed at every place: the folder is served as it was, or not before a second run has ended what
//! the first began. Whatever the copy holds is there then, and whoever came after it comes back by herself.

use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Command, Output};

use yingchun_domain::id::PersonId;
use yingchun_domain::person::Person;
use yingchun_hub::fail::RESTORE_PLACES;
use yingchun_hub::serve::start;

use super::SIGKILL;
use crate::support::{Village, back_up, said, settings};

fn restore(data: &Path, copies: &Path, fail: Option<&str>) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_yingchun"));
    program.args(["restore", "--data"]).arg(data).arg("--from").arg(copies);
    program.envs(fail.map(|place| ("YINGCHUN_FAIL", format!("{place}:1")))).output().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restore_that_is_killed_anywhere_is_ended_by_a_second_one() {
    let elsewhere = tempfile::tempdir().unwrap();
    let copies = elsewhere.path().join("copies");
    let village = Village::set_up().await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    back_up(village.hub.folder(), &copies).await.unwrap();
    let mut li = village.registered("李芳", "13800002048").await;
    let hub = village
        .hub
        .between_async(async |folder: &Path| {
            for place in RESTORE_PLACES {
                let killed = restore(folder, &copies, Some(place));
                assert_eq!(killed.status.signal(), Some(SIGKILL), "{place}: {killed:?}");
                let begun = folder.join("restoring").exists();
                assert_eq!(begun, place != "restore.ready", "{place}");
                match start(settings(folder)).await {
                    Ok(hub) => hub.stop().await,
                    Err(refused) => {
                        assert!(refused.to_string().contains("interrupted"), "{place}: {refused}")
                    }
                }
                assert!(!begun || start(settings(folder)).await.is_err(), "{place}");
                let ended = restore(folder, &copies, None);
                assert!(ended.status.success(), "{place}: {ended:?}");
                assert!(!folder.join("restoring").exists());
            }
            assert!(fs::read_dir(folder).unwrap().count() > RESTORE_PLACES.len(), "what was there is kept");
        })
        .await;
    for phone in [&mut wang, &mut li] {
        phone.address = hub.address();
        assert_eq!(phone.open_session().await.status, 200);
        let words = phone.push_again(&phone.history()).await;
        assert_eq!(words.iter().map(said).collect::<Vec<_>>(), ["applied"]);
        let herself: Option<Person> = phone.sees_one(PersonId::uuid(phone.person)).await;
        assert!(herself.is_some());
    }
}
