//! Serving: from a folder and an address to a hub that answers, and back in order.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, bail};
use chrono::Days;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use yingchun_domain::campaign::{Campaign, Session};
use yingchun_domain::grant::Role;
use yingchun_domain::id::InvitationId;
use yingchun_domain::invitation::{GOOD_MS, Invitation};
use yingchun_domain::text::{Line, Name};
use yingchun_domain::time::Half;

use crate::assets::Assets;
use crate::hub::{Hub, Opened};
use crate::writer::sha256;
use crate::{chance, clock, demo, http, keep, sweep};

/// Requests that run when the hub is told to stop get this long to end.
pub(crate) const STOP_PATIENCE: Duration = Duration::from_secs(10);
/// The days of a new campaign; the office sets its own later.
const CAMPAIGN_DAYS: u64 = 21;

/// What a hub is started with.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The folder of database and photos.
    pub data: PathBuf,
    /// Where to listen; port 0 takes any free one.
    pub listen: SocketAddr,
    /// Whether an empty hub is filled with a village to try.
    pub demo: bool,
    /// The built app, where it is not the one inside the program.
    pub app: Option<PathBuf>,
    /// Whether reading over plain http is allowed, as on a network without a certificate.
    pub allow_http: bool,
    /// The campaign's host, written down at the first start.
    pub host_name: String,
    /// Photos wait while the disk has less free than this.
    pub low_water_bytes: u64,
}

/// A link to hand out, with the word that stands before it on stdout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handed {
    /// `organiser`, `join` and the like.
    pub word: &'static str,
    /// The path with what follows it, from `/` on.
    pub path: String,
}

/// A hub that answers.
pub struct Running {
    /// Where it listens.
    pub address: SocketAddr,
    /// What it hands out at this start.
    pub handed: Vec<Handed>,
    hub: Hub,
    serving: JoinHandle<std::io::Result<()>>,
    writing: JoinHandle<()>,
}

/// Opens the hub and begins to answer.
///
/// # Errors
/// Where the folder or the address cannot be had.
pub async fn start(settings: Settings) -> anyhow::Result<Running> {
    keep::refuse(&settings.data)?;
    warn_where_open(&settings.data);
    let Opened { hub, first_start, writing } =
        Hub::open_or_found(&settings.data, settings.low_water_bytes).await?;
    if settings.allow_http {
        hub.allow_http();
    }
    let mut handed = Vec::new();
    if first_start {
        let (invitation, link) = invitation(Role::Organiser, "organiser");
        hub.plant(vec![campaign(&hub, &settings.host_name)?.into(), invitation.into()]).await?;
        if !settings.demo {
            handed.push(link);
        }
    }
    if settings.demo {
        handed.extend(demo::seed(&hub).await?);
    }
    let listener = TcpListener::bind(settings.listen)
        .await
        .with_context(|| format!("{} cannot be listened at", settings.listen))?;
    let address = listener.local_addr()?;
    let assets = settings.app.map_or_else(Assets::inside, Assets::folder);
    let assets = assets.keeping(settings.data.join("assets-old"), clock::now());
    let router = http::router(hub.clone(), assets);
    tokio::spawn(sweep::daily(hub.clone()));
    tokio::spawn(keep::follow(hub.clone(), settings.data.clone()));
    let mut stopping = hub.stopping();
    let serving = tokio::spawn(async move {
        let stop = async move {
            if stopping.wait_for(|stopping| *stopping).await.is_err() {
                tracing::debug!("the hub is gone");
            }
        };
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        axum::serve(listener, service).with_graceful_shutdown(stop).await
    });
    Ok(Running { address, handed, hub, serving, writing })
}

impl Running {
    /// The hub that answers.
    #[must_use]
    pub fn hub(&self) -> &Hub {
        &self.hub
    }

    /// Answers until the process is told to stop.
    ///
    /// # Errors
    /// Where no signal can be heard, or the writer came to its end by itself: a hub that takes nothing in is no hub, and
    /// whoever watches over the process starts another.
    pub async fn until_told(mut self) -> anyhow::Result<()> {
        tokio::select! {
            told = told_to_stop() => told?,
            ended = &mut self.writing => bail!("the writer came to its end by itself: {ended:?}"),
        }
        tracing::info!("stopping");
        self.stop().await;
        Ok(())
    }

    /// Takes no more requests, lets those that run come to their end, and closes the database.
    pub async fn stop(self) {
        self.hub.stop();
        match tokio::time::timeout(STOP_PATIENCE, self.serving).await {
            Ok(Ok(Ok(()))) => {}
            Ok(ended) => tracing::warn!(?ended, "serving did not end in order"),
            Err(_) => tracing::warn!("requests ran longer than the hub waits"),
        }
        self.hub.thumbnails().settle().await;
        self.hub.close(self.writing, STOP_PATIENCE).await;
    }
}

/// A folder of an earlier start, or of the operator's own making, may be open to every account of the machine.
fn warn_where_open(data: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        let open = std::fs::metadata(data).is_ok_and(|folder| folder.mode() & 0o077 != 0);
        if open {
            tracing::warn!(folder = %data.display(), "other accounts can read it: `chmod -R go= FOLDER` closes it");
        }
    }
}

/// An invitation that nobody sent, and the link that is its only copy.
#[must_use]
pub fn invitation(role: Role, word: &'static str) -> (Invitation, Handed) {
    let bits = chance::bytes::<16>();
    let now = clock::now();
    let invitation = Invitation {
        id: InvitationId::v7(now, &chance::random()),
        role: Some(role),
        person: None,
        token: sha256(&bits),
        expires: now.plus(GOOD_MS),
        used_by: None,
    };
    (invitation, Handed { word, path: format!("/invite#{}", chance::base64(&bits)) })
}

/// A campaign to begin with: three weeks from today, mornings and afternoons.
fn campaign(hub: &Hub, host: &str) -> anyhow::Result<Campaign> {
    let starts = clock::now().day();
    let ends = starts.checked_add_days(Days::new(CAMPAIGN_DAYS - 1)).context("the calendar ends")?;
    let halves = [(Half::Morning, 8 * 60 + 30, 11 * 60 + 30), (Half::Afternoon, 14 * 60, 17 * 60)];
    let sessions = starts.iter_days().take_while(|day| *day <= ends).flat_map(|day| {
        halves.map(|(half, starts_minutes, ends_minutes)| Session { day, half, starts_minutes, ends_minutes })
    });
    Ok(Campaign {
        id: hub.campaign(),
        name: Name::try_from("清洁家园迎新春")?,
        host: Line::try_from(host)?,
        filing: None,
        duty_phone: None,
        starts,
        ends,
        feedback: None,
        versions: yingchun_domain::edit::Versions::default(),
        sessions: sessions.collect(),
    })
}

#[cfg(unix)]
async fn told_to_stop() -> anyhow::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    Ok(())
}

#[cfg(not(unix))]
async fn told_to_stop() -> anyhow::Result<()> {
    Ok(tokio::signal::ctrl_c().await?)
}
