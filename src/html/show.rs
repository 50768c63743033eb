//! What is there only sometimes.

use super::drawn::{ChildrenFn, Html};
use super::{Memo, component};

/// A condition that is followed.
pub struct When(Box<dyn Fn() -> bool + Send + Sync>);

impl<F: Fn() -> bool + Send + Sync + 'static> From<F> for When {
    fn from(holds: F) -> Self {
        Self(Box::new(holds))
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
    let holds = Memo::new(move |_| (when.0)());
    Html::Live(Box::new(move || if holds.get() { children() } else { Html::Nothing }))
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
    let holds = Memo::new(move |_| (when.0)());
    Html::Live(Box::new(move || if holds.get() { children() } else { (fallback.0)() }))
}

/// What is drawn instead.
pub struct Fallback(Box<dyn Fn() -> Html>);

impl<F: Fn() -> Html + 'static> From<F> for Fallback {
    fn from(draw: F) -> Self {
        Self(Box::new(draw))
    }
}
