//! Whether there is room on this phone, by what its writers met last (invariant 9: a full phone is said).

use leptos::prelude::{ArcRwSignal, Get as _, GetUntracked as _, Set as _};

use crate::html::Signal;

/// How much room there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// Nothing was turned away.
    Enough,
    /// Something found no room, and nothing large has found any since.
    Short,
}

thread_local! {
    static ROOM: ArcRwSignal<Room> = ArcRwSignal::new(Room::Enough);
}

/// Whether there is room, for the pill.
#[must_use]
pub fn room() -> Signal<Room> {
    let room = ROOM.with(ArcRwSignal::clone);
    Signal::derive(move || room.get())
}

pub(super) fn is_short() -> bool {
    ROOM.with(ArcRwSignal::get_untracked) == Room::Short
}

/// Says what a writer met.
pub(super) fn met(room: Room) {
    ROOM.with(|known| {
        if known.get_untracked() != room {
            known.set(room);
        }
    });
}
