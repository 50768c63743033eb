//! Opening the database: one process a folder, one connection that writes, several that read.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, bail};
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions as _, SqlSafeStr as _, SqliteConnection, SqlitePool};

/// The connections that read: each transaction sees one moment of the database.
pub(crate) type Readers = SqlitePool;

/// A database that this process holds.
pub(crate) struct Opened {
    pub(crate) writer: SqliteConnection,
    /// How the connection that writes is opened again.
    pub(crate) options: SqliteConnectOptions,
    pub(crate) readers: Readers,
    /// Held as long as anything is written; the system lets it go, however the process ends.
    pub(crate) lock: Lock,
}

/// A folder that is this process's own.
#[derive(Debug)]
pub(crate) struct Lock(File);

impl Drop for Lock {
    /// Said, and not left to the closing of the file: a child that was forked a moment ago has it open, too.
    fn drop(&mut self) {
        if let Err(error) = self.0.unlock() {
            tracing::warn!(%error, "the folder is locked until the process ends");
        }
    }
}

/// The database's name in its folder.
pub(crate) const FILE: &str = "yingchun.db";
/// What one process needs of the file; a round trip to the disk is the same for more.
const READERS_MOST: u32 = 8;
/// Between two checkpoints the log may grow to 16 MiB, so that few commits wait for one.
const CHECKPOINT_PAGES: &str = "4096";

/// Opens the database of a folder, makes it where there is none, and brings it up to this build's schema.
pub(crate) async fn open(folder: &Path) -> anyhow::Result<Opened> {
    std::fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    let lock = lock(folder)?;
    let options = SqliteConnectOptions::new()
        .filename(folder.join(FILE))
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(Duration::from_secs(5))
        .pragma("wal_autocheckpoint", CHECKPOINT_PAGES)
        .pragma("cache_size", "-65536")
        .pragma("temp_store", "memory")
        .disable_statement_logging();
    let mut writer = options.clone().connect().await.context("the database cannot be opened")?;
    migrations().run(&mut writer).await.context("the database cannot be brought up to date")?;
    let readers = SqlitePoolOptions::new()
        .max_connections(READERS_MOST)
        .acquire_timeout(Duration::from_secs(5))
        .connect_with(options.clone().pragma("query_only", "on"))
        .await
        .context("the database cannot be read")?;
    Ok(Opened { writer, options, readers, lock })
}

/// Takes a folder for this process, as long as the lock lives.
pub(crate) fn lock(folder: &Path) -> anyhow::Result<Lock> {
    let path = folder.join("lock");
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .with_context(|| format!("{} cannot be opened", path.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(Lock(file)),
        Err(TryLockError::WouldBlock) => bail!("another process serves {} already", folder.display()),
        Err(TryLockError::Error(error)) => Err(error).context("the folder cannot be locked"),
    }
}

fn migrations() -> Migrator {
    let steps = [
        (1, "create tables", include_str!("../../migrations/sqlite/0001_create_tables.sql")),
        (2, "end quarantine", include_str!("../../migrations/sqlite/0002_end_quarantine.sql")),
        (3, "add passphrases", include_str!("../../migrations/sqlite/0003_add_passphrases.sql")),
        (4, "view in reading order", include_str!("../../migrations/sqlite/0004_view_in_reading_order.sql")),
        (5, "add come backs", include_str!("../../migrations/sqlite/0005_add_come_backs.sql")),
        (6, "mark plain", include_str!("../../migrations/sqlite/0006_mark_plain.sql")),
        (7, "mark plain requests", include_str!("../../migrations/sqlite/0007_mark_plain_requests.sql")),
        (8, "find who begged off", include_str!("../../migrations/sqlite/0008_find_who_begged_off.sql")),
        (9, "mark held again", include_str!("../../migrations/sqlite/0009_mark_held_again.sql")),
        (10, "add gaps", include_str!("../../migrations/sqlite/0010_add_gaps.sql")),
    ];
    let steps = steps.map(|(version, name, sql)| {
        Migration::new(version, name.into(), MigrationType::Simple, sql.into_sql_str(), false)
    });
    Migrator::with_migrations(steps.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_bundled_sqlite_does_not_corrupt_a_wal() {
        let folder = tempfile::tempdir().unwrap();
        let mut opened = open(folder.path()).await.unwrap();
        let version: String =
            sqlx::query_scalar("select sqlite_version()").fetch_one(&mut opened.writer).await.unwrap();
        let numbers: Vec<u32> = version.split('.').map(|part| part.parse().unwrap()).collect();
        assert!(numbers >= vec![3, 51, 3], "SQLite {version} is below 3.51.3");
    }

    /// Invariant 2: a commit is on the disk before anybody is told of it, and so it is after the writer begins anew.
    #[tokio::test]
    async fn whoever_writes_waits_for_the_disk() {
        let folder = tempfile::tempdir().unwrap();
        let Opened { writer, options, .. } = open(folder.path()).await.unwrap();
        for mut conn in [writer, options.connect().await.unwrap()] {
            let synchronous: i64 =
                sqlx::query_scalar("pragma synchronous").fetch_one(&mut conn).await.unwrap();
            let journal: String =
                sqlx::query_scalar("pragma journal_mode").fetch_one(&mut conn).await.unwrap();
            assert_eq!((synchronous, journal.as_str()), (2, "wal"), "2 is FULL");
        }
    }

    #[test]
    fn every_file_of_a_step_is_one() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/sqlite");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect();
        files.sort();
        let steps = migrations();
        let named = |it: &Migration| format!("{:04}_{}.sql", it.version, it.description.replace(' ', "_"));
        assert_eq!(files, steps.iter().map(named).collect::<Vec<_>>());
    }

    /// Whoever begged off before the step was there is found after it.
    #[tokio::test]
    async fn a_step_finds_who_begged_off_in_what_is_there_already() {
        let folder = tempfile::tempdir().unwrap();
        let mut opened = open(folder.path()).await.unwrap();
        sqlx::query("delete from _sqlx_migrations where version = 8")
            .execute(&mut opened.writer)
            .await
            .unwrap();
        let body = r#"{"begged":{"by":"00000000-0000-0000-0000-00000000000a"}}"#;
        sqlx::query("insert into entity values ('c', 'spot', 's', 'v', 1, 1, '[]', ?1)")
            .bind(body)
            .execute(&mut opened.writer)
            .await
            .unwrap();
        drop(opened);
        let mut again = open(folder.path()).await.unwrap();
        let found: (String, String) =
            sqlx::query_as("select key, id from lookup where name = 'spots_of_person'")
                .fetch_one(&mut again.writer)
                .await
                .unwrap();
        assert_eq!(found, ("00000000-0000-0000-0000-00000000000a".to_owned(), "s".to_owned()));
    }

    #[tokio::test]
    async fn a_second_process_on_the_same_folder_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let first = open(folder.path()).await.unwrap();
        let second = open(folder.path()).await.err().unwrap().to_string();
        assert!(second.starts_with("another process serves"), "{second}");
        drop(first);
        assert!(open(folder.path()).await.is_ok());
    }

    #[test]
    fn a_folder_is_free_again_though_a_forked_child_has_its_lock_open() {
        let folder = tempfile::tempdir().unwrap();
        let held = lock(folder.path()).unwrap();
        // What a child has between fork and exec: the same open file.
        let childs = held.0.try_clone().unwrap();
        assert!(lock(folder.path()).is_err());
        drop(held);
        assert!(lock(folder.path()).is_ok());
        drop(childs);
    }
}
