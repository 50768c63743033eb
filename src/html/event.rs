//! What a view does with events, and where it hands out its elements.

use std::marker::PhantomData;
use std::rc::Rc;

use leptos::ev::{EventDescriptor, Targeted};
use leptos::html::ElementType;
use leptos::tachys::html::node_ref::NodeRefContainer;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Event;

use super::made::Hole;

/// Called with each event.
pub(super) type Handler = Rc<dyn Hear>;

/// What hears of an event ([`super::Draw`] says why it is no `dyn Fn`).
pub trait Hear {
    /// Hears of it.
    fn hear(&self, event: Event);
}

/// A closure that is told of events of one type.
struct Hearing<E, F>(F, PhantomData<E>);

impl<E: JsCast, F: Fn(E)> Hear for Hearing<E, F> {
    fn hear(&self, event: Event) {
        (self.0)(event.unchecked_into());
    }
}

/// The hole of `on:event`.
pub fn on<E>(event: E, handler: impl Fn(E::EventType) + 'static) -> Hole
where
    E: EventDescriptor,
    E::EventType: JsCast + 'static,
{
    // The type names the event; at run time it is all the same.
    drop(event);
    Hole::On(Rc::new(Hearing(handler, PhantomData)))
}

/// The hole of `on:event:target`, whose handler is given the element itself.
pub fn on_target<T, E, F>(event: E, handler: F) -> Hole
where
    T: JsCast,
    E: EventDescriptor,
    E::EventType: JsCast + 'static,
    F: Fn(Targeted<E::EventType, T>) + 'static,
{
    on(event, move |event| handler(Targeted::from(event)))
}

/// The hole of `node_ref`.
pub fn node_ref<E: ElementType>(container: impl NodeRefContainer<E>) -> Hole {
    Hole::Ref(Box::new(move |element| container.load(element)))
}
