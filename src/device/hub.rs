//! What a page may ask the hub before, or beside, the replica.

use gloo_net::http::Method;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use yingchun_domain::campaign::Campaign;
use yingchun_domain::community::{Community, Welcome};
use yingchun_domain::grant::Role;
use yingchun_domain::id::{DeviceId, InvitationId, PersonId};
use yingchun_domain::progress::Progress;
use yingchun_domain::sync::Fault;
use yingchun_domain::team::Team;
use yingchun_domain::text::Name;
use yingchun_domain::time::UnixMs;

use super::cache;
use super::net::{self, Answer, Ask};

/// The first page waits this long for the hub before it shows what it was told before.
const WELCOME_MS: u32 = 8_000;

/// Why the hub gave no good answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HubFault {
    /// No answer: no signal, a reset, a time-out.
    #[error("no answer")]
    Unreachable,
    /// The hub is busy, restarting or full.
    #[error("the hub is busy")]
    Busy,
    /// The hub said no, with its stable code.
    #[error("{code}")]
    Refused {
        /// The stable code, for [`crate::words::code_words`].
        code: String,
    },
    /// An answer that is none: a gateway's page, a defect.
    #[error("an answer that is none")]
    Broken,
}

/// What an invitation gives, before anybody takes it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Look {
    /// Which invitation it is.
    pub id: InvitationId,
    /// The drive.
    pub campaign: Campaign,
    /// The right; `None` only lets a known person in.
    pub role: Option<Role>,
    /// The team that it leads, where it gives a leader's right.
    pub team: Option<Team>,
    /// That team's community.
    pub community: Option<Community>,
    /// The person whom it is for, where she is known already.
    pub person: Option<Invited>,
    /// Good until, by the hub's clock.
    pub expires: UnixMs,
}

/// The person whom an invitation is for.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Invited {
    /// Which one.
    pub id: PersonId,
    /// Her name.
    pub name: Name,
}

impl HubFault {
    pub(crate) const fn of(fault: Fault) -> Self {
        match fault {
            Fault::Unreachable => Self::Unreachable,
            Fault::Busy | Fault::Limited | Fault::HubFull => Self::Busy,
            Fault::TooLarge
            | Fault::Unknown
            | Fault::Forbidden
            | Fault::Broken
            | Fault::PhotoUnknown
            | Fault::PhotoRefused => Self::Broken,
        }
    }

    /// Why an answer is not the one that was asked for.
    pub(crate) fn of_answer(answer: &Answer) -> Self {
        match (answer.status, answer.code()) {
            (400..=499, Some(code)) => Self::Refused { code },
            (status, _) => Self::of(net::fault_of(status)),
        }
    }
}

async fn ask<T: DeserializeOwned>(ask: Ask<'_>) -> Result<T, HubFault> {
    let answer = ask.send().await.map_err(HubFault::of)?;
    if answer.status == 200 { answer.body().map_err(HubFault::of) } else { Err(HubFault::of_answer(&answer)) }
}

/// What a community's code opens: from the hub, or as the hub last said it.
///
/// # Errors
/// [`HubFault`] where neither knows the code.
pub async fn welcome(code: &str) -> Result<Welcome, HubFault> {
    let url = format!("/api/join/{}", String::from(js_sys::encode_uri_component(code)));
    match ask::<Welcome>(Ask { timeout_ms: WELCOME_MS, ..Ask::get(&url) }).await {
        Ok(welcome) => {
            // What is not kept is asked for again.
            drop(cache::keep_welcome(code, &welcome).await);
            Ok(welcome)
        }
        Err(refused @ HubFault::Refused { .. }) => Err(refused),
        Err(fault) => cache::welcome(code).await.ok().flatten().ok_or(fault),
    }
}

/// What an invitation gives.
///
/// # Errors
/// [`HubFault::Refused`] where it is unknown, used or expired.
pub async fn look(token: &str) -> Result<Look, HubFault> {
    let body = serde_json::json!({ "token": token }).to_string();
    ask(Ask::post("/api/invitations/look", None, &body)).await
}

/// Sets the reader's own passphrase; `current` is the one so far, where the hub asks for it.
///
/// # Errors
/// [`HubFault::Refused`] where it is too plain, or the one so far is another.
pub async fn set_passphrase(passphrase: &str, current: Option<&str>) -> Result<(), HubFault> {
    let body = serde_json::json!({ "passphrase": passphrase, "current": current }).to_string();
    let answer = Ask::post("/api/passphrase", None, &body).send().await.map_err(HubFault::of)?;
    if answer.status == 204 { Ok(()) } else { Err(HubFault::of_answer(&answer)) }
}

/// Somebody who asks to come back on another phone.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct ComingBack {
    /// The phone that asks.
    pub device: DeviceId,
    /// Whose it says it is.
    pub person: PersonId,
    /// Her name.
    pub name: Name,
    /// Four digits that stand on that phone too.
    pub sign: String,
}

/// Those who ask to come back and whom the reader leads.
///
/// # Errors
/// [`HubFault`]: no session, or no answer.
pub async fn coming_back() -> Result<Vec<ComingBack>, HubFault> {
    ask(Ask::get("/api/back")).await
}

/// Lets somebody in on her phone.
///
/// # Errors
/// [`HubFault`]: nobody whom the reader leads asks any more, or no answer.
pub async fn let_in(device: DeviceId) -> Result<(), HubFault> {
    done(Ask::post(&format!("/api/back/{device}/nod"), None, "")).await
}

/// Turns a request down.
///
/// # Errors
/// As [`let_in`].
pub async fn turn_down(device: DeviceId) -> Result<(), HubFault> {
    let url = format!("/api/back/{device}");
    done(Ask { method: Method::DELETE, ..Ask::get(&url) }).await
}

/// How far villages and zones are, counted by the hub within the last minute.
///
/// # Errors
/// [`HubFault`]: no session, or no answer.
pub async fn progress() -> Result<Progress, HubFault> {
    ask(Ask::get("/api/progress")).await
}

async fn done(ask: Ask<'_>) -> Result<(), HubFault> {
    let answer = ask.send().await.map_err(HubFault::of)?;
    if answer.status == 204 { Ok(()) } else { Err(HubFault::of_answer(&answer)) }
}

/// Whether the sign-in sheet shows whole numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInNumbers {
    /// `138****2047`
    Masked,
    /// All eleven digits.
    Whole,
}

/// Where an organiser downloads the ledgers.
#[must_use]
pub const fn ledger_url(numbers: SignInNumbers) -> &'static str {
    match numbers {
        SignInNumbers::Masked => "/api/ledger.xlsx",
        SignInNumbers::Whole => "/api/ledger.xlsx?phones=full",
    }
}
