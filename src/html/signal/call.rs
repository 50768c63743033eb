//! What a page wants to be told, or is asked.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use leptos::prelude::{StoredValue, WithValue as _};

use super::{GONE, Thing};

/// Called with an `In`; answers with an `Out`.
pub struct Callback<In, Out = ()> {
    /// Holds a [`Called`].
    held: StoredValue<Thing>,
    of: PhantomData<fn(In) -> Out>,
}

type Called<In, Out> = Arc<dyn Answer<In, Out>>;

/// What is called again and again ([`crate::html::Draw`] says why it is no `dyn Fn`).
trait Answer<In, Out>: Send + Sync {
    fn answer(&self, given: In) -> Out;
}

struct Answering<F>(F);

impl<In, Out, F: Fn(In) -> Out + Send + Sync> Answer<In, Out> for Answering<F> {
    fn answer(&self, given: In) -> Out {
        (self.0)(given)
    }
}

impl<In: 'static, Out: 'static> Callback<In, Out> {
    /// Calls `called`.
    #[must_use]
    pub fn new(called: impl Fn(In) -> Out + Send + Sync + 'static) -> Self {
        let called: Called<In, Out> = Arc::new(Answering(called));
        Self { held: StoredValue::new(Box::new(called)), of: PhantomData }
    }

    /// Calls it.
    pub fn run(self, given: In) -> Out {
        self.try_run(given).expect(GONE)
    }

    /// Calls it, if whose page it is is still there.
    pub fn try_run(self, given: In) -> Option<Out> {
        let called = self.held.try_with_value(|thing| thing.downcast_ref::<Called<In, Out>>().cloned());
        called.flatten().map(|called| called.answer(given))
    }
}

impl<In, Out> PartialEq for Callback<In, Out> {
    fn eq(&self, other: &Self) -> bool {
        self.held == other.held
    }
}

impl<In, Out> Eq for Callback<In, Out> {}

impl<In, Out> Clone for Callback<In, Out> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<In, Out> Copy for Callback<In, Out> {}

impl<In, Out> fmt::Debug for Callback<In, Out> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Callback")
    }
}
