//! A file that somebody chooses, read as text; and a way to let the page breathe while a long text is worked through.

use gloo_timers::future::TimeoutFuture;
use js_sys::Uint8Array;
use leptos::html::Input;
use wasm_bindgen_futures::JsFuture;

use super::encoding::{Written, unreadable_line, written};
use super::interop;
use crate::components::button::{IconButton, Look};
use crate::components::icons::Icon;
use crate::html::*;

/// The most bytes of a sheet: a hundred thousand rows with room to spare.
const BYTES_MAX: f64 = 24.0 * 1024.0 * 1024.0;

/// Names of files that hold a table.
pub const TABLES: &str = ".csv,.txt,.tsv,text/csv,text/plain";
/// Names of files that hold what a phone saved of its outbox.
pub const SAVED_OUTBOX: &str = ".jsonl,.ndjson,.json,.txt";

/// A file that somebody chose.
#[derive(Debug, Clone)]
pub struct Chosen(web_sys::File);

/// Why a file gave no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoText {
    /// The phone would not give it out.
    Unopened,
    /// Nothing is in it.
    Empty,
    /// Larger than anything that is read here.
    TooLarge,
    /// A photo or the like, no table.
    Picture,
    /// A workbook: it has to be saved as CSV, or its cells copied.
    Workbook,
    /// Neither UTF-8 nor GBK from this line on.
    Unreadable {
        /// From 1.
        line: usize,
    },
}

impl Chosen {
    /// What it is called.
    #[must_use]
    pub fn name(&self) -> String {
        self.0.name()
    }

    /// Its text, out of UTF-8, UTF-16 or GB 18030, of which GBK is a part.
    ///
    /// # Errors
    /// See [`NoText`].
    pub async fn text(&self) -> Result<String, NoText> {
        if self.0.size() > BYTES_MAX {
            return Err(NoText::TooLarge);
        }
        let buffer = JsFuture::from(self.0.array_buffer()).await.map_err(|_| NoText::Unopened)?;
        let given = Uint8Array::new(&buffer);
        let bytes = given.to_vec();
        if bytes.is_empty() {
            return Err(NoText::Empty);
        }
        let encoding = match written(&bytes) {
            Written::Utf8(text) => return Ok(text.to_owned()),
            Written::Picture => return Err(NoText::Picture),
            Written::Workbook => return Err(NoText::Workbook),
            Written::Damaged { line } => return Err(NoText::Unreadable { line }),
            Written::Utf16 { big_end_first: true } => "utf-16be",
            Written::Utf16 { big_end_first: false } => "utf-16le",
            Written::PerhapsGbk => "gb18030",
        };
        let lossy = interop::decoded(&given, encoding).ok_or(NoText::Unopened)?;
        if lossy.contains('\u{fffd}') {
            return Err(NoText::Unreadable { line: unreadable_line(&lossy) });
        }
        Ok(lossy)
    }
}

/// Lets the page draw and answer before more is done.
pub async fn breath() {
    TimeoutFuture::new(0).await;
}

/// A button that lets somebody choose a sheet.
#[component]
pub fn FileButton(
    /// The word.
    #[prop(into)]
    label: Signal<String>,
    /// Which files are offered.
    accept: &'static str,
    /// Called with the file.
    #[prop(into)]
    on_choose: Callback<Chosen>,
) -> impl IntoView {
    let input = NodeRef::<Input>::new();
    let open = move |()| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let chosen = move |_| {
        let Some(input) = input.get_untracked() else { return };
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            on_choose.run(Chosen(file));
        }
        // The same file chosen again is an event again.
        input.set_value("");
    };
    view! {
        <input node_ref=input type="file" accept=accept hidden on:change=chosen/>
        <IconButton label icon=Icon::File look=Look::Line on_press=open/>
    }
}
