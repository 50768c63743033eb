//! A value that is worked out, and says only then that it changed when it did.

use std::any::Any;
use std::fmt;
use std::marker::PhantomData;

use leptos::prelude::{Track as _, With as _, WithUntracked as _};

use super::{GONE, See, Thing, through};

/// A value that is worked out from others when one of them changes.
pub struct Memo<T> {
    pub(super) core: Core,
    of: PhantomData<fn() -> T>,
}

/// A memo of Leptos that holds any value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Core(leptos::prelude::Memo<Comparable>);

/// A value, and how it is told from another one of its type.
struct Comparable {
    thing: Thing,
    same: fn(&dyn Any, &dyn Any) -> bool,
}

impl PartialEq for Comparable {
    fn eq(&self, other: &Self) -> bool {
        (self.same)(&*self.thing, &*other.thing)
    }
}

fn same<T: PartialEq + 'static>(one: &dyn Any, other: &dyn Any) -> bool {
    one.downcast_ref::<T>() == other.downcast_ref::<T>()
}

/// Where a memo has its values from ([`crate::html::Draw`] says why it is no `dyn Fn`).
trait Source: Send + Sync {
    fn value(&self) -> Comparable;
}

struct Working<F>(F);

impl<T, F> Source for Working<F>
where
    T: PartialEq + Send + Sync + 'static,
    F: Fn(()) -> T + Send + Sync,
{
    fn value(&self) -> Comparable {
        Comparable { thing: Box::new((self.0)(())), same: same::<T> }
    }
}

impl Core {
    fn new(source: Box<dyn Source>) -> Self {
        Self(leptos::prelude::Memo::new(move |_| source.value()))
    }

    pub(super) fn see(self, see: See<'_>) {
        // A memo that is gone shows nothing.
        if self.0.try_with(|it| see(&*it.thing)).is_none() {}
    }

    pub(super) fn peek(self, see: See<'_>) {
        if self.0.try_with_untracked(|it| see(&*it.thing)).is_none() {}
    }
}

impl<T: PartialEq + Send + Sync + 'static> Memo<T> {
    /// Works a value out. What it was before is not told.
    #[must_use]
    pub fn new(work_out: impl Fn(()) -> T + Send + Sync + 'static) -> Self {
        Self { core: Core::new(Box::new(Working(work_out))), of: PhantomData }
    }
}

impl<T: Send + Sync + 'static> Memo<T> {
    /// Follows it without looking.
    pub fn track(self) {
        self.core.0.track();
    }

    /// Looks at the value and follows it.
    pub fn with<U>(self, see: impl FnOnce(&T) -> U) -> U {
        through(|see| self.core.see(see), see).expect(GONE)
    }

    /// Looks at the value.
    pub fn with_untracked<U>(self, see: impl FnOnce(&T) -> U) -> U {
        self.try_with_untracked(see).expect(GONE)
    }

    /// Looks at the value, if the memo is still there.
    pub fn try_with_untracked<U>(self, see: impl FnOnce(&T) -> U) -> Option<U> {
        through(|see| self.core.peek(see), see)
    }
}

impl<T: Clone + Send + Sync + 'static> Memo<T> {
    /// The value, followed.
    #[must_use]
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    /// The value.
    #[must_use]
    pub fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }
}

impl<T> PartialEq for Memo<T> {
    fn eq(&self, other: &Self) -> bool {
        self.core == other.core
    }
}

impl<T> Eq for Memo<T> {}

impl<T> Clone for Memo<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Memo<T> {}

impl<T> fmt::Debug for Memo<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Memo")
    }
}
