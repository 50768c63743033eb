//! The field's screens, a file each. A page reads the replica through [`crate::sync::Phone`] and asks it to act; what may
//! be done is decided in domain.

pub mod shell;

pub mod edits;
pub mod fault;
pub mod frame;
pub mod kept;
pub mod links;
pub mod members;
pub mod mine;
#[cfg(test)]
pub(crate) mod officials;
pub mod said;
pub mod strip_acts;

pub mod assign;
pub mod back;
pub mod conflicts;
pub mod first;
pub mod help;
pub mod home;
pub mod hours;
pub mod inspect;
pub mod invite;
pub mod join;
pub mod me;
pub mod messages;
pub mod newer;
pub mod not_found;
pub mod notice;
pub mod offer;
pub mod outbox;
pub mod over;
pub mod people;
pub mod photo;
pub mod poster;
pub mod report;
pub mod roll;
pub mod sign_in;
pub mod spot;
pub mod today;
pub mod zone;
pub mod zones;
