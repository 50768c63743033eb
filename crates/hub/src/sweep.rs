//! Uploads that nobody goes on with: looked for when the hub starts, and once a day.

use std::time::Duration;

use yingchun_domain::time::UnixMs;

use crate::clock;
use crate::error::HubError;
use crate::hub::Hub;
use crate::photos::{Record, Standing};
use crate::store::{self, Fault};

const EVERY: Duration = Duration::from_secs(24 * 60 * 60);

/// Sweeps until the hub stops.
pub(crate) async fn daily(hub: Hub) {
    let mut stopping = hub.stopping();
    let mut days = tokio::time::interval(EVERY);
    loop {
        tokio::select! {
            _ = days.tick() => {}
            _ = stopping.wait_for(|stopping| *stopping) => return,
        }
        if let Err(error) = hub.sweep(clock::now()).await {
            tracing::warn!(code = error.code(), "staged photos could not be swept");
        }
    }
}

impl Hub {
    /// Drops what is staged of photos and was not added to for seven days at `now`. A photo of which no entry is known
    /// stays: after a restore its record may still come, and its bytes may be the only ones.
    ///
    /// # Errors
    /// Where the folder or the database cannot be read.
    pub async fn sweep(&self, now: UnixMs) -> Result<(), HubError> {
        let staged = self.photos().staged_ids()?;
        let mut conn = self.readers().acquire().await.map_err(Fault::from)?;
        let named = store::photo::load(&mut conn, self.campaign(), &staged).await?;
        drop(conn);
        for it in named {
            let record = Record { id: it.photo, sha256: it.sha256, len: it.len };
            match self.photos().sweep(record, now).await {
                Ok(Standing::Whole) => self.writer().receive(it.photo).await?,
                Ok(Standing::Staged { .. }) => {}
                // One that cannot be read, or is no photo, holds up none of the others.
                Err(error) => {
                    tracing::warn!(photo = %it.photo, code = error.code(), "a staged photo cannot be swept");
                }
            }
        }
        Ok(())
    }
}
