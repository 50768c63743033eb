//! Coming back on another phone by her leader's nod: a device of this phone asks by name and number, and is hers once the
//! hub opens a session for it. What is typed or taken meanwhile stays where it is.

use std::rc::Rc;

use serde::Deserialize;
use yingchun_domain::text::{Name, Phone};

use super::save::a_device;
use super::shell::Shell;
use super::signed_in::move_in;
use crate::device::hub::HubFault;
use crate::device::net::Ask;
use crate::device::promises::{self, Asking};
use crate::device::{clock, interop};

#[derive(Deserialize)]
struct Sign {
    sign: String,
}

fn broken<E>(_: E) -> HubFault {
    HubFault::Broken
}

/// The four digits of the request that waits, where one does.
pub(super) async fn waiting() -> Option<String> {
    promises::asking().await.ok().flatten().map(|asking| asking.sign)
}

/// Asks; gives back four digits that her leader sees too. A second request goes on with the device of the first.
pub(super) async fn ask(name: &Name, phone: &Phone) -> Result<String, HubFault> {
    interop::persist();
    let before = promises::asking().await.map_err(broken)?.map(|asking| asking.device);
    let device = before.unwrap_or_else(|| a_device(None));
    let authorization = device.authorization();
    let body = serde_json::json!({ "name": name, "phone": phone }).to_string();
    let answer = Ask::post("/api/back", Some(&authorization), &body).send().await.map_err(HubFault::of)?;
    if answer.status != 202 {
        return Err(HubFault::of_answer(&answer));
    }
    let Sign { sign } = serde_json::from_str(&answer.text).map_err(broken)?;
    promises::keep_asking(&Asking { device, sign: sign.clone() }).await.map_err(broken)?;
    Ok(sign)
}

/// Looks whether her leader nodded; then the phone is hers.
pub(super) async fn look(shell: &Rc<Shell>) -> Result<bool, HubFault> {
    let Some(Asking { device, .. }) = promises::asking().await.map_err(broken)? else { return Ok(false) };
    let authorization = device.authorization();
    let sent_at = clock::now();
    let answer = Ask::post("/api/session", Some(&authorization), "").send().await.map_err(HubFault::of)?;
    match answer.status {
        200 => {}
        401 => return Ok(false),
        _ => return Err(HubFault::of_answer(&answer)),
    }
    let opened = answer.body().map_err(HubFault::of)?;
    move_in(shell, device, opened, sent_at).await?;
    Ok(true)
}
