//! The hub as the rest of the program sees it: one campaign, its readers, its writer, its seal.

use std::collections::HashMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock, RwLockWriteGuard};
use std::time::Duration;

use anyhow::{Context as _, bail};
use tokio::sync::{broadcast, watch};
use tokio::task::JoinHandle;
use yingchun_domain::decide::decide;
use yingchun_domain::id::{CampaignId, DeviceId, Epoch};
use yingchun_domain::row::{CommitNo, Entity};

use crate::error::HubError;
use crate::limit::Limits;
use crate::listeners::Listeners;
use crate::news::{News, Newsroom};
use crate::passphrase::Press;
use crate::photos::{Disk, LOW_WATER_BYTES, Record, Records, Thumbnails};
use crate::progress::Counted;
use crate::seal::Seal;
use crate::store::device::Bound;
use crate::store::{self, Fault, Readers};
use crate::writer::{Deed, Life, Rule, Writer};
use crate::{chance, clock};

/// Devices whose keys are kept in memory.
const DEVICES_MOST: usize = 100_000;

/// One running hub; clones share it.
#[derive(Clone)]
pub struct Hub(Arc<Inner>);

struct Inner {
    campaign: CampaignId,
    /// It changes while the hub runs where the file was rolled back behind its back.
    life: Life,
    readers: Readers,
    writer: Writer,
    seal: Seal,
    news: Newsroom,
    photos: Disk,
    photo_records: Records,
    thumbnails: Thumbnails,
    devices: RwLock<HashMap<DeviceId, Bound>>,
    limits: Limits,
    counted: Counted,
    listeners: Listeners,
    /// Whether reading over plain http is allowed.
    allows_http: AtomicBool,
    press: Press,
    stopping: watch::Sender<bool>,
}

/// A hub that was opened, and what ends with it.
pub struct Opened {
    /// The hub.
    pub hub: Hub,
    /// Whether its campaign was not there before.
    pub first_start: bool,
    pub(crate) writing: JoinHandle<()>,
}

impl Hub {
    /// Opens the hub of a folder. Nobody else may serve the folder meanwhile.
    ///
    /// # Errors
    /// Where there is no database, the folder is served already, or cannot be read or written.
    pub async fn open(folder: &Path) -> anyhow::Result<Opened> {
        if !folder.join(store::FILE).exists() {
            bail!("there is no database in {}", folder.display());
        }
        Self::open_or_found(folder, LOW_WATER_BYTES).await
    }

    /// The same, founded where there is none; photos wait while the disk has less free than `low_water_bytes`.
    pub(crate) async fn open_or_found(folder: &Path, low_water_bytes: u64) -> anyhow::Result<Opened> {
        Self::open_judging(folder, low_water_bytes, decide).await
    }

    /// The same, by this rule.
    pub(crate) async fn open_judging(
        folder: &Path,
        low_water_bytes: u64,
        rule: Rule,
    ) -> anyhow::Result<Opened> {
        let store::Opened { mut writer, options, readers, lock } = store::open(folder).await?;
        let stored = store::campaign::find(&mut writer).await?;
        let stored = match stored {
            Some(stored) => stored,
            None => {
                let stored = store::campaign::Stored {
                    campaign: CampaignId::v7(clock::now(), &chance::random()),
                    epoch: Epoch::v7(clock::now(), &chance::random()),
                    head: CommitNo(0),
                    safe: CommitNo(0),
                    secret: chance::text::<32>(),
                };
                store::campaign::found(&mut writer, &stored).await?;
                stored
            }
        };
        // A hub that was killed before its first commit starts for the first time again.
        let first_start = stored.head == CommitNo(0);
        let (news, photo_records, life) = (Newsroom::open(), Records::default(), Life::of(stored.epoch));
        let told = (news.clone(), photo_records.clone(), life.clone());
        let (writer, writing) = Writer::start((writer, options, lock), stored.campaign, rule, told).await?;
        let photos = Disk::open(folder.join("photos"), low_water_bytes).context("the folder of photos")?;
        bring_home(&photos, &readers, stored.campaign).await?;
        let hub = Self(Arc::new(Inner {
            campaign: stored.campaign,
            life,
            readers,
            writer,
            seal: Seal::new(stored.campaign, &stored.secret),
            news,
            thumbnails: Thumbnails::start(photos.clone()),
            photos,
            photo_records,
            devices: RwLock::default(),
            limits: Limits::default(),
            counted: Counted::default(),
            listeners: Listeners::default(),
            allows_http: AtomicBool::new(false),
            press: Press::default(),
            stopping: watch::Sender::new(false),
        }));
        Ok(Opened { hub, first_start, writing })
    }

    /// The campaign that this hub serves.
    #[must_use]
    pub fn campaign(&self) -> CampaignId {
        self.0.campaign
    }

    /// The life of its database.
    #[must_use]
    pub fn epoch(&self) -> Epoch {
        self.0.life.epoch()
    }

