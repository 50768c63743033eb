//! What happens when a rule fails, the database refuses, or the disk is full: neighbours go on, nothing is lost.

use std::collections::BTreeMap;

use tempfile::TempDir;
use uuid::Uuid;
use yingchun_domain::community::Community;
use yingchun_domain::decide::{Change, Context, Decided, Stop, decide};
use yingchun_domain::edit::Versions;
use yingchun_domain::entry::{Act, Entry, Shown};
use yingchun_domain::id::{CampaignId, EntryId};
use yingchun_domain::person::Consent;
use yingchun_domain::person::register::Register;
use yingchun_domain::receipt::Outcome;
use yingchun_domain::row::{CommitNo, Kind, RowKey};
use yingchun_domain::set::Set;
use yingchun_domain::spot::claim::Claim;
use yingchun_domain::spot::report::Report;
use yingchun_domain::spot::{Category, Finding, Spot, SpotState};
use yingchun_domain::text::{JoinCode, Line as Text, Name, Note, Phone};
use yingchun_domain::time::UnixMs;

use super::*;
use crate::chance;
use crate::store::quarantine::ApartKey;

const FAILS: &str = "规则失败";
const POISON: &str = "数据有毒";

/// A rule that writes whatever is reported, and fails where it is told to. A report that names a spot in its note waits
/// for that one.
fn rule(set: &Set, entry: &Entry, context: &Context) -> Result<Decided, Stop> {
    let Act::Report(report) = &entry.act else { return decide(set, entry, context) };
    assert_ne!(report.place.as_str(), FAILS);
    let awaited = report.note.as_ref().and_then(|note| note.as_str().parse().ok());
    if let Some(key) =
        awaited.map(|id| RowKey { kind: Kind::Spot, id }).filter(|key| set.row(*key).known().is_none())
    {
        return Err(Stop::Held(key));
    }
    let spot = Spot {
        id: entry.target.into(),
        community: Uuid::nil().into(),
        zone: None,
        number: None,
        place: report.place.clone(),
        category: report.category,
        note: None,
        found: None,
        found_by: Finding::Report,
        found_at: context.judged_at,
        reported_by: Some(entry.author),
        state: SpotState::Reported,
        cleanings: vec![],
        returns: vec![],
        passing: None,
        objections: vec![],
        asked: None,
        opened: None,
        begged: None,
        versions: Versions::default(),
    };
    Ok(Decided { outcome: Outcome::Applied, remark: None, changes: vec![Change::Put(spot.into())] })
}

struct Bench {
    _folder: TempDir,
    readers: store::Readers,
    writer: Writer,
    by: Pusher,
}

impl Bench {
    async fn with(pragma: &'static str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store::Opened { mut writer, options, readers, lock } = store::open(folder.path()).await.unwrap();
        let id = |n: u128| Uuid::from_u128(n);
        let campaign: CampaignId = id(1).into();
        let (head, safe) = (CommitNo(0), CommitNo(0));
        let stored =
            store::campaign::Stored { campaign, epoch: id(2).into(), head, safe, secret: "s".to_owned() };
        store::campaign::found(&mut writer, &stored).await.unwrap();
        sqlx::raw_sql(
            "create trigger poison before insert on entity when new.body like '%数据有毒%' \
             begin select raise(abort, 'poison'); end",
        )
        .execute(&mut writer)
        .await
        .unwrap();
        sqlx::raw_sql(pragma).execute(&mut writer).await.unwrap();
        let told = (Newsroom::open(), Records::default(), Life::of(stored.epoch));
        let (writer, _) = Writer::start((writer, options, lock), campaign, rule, told).await.unwrap();
        let by = Pusher { campaign, device: id(3).into(), person: id(4).into(), invitation: Link::NotShown };
        Self { _folder: folder, readers, writer, by }
    }

    fn line(&self, place: &str) -> Line {
        let id = || EntryId::v7(UnixMs(1), &chance::random());
        let place = Text::try_from(place).unwrap();
        let entry = Entry {
            id: id(),
            campaign: Some(self.by.campaign),
            device: self.by.device,
            seq: 1,
            author: self.by.person,
            on_behalf_of: None,
            seen: None,
            target: id().uuid(),
            base: BTreeMap::new(),
            act: Act::Report(Report { place, category: Category::Heaps, note: None, community: None }),
            at: UnixMs(1),
            offset: None,
            shown: Shown::default(),
            photos: vec![],
        };
        Line::read(entry.to_line().unwrap().as_bytes(), &self.by)
    }

    /// A claim of a spot.
    fn line_on(&self, spot: Uuid) -> Line {
        let line = self.line("村口");
        let entry = Entry { target: spot, act: Act::Claim(Claim {}), ..*line.read.unwrap() };
        Line::read(entry.to_line().unwrap().as_bytes(), &self.by)
    }

