//! Which door of the app the hub opens for this phone ([`yingchun_domain::door`]), and the way from one to another.

use yingchun_domain::door::{COOKIE, Door};

use super::net::Ask;
use super::{cookies, interop};

/// As long as a session may last.
const SECONDS: u32 = 400 * 24 * 60 * 60;

/// Tells the hub by a cookie that somebody has joined here. Says whether the browser keeps it.
pub fn keep() -> bool {
    if !remembers() {
        // A browser that keeps no cookies comes in by the newcomers' door, which works for everybody.
        cookies::keep(COOKIE, SECONDS);
    }
    remembers()
}

/// Whether somebody has joined on this phone, as its browser remembers apart from what the app keeps.
#[must_use]
pub fn remembers() -> bool {
    cookies::all().split(';').any(|kept| kept.trim() == COOKIE)
}

/// Whether the hub answers now, so that the page at `path` can be left for one that it gives out.
pub async fn reaches(path: &str) -> bool {
    Ask::get(path).send().await.is_ok_and(|answer| answer.status == 200)
}

/// Loads the page at `path` anew, by the door that the hub opens for it.
pub fn open(path: &str) {
    let location = leptos::prelude::location();
    let opened = if location.pathname().is_ok_and(|now| now == path) {
        location.reload()
    } else {
        location.replace(path)
    };
    if opened.is_err() {
        leptos::logging::warn!("the browser did not go to {path}");
    }
}

/// Loads the page that is open anew.
pub fn again() {
    if leptos::prelude::location().reload().is_err() {
        leptos::logging::warn!("the browser did not load the page again");
    }
}

/// Where the browser has workers, the newcomers' door opens without network from then on.
pub fn keep_this() {
    interop::keep_door();
}

/// Brings the field's files to this phone, for whoever is about to need them; where the browser has workers, the field opens
/// without network from then on.
pub fn bring_field() {
    interop::bring(&["/", Door::Field.page()].concat());
}