    /// Writes things that nobody's entry made, in one commit: the campaign itself, its first invitation, a
    /// demonstration. Things with the same keys are replaced.
    ///
    /// # Errors
    /// Where the database cannot be written.
    pub async fn plant(&self, things: Vec<Entity>) -> Result<(), HubError> {
        self.0.writer.deed(Deed::Plant(things)).await
    }

    /// The folder of photos.
    #[must_use]
    pub fn photos(&self) -> &Disk {
        &self.0.photos
    }

    /// Photos that are on their way.
    pub(crate) fn photo_records(&self) -> &Records {
        &self.0.photo_records
    }

    pub(crate) fn thumbnails(&self) -> &Thumbnails {
        &self.0.thumbnails
    }

    /// Asks everything that runs without end to stop, as at the end of the program.
    pub fn stop(&self) {
        self.0.stopping.send_replace(true);
    }

    pub(crate) fn stopping(&self) -> watch::Receiver<bool> {
        self.0.stopping.subscribe()
    }

    pub(crate) fn readers(&self) -> &Readers {
        &self.0.readers
    }

    pub(crate) fn writer(&self) -> &Writer {
        &self.0.writer
    }

    pub(crate) fn limits(&self) -> &Limits {
        &self.0.limits
    }

    pub(crate) fn counted(&self) -> &Counted {
        &self.0.counted
    }

    pub(crate) fn listeners(&self) -> &Listeners {
        &self.0.listeners
    }

    /// Lets readers in over plain http, as on a network without a certificate.
    pub fn allow_http(&self) {
        self.0.allows_http.store(true, Ordering::Relaxed);
    }

    pub(crate) fn allows_http(&self) -> bool {
        self.0.allows_http.load(Ordering::Relaxed)
    }

    pub(crate) fn press(&self) -> &Press {
        &self.0.press
    }

    pub(crate) fn seal(&self) -> &Seal {
        &self.0.seal
    }

    pub(crate) fn news(&self) -> broadcast::Receiver<Arc<News>> {
        self.0.news.listen()
    }

    /// Begins another life of the database, because a cursor betrayed that it was rolled back.
    pub(crate) async fn begin_epoch(&self, old: Epoch) -> Result<(), HubError> {
        self.0.writer.begin_epoch(old).await
    }

    /// The device of this id, if its key is known.
    pub(crate) async fn device(&self, device: DeviceId) -> Result<Option<Bound>, HubError> {
        let known = self.0.devices.read().unwrap_or_else(PoisonError::into_inner).get(&device).copied();
        if known.is_some() {
            return Ok(known);
        }
        let mut conn = self.0.readers.acquire().await.map_err(Fault::from)?;
        let found = store::device::find(&mut conn, self.0.campaign, device).await?;
        if let Some(bound) = found {
            let mut devices = self.devices();
            if devices.len() >= DEVICES_MOST {
                devices.clear();
            }
            // One that was marked meanwhile stays marked.
            return Ok(Some(*devices.entry(device).or_insert(bound)));
        }
        Ok(None)
    }

    fn devices(&self) -> RwLockWriteGuard<'_, HashMap<DeviceId, Bound>> {
        self.0.devices.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes down, once, that a device's key was shown over plain http.
    pub(crate) async fn mark_plain(&self, bound: Bound) -> Result<(), HubError> {
        if !bound.plain {
            // Known before it is noted: a request that is given up meanwhile leaves nothing half done.
            self.devices().insert(bound.device, Bound { plain: true, ..bound });
            let noted = self.0.writer.deed(Deed::MarkPlain(bound.device)).await;
            if noted.is_err() {
                self.devices().remove(&bound.device);
            }
            return noted;
        }
        Ok(())
    }

    /// Waits until nobody uses the database, for so long at most.
    pub(crate) async fn close(self, writing: JoinHandle<()>, patience: Duration) {
        self.0.readers.close().await;
        drop(self);
        if tokio::time::timeout(patience, writing).await.is_err() {
            tracing::warn!("the writer did not come to its end in time");
        }
    }
}

/// Puts photos in their places whose bytes are noted as received while the power failed before their files were renamed
/// for good.
async fn bring_home(photos: &Disk, readers: &Readers, campaign: CampaignId) -> anyhow::Result<()> {
    let staged = photos.staged_ids().context("the folder of photos")?;
    let mut conn = readers.acquire().await.context("the database cannot be read")?;
    let named = store::photo::load(&mut conn, campaign, &staged).await.map_err(HubError::from)?;
    for it in named.into_iter().filter(|it| it.received.is_some()) {
        let record = Record { id: it.photo, sha256: it.sha256, len: it.len };
        if let Err(error) = photos.standing(record).await {
            tracing::error!(photo = %it.photo, code = error.code(), "a photo cannot be put in its place");
        }
    }
    Ok(())
}

impl From<Fault> for HubError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Full => Self::full(),
            Fault::Busy => Self::busy("the database cannot be read now"),
            Fault::Data => Self::new(
                axum::http::StatusCode::INTERNAL_SERVER_ERROR,
                "hub.data",
                "the database holds what this version cannot read",
            ),
        }
    }
}
