//! What is there only sometimes.

use super::drawn::{ChildrenFn, Html, ToChildren, live};
use super::signal::Signal;
use super::{Memo, component};

/// A condition that is followed.
pub struct When(Signal<bool>);

impl<F: Fn() -> bool + Send + Sync + 'static> From<F> for When {
    fn from(holds: F) -> Self {
        Self(Signal::derive(holds))
    }
}

impl When {
    /// Changes only when the condition's answer does.
    fn settled(self) -> Memo<bool> {
        Memo::new(move |()| self.0.get())
    }
}

/// Draws its children while a condition holds.
#[component]
pub fn Show(
    /// The condition.
    #[prop(into)]
    when: When,
    /// What is drawn then.
    children: ChildrenFn,
) -> Html {
    let holds = when.settled();
    live(move || if holds.get() { children.draw() } else { Html::Nothing })
}

/// Draws its children while a condition holds, and something else while it does not.
#[component]
pub fn ShowOr(
    /// The condition.
    #[prop(into)]
    when: When,
    /// What is drawn while it does not hold.
    #[prop(into)]
    fallback: Fallback,
    /// What is drawn while it holds.
    children: ChildrenFn,
) -> Html {
    let holds = when.settled();
    live(move || if holds.get() { children.draw() } else { fallback.0.draw() })
}

/// What is drawn instead.
pub struct Fallback(ChildrenFn);

impl<F: Fn() -> Html + 'static> From<F> for Fallback {
    fn from(draw: F) -> Self {
        Self(ChildrenFn::to_children(draw))
    }
}
