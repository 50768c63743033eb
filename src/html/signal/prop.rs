//! What a component takes for an argument that says `#[prop(into)]`.

use super::{Callback, Signal};

/// What turns into a `T`. `Way` tells apart the ways in which it does.
pub trait IntoProp<T, Way> {
    /// Turns it.
    fn into_prop(self) -> T;
}

/// By `Into`.
pub struct ByInto;

/// A closure becomes a signal.
pub struct ByDeriving;

/// A closure becomes a callback.
pub struct ByCalling;

impl<T, U: Into<T>> IntoProp<T, ByInto> for U {
    fn into_prop(self) -> T {
        self.into()
    }
}

impl<T, U, F> IntoProp<Signal<T>, ByDeriving> for F
where
    F: Fn() -> U + Send + Sync + 'static,
    U: Into<T>,
    T: Send + Sync + 'static,
{
    fn into_prop(self) -> Signal<T> {
        Signal::derive(move || self().into())
    }
}

impl<In, Out, F> IntoProp<Callback<In, Out>, ByCalling> for F
where
    F: Fn(In) -> Out + Send + Sync + 'static,
    In: 'static,
    Out: 'static,
{
    fn into_prop(self) -> Callback<In, Out> {
        Callback::new(self)
    }
}
