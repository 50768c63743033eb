//! Lists whose rows keep their nodes, their focus and what was opened in them, whatever comes or goes around them.

use leptos::prelude::Owner;
use leptos::web_sys::Node;

use super::drawn::{Html, IntoView, live};
use super::state::State;

/// A row, drawn when it comes and left alone as long as its key is there.
pub struct Row {
    key: String,
    parent: Owner,
    draw: Box<dyn FnOnce() -> Html>,
}

/// A row that is on the page. What was made for it goes with it.
pub(super) struct DrawnRow {
    key: String,
    owner: Owner,
    pub(super) state: State,
}

impl Drop for DrawnRow {
    fn drop(&mut self) {
        self.owner.cleanup();
    }
}

/// A list: what there is, its key, and how one of it is drawn.
pub fn rows<T, K, V>(
    each: impl Fn() -> Vec<T> + 'static,
    key: impl Fn(&T) -> K + 'static,
    view: impl Fn(T) -> V + Clone + 'static,
) -> Html
where
    T: 'static,
    K: ToString,
    V: IntoView,
{
    let parent = Owner::current().unwrap_or_default();
    live(move || {
        let row = |item: T| {
            let (key, view) = (key(&item).to_string(), view.clone());
            Row { key, parent: parent.clone(), draw: Box::new(move || view(item).into_html()) }
        };
        Html::Rows(each().into_iter().map(row).collect())
    })
}

pub(super) fn row(row: Row) -> DrawnRow {
    let owner = row.parent.with(Owner::new);
    let state = owner.with(|| State::build((row.draw)()));
    DrawnRow { key: row.key, owner, state }
}

/// Draws the rows that came, takes off those that went, and moves only what changed its place.
pub(super) fn redraw_rows(drawn: &mut Vec<DrawnRow>, end: &Node, rows: Vec<Row>) {
    let mut before = std::mem::take(drawn);
    before.retain(|old| {
        let stays = rows.iter().any(|new| new.key == old.key);
        if !stays {
            old.state.unmount();
        }
        stays
    });
    for new in rows {
        let place = before.iter().position(|old| old.key == new.key);
        let in_place = place == Some(0);
        let one = match place {
            Some(place) => before.remove(place),
            None => row(new),
        };
        if !in_place && let Some(parent) = end.parent_node() {
            let next = before.first().and_then(|old| old.state.first());
            one.state.mount(&parent, next.as_ref().or(Some(end)));
        }
        drawn.push(one);
    }
}
