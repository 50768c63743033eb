//! The frame of officials' pages in the field: head with the pill, strip, body, the bar that takes an act back, tabs.

use crate::html::*;
use uuid::Uuid;
use yingchun_domain::entry::{Act, Shown};
use yingchun_domain::id::PersonId;

use super::shell::{Below, FaultStrip, FieldTabs, SyncPill};
use crate::components::button::{ButtonLink, Look};
use crate::components::empty::Empty;
use crate::components::head::Head;
use crate::sync::{Deed, NotSaved, Undo};
use crate::words::{Words, use_tongue};

/// A page of a tab.
#[component]
pub fn TabPage(
    /// The page's `h1`.
    #[prop(into)]
    title: Signal<String>,
    /// The line under it; nothing is drawn when it is empty.
    #[prop(into)]
    small: Signal<String>,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="page">
            <Head title small><SyncPill/></Head> <FaultStrip/>
            <main class="page__body" id="main">{children()}</main>
            <Below><FieldTabs/></Below>
        </div>
    }
}

/// 「这一页是队长用的」: whoever lacks the right is shown the way back.
#[component]
pub fn NotYours(
    /// Whose page it is.
    #[prop(into)]
    words: Signal<String>,
) -> impl IntoView {
    let tongue = use_tongue();
    view! {
        <Empty words>
            <ButtonLink label=move || tongue.words().strip.to_today href="/" look=Look::Line/>
        </Empty>
    }
}

/// Why something was not saved, in officials' terms.
pub fn not_saved(trouble: &NotSaved, words: &Words) -> &'static str {
    match trouble {
        NotSaved::Full => words.office.browser_full,
        NotSaved::NoDevice => words.office.no_right_how,
        NotSaved::TooLong => words.office.entry_too_long,
        NotSaved::Storage(_) => words.office.no_storage,
    }
}

/// An act that says nothing beside itself: no photos, no draft.
pub fn deed(act: Act, target: Uuid, undo: Undo) -> Deed {
    Deed {
        base: std::collections::BTreeMap::new(),
        act,
        target,
        on_behalf_of: None,
        shown: Shown::default(),
        photos: vec![],
        draft: None,
        undo,
    }
}

/// The same in somebody's place.
pub fn deed_for(person: PersonId, act: Act, target: Uuid, undo: Undo) -> Deed {
    Deed { on_behalf_of: Some(person), ..deed(act, target, undo) }
}
