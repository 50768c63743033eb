//! Whether the connection that writes can be trusted, and how it is mended.
//!
//! Where the disk is full or fails, `SQLite` rolls a transaction back by itself; the pool's bookkeeping does not hear of
//! it and refuses every transaction after that one. A connection that met such a fault is never used again.

use sqlx::{ConnectOptions as _, Connection as _};

use super::{Halt, Hand, Writer};
use crate::error::HubError;
use crate::store;

/// What is known of the connection that writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sound {
    /// The last transaction did what it was told.
    Proven,
    /// Opened anew after a fault; nothing was written over it yet.
    Doubtful,
    /// It met a fault of the machine.
    Broken,
}

impl Writer {
    /// Whether the campaign can be written. After a fault something is written indeed before anybody says so.
    pub(crate) async fn well(&self) -> Result<(), HubError> {
        self.have(|hand| Box::pin(hand.well())).await
    }
}

impl Hand {
    /// Opens the connection anew after a fault. Where that fails too, the next job tries again.
    pub(super) async fn mend(&mut self) {
        if self.sound != Sound::Broken {
            return;
        }
        match self.options.connect().await {
            Ok(conn) => {
                self.conn = conn;
                self.sound = Sound::Doubtful;
                tracing::info!("the database was opened anew after a fault");
            }
            Err(error) => tracing::warn!(%error, "the database cannot be opened anew"),
        }
    }

    async fn well(&mut self) -> Result<(), Halt> {
        let proven = self.sound == Sound::Proven;
        let mut tx = self.conn.begin_with("begin immediate").await?;
        if proven {
            return Ok(tx.rollback().await?);
        }
        store::campaign::touch(&mut tx, self.campaign).await?;
        tx.commit().await?;
        self.sound = Sound::Proven;
        Ok(())
    }
}
