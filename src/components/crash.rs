//! What happens when the code breaks: the page stays, and the strip of boot.js says that what was typed is safe.

use crate::html::*;
use leptos::web_sys::Event;

/// From here on a panic is written to the console and told to the strip. Called once, before the app is mounted.
pub fn watch_for_crashes() {
    std::panic::set_hook(Box::new(|panic| {
        console_error_panic_hook::hook(panic);
        let Ok(crashed) = Event::new("yingchun-crashed") else { return };
        // Nobody is left to hear that the event was not sent.
        if window().dispatch_event(&crashed).is_err() {}
    }));
}
