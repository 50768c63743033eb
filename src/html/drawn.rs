//! A view, and what can be one.

use std::borrow::Cow;
use std::sync::Arc;

use super::made::{Hole, Made};
use super::rows::Row;
use super::signal::Signal;

/// A part of a page, as it shall be drawn.
pub enum Html {
    /// Nothing.
    Nothing,
    /// Words.
    Text(Cow<'static, str>),
    /// An element.
    Made(Made),
    /// One after the other.
    Several(Vec<Html>),
    /// Drawn again whenever something changes that it reads.
    Live(Box<dyn Draw>),
    /// Rows that keep their places on the page as long as their keys are there.
    Rows(Vec<Row>),
}

impl Html {
    /// An element of a template and what goes into its holes; `view!` calls it.
    pub fn made(template: &'static str, holes: Box<[Hole]>) -> Self {
        Self::Made(Made { template, holes })
    }
}

/// What a component holds, drawn once.
pub type Children = Box<dyn FnOnce() -> Html>;

/// What can be drawn again and again. A trait of our own, because each closure behind a `dyn Fn` brings a second copy of itself
/// for `FnOnce`, which nobody calls.
pub trait Draw {
    /// Draws it.
    fn draw(&self) -> Html;
}

/// A closure that says what is drawn.
struct Drawing<F>(F);

impl<F, T> Draw for Drawing<F>
where
    F: Fn() -> T,
    T: IntoView,
{
    fn draw(&self) -> Html {
        (self.0)().into_html()
    }
}

/// Something that is drawn whenever what it reads changes.
pub(super) fn live<T: IntoView>(draw: impl Fn() -> T + 'static) -> Html {
    Html::Live(Box::new(Drawing(draw)))
}

/// What a component holds, drawn as often as it comes up.
#[derive(Clone)]
pub struct ChildrenFn(Arc<dyn Draw>);

impl ChildrenFn {
    /// Draws it.
    #[must_use]
    pub fn draw(&self) -> Html {
        self.0.draw()
    }
}

/// Children of either kind, from what stands between a component's tags.
pub trait ToChildren<F> {
    /// Boxes `contents`.
    fn to_children(contents: F) -> Self;
}

impl<F: FnOnce() -> Html + 'static> ToChildren<F> for Children {
    fn to_children(contents: F) -> Self {
        Box::new(contents)
    }
}

impl<F: Fn() -> Html + 'static> ToChildren<F> for ChildrenFn {
    fn to_children(contents: F) -> Self {
        Self(Arc::new(Drawing(contents)))
    }
}

/// What can stand in a view.
pub trait IntoView {
    /// Turns it into data.
    fn into_html(self) -> Html;
}

impl IntoView for Html {
    fn into_html(self) -> Html {
        self
    }
}

impl IntoView for () {
    fn into_html(self) -> Html {
        Html::Nothing
    }
}

impl IntoView for &'static str {
    fn into_html(self) -> Html {
        Html::Text(Cow::Borrowed(self))
    }
}

impl IntoView for String {
    fn into_html(self) -> Html {
        Html::Text(Cow::Owned(self))
    }
}

impl IntoView for usize {
    fn into_html(self) -> Html {
        self.to_string().into_html()
    }
}

impl IntoView for u32 {
    fn into_html(self) -> Html {
        self.to_string().into_html()
    }
}

impl IntoView for u8 {
    fn into_html(self) -> Html {
        u32::from(self).into_html()
    }
}

impl IntoView for Signal<String> {
    fn into_html(self) -> Html {
        live(move || self.get())
    }
}

impl<T: IntoView> IntoView for Option<T> {
    fn into_html(self) -> Html {
        self.map_or(Html::Nothing, T::into_html)
    }
}

impl<T: IntoView> IntoView for Vec<T> {
    fn into_html(self) -> Html {
        self.collect_view()
    }
}

impl<T: IntoView, const N: usize> IntoView for [T; N] {
    fn into_html(self) -> Html {
        self.collect_view()
    }
}

impl<F, T> IntoView for F
where
    F: Fn() -> T + 'static,
    T: IntoView,
{
    fn into_html(self) -> Html {
        live(self)
    }
}

/// Arms of a `match` that draw different things are all the same: an [`Html`].
pub trait IntoAny {
    /// Turns it into data.
    fn into_any(self) -> Html;
}

impl<T: IntoView> IntoAny for T {
    fn into_any(self) -> Html {
        self.into_html()
    }
}

/// What comes one after the other.
pub trait CollectView {
    /// Draws one after the other.
    fn collect_view(self) -> Html;
}

impl<I> CollectView for I
where
    I: IntoIterator,
    I::Item: IntoView,
{
    fn collect_view(self) -> Html {
        Html::Several(self.into_iter().map(IntoView::into_html).collect())
    }
}
