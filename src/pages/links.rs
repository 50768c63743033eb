//! Links that people pass on: they lead to wherever this app was opened from.

use leptos::prelude::location;

/// Opens registration in a community.
pub fn join_link(code: &str) -> String {
    format!("{}/join/{code}", origin())
}

/// Gives a right, once. The token stays in the fragment, which no server sees.
pub fn invite_link(token: &str) -> String {
    format!("{}/invite#{token}", origin())
}

/// `https://…`; nothing where the engine will not say.
fn origin() -> String {
    location().origin().unwrap_or_default()
}
