//! Old clients (invariant 13): what a phone of any release wrote is taken, and what it holds of its last pull is read.

use std::path::PathBuf;

use serde_json::Value;
use yingchun_domain::receipt::{Outcome, Receipt};

use crate::support::{Village, id};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../domain/tests/golden")
}

/// The pushes of all releases, in order.
pub(crate) fn pushes() -> Vec<(String, String)> {
    let files = std::fs::read_dir(folder()).unwrap().map(|file| file.unwrap().path());
    let named = files.filter_map(|file| Some((file.file_name()?.to_str()?.to_owned(), file)));
    let mut pushes: Vec<(String, String)> = named
        .filter(|(name, _)| name.starts_with("push-") && name.ends_with(".ndjson"))
        .map(|(name, file)| (name, std::fs::read_to_string(file).unwrap()))
        .collect();
    pushes.sort();
    pushes
}

/// The lines as this village's organiser would have written them: who, where and what they are called is put in the
/// place of the golden names, and nothing else of the bytes is touched.
pub(crate) fn of_this_village(push: &str, village: &Village) -> Vec<String> {
    let golden = |n: u128| uuid::Uuid::from_u128(n).to_string();
    let (organiser, hub) = (&village.organiser, village.hub.running().hub());
    let names = [
        (golden(1), hub.campaign().to_string()),
        (golden(0xdeb1), organiser.device.to_string()),
        (golden(0xb1), organiser.person.to_string()),
        (golden(0xa1), organiser.person.to_string()),
        (golden(0x0c), village.community.to_string()),
        (golden(0x7e), village.team.to_string()),
        (golden(0x20), village.zone.to_string()),
        (golden(0x51), village.slot.to_string()),
        (golden(0x5901), village.spot.to_string()),
    ];
    let rename = |line: &str| {
        let read: Value = serde_json::from_str(line).unwrap();
        let named = line.replacen(read["id"].as_str().unwrap(), &id::<uuid::Uuid>().to_string(), 1);
        names.iter().fold(named, |line, (golden, here)| line.replace(golden, here))
    };
    push.lines().map(rename).collect()
}

#[tokio::test]
async fn every_golden_push_is_taken() {
    let pushes = pushes();
    assert!(pushes.len() >= 5, "{}", pushes.len());
    let mut held = 0;
    for (name, push) in pushes {
        let village = Village::set_up().await;
        let lines = of_this_village(&push, &village);
        let receipts: Vec<Receipt> = village.organiser.push(&lines).await;
        assert_eq!(receipts.len(), lines.len(), "{name}");
        for (receipt, line) in receipts.iter().zip(&lines) {
            // Whoever takes an invitation shows its link; here nobody did.
            let unproven = receipt.code.as_deref() == Some("invitation.unproven");
            assert!(receipt.outcome != Outcome::Quarantined || unproven, "{name}: {receipt:?} {line}");
            let read: Value = serde_json::from_str(line).unwrap();
            assert_eq!(read["id"], receipt.id.to_string());
        }
        let holds = |it: &&Receipt| matches!(it.outcome, Outcome::Applied | Outcome::Merged);
        held += receipts.iter().filter(holds).count();
        assert_eq!(village.organiser.push(&lines).await, receipts, "{name}: as often as it comes");
    }
    assert!(held > 10, "{held} have an effect in this village");
}
