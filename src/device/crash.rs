//! What happens when the app breaks: the console says why, and the page says that what was typed is kept.

use std::panic::{self, PanicHookInfo};

/// `public/boot.js` shows the strip when it hears this.
const CRASHED: &str = "yingchun-crashed";

/// Watches for a panic. Called once, at a root.
pub fn watch() {
    panic::set_hook(Box::new(crashed));
}

fn crashed(info: &PanicHookInfo<'_>) {
    console_error_panic_hook::hook(info);
    let (Some(window), Ok(event)) = (web_sys::window(), web_sys::Event::new(CRASHED)) else { return };
    // Nothing is left to be told where even this fails.
    drop(window.dispatch_event(&event));
}
