//! What is on the page of a view: its nodes, and the effects that change them.

use std::borrow::Cow;

use leptos::prelude::{RenderEffect, document};
use leptos::web_sys::{Node, Text};

use super::drawn::Html;
use super::made::Drawn;
use super::rows::{DrawnRow, redraw_rows, row};

/// A view that is drawn. It always has a node, so that what comes in its place knows where.
pub(super) enum State {
    Nothing(Node),
    Text(Text, Cow<'static, str>),
    Made(Drawn),
    /// One after the other, and a mark behind them.
    Several(Vec<State>, Node),
    Live(RenderEffect<State>),
    Rows(Vec<DrawnRow>, Node),
}

impl State {
    pub(super) fn build(html: Html) -> Self {
        match html {
            Html::Nothing => Self::Nothing(mark()),
            Html::Text(words) => Self::Text(document().create_text_node(&words), words),
            Html::Made(made) => Drawn::new(made).map_or_else(|| Self::Nothing(mark()), Self::Made),
            Html::Several(parts) => Self::Several(parts.into_iter().map(Self::build).collect(), mark()),
            Html::Live(draw) => Self::Live(RenderEffect::new(move |drawn: Option<Self>| match drawn {
                Some(mut state) => {
                    state.rebuild(draw.draw());
                    state
                }
                None => Self::build(draw.draw()),
            })),
            Html::Rows(rows) => Self::Rows(rows.into_iter().map(row).collect(), mark()),
        }
    }

    /// Draws `html` in the place of what was drawn before, keeping the nodes that are the same.
    pub(super) fn rebuild(&mut self, html: Html) {
        let html = match (&mut *self, html) {
            (Self::Nothing(_), Html::Nothing) => return,
            (Self::Text(node, before), Html::Text(words)) => {
                if *before != words {
                    node.set_data(&words);
                    *before = words;
                }
                return;
            }
            (Self::Made(drawn), Html::Made(made)) => match drawn.redraw(made) {
                Ok(()) => return,
                Err(made) => Html::Made(made),
            },
            (Self::Several(drawn, end), Html::Several(parts)) => {
                redraw_several(drawn, end, parts);
                return;
            }
            (Self::Rows(drawn, end), Html::Rows(rows)) => {
                redraw_rows(drawn, end, rows);
                return;
            }
            (_, html) => html,
        };
        let new = Self::build(html);
        if let Some(first) = self.first()
            && let Some(parent) = first.parent_node()
        {
            new.mount(&parent, Some(&first));
        }
        self.unmount();
        *self = new;
    }

    /// The first of its nodes.
    pub(super) fn first(&self) -> Option<Node> {
        match self {
            Self::Nothing(mark) => Some(mark.clone()),
            Self::Text(node, _) => Some((**node).clone().into()),
            Self::Made(drawn) => Some((*drawn.root).clone()),
            Self::Several(parts, end) => parts.first().map_or_else(|| Some(end.clone()), Self::first),
            Self::Live(effect) => effect.with_value_mut(|state| state.first()).flatten(),
            Self::Rows(rows, end) => rows.first().map_or_else(|| Some(end.clone()), |row| row.state.first()),
        }
    }

    /// Puts its nodes into `parent`, before `next` or as the last.
    pub(super) fn mount(&self, parent: &Node, next: Option<&Node>) {
        match self {
            Self::Nothing(mark) => put(parent, mark, next),
            Self::Text(node, _) => put(parent, node, next),
            Self::Made(drawn) => put(parent, &drawn.root, next),
            Self::Several(parts, end) => {
                parts.iter().for_each(|part| part.mount(parent, next));
                put(parent, end, next);
            }
            Self::Live(effect) => {
                effect.with_value_mut(|state| state.mount(parent, next));
            }
            Self::Rows(rows, end) => {
                rows.iter().for_each(|row| row.state.mount(parent, next));
                put(parent, end, next);
            }
        }
    }

    /// Takes its nodes off the page.
    pub(super) fn unmount(&self) {
        match self {
            Self::Nothing(mark) => remove(mark),
            Self::Text(node, _) => remove(node),
            Self::Made(drawn) => remove(&drawn.root),
            Self::Several(parts, end) => {
                parts.iter().for_each(Self::unmount);
                remove(end);
            }
            Self::Live(effect) => {
                effect.with_value_mut(|state| state.unmount());
            }
            Self::Rows(rows, end) => {
                rows.iter().for_each(|row| row.state.unmount());
                remove(end);
            }
        }
    }
}

impl Drop for State {
    /// What follows ends with what it is part of, at once: the task of an effect outlives the effect by a turn, and whatever it
    /// still held would read signals that are gone.
    fn drop(&mut self) {
        if let Self::Live(effect) = self {
            drop(effect.take_value());
        }
    }
}

fn redraw_several(drawn: &mut Vec<State>, end: &Node, parts: Vec<Html>) {
    for gone in drawn.drain(parts.len().min(drawn.len())..) {
        gone.unmount();
    }
    let mut parts = parts.into_iter();
    for (state, part) in drawn.iter_mut().zip(parts.by_ref()) {
        state.rebuild(part);
    }
    for part in parts {
        let state = State::build(part);
        if let Some(parent) = end.parent_node() {
            state.mount(&parent, Some(end));
        }
        drawn.push(state);
    }
}

/// A node that shows nothing and keeps a place.
fn mark() -> Node {
    document().create_comment("").into()
}

/// Puts a node into `parent`, before `next` or as the last.
pub(super) fn put(parent: &Node, node: &Node, next: Option<&Node>) {
    if parent.insert_before(node, next).is_err() {
        leptos::logging::warn!("a part of the page found no place");
    }
}

fn remove(node: &Node) {
    let Some(parent) = node.parent_node() else { return };
    if parent.remove_child(node).is_err() {
        leptos::logging::warn!("a part of the page could not be taken off");
    }
}
