//! Over plain http: said above every page, because what is kept elsewhere is not seen here.

use crate::html::*;

use crate::device::browser::is_plain_http;
use crate::words::use_tongue;

/// The line; nothing where the page came over https, or from this machine.
#[component]
pub fn PlainHttp() -> impl IntoView {
    let tongue = use_tongue();
    is_plain_http()
        .then(|| view! { <p class="plain-http" role="note">{move || tongue.words().strip.plain_http}</p> })
}
