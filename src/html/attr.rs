//! Values of attributes, properties, classes and styles.

use std::borrow::Cow;

use super::signal::Signal;

/// What an attribute says; without it the attribute is not there. For a class, and for a property that is not text, any value
/// means yes.
pub(super) type Value = Option<Cow<'static, str>>;

/// The value of an attribute.
pub enum Attr {
    /// The same until it is drawn again.
    Fixed(Value),
    /// Follows what it reads.
    Live(Box<dyn Read>),
}

/// A value that can be read again and again ([`super::Draw`] says why it is no `dyn Fn`).
pub trait Read {
    /// Reads it.
    fn read(&self) -> Option<Cow<'static, str>>;
}

struct Reading<F>(F);

impl<F, T> Read for Reading<F>
where
    F: Fn() -> T,
    T: IntoValue,
{
    fn read(&self) -> Value {
        (self.0)().into_value()
    }
}

/// A value that reads nothing.
trait IntoValue {
    fn into_value(self) -> Value;
}

impl IntoValue for &'static str {
    fn into_value(self) -> Value {
        Some(Cow::Borrowed(self))
    }
}

impl IntoValue for String {
    fn into_value(self) -> Value {
        Some(Cow::Owned(self))
    }
}

impl IntoValue for bool {
    fn into_value(self) -> Value {
        self.then_some(Cow::Borrowed(""))
    }
}

impl<T: IntoValue> IntoValue for Option<T> {
    fn into_value(self) -> Value {
        self.and_then(T::into_value)
    }
}

/// What can be the value of an attribute.
pub trait IntoAttr {
    /// Turns it into data.
    fn into_attr(self) -> Attr;
}

macro_rules! fixed {
    ($($kind:ty),*) => {$(
        impl IntoAttr for $kind {
            fn into_attr(self) -> Attr {
                Attr::Fixed(self.into_value())
            }
        }
    )*};
}
fixed!(&'static str, String, bool, Option<&'static str>, Option<String>);

impl<F, T> IntoAttr for F
where
    F: Fn() -> T + 'static,
    T: IntoValue,
{
    fn into_attr(self) -> Attr {
        Attr::Live(Box::new(Reading(self)))
    }
}

impl IntoAttr for Signal<String> {
    fn into_attr(self) -> Attr {
        Attr::Live(Box::new(Reading(move || self.get())))
    }
}

/// An attribute's hole; `view!` calls it.
pub fn attr(value: impl IntoAttr) -> super::made::Hole {
    super::made::Hole::Attr(value.into_attr())
}
