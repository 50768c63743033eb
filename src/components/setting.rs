//! What the reader chose about the look: text size, colours, language. Kept beside boot.js, which reads the same keys before
//! the first paint.

use crate::html::*;

use crate::words::{Lang, Tongue};

/// The colours that the reader wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// Paper and ink.
    Light,
    /// For the evening.
    Dark,
    /// Whatever the phone does.
    System,
}

impl Theme {
    /// As boot.js reads it.
    const fn key(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::System => "system",
        }
    }
}

/// The reader's choices, shared by all pages.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    care: RwSignal<bool>,
    sun: RwSignal<bool>,
    theme: RwSignal<Theme>,
    tongue: Tongue,
}

impl Settings {
    /// Whether 大字版（关怀模式） is on.
    pub fn care(self) -> bool {
        self.care.get()
    }

    /// Whether the colours for outdoors are on.
    pub fn sun(self) -> bool {
        self.sun.get()
    }

    /// The colours.
    pub fn theme(self) -> Theme {
        self.theme.get()
    }

    /// Turns 大字版 on or off. It brings the outdoor colours along.
    pub fn set_care(self, on: bool) {
        self.care.set(on);
        keep("care", if on { "on" } else { "off" });
        mark("data-care", on.then_some(if is_enlarged() { "system" } else { "on" }));
        self.set_sun(on);
    }

    /// Turns the outdoor colours on or off.
    pub fn set_sun(self, on: bool) {
        self.sun.set(on);
        keep("sun", if on { "on" } else { "off" });
        mark("data-sun", on.then_some("on"));
    }

    /// Takes other colours.
    pub fn set_theme(self, theme: Theme) {
        self.theme.set(theme);
        keep("theme", theme.key());
        mark("data-theme", (theme != Theme::System).then_some(theme.key()));
    }

    /// Speaks another language.
    pub fn speak(self, lang: Lang) {
        self.tongue.speak(lang);
        keep("lang", lang.tag());
        mark("lang", Some(lang.tag()));
    }
}

/// Reads what was chosen before and lets everything below use [`use_settings`]. Called once, in `App`.
pub fn provide_settings(tongue: Tongue) -> Settings {
    let on = |key: &str| kept(key).as_deref() == Some("on");
    let theme = match kept("theme").as_deref() {
        Some("dark") => Theme::Dark,
        Some("system") => Theme::System,
        _ => Theme::Light,
    };
    if kept("lang").as_deref() == Some(Lang::En.tag()) {
        tongue.speak(Lang::En);
        mark("lang", Some(Lang::En.tag()));
    }
    let care = kept("care").map_or_else(is_enlarged, |kept| kept == "on");
    let settings = Settings {
        care: RwSignal::new(care),
        sun: RwSignal::new(on("sun") || care),
        theme: RwSignal::new(theme),
        tongue,
    };
    provide_context(settings);
    settings
}

/// The reader's choices.
pub fn use_settings() -> Settings {
    expect_context::<Settings>()
}

/// Whether the system's text is large, as boot.js found before the first paint: then 大字版 is on until somebody says no.
fn is_enlarged() -> bool {
    document().document_element().is_some_and(|root| root.has_attribute("data-text"))
}

/// A choice kept by an earlier visit. A browser that forbids storage keeps none.
fn kept(key: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(&format!("yingchun.{key}")).ok()?
}

fn keep(key: &str, value: &str) {
    let Ok(Some(storage)) = window().local_storage() else { return };
    // A full or forbidden storage only means that the choice is asked again next time.
    if storage.set_item(&format!("yingchun.{key}"), value).is_err() {
        leptos::logging::warn!("the choice {key} could not be kept");
    }
}

/// Sets or removes an attribute of the document's root, which the style sheets read.
fn mark(name: &str, value: Option<&str>) {
    let Some(root) = document().document_element() else { return };
    let marked = match value {
        Some(value) => root.set_attribute(name, value),
        None => root.remove_attribute(name),
    };
    if marked.is_err() {
        leptos::logging::warn!("the page's root takes no {name}");
    }
}
