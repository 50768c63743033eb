//! Coming in by passphrase on any phone: the device is told to the hub first, and is hers here only once the hub said so.

use std::rc::Rc;

use serde::Deserialize;
use yingchun_domain::id::{CampaignId, DeviceId, PersonId};
use yingchun_domain::time::UnixMs;

use super::invited::{Opened as SessionNow, moved_in};
use super::save::a_device;
use super::shell::Shell;
use crate::device::hub::HubFault;
use crate::device::net::Ask;
use crate::device::promises::{self, DeviceRow};
use crate::device::{clock, interop};

/// What the hub says where this phone is another person's.
const OF_ANOTHER: &str = "device.of_another";

/// Whose session the hub opened.
#[derive(Deserialize)]
pub(super) struct Opened {
    person: PersonId,
    campaign: CampaignId,
    now: UnixMs,
    #[serde(default)]
    seal: Option<String>,
}

async fn ask(device: &DeviceRow, body: &str) -> Result<Opened, HubFault> {
    let authorization = device.authorization();
    let answer = Ask::post("/api/sign-in", Some(&authorization), body).send().await.map_err(HubFault::of)?;
    if answer.status == 200 { answer.body().map_err(HubFault::of) } else { Err(HubFault::of_answer(&answer)) }
}

/// Signs in. The device that is here stays hers where it is hers; else she gets one of her own beside it.
pub(super) async fn sign_in(shell: &Rc<Shell>, name: &str, passphrase: &str) -> Result<(), HubFault> {
    interop::persist();
    let body = serde_json::json!({ "name": name, "passphrase": passphrase }).to_string();
    let before = shell.state.borrow().device.clone();
    let sent_at = clock::now();
    let known = match &before {
        Some(device) => Some((device.clone(), ask(device, &body).await)),
        None => None,
    };
    let (device, opened) = match known {
        Some((device, Ok(opened))) => (device, opened),
        Some((_, Err(HubFault::Refused { code }))) if code != OF_ANOTHER => {
            return Err(HubFault::Refused { code });
        }
        Some((_, Err(fault @ (HubFault::Unreachable | HubFault::Busy | HubFault::Broken)))) => {
            return Err(fault);
        }
        Some((_, Err(HubFault::Refused { .. }))) | None => {
            let device = a_device(None);
            let opened = ask(&device, &body).await?;
            (device, opened)
        }
    };
    move_in(shell, device, opened, sent_at).await
}

/// Makes the phone hers for whom the hub opened a session, asked for at `sent_at` under `device`.
pub(super) async fn move_in(
    shell: &Rc<Shell>,
    device: DeviceRow,
    opened: Opened,
    sent_at: UnixMs,
) -> Result<(), HubFault> {
    let device = DeviceRow {
        person: opened.person,
        campaign: Some(opened.campaign),
        offset: Some(opened.now.since(sent_at)),
        seal: opened.seal,
        ..device
    };
    let before = shell.name();
    promises::move_in(&device, before.as_deref()).await.map_err(|_| HubFault::Broken)?;
    moved_in(shell, SessionNow::Yes).await;
    Ok(())
}

/// Gives the phone back to somebody who was on it before. The cookie is still the other's: the hub turns the first pull
/// away, and lets her in by her device's key, or asks for her passphrase.
pub(super) async fn change_to(shell: &Rc<Shell>, device: DeviceId) -> Result<(), HubFault> {
    let before = shell.name();
    let changed = promises::change_to(device, before.as_deref()).await.map_err(|_| HubFault::Broken)?;
    if changed {
        moved_in(shell, SessionNow::No).await;
    }
    Ok(())
}
