//! Whose fault it is that a statement failed: the machine's, and trying again helps, or the data's, and it does not.

/// Why the store could not do it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Fault {
    /// Busy, a connection lost, a disk that fails: all is rolled back, nothing is receipted.
    #[error("the database cannot be written now")]
    Busy,
    /// No space is left.
    #[error("the disk is full")]
    Full,
    /// The statement refuses what it was given.
    #[error("the database refuses the data")]
    Data,
}

/// `SQLite`'s primary result codes that speak of the machine.
mod code {
    pub(super) const FULL: i64 = 13;
    /// PERM, ABORT, BUSY, LOCKED, NOMEM, READONLY, INTERRUPT, IOERR, CORRUPT, CANTOPEN, PROTOCOL, AUTH, NOTADB.
    pub(super) const MACHINE: &[i64] = &[3, 4, 5, 6, 7, 8, 9, 10, 11, 14, 15, 23, 26];
}

impl From<sqlx::Error> for Fault {
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "foreign and growing: what is not the data is the machine"
    )]
    fn from(error: sqlx::Error) -> Self {
        let fault = match &error {
            sqlx::Error::Database(refused) => {
                let extended = refused.code().and_then(|code| code.parse::<i64>().ok()).unwrap_or(0);
                match extended & 0xff {
                    code::FULL => Self::Full,
                    primary if code::MACHINE.contains(&primary) => Self::Busy,
                    _ => Self::Data,
                }
            }
            sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) | sqlx::Error::Encode(_) => Self::Data,
            _ => Self::Busy,
        };
        // SQLite's words name tables and columns, never values.
        tracing::warn!(%error, ?fault, "a statement failed");
        fault
    }
}
