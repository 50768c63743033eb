//! A desk's keyboard over the rows of tables: `j` and `k` go down and up, `Enter` opens a row, `Esc` leaves it.

use leptos::ev::KeyboardEvent;
use leptos::wasm_bindgen::JsCast as _;
use leptos::web_sys::{Element, HtmlElement};

use crate::html::*;

const ROW: &str = ".table tbody tr";
/// What `Enter` presses in a row.
const OPENS: &str = "a, button";

/// Listens as long as the component that called it stands.
pub fn use_row_keys() {
    let listening = window_event_listener(leptos::ev::keydown, |key| {
        if let Some(done) = pressed(&key)
            && done
        {
            key.prevent_default();
        }
    });
    on_cleanup(move || listening.remove());
}

/// Whether the key did something.
fn pressed(key: &KeyboardEvent) -> Option<bool> {
    if key.alt_key() || key.ctrl_key() || key.meta_key() {
        return None;
    }
    let active = document().active_element();
    let typing =
        active.as_ref().is_some_and(|it| matches!(it.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"));
    let in_sheet = document().query_selector("dialog[open]").ok().flatten().is_some();
    if in_sheet {
        return None;
    }
    let row = active.as_ref().and_then(|it| it.closest(ROW).ok().flatten());
    match key.key().as_str() {
        "j" if !typing => go(row.map_or_else(first, |row| row.next_element_sibling())),
        "k" if !typing => go(row.map_or_else(first, |row| row.previous_element_sibling())),
        "Enter" if active.as_ref().is_some_and(|it| it.tag_name() == "TR") => {
            let opens: HtmlElement = row?.query_selector(OPENS).ok().flatten()?.dyn_into().ok()?;
            opens.click();
            Some(true)
        }
        "Escape" => {
            active?.dyn_into::<HtmlElement>().ok()?.blur().ok()?;
            Some(true)
        }
        _ => None,
    }
}

fn first() -> Option<Element> {
    document().query_selector(ROW).ok().flatten()
}

/// Gives a row the focus; it takes part in no tab order, so that `Tab` still goes from link to link.
fn go(row: Option<Element>) -> Option<bool> {
    let row = row?;
    row.set_attribute("tabindex", "-1").ok()?;
    row.dyn_into::<HtmlElement>().ok()?.focus().ok()?;
    Some(true)
}
