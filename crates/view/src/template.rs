//! A template: all that is fixed of an element, as one text. `src/html/template.rs` of the app reads what is written here.

use proc_macro2::TokenStream;

/// The names of elements that are drawings.
const DRAWINGS: &[&str] = &[
    "circle", "defs", "ellipse", "g", "line", "path", "polygon", "polyline", "rect", "svg", "text", "tspan",
    "use",
];

/// An element's fixed parts and the holes between them, in the order in which they stand.
#[derive(Default)]
pub(crate) struct Template {
    pub(crate) text: String,
    pub(crate) holes: Vec<TokenStream>,
}

impl Template {
    pub(crate) fn open(&mut self, element: &str) {
        self.text.push(if DRAWINGS.contains(&element) { '\u{2}' } else { '\u{1}' });
        self.text.push_str(element);
    }

    pub(crate) fn close(&mut self) {
        self.text.push('\u{4}');
    }

    pub(crate) fn attribute(&mut self, name: &str, value: &str) {
        self.text.push('\u{3}');
        self.text.push_str(name);
        self.text.push('=');
        self.text.push_str(value);
    }

    pub(crate) fn words(&mut self, words: &str) {
        self.text.push('\u{5}');
        self.text.push_str(words);
    }

    pub(crate) fn child(&mut self, hole: TokenStream) {
        self.text.push('\u{6}');
        self.holes.push(hole);
    }

    /// A hole of the element that is open: `kind` says what of it, `name` which one.
    pub(crate) fn part(&mut self, kind: char, name: &str, hole: TokenStream) {
        self.text.push('\u{7}');
        self.text.push(kind);
        self.text.push_str(name);
        self.holes.push(hole);
    }
}
