//! A view where Leptos wants one of its own: below the router, and in the page's body.

use leptos::prelude::{Render, RenderHtml};
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::no_attrs;
use leptos::tachys::view::{Mountable, Position, PositionState};
use leptos::web_sys::{Element, Node};
use send_wrapper::SendWrapper;

use super::drawn::{Html, IntoView};
use super::state::State;

/// Carries a view through Leptos, which wants views that other threads could have. Drawn in a browser only.
pub struct Bridge(SendWrapper<Html>);

impl Bridge {
    /// Takes a view along.
    pub fn over(view: impl IntoView) -> Self {
        Self(SendWrapper::new(view.into_html()))
    }
}

/// Such a view on the page.
pub struct Landed(State);

impl Render for Bridge {
    type State = Landed;

    fn build(self) -> Landed {
        Landed(State::build(self.0.take()))
    }

    fn rebuild(self, landed: &mut Landed) {
        landed.0.rebuild(self.0.take());
    }
}

impl Mountable for Landed {
    fn unmount(&mut self) {
        self.0.unmount();
    }

    fn mount(&mut self, parent: &Element, next: Option<&Node>) {
        self.0.mount(parent, next);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let Some(first) = self.0.first() else { return false };
        let parent = first.parent_element();
        parent.is_some_and(|parent| child.try_mount(&parent, Some(&first)))
    }

    fn elements(&self) -> Vec<Element> {
        Vec::new()
    }
}

no_attrs!(Bridge);

impl RenderHtml for Bridge {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(self, _: &mut String, _: &mut Position, _: bool, _: bool, _: Vec<AnyAttribute>) {}

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Landed {
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}