    /// A report that waits for a spot.
    fn line_after(&self, spot: Uuid, place: &str) -> Line {
        let line = self.line(place);
        let note = Some(Note::try_from(spot.to_string().as_str()).unwrap());
        let act = Act::Report(Report {
            place: Text::try_from(place).unwrap(),
            category: Category::Heaps,
            note,
            community: None,
        });
        let entry = Entry { act, ..*line.read.unwrap() };
        Line::read(entry.to_line().unwrap().as_bytes(), &self.by)
    }

    /// Has the connection that writes do this.
    async fn take(&self, sql: &'static str) {
        let done = self.writer.have(move |hand| {
            Box::pin(async move {
                sqlx::raw_sql(sql).execute(&mut hand.conn).await?;
                Ok(())
            })
        });
        done.await.unwrap();
    }

    async fn outcomes(&self, places: &[&str]) -> Vec<(Outcome, Option<String>)> {
        let lines: Vec<Line> = places.iter().map(|place| self.line(place)).collect();
        let kept = self.writer.push(lines.clone(), None).await.unwrap();
        let again = self.writer.push(lines, None).await.unwrap();
        let first = said(kept);
        assert_eq!(said(again), first, "a repeat is told the same");
        first
    }

    async fn count(&self, sql: &'static str) -> i64 {
        sqlx::query_scalar(sql).fetch_one(&self.readers).await.unwrap()
    }
}

fn said(kept: Vec<Kept>) -> Vec<(Outcome, Option<String>)> {
    kept.into_iter().map(|it| (it.outcome, it.code)).collect()
}

fn applied() -> (Outcome, Option<String>) {
    (Outcome::Applied, None)
}

fn apart() -> (Outcome, Option<String>) {
    (Outcome::Quarantined, Some("entry.unjudged".to_owned()))
}

#[tokio::test]
async fn an_entry_at_which_a_rule_fails_is_kept_apart_and_its_neighbours_apply() {
    let bench = Bench::with("").await;
    assert_eq!(bench.outcomes(&["村口", FAILS, "村尾"]).await, [applied(), apart(), applied()]);
    assert_eq!(bench.count("select count(*) from quarantine").await, 1);
    assert_eq!(bench.count("select count(*) from entity").await, 2);
}

#[tokio::test]
async fn an_entry_whose_rows_the_database_refuses_is_found_by_halving() {
    let bench = Bench::with("").await;
    let mut places = vec!["村口"; 20];
    places[7] = POISON;
    places[18] = POISON;
    let outcomes = bench.outcomes(&places).await;
    for (place, outcome) in places.iter().zip(outcomes) {
        assert_eq!(outcome, if *place == POISON { apart() } else { applied() });
    }
    assert_eq!(bench.count("select count(*) from entity").await, 18);
}

#[tokio::test]
async fn a_newcomer_is_bound_whichever_half_of_her_push_the_database_refuses() {
    let (name, place) = (Name::try_from("杨柳村").unwrap(), Text::try_from("村口").unwrap());
    for order in [[POISON, "村口", "register"], ["register", "村口", POISON], [POISON, "register", POISON]]
    {
        let bench = Bench::with("").await;
        let code = JoinCode::try_from("YANGLIU-1").unwrap();
        let community = Community {
            id: Uuid::from_u128(9).into(),
            name: name.clone(),
            committee: name.clone(),
            duty_phone: None,
            code: code.clone(),
            rotated: vec![],
            versions: Versions::default(),
        };
        bench.writer.deed(Deed::Plant(vec![community.into()])).await.unwrap();
        let register = || {
            let register = Register {
                code: code.clone(),
                name: name.clone(),
                phone: Phone::try_from("13800002047").unwrap(),
                free: vec![],
                any_day: true,
                accompanying: 0,
                risks_read: true,
                consent: Consent::on_screen(place.clone(), UnixMs(1)),
                emergency: None,
            };
            let entry = *bench.line("村口").read.unwrap();
            let target = bench.by.person.uuid();
            let entry = Entry { campaign: None, target, act: Act::Register(register), ..entry };
            Line::read(entry.to_line().unwrap().as_bytes(), &bench.by)
        };
        let line = |word: &&str| if *word == "register" { register() } else { bench.line(word) };
        let bound = store::device::Bound {
            device: bench.by.device,
            person: bench.by.person,
            key_hash: sha256(b"key"),
            plain: false,
        };
        let bind = Some(Bind { bound, terms: Terms::Register });
        let kept = bench.writer.push(order.iter().map(line).collect(), bind).await.unwrap();
        for (word, (outcome, _)) in order.iter().zip(said(kept)) {
            assert_eq!(outcome == Outcome::Quarantined, *word == POISON, "{order:?}");
        }
        let mut conn = bench.readers.acquire().await.unwrap();
        let found = store::device::find(&mut conn, bench.by.campaign, bound.device).await.unwrap();
        assert_eq!(found, Some(bound), "{order:?}");
    }
}

