//! 需更新后查看: what a newer version of the app wrote and this one cannot show. Said where it would stand, so that nobody takes
//! what is missing for what is not there.

use crate::html::*;
use uuid::Uuid;
use yingchun_domain::row::{Kind, RowKey};

use crate::components::icons::Icon;
use crate::components::note::{Note, Tone};
use crate::sync::use_phone;
use crate::words::use_tongue;

/// Whether this very row is one of them.
pub fn use_newer(kind: Kind, id: Memo<Option<Uuid>>) -> Memo<bool> {
    let phone = use_phone();
    Memo::new(move |_| {
        id.get().is_some_and(|id| phone.opaque().with(|rows| rows.contains(&RowKey { kind, id })))
    })
}

/// How many of a kind there are, where there are any.
#[component]
pub fn NewerNote(
    /// What they are.
    kind: Kind,
) -> impl IntoView {
    let tongue = use_tongue();
    let phone = use_phone();
    let count =
        Memo::new(move |_| phone.opaque().with(|rows| rows.iter().filter(|row| row.kind == kind).count()));
    view! {
        <Show when=move || { count.get() > 0 }>
            <Note tone=Tone::Calm icon=Icon::Phone><p>{move || tongue.words().sync.newer_rows(count.get())}</p></Note>
        </Show>
    }
}
