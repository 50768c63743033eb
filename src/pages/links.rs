//! Links that people pass on: they lead to wherever this app was opened from.

use yingchun_domain::entry::Act;
use yingchun_domain::grant::Role;
use yingchun_domain::id::PersonId;
use yingchun_domain::invitation::invite::Invite;

use super::frame::deed;
use super::shell::Doer;
use crate::components::copy::CopyButton;
use crate::components::qr::Qr;
use crate::device::ids::{fresh_id, fresh_token};
use crate::html::*;
use crate::sync::{Phone, Undo};
use crate::words::use_tongue;

/// Opens registration in a community.
pub fn join_link(code: &str) -> String {
    format!("{}/join/{code}", origin())
}

/// Gives a right, once. The token stays in the fragment, which no server sees.
fn invite_link(token: &str) -> String {
    format!("{}/invite#{token}", origin())
}

/// Makes an invitation: to a right, or for one person to come back. Its bits are made here and never sent; the hub gets
/// their hash.
pub fn invite(
    phone: Phone,
    doer: Doer,
    role: Option<Role>,
    person: Option<PersonId>,
    then: impl FnOnce(String) + 'static,
) {
    let (text, token) = fresh_token();
    let act = Act::Invite(Invite { role, person, token });
    spawn_local(async move {
        // The link is shown only once its entry is saved: a link that nobody knows of would open nothing.
        match phone.act(deed(act, fresh_id(), Undo::AtOnce)).await {
            Ok(_) => then(invite_link(&text)),
            Err(trouble) => doer.trouble(trouble),
        }
    });
}

/// A link to hand on: scanned from the screen, copied, or read out.
#[component]
pub fn LinkToGive(
    /// The link.
    link: String,
    /// What the code is for, for ears.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    let tongue = use_tongue();
    let (text, scanned) = (link.clone(), link.clone());
    view! {
        <Qr text=scanned label/> <p class="copy__text">{link}</p>
        <CopyButton label=move || tongue.words().office.copy_link done=move || tongue.words().office.copied text/>
    }
}

/// `https://…`; nothing where the engine will not say.
fn origin() -> String {
    location().origin().unwrap_or_default()
}
