//! The statements alone: the rows that reports write, in batches, each batch one durable transaction.

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::json;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions as _, Connection as _, SqliteConnection};
use uuid::Uuid;
use yingchun_domain::id::EntryId;
use yingchun_hub::{chance, clock};

const TABLES: &str = concat!(
    include_str!("../../migrations/sqlite/0001_create_tables.sql"),
    include_str!("../../migrations/sqlite/0004_view_in_reading_order.sql"),
);
const BODY: &str = r#"{"id":"01a20a4f-00e6-7bfb-9f4c-ac0a5762bb4d","community":"01a20a4f-00e6-7bfb-9f4c-ac0a5762bb4d","place":"小卖部后杂物堆","category":"clutter","found_by":"report","found_at":1795469279462,"reported_by":"01a20a4f-00e6-7bfb-9f4c-ac0a5762bb4d","state":{"is":"reported"}}"#;

const ENTITY: &str = "insert into entity (campaign, kind, id, version, commit_no, schema, scopes, body) \
    select 'c', r.value ->> 0, r.value ->> 1, r.value ->> 2, $2, 1, r.value ->> 3, r.value ->> 4 \
    from json_each($1) as r where true on conflict (campaign, kind, id) do update set body = excluded.body";
const VIEW: &str = "insert into view (campaign, scope, commit_no, kind, id, gone) \
    select 'c', r.value ->> 0, $2, r.value ->> 1, r.value ->> 2, cast(r.value ->> 3 as bigint) from json_each($1) as r";
const RECEIPT: &str = "insert into receipt (campaign, entry, device, seq, sha256, outcome, code, commit_no, received) \
    select 'c', r.value ->> 0, r.value ->> 1, cast(r.value ->> 2 as bigint), r.value ->> 3, r.value ->> 4, null, $2, \
    cast(r.value ->> 5 as bigint) from json_each($1) as r where true \
    on conflict (campaign, entry) do update set outcome = excluded.outcome";
const COMMIT: &str = "insert into \"commit\" (campaign, commit_no, tag, at) values ('c', $1, $2, 0)";

/// One transaction's binds, made before the clock starts.
struct Batch {
    entities: String,
    views: String,
    receipts: String,
}

/// Writes so many batches of so many reports, and says how long that took.
pub(crate) async fn write(folder: &Path, phones: usize, batch: usize, batches: usize) -> (u64, Duration) {
    let mut conn = SqliteConnectOptions::new()
        .filename(folder.join("bare.db"))
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .pragma("wal_autocheckpoint", "4096")
        .pragma("cache_size", "-65536")
        .disable_statement_logging()
        .connect()
        .await
        .expect("a database");
    sqlx::raw_sql(TABLES).execute(&mut conn).await.expect("the tables are made");
    let community = id();
    let people: Vec<(Uuid, Uuid)> = (0..phones).map(|_| (id(), id())).collect();
    let prepared: Vec<Batch> = (0..batches).map(|_| prepare(batch, community, &people)).collect();
    let start = Instant::now();
    for (commit, batch) in (1..).zip(&prepared) {
        transaction(&mut conn, commit, batch).await.expect("a batch is written");
    }
    (batches as u64, start.elapsed())
}

fn prepare(reports: usize, community: Uuid, people: &[(Uuid, Uuid)]) -> Batch {
    let (mut entities, mut views, mut receipts) = (vec![], vec![], vec![]);
    for (seq, (person, device)) in (0..reports).zip(people.iter().cycle()) {
        let (spot, entry) = (id(), id());
        let scopes = json!([format!("person:{person}"), format!("pool:{community}")]);
        entities.push(json!(["spot", spot, entry, scopes.to_string(), BODY]));
        views.push(json!([format!("person:{person}"), "spot", spot, 0]));
        views.push(json!([format!("pool:{community}"), "spot", spot, 0]));
        receipts.push(json!([entry, device, seq, "ab".repeat(32), "applied", 1_795_469_279_462_u64]));
    }
    let text = |rows: Vec<serde_json::Value>| serde_json::Value::from(rows).to_string();
    Batch { entities: text(entities), views: text(views), receipts: text(receipts) }
}

fn id() -> Uuid {
    EntryId::v7(clock::now(), &chance::random()).uuid()
}

async fn transaction(conn: &mut SqliteConnection, commit: i64, batch: &Batch) -> sqlx::Result<()> {
    let mut tx = conn.begin_with("begin immediate").await?;
    let tag = i64::try_from(chance::number63()).unwrap_or_default();
    sqlx::query(COMMIT).bind(commit).bind(tag).execute(&mut *tx).await?;
    sqlx::query(ENTITY).bind(&batch.entities).bind(commit).execute(&mut *tx).await?;
    sqlx::query(VIEW).bind(&batch.views).bind(commit).execute(&mut *tx).await?;
    sqlx::query(RECEIPT).bind(&batch.receipts).bind(commit).execute(&mut *tx).await?;
    tx.commit().await
}
