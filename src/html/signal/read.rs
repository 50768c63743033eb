//! A value that is read, wherever it comes from.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use leptos::prelude::{StoredValue, WithValue as _, untrack};

use super::{GONE, Memo, RwSignal, Thing, cell, memo, through};

/// A value that can be read and followed.
pub struct Signal<T> {
    source: Source,
    of: PhantomData<fn() -> T>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Source {
    Cell(cell::Core),
    Memo(memo::Core),
    /// Holds a [`Derive`].
    Derived(StoredValue<Thing>),
}

type Derive<T> = Arc<dyn WorkOut<T>>;

/// What is worked out again and again ([`crate::html::Draw`] says why it is no `dyn Fn`).
trait WorkOut<T>: Send + Sync {
    fn work_out(&self) -> T;
}

struct Working<F>(F);

impl<T, F: Fn() -> T + Send + Sync> WorkOut<T> for Working<F> {
    fn work_out(&self) -> T {
        (self.0)()
    }
}

impl<T: Send + Sync + 'static> Signal<T> {
    /// A value that is worked out each time it is read.
    #[must_use]
    pub fn derive(work_out: impl Fn() -> T + Send + Sync + 'static) -> Self {
        let work_out: Derive<T> = Arc::new(Working(work_out));
        Self { source: Source::Derived(StoredValue::new(Box::new(work_out))), of: PhantomData }
    }

    /// A value that stays.
    #[must_use]
    pub fn stored(value: T) -> Self {
        RwSignal::new(value).into()
    }

    /// Looks at the value and follows it.
    pub fn with<U>(self, see: impl FnOnce(&T) -> U) -> U {
        match self.source {
            Source::Cell(core) => through(|see| core.see(see), see),
            Source::Memo(core) => through(|see| core.see(see), see),
            Source::Derived(held) => derived(held).map(|it| see(&it.work_out())),
        }
        .expect(GONE)
    }

    /// Looks at the value.
    pub fn with_untracked<U>(self, see: impl FnOnce(&T) -> U) -> U {
        untrack(|| self.with(see))
    }
}

impl<T: Clone + Send + Sync + 'static> Signal<T> {
    /// The value, followed.
    #[must_use]
    pub fn get(self) -> T {
        match self.source {
            Source::Derived(held) => derived::<T>(held).expect(GONE).work_out(),
            Source::Cell(_) | Source::Memo(_) => self.with(T::clone),
        }
    }

    /// The value.
    #[must_use]
    pub fn get_untracked(self) -> T {
        untrack(|| self.get())
    }
}

fn derived<T: 'static>(held: StoredValue<Thing>) -> Option<Derive<T>> {
    held.try_with_value(|thing| thing.downcast_ref::<Derive<T>>().cloned()).flatten()
}

impl<T> From<RwSignal<T>> for Signal<T> {
    fn from(signal: RwSignal<T>) -> Self {
        Self { source: Source::Cell(signal.core), of: PhantomData }
    }
}

impl<T> From<Memo<T>> for Signal<T> {
    fn from(memo: Memo<T>) -> Self {
        Self { source: Source::Memo(memo.core), of: PhantomData }
    }
}

impl<T: Send + Sync + 'static> From<T> for Signal<T> {
    fn from(value: T) -> Self {
        Self::stored(value)
    }
}

impl From<&str> for Signal<String> {
    fn from(words: &str) -> Self {
        Self::stored(words.to_owned())
    }
}

impl From<Signal<&'static str>> for Signal<String> {
    fn from(words: Signal<&'static str>) -> Self {
        Self::derive(move || words.get().to_owned())
    }
}

impl<T> PartialEq for Signal<T> {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

impl<T> Eq for Signal<T> {}

impl<T> Clone for Signal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Signal<T> {}

impl<T> fmt::Debug for Signal<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Signal")
    }
}
