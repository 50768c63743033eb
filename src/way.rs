//! The way: where in the app the reader is, and how she goes on. Screens that more than one door has ask here, because where
//! newcomers come in there is no router: four screens need none ([`crate::join`]).

use crate::html::*;
use leptos_router::hooks::{use_location, use_navigate};

use crate::device::way;

/// Where the reader is.
#[derive(Clone, Copy)]
pub struct Way {
    path: Signal<String>,
    go: Callback<String>,
}

impl Way {
    /// The path of the screen.
    pub const fn path(self) -> Signal<String> {
        self.path
    }

    /// Goes on to a path.
    pub fn go(self, to: &str) {
        self.go.run(to.to_owned());
    }

    /// A part of the path, counted from nought, as a person would write it.
    pub fn part(self, index: usize) -> Memo<String> {
        Memo::new(move |_| {
            let part =
                self.path.with(|path| parts(path).nth(index).map(ToOwned::to_owned)).unwrap_or_default();
            way::unescaped(&part)
        })
    }
}

/// What stands between the strokes of a path.
pub fn parts(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|part| !part.is_empty())
}

/// Lets everything below use [`use_way`]. Called once, below a router.
pub fn provide_routed_way() {
    let path = use_location().pathname;
    let navigate = StoredValue::new_local(use_navigate());
    let go = Callback::new(move |to: String| {
        navigate.with_value(|navigate| navigate(&to, Default::default()));
    });
    provide_context(Way { path: Signal::derive(move || path.get()), go });
}

/// The same where there is no router: links of the app change the path, and what follows it is drawn.
pub fn provide_way() -> Way {
    let path = RwSignal::new(way::path());
    way::follow(move || {
        path.try_set(way::path());
    });
    let go = Callback::new(move |to: String| {
        way::go(&to);
        path.set(way::path());
    });
    let way = Way { path: path.into(), go };
    provide_context(way);
    way
}

/// Where the reader is.
#[must_use]
pub fn use_way() -> Way {
    use_context().expect("the roots of the doors that ask for a way provide one")
}
