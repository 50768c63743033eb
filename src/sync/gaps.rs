//! What a browser cleared away before it was sent: cookies name it still. Whoever is back, by whatever way, has her phone tell the
//! hub, so that somebody asks her.

use std::rc::Rc;

use yingchun_domain::gap::Gap;

use super::shell::Shell;
use crate::device::net::Ask;
use crate::device::{promises, waits};

/// The status of what the hub knows of another person, or of nobody.
const NOT_HERS: u16 = 404;

/// Tells the hub, under the session of the phone's person, what had waited on devices that this phone has no more. What is
/// not hers stays named until whoever it belongs to is back.
pub(super) async fn tell(shell: &Rc<Shell>) {
    let life = shell.state.borrow().life;
    if shell.state.borrow().gaps_told == Some(life) {
        return;
    }
    for gap in waits::all() {
        // This tab may not have heard yet of somebody who came onto the phone in another one.
        match promises::device_of(gap.device).await {
            Ok(None) => {}
            Ok(Some(_)) => continue,
            Err(_) => return,
        }
        match told(&gap).await {
            Some(204) => waits::forget(gap.device),
            Some(NOT_HERS) => {}
            Some(_) | None => return,
        }
    }
    shell.state.borrow_mut().gaps_told = Some(life);
}

/// The status of the hub's answer.
async fn told(gap: &Gap) -> Option<u16> {
    let body = serde_json::to_string(gap).ok()?;
    Ask::post("/api/gaps", None, &body).send().await.ok().map(|answer| answer.status)
}