#[tokio::test]
async fn what_was_kept_apart_applies_once_the_database_takes_it_as_of_when_it_came() {
    let bench = Bench::with("").await;
    let line = bench.line(POISON);
    let held = bench.line_on(line.read.as_ref().unwrap().target);
    let first = bench.writer.push(vec![line.clone(), held.clone()], None).await.unwrap();
    assert_eq!(first.iter().map(|it| it.outcome).collect::<Vec<_>>(), [Outcome::Quarantined, Outcome::Held]);
    let key = ApartKey { entry: line.id, sha256: line.sha256 };
    let still = bench.writer.retry(key, bench.by.person).await.unwrap();
    assert!(matches!(still, Ended::Word { kept, with_it: 0 } if kept.outcome == Outcome::Quarantined));
    assert_eq!(bench.count("select count(*) from quarantine where ended is null").await, 1);

    bench.take("drop trigger poison").await;
    let Ended::Word { kept, with_it } = bench.writer.retry(key, bench.by.person).await.unwrap() else {
        panic!("it has a receipt");
    };
    assert_eq!((kept.outcome, with_it), (Outcome::Applied, 1));
    assert_eq!(kept.received, first[0].received);
    let again = bench.writer.push(vec![line, held], None).await.unwrap();
    assert_eq!(said(again), [applied(), (Outcome::Merged, Some("claim.moved_on".to_owned()))]);
    assert_eq!(bench.count("select count(*) from quarantine where ended_how = 'retried'").await, 1);
    assert!(matches!(bench.writer.retry(key, bench.by.person).await, Ok(Ended::Unknown)));
}

#[tokio::test]
async fn a_full_disk_gives_no_receipts_and_keeps_nothing() {
    let bench = Bench::with("pragma max_page_count = 1").await;
    let lines = (0..64).map(|_| bench.line(&"长".repeat(200))).collect();
    let refused = bench.writer.push(lines, None).await.unwrap_err();
    assert_eq!((refused.status().as_u16(), refused.code()), (507, "hub.full"));
    assert_eq!(bench.count("select count(*) from receipt").await, 0);
}

#[tokio::test]
async fn a_writer_that_met_a_fault_of_the_machine_writes_again() {
    let bench = Bench::with("pragma max_page_count = 1").await;
    let lines: Vec<Line> = (0..64).map(|_| bench.line(&"长".repeat(200))).collect();
    assert_eq!(bench.writer.push(lines.clone(), None).await.unwrap_err().code(), "hub.full");
    // The limit was the connection's own: what stood in the way is gone, as when a disk has room again.
    bench.writer.well().await.unwrap();
    assert!(bench.writer.push(lines, None).await.unwrap().iter().all(|it| it.outcome == Outcome::Applied));
}

#[tokio::test]
async fn a_job_that_fails_ends_nothing_but_itself() {
    let bench = Bench::with("").await;
    let failed = bench.writer.have::<()>(|_| Box::pin(async { panic!("a rule nobody thought of") })).await;
    assert_eq!(failed.unwrap_err().status().as_u16(), 503);
    assert_eq!(bench.outcomes(&["村口"]).await, [applied()]);
}

#[tokio::test]
async fn a_held_entry_that_cannot_be_saved_is_kept_apart_and_the_line_that_lets_it_go_applies() {
    let bench = Bench::with("").await;
    let line = bench.line("村口");
    let spot = line.read.as_ref().unwrap().target;
    let waiting: Vec<Line> =
        ["村东", POISON, "村西", POISON, "村北"].iter().map(|place| bench.line_after(spot, place)).collect();
    let held = bench.writer.push(waiting.clone(), None).await.unwrap();
    assert!(held.iter().all(|it| it.outcome == Outcome::Held), "{held:?}");
    assert_eq!(said(bench.writer.push(vec![line], None).await.unwrap()), [applied()]);
    let ended = said(bench.writer.push(waiting, None).await.unwrap());
    assert_eq!(ended, [applied(), apart(), applied(), apart(), applied()]);
    assert_eq!(bench.count("select count(*) from held").await, 0);
    assert_eq!(bench.count("select count(*) from quarantine").await, 2);
}

#[tokio::test]
async fn a_held_entry_that_this_version_cannot_read_is_kept_apart_and_the_line_that_lets_it_go_applies() {
    let bench = Bench::with("").await;
    let line = bench.line("村口");
    let held = bench.line_on(line.read.as_ref().unwrap().target);
    assert_eq!(bench.writer.push(vec![held.clone()], None).await.unwrap()[0].outcome, Outcome::Held);
    bench.take("update held set bytes = x'7b'").await;
    assert_eq!(said(bench.writer.push(vec![line], None).await.unwrap()), [applied()]);
    let unreadable = (Outcome::Quarantined, Some("entry.unreadable".to_owned()));
    assert_eq!(said(bench.writer.push(vec![held], None).await.unwrap()), [unreadable]);
    assert_eq!(bench.count("select count(*) from quarantine").await, 1);
}
