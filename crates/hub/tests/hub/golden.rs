//! Old clients (invariant 13): what a phone of any release wrote is taken, and what it holds of its last pull is read.

use std::path::PathBuf;

use serde_json::Value;
use yingchun_domain::id::{AssignmentId, AttendanceId};
use yingchun_domain::receipt::Receipt;
use yingchun_domain::time::{HOUR_MS, UnixMs};
use yingchun_hub::clock;

use crate::support::{Village, id, said};

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

/// The moment at which the golden lines were written, and its day; later ones that they name are so many hours away.
const WRITTEN: UnixMs = UnixMs(1_801_182_600_000);
const HOURS_NAMED: [i64; 4] = [0, 1, 3, 24];

/// The lines as this village's organiser would have written them a moment ago: who, where, when and what they are called
/// is put in the place of the golden names and moments, and nothing else of the bytes is touched.
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
    let now = clock::now();
    let moments = HOURS_NAMED.map(|hours| hours * HOUR_MS);
    let moments = moments.map(|later| (WRITTEN.plus(later).0.to_string(), now.plus(later).0.to_string()));
    let days = (WRITTEN.day().to_string(), now.day().to_string());
    let rename = |line: &str| {
        let read: Value = serde_json::from_str(line).unwrap();
        let target = target(read["kind"].as_str().unwrap(), village).to_string();
        let own = (read["id"].as_str().unwrap().to_owned(), id::<uuid::Uuid>().to_string());
        // Every golden act is about the one golden spot, whatever its kind.
        let about = line.replacen(&golden(0x5901), &target, 1);
        let all = moments.iter().chain([&days, &own]).chain(&names);
        all.fold(about, |line, (golden, here)| line.replace(golden, here))
    };
    push.lines().map(rename).collect()
}

/// What an act of a kind is about.
fn target(kind: &str, village: &Village) -> uuid::Uuid {
    let (zone, slot, organiser) = (village.zone, village.slot, village.organiser.person);
    match kind {
        "edit_campaign" => village.hub.running().hub().campaign().uuid(),
        "rotate_code" | "edit_community" | "import_people" | "import_zones" => village.community.uuid(),
        "edit_team" => village.team.uuid(),
        "edit_zone" | "roll_call" | "import_spots" => zone.uuid(),
        "offer" | "accept" | "decline" | "withdraw" => AssignmentId::of(zone, slot, organiser).uuid(),
        "sign_in" | "sign_out" | "confirm_attendance" => AttendanceId::of(zone, slot, organiser).uuid(),
        "place" | "profile" | "withdraw_consent" => organiser.uuid(),
        "report" | "add_person" | "publish_notice" => id(),
        kind if kind.starts_with("create_") => id(),
        _ => village.spot.uuid(),
    }
}

/// What this village says to each line of a push: what was done, and the outcome.
fn list(lines: &[String], receipts: &[Receipt]) -> String {
    let kind = |line: &String| {
        let read: Value = serde_json::from_str(line).unwrap();
        read["kind"].as_str().unwrap().to_owned()
    };
    lines.iter().zip(receipts).map(|(line, receipt)| format!("{} {}\n", kind(line), said(receipt))).collect()
}

/// Word for word as it is written down beside the push: a line that comes to another end than it did when its release
/// was out is a promise broken to the phones of that release.
#[tokio::test]
async fn every_golden_push_is_taken() {
    for (name, push) in pushes() {
        let village = Village::set_up().await;
        let lines = of_this_village(&push, &village);
        let receipts: Vec<Receipt> = village.organiser.push(&lines).await;
        let ids = lines.iter().map(|line| serde_json::from_str::<Value>(line).unwrap()["id"].clone());
        let answered = receipts.iter().map(|receipt| Value::from(receipt.id.to_string()));
        assert!(ids.eq(answered), "{name}: a receipt a line, in order");
        let file = folder().join(name.replace("push-", "said-").replace(".ndjson", ".txt"));
        let expected =
            std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        assert_eq!(list(&lines, &receipts), expected, "{name}");
        assert_eq!(village.organiser.push(&lines).await, receipts, "{name}: as often as it comes");
    }
}
