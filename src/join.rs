//! Where newcomers come in: the first page of a code, the form, and what became of it. Whatever else is asked for, the field has
//! ([`yingchun_domain::door`], docs/decisions/0012).

use crate::html::*;

use crate::components::live::{LiveRegion, provide_announcer};
use crate::components::plain_http::PlainHttp;
use crate::components::setting::provide_settings;
use crate::field::{FollowPage, SkipLink};
use crate::pages::first::FirstPage;
use crate::pages::home::HomePage;
use crate::pages::join::{JoinFamilyPage, JoinPage};
use crate::pages::over::{LeaveDoor, OverPage, WayBack};
use crate::pages::shell::{Voices, not_saved, provide_done};
use crate::sync::provide_courier;
use crate::way::{parts, provide_way};
use crate::words::{Lang, few_words, provide_tongue};

/// What this door has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Screen {
    Home,
    First,
    Form,
    Family,
    Elsewhere,
}

impl Screen {
    fn of(path: &str) -> Self {
        let mut parts = parts(path);
        match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (None, ..) => Self::Home,
            (Some("join"), Some(_), None, _) => Self::First,
            (Some("join"), Some(_), Some("form"), None) => Self::Form,
            (Some("join"), Some(_), Some("family"), None) => Self::Family,
            _ => Self::Elsewhere,
        }
    }
}

/// The first page of the code in a path, or `/`.
fn first_of(path: &str) -> String {
    let mut parts = parts(path);
    match (parts.next(), parts.next()) {
        (Some("join"), Some(code)) => ["/join/", code].concat(),
        _ => "/".to_owned(),
    }
}

/// The app of newcomers.
pub fn join() -> impl leptos::IntoView {
    let tongue = provide_tongue(Lang::Zh, few_words);
    provide_settings(tongue);
    provide_announcer();
    provide_courier();
    provide_done(Voices { plain: not_saved, official: not_saved });
    let path = provide_way().path();
    let screen = Memo::new(move |_| path.with(|path| Screen::of(path)));
    let last = RwSignal::new("/".to_owned());
    Effect::new(move || {
        if screen.get() != Screen::Elsewhere {
            last.set(path.with(|path| first_of(path)));
        }
    });
    provide_context(WayBack(last.into()));
    let page = move || match screen.get() {
        Screen::Home => view! { <HomePage/> }.into_any(),
        Screen::First => view! { <FirstPage/> }.into_any(),
        Screen::Form => view! { <JoinPage/> }.into_any(),
        Screen::Family => view! { <JoinFamilyPage/> }.into_any(),
        Screen::Elsewhere => view! { <OverPage/> }.into_any(),
    };
    Bridge::over(view! { <SkipLink/> <PlainHttp/> <FollowPage/> <LeaveDoor/> {page} <LiveRegion/> })
}

#[cfg(test)]
mod tests {
    use super::*;
    use yingchun_domain::door::{Door, Reader};

    #[test]
    fn newcomers_come_in_by_their_own_door_exactly_where_it_has_a_screen() {
        let named = include_str!("field.rs").split("path!(\"").skip(1);
        let screens: Vec<String> = named
            .filter_map(|rest| rest.split_once("\")"))
            .map(|(path, _)| path.replace(":code", "K7QF").replace(":id", "7"))
            .collect();
        for path in &screens {
            let small = Screen::of(path) != Screen::Elsewhere;
            assert_eq!(Door::of(path, Reader::Newcomer) == Door::Join, small, "{path}");
            assert_eq!(Door::of(path, Reader::Known), Door::Field, "{path}");
        }
        assert_eq!(screens.iter().filter(|path| Screen::of(path) != Screen::Elsewhere).count(), 4);
        for path in ["/join", "/join/K7QF/else", "/join/K7QF/form/more", "/office", "/join/K7QF/form/"] {
            let small = Screen::of(path) != Screen::Elsewhere;
            assert_eq!(Door::of(path, Reader::Newcomer) == Door::Join, small, "{path}");
        }
    }
}
