//! What the office asks of the hub beside the replica: what waits for its eye, its own passphrase and sessions.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;
use yingchun_domain::id::{DeviceId, EntryId, GrantId, PersonId};
use yingchun_domain::photo::Sha256;
use yingchun_domain::row::RowKey;
use yingchun_domain::text::Name;
use yingchun_domain::time::UnixMs;

use super::hub::HubFault;
use super::net::Ask;

/// Whoever wrote an entry.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Author {
    /// Her id.
    pub id: PersonId,
    /// Absent where nobody of this id ever registered.
    #[serde(default)]
    pub name: Option<Name>,
}

/// A line that the hub keeps apart, unread.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Apart {
    /// Its id.
    pub entry: EntryId,
    /// Of its bytes: two lines may claim the same id.
    pub sha256: Sha256,
    /// The phone that sent it.
    pub device: DeviceId,
    /// Who wrote it.
    pub author: Author,
    /// The act, where it can be read.
    pub kind: Option<String>,
    /// Why it is kept apart.
    pub code: String,
    /// When it came.
    pub received: UnixMs,
    /// How long it is.
    pub bytes: usize,
}

/// An entry that waits for something that is not there yet.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Held {
    /// Its id.
    pub entry: EntryId,
    /// Who wrote it.
    pub author: Option<Author>,
    /// The act, where it can be read.
    pub kind: Option<String>,
    /// What it waits for.
    pub waits_for: RowKey,
    /// When it came.
    pub received: UnixMs,
    /// How long it is.
    pub bytes: usize,
}

/// What a phone had saved that never came: its browser cleared it away.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Missing {
    /// The phone.
    pub device: DeviceId,
    /// Whose it is.
    pub author: Author,
    /// How many entries.
    pub entries: usize,
    /// When it was told of.
    pub told: UnixMs,
}

/// What waits for the office's eye.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Waiting {
    /// Kept apart.
    pub apart: Vec<Apart>,
    /// Held.
    pub held: Vec<Held>,
    /// Never came.
    #[serde(default)]
    pub gaps: Vec<Missing>,
    /// There is more than was listed.
    #[serde(default)]
    pub more: bool,
}

/// One of the reader's own sessions.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Session {
    /// Which one.
    pub id: Uuid,
    /// When it was opened.
    pub opened: UnixMs,
    /// `key`, `invitation` or `passphrase`.
    pub proof: String,
    /// Until when it is good.
    pub expires: UnixMs,
    /// The one of this very browser.
    pub this: bool,
}

/// How to reach a person, given out whole and noted by the hub.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Reached {
    /// Her number.
    #[serde(default)]
    pub phone: Option<String>,
    /// Whom to call when something happens, with the number.
    #[serde(default)]
    pub emergency: Option<String>,
}

impl Apart {
    fn url(&self) -> String {
        format!("/api/quarantine/{}/{}", self.entry, self.sha256)
    }

    /// Where its bytes are given out as a file.
    #[must_use]
    pub fn bytes_url(&self) -> String {
        self.url()
    }
}

/// What waits for the office's eye.
///
/// # Errors
/// [`HubFault`].
pub async fn waiting() -> Result<Waiting, HubFault> {
    read(Ask::get("/api/quarantine")).await
}

/// Has a line judged again.
///
/// # Errors
/// [`HubFault`].
pub async fn retry(apart: &Apart) -> Result<(), HubFault> {
    done(Ask::post(&format!("{}/retry", apart.url()), None, "{}")).await
}

/// Settles a line that is kept apart, without effect.
///
/// # Errors
/// [`HubFault`].
pub async fn dismiss(apart: &Apart, reason: &str) -> Result<(), HubFault> {
    done(Ask::post(&format!("{}/dismiss", apart.url()), None, &because(reason))).await
}

/// Settles an entry that is held, without effect.
///
/// # Errors
/// [`HubFault`].
pub async fn dismiss_held(entry: EntryId, reason: &str) -> Result<(), HubFault> {
    done(Ask::post(&format!("/api/held/{entry}/dismiss"), None, &because(reason))).await
}

/// Marks what never came from a phone as seen to.
///
/// # Errors
/// [`HubFault`].
pub async fn see_gap(device: DeviceId) -> Result<(), HubFault> {
    done(Ask::post(&format!("/api/gaps/{device}/seen"), None, "{}")).await
}

/// Lets a right hold again that held before the hub was put back from a copy.
///
/// # Errors
/// [`HubFault`].
pub async fn nod(grant: GrantId) -> Result<(), HubFault> {
    done(Ask::post(&format!("/api/grants/{grant}/nod"), None, "{}")).await
}

/// Ends such a right.
///
/// # Errors
/// [`HubFault`].
pub async fn turn_down(grant: GrantId) -> Result<(), HubFault> {
    let url = format!("/api/grants/{grant}");
    done(Ask { method: gloo_net::http::Method::DELETE, ..Ask::get(&url) }).await
}

/// How to reach a person.
///
/// # Errors
/// [`HubFault`].
pub async fn reach(person: PersonId) -> Result<Reached, HubFault> {
    read(Ask::get(&format!("/api/contacts/{person}"))).await
}

/// What came of a file that was taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct Taken {
    /// How many had an effect.
    pub held: usize,
    /// How many were refused.
    pub refused: usize,
    /// How many wait for something that is not there yet.
    pub waiting: usize,
    /// How many are kept apart.
    pub apart: usize,
}

/// Brings the hub what a phone saved of its outbox.
///
/// # Errors
/// [`HubFault`].
pub async fn take_in(lines: &str) -> Result<Taken, HubFault> {
    read(Ask { content_type: "application/x-ndjson", ..Ask::post("/api/take-in", None, lines) }).await
}

/// Sets the reader's own passphrase; `current` where she has one.
///
/// # Errors
/// [`HubFault::Refused`] where the hub says why not.
pub async fn set_passphrase(passphrase: &str, current: Option<&str>) -> Result<(), HubFault> {
    let body = serde_json::json!({ "passphrase": passphrase, "current": current }).to_string();
    done(Ask::post("/api/passphrase", None, &body)).await
}

/// The reader's own sessions.
///
/// # Errors
/// [`HubFault`].
pub async fn sessions() -> Result<Vec<Session>, HubFault> {
    read(Ask::get("/api/sessions")).await
}

/// Ends one of them.
///
/// # Errors
/// [`HubFault`].
pub async fn end_session(id: Uuid) -> Result<(), HubFault> {
    let url = format!("/api/sessions/{id}");
    done(Ask { method: gloo_net::http::Method::DELETE, ..Ask::get(&url) }).await
}

fn because(reason: &str) -> String {
    serde_json::json!({ "reason": reason }).to_string()
}

async fn read<T: DeserializeOwned>(ask: Ask<'_>) -> Result<T, HubFault> {
    let answer = ask.send().await.map_err(HubFault::of)?;
    if answer.status == 200 { answer.body().map_err(HubFault::of) } else { Err(HubFault::of_answer(&answer)) }
}

/// An act of which only matters that it was done.
async fn done(ask: Ask<'_>) -> Result<(), HubFault> {
    let answer = ask.send().await.map_err(HubFault::of)?;
    if matches!(answer.status, 200 | 204) { Ok(()) } else { Err(HubFault::of_answer(&answer)) }
}
