//! Leptos's signals with one copy of their code: a signal of Leptos holds any value here, and what stands around it knows the
//! type. They are called as Leptos's are, and followed by the same effects.

mod call;
mod cell;
mod memo;
mod prop;
mod read;

pub use self::call::Callback;
pub use self::cell::RwSignal;
pub use self::memo::Memo;
pub use self::prop::IntoProp;
pub use self::read::Signal;

use std::any::Any;

/// What a signal holds.
type Thing = Box<dyn Any + Send + Sync>;

/// Sees a value of a type that the caller knows.
type See<'a> = &'a mut dyn FnMut(&dyn Any);

/// Lets `seen` look at a value of type `T` through `look`, which knows no types; `None` where there is no value any more.
fn through<T: 'static, U>(look: impl FnOnce(See<'_>), seen: impl FnOnce(&T) -> U) -> Option<U> {
    let (mut seen, mut found) = (Some(seen), None);
    look(&mut |thing| {
        if let (Some(thing), Some(seen)) = (thing.downcast_ref(), seen.take()) {
            found = Some(seen(thing));
        }
    });
    found
}

const GONE: &str = "a signal lives as long as the page that asks it";
