//! An element on the page: its template once, and what its holes hold.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::{RenderEffect, document};
use leptos::wasm_bindgen::JsCast as _;
use leptos::wasm_bindgen::prelude::Closure;
use leptos::web_sys::{Element, Event, HtmlElement};

use super::attr::{Attr, Value};
use super::drawn::Html;
use super::event::Handler;
use super::state::State;
use super::template::{Part, Piece, Pieces};

/// An element, as it shall be drawn.
pub struct Made {
    pub(super) template: &'static str,
    pub(super) holes: Box<[Hole]>,
}

/// What is not fixed of an element.
pub enum Hole {
    /// A part of the page within it.
    Html(Html),
    /// An attribute, property, class or style.
    Attr(Attr),
    /// What happens at an event.
    On(Handler),
    /// Who wants to have the element.
    Ref(Box<dyn FnOnce(&Element)>),
}

/// An element that is on the page.
pub(super) struct Drawn {
    pub(super) root: Element,
    template: &'static str,
    held: Vec<Held>,
}

/// What a hole holds.
enum Held {
    Html(State),
    Attr { place: Place, live: Option<RenderEffect<Value>> },
    On(Listener),
    Ref(Element),
}

/// Where a value is shown.
#[derive(Clone)]
struct Place {
    element: Element,
    part: Part,
    name: &'static str,
}

/// Listens until it is dropped. What it calls can be replaced.
struct Listener {
    element: Element,
    event: &'static str,
    handler: Rc<RefCell<Handler>>,
    heard: Closure<dyn FnMut(Event)>,
}

impl Drawn {
    /// Makes the element. A template is written by `view!` and well formed: an element is open wherever a piece needs one.
    pub(super) fn new(made: Made) -> Option<Self> {
        let mut held = Vec::with_capacity(made.holes.len());
        let mut holes = made.holes.into_vec().into_iter();
        let mut open: Vec<Element> = Vec::new();
        let mut root = None;
        for piece in Pieces(made.template) {
            match piece {
                Piece::Open { name, drawing } => open.push(element(name, drawing)?),
                Piece::Attribute { name, value } => {
                    Place { element: open.last()?.clone(), part: Part::Attribute, name }.show(Some(value));
                }
                Piece::Close => {
                    let closed = open.pop()?;
                    match open.last() {
                        Some(parent) => super::state::put(parent, &closed, None),
                        None => root = Some(closed),
                    }
                }
                Piece::Text(words) => {
                    super::state::put(open.last()?, &document().create_text_node(words), None);
                }
                Piece::Child => {
                    if let Hole::Html(html) = holes.next()? {
                        let state = State::build(html);
                        state.mount(open.last()?, None);
                        held.push(Held::Html(state));
                    }
                }
                Piece::Part(part, name) => {
                    held.push(Held::new(Place { element: open.last()?.clone(), part, name }, holes.next()?));
                }
            }
        }
        Some(Self { root: root?, template: made.template, held })
    }

    /// Changes what its holes hold, if it is made of the same template; gives `made` back if not.
    pub(super) fn redraw(&mut self, made: Made) -> Result<(), Made> {
        if self.template != made.template {
            return Err(made);
        }
        for (held, hole) in self.held.iter_mut().zip(made.holes) {
            held.replace(hole);
        }
        Ok(())
    }
}

impl Held {
    fn new(place: Place, hole: Hole) -> Self {
        match hole {
            // `view!` writes no child where a part of an element stands.
            Hole::Html(html) => Self::Html(State::build(html)),
            Hole::Attr(attr) => Self::Attr { live: place.follow(attr), place },
            Hole::On(handler) => Self::On(Listener::new(place, handler)),
            Hole::Ref(wanted) => {
                wanted(&place.element);
                Self::Ref(place.element)
            }
        }
    }

    fn replace(&mut self, hole: Hole) {
        match (self, hole) {
            (Self::Html(state), Hole::Html(html)) => state.rebuild(html),
            (Self::Attr { place, live }, Hole::Attr(attr)) => *live = place.follow(attr),
            (Self::On(listener), Hole::On(handler)) => *listener.handler.borrow_mut() = handler,
            (Self::Ref(element), Hole::Ref(wanted)) => wanted(element),
            // The same template has the same kinds of holes.
            (Self::Html(_) | Self::Attr { .. } | Self::On(_) | Self::Ref(_), _) => {}
        }
    }
}

impl Place {
    /// Shows a value, now or whenever it changes.
    fn follow(&self, attr: Attr) -> Option<RenderEffect<Value>> {
        match attr {
            Attr::Fixed(value) => {
                self.show(value.as_deref());
                None
            }
            Attr::Live(read) => {
                let place = self.clone();
                Some(RenderEffect::new(move |before: Option<Value>| {
                    let value = read.read();
                    if before.as_ref() != Some(&value) {
                        place.show(value.as_deref());
                    }
                    value
                }))
            }
        }
    }

    fn show(&self, value: Option<&str>) {
        let Self { element, part, name } = self;
        let done = match part {
            Part::Attribute => match value {
                Some(value) => element.set_attribute(name, value),
                None => element.remove_attribute(name),
            },
            Part::Property => {
                let value = match *name {
                    "value" => value.unwrap_or_default().into(),
                    _ => value.is_some().into(),
                };
                js_sys::Reflect::set(element, &(*name).into(), &value).map(|_| ())
            }
            Part::Class => element.class_list().toggle_with_force(name, value.is_some()).map(|_| ()),
            Part::Style => {
                let style = element.unchecked_ref::<HtmlElement>().style();
                style.set_property(name, value.unwrap_or_default())
            }
            Part::Event | Part::Ref => Ok(()),
        };
        if done.is_err() {
            leptos::logging::warn!("{name} cannot be shown");
        }
    }
}

impl Listener {
    fn new(place: Place, handler: Handler) -> Self {
        let handler = Rc::new(RefCell::new(handler));
        let called = Rc::clone(&handler);
        let heard = Closure::<dyn FnMut(Event)>::new(move |event| {
            // Taken out first: a handler may draw its own element anew.
            let handler = Rc::clone(&called.borrow());
            handler.hear(event);
        });
        let Place { element, name: event, .. } = place;
        if element.add_event_listener_with_callback(event, heard.as_ref().unchecked_ref()).is_err() {
            leptos::logging::warn!("{event} cannot be heard");
        }
        Self { element, event, handler, heard }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let heard = self.heard.as_ref().unchecked_ref();
        if self.element.remove_event_listener_with_callback(self.event, heard).is_err() {
            leptos::logging::warn!("{} is still heard", self.event);
        }
    }
}

/// A new element. Its name comes from a template, and every name there is one.
fn element(name: &str, drawing: bool) -> Option<Element> {
    let made = if drawing {
        document().create_element_ns(Some("http://www.w3.org/2000/svg"), name)
    } else {
        document().create_element(name)
    };
    made.ok()
}
