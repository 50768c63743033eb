//! The tabs below, by role.

use crate::html::*;
use leptos_router::hooks::use_location;

use super::icons::{Glyph, Icon};
use crate::words::{Words, use_tongue};

/// Whose tabs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TabSet {
    /// 今天 · 片区 · 拍照 · 消息 · 我的
    Volunteer,
    /// 今天 · 分派 · 点名 · 拍照 · 我的
    Leader,
    /// 待验收 · 片区 · 拍照 · 我的
    Inspector,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Tab {
    Today,
    Zones,
    Camera,
    Messages,
    Me,
    Assign,
    Roll,
    Inspect,
}

impl TabSet {
    /// The page of the first tab.
    pub const fn home(self) -> &'static str {
        match self {
            Self::Volunteer | Self::Leader => "/today",
            Self::Inspector => "/inspect",
        }
    }

    /// What the first tab is called.
    pub fn words(self, words: &Words) -> &'static str {
        self.tabs().first().map_or("", |tab| tab.drawn(words).1)
    }

    const fn tabs(self) -> &'static [Tab] {
        match self {
            Self::Volunteer => &[Tab::Today, Tab::Zones, Tab::Camera, Tab::Messages, Tab::Me],
            Self::Leader => &[Tab::Today, Tab::Assign, Tab::Roll, Tab::Camera, Tab::Me],
            Self::Inspector => &[Tab::Inspect, Tab::Zones, Tab::Camera, Tab::Me],
        }
    }
}

impl Tab {
    /// Icon, word and page; the camera opens a sheet and has no page.
    const fn drawn(self, words: &Words) -> (Icon, &'static str, Option<&'static str>) {
        let tabs = &words.tabs;
        match self {
            Self::Today => (Icon::Home, tabs.today, Some("/today")),
            Self::Zones => (Icon::Map, tabs.zones, Some("/zones")),
            Self::Camera => (Icon::Camera, tabs.camera, None),
            Self::Messages => (Icon::Bell, tabs.messages, Some("/messages")),
            Self::Me => (Icon::User, tabs.me, Some("/me")),
            Self::Assign => (Icon::People, tabs.assign, Some("/assign")),
            Self::Roll => (Icon::ListCheck, tabs.roll, Some("/roll")),
            Self::Inspect => (Icon::CheckTwice, tabs.inspect, Some("/inspect")),
        }
    }
}

/// What ears hear of the tab on whose page, or below it, the reader is.
fn here(path: &str, href: &str) -> Option<&'static str> {
    let below = path.strip_prefix(href)?;
    (below.is_empty() || below.starts_with('/')).then_some("page")
}

/// The bar of tabs.
#[component]
pub fn Tabs(
    /// Whose tabs.
    #[prop(into)]
    set: Signal<TabSet>,
    /// Called by 拍照, which opens the sheet 「拍哪一处？」.
    #[prop(into)]
    on_camera: Callback<()>,
    /// How many messages are new.
    #[prop(into)]
    unread: Signal<usize>,
) -> impl IntoView {
    let tongue = use_tongue();
    let path = use_location().pathname;
    let count = move |tab: Tab| {
        let new = move || Some(unread.get()).filter(|new| *new > 0 && tab == Tab::Messages);
        move || {
            new().map(|new| view! { <span class="tabs__count">{new}<span class="ears">{tongue.words().tabs.unread}</span></span> })
        }
    };
    let tab = move |tab: Tab| {
        let (icon, word, href) = tab.drawn(tongue.words());
        match href {
            Some(href) => view! {
                <a class="tabs__tab" href=href aria-current=move || here(&path.get(), href)>
                    <Glyph icon/> <span>{word}</span> {count(tab)}
                </a>
            }
            .into_any(),
            None => view! {
                <button type="button" class="tabs__tab" on:click=move |_| on_camera.run(())><Glyph icon/> <span>{word}</span></button>
            }
            .into_any(),
        }
    };
    view! {
        <nav class="tabs" aria-label=move || tongue.words().kit.main_nav>
            {move || set.get().tabs().iter().copied().map(tab).collect_view()}
        </nav>
    }
}
