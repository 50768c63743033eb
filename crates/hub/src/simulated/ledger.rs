//! Reads from the database what checkers want to know of a hub: its books.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use yingchun_domain::id::{CampaignId, EntryId};
use yingchun_domain::photo::Sha256;
use yingchun_domain::receipt::Receipt;
use yingchun_domain::time::UnixMs;
use yingchun_simulation::common::hub::{Apart, Books, Kept, Waiting};

use super::given;
use crate::store::{self, Conn};

/// More than any world has.
const ROWS_MOST: u32 = 10_000;

/// The lines that ever came, by what the database keeps of them.
pub(super) type Lines = BTreeMap<Sha256, String>;

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).expect("lines of phones are text")
}

/// Brings the books up to what was written since they were brought up last.
pub(super) async fn follow(books: &mut Books, conn: &mut Conn, lines: &Lines, now: UnixMs) {
    let stored = store::campaign::find(conn).await.unwrap().unwrap();
    if stored.epoch != books.epoch {
        (books.epoch, books.began) = (stored.epoch, now);
    }
    if stored.head == books.commit {
        return;
    }
    follow_receipts(books, conn, stored.campaign, lines).await;
    follow_rows(books, conn, stored.campaign).await;
    let held = store::held::all(conn, stored.campaign, ROWS_MOST).await.unwrap().into_iter();
    let waiting = |it: store::held::Waiting| Waiting {
        waits_for: it.waits_for,
        received: it.received,
        line: text(it.bytes),
        earlier: it.earlier,
    };
    books.held = held.map(|it| (it.entry, waiting(it))).collect();
    let apart = store::quarantine::open(conn, stored.campaign, ROWS_MOST).await.unwrap();
    let kept_apart = |it: store::quarantine::Open| Apart {
        entry: it.key.entry,
        line: text(it.bytes),
        device: it.device,
        author: it.author,
        received: it.received,
    };
    books.apart = apart.into_iter().map(kept_apart).collect();
    books.commit = stored.head;
}

async fn follow_receipts(books: &mut Books, conn: &mut Conn, campaign: CampaignId, lines: &Lines) {
    let sql = "select entry from receipt where campaign = $1 and commit_no > $2";
    let ids: Vec<String> = sqlx::query_scalar(sql)
        .bind(campaign.to_string())
        .bind(i64::try_from(books.commit.0).unwrap())
        .fetch_all(&mut *conn)
        .await
        .unwrap();
    let ids: Vec<EntryId> = ids.iter().map(|id| id.parse().unwrap()).collect();
    for it in store::receipt::load(conn, campaign, &ids).await.unwrap() {
        let (id, outcome, code) = (it.entry, it.outcome, it.code);
        let receipt =
            Receipt { id, outcome, code, commit: it.commit, received: it.received, mac: String::new() };
        let line = lines.get(&it.sha256).expect("every line came over the link").clone();
        let kept = Kept { line, device: it.device, receipt, judged: given::judged(id) };
        books.receipts.insert(id, kept);
    }
}

/// Rows of the commits since. What several commits of one request wrote over each other nobody ever read.
async fn follow_rows(books: &mut Books, conn: &mut Conn, campaign: CampaignId) {
    let sql = "select kind, id, version, commit_no, scopes, body from entity \
        where campaign = $1 and commit_no > $2 order by commit_no, kind, id";
    let rows = sqlx::query(sql)
        .bind(campaign.to_string())
        .bind(i64::try_from(books.commit.0).unwrap())
        .fetch_all(conn)
        .await
        .unwrap();
    let mut applied = BTreeSet::new();
    for row in rows.iter().map(|row| store::entity::read(row).unwrap()) {
        applied.extend(books.receipts.contains_key(&row.version).then_some(row.version));
        books.write(Arc::new(row));
    }
    for entry in applied {
        *books.applied.entry(entry).or_default() += 1;
    }
}
