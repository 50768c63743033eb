//! A value that is set.

use std::any::Any;
use std::fmt;
use std::marker::PhantomData;

use leptos::prelude::{Set as _, Track as _, Update as _, With as _, WithUntracked as _};

use super::{GONE, See, Thing, through};

/// A value that can be read, set and followed.
pub struct RwSignal<T> {
    pub(super) core: Core,
    of: PhantomData<fn() -> T>,
}

/// A signal of Leptos that holds any value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Core(leptos::prelude::RwSignal<Thing>);

impl Core {
    pub(super) fn see(self, see: See<'_>) {
        // A signal that is gone shows nothing.
        if self.0.try_with(|thing| see(&**thing)).is_none() {}
    }

    pub(super) fn peek(self, see: See<'_>) {
        if self.0.try_with_untracked(|thing| see(&**thing)).is_none() {}
    }

    fn change(self, change: &mut dyn FnMut(&mut dyn Any)) -> bool {
        self.0.try_update(|thing| change(&mut **thing)).is_some()
    }

    fn put(self, thing: Thing) -> bool {
        self.0.try_set(thing).is_none()
    }
}

impl<T: Send + Sync + 'static> RwSignal<T> {
    /// A signal that holds `value`.
    #[must_use]
    pub fn new(value: T) -> Self {
        Self { core: Core(leptos::prelude::RwSignal::new(Box::new(value))), of: PhantomData }
    }

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

    /// Looks at the value, if the signal is still there.
    pub fn try_with_untracked<U>(self, see: impl FnOnce(&T) -> U) -> Option<U> {
        through(|see| self.core.peek(see), see)
    }

    /// Takes another value.
    pub fn set(self, value: T) {
        self.try_set(value);
    }

    /// Takes another value, if the signal is still there.
    pub fn try_set(self, value: T) -> bool {
        self.core.put(Box::new(value))
    }

    /// Changes the value.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        self.try_update(change);
    }

    /// Changes the value, if the signal is still there, and says what `change` says.
    pub fn try_update<U>(self, change: impl FnOnce(&mut T) -> U) -> Option<U> {
        let (mut change, mut done) = (Some(change), None);
        self.core.change(&mut |thing| {
            if let (Some(thing), Some(change)) = (thing.downcast_mut(), change.take()) {
                done = Some(change(thing));
            }
        });
        done
    }
}

impl<T: Clone + Send + Sync + 'static> RwSignal<T> {
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

    /// The value, if the signal is still there.
    #[must_use]
    pub fn try_get_untracked(self) -> Option<T> {
        self.try_with_untracked(T::clone)
    }
}

impl<T> PartialEq for RwSignal<T> {
    fn eq(&self, other: &Self) -> bool {
        self.core == other.core
    }
}

impl<T> Eq for RwSignal<T> {}

impl<T> Clone for RwSignal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for RwSignal<T> {}

impl<T> fmt::Debug for RwSignal<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("RwSignal")
    }
}
