//! 待处理: everything that somebody in the office has to settle, each with the way to where it is settled.

pub mod apart;
pub mod count;
mod gaps;

use self::apart::FromHub;
use self::count::Counted;
use crate::components::empty::Empty;
use crate::components::panel::{Panel, TodoRow};
use crate::components::rail::DeskHead;
use crate::html::*;
use crate::pages::mine::use_mine;
use crate::words::{Attention, use_tongue};

/// The page.
#[component]
pub fn AttentionPage() -> impl IntoView {
    let tongue = use_tongue();
    view! {
        <DeskHead title=move || tongue.words().attention.title small=move || tongue.words().attention.about>""</DeskHead>
        <ToSettle all=true/>
        <FromHub/>
    }
}

/// The rows of what is to settle; nothing that stands at nought.
#[component]
pub fn ToSettle(
    /// With what can wait till tomorrow.
    all: bool,
) -> impl IntoView {
    let tongue = use_tongue();
    let counted = use_mine(Counted::of);
    move || {
        let counted = counted.get().unwrap_or_default();
        let rows = counted.rows();
        let shown = rows.into_iter().filter(|row| row.count > 0 && (all || row.today));
        let row = |row: count::Row| {
            let word: fn(&Attention) -> &'static str = row.word;
            view! { <TodoRow label=move || word(tongue.words().attention) count=row.count.to_string() href=row.href/> }
        };
        let shown: Vec<Html> = shown.map(row).collect();
        if shown.is_empty() && all {
            return view! { <Empty words=move || tongue.words().attention.nothing>""</Empty> };
        }
        if all {
            view! { <Panel title=move || tongue.words().office.to_do>{shown}</Panel> }
        } else {
            shown.into_html()
        }
    }
}
