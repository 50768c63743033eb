//! The hub at the other end of the link, whichever a test brings: the model in memory, or the real one with its database.

use yingchun_domain::entry::Entry;
use yingchun_domain::id::{DeviceId, EntryId, PersonId, PhotoId};
use yingchun_domain::receipt::Receipt;
use yingchun_domain::row::Entity;
use yingchun_domain::time::UnixMs;

use crate::common::hub::{Apart, Books};
use crate::phone::{Answer, Request};

/// Rows in a page: so few that most pulls take several.
pub const PAGE_ROWS: usize = 5;

/// A request, and what a phone shows with it.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    pub request: &'a Request,
    /// The hub's word on the device, as the phone had it when it asked.
    pub seal: Option<&'a str>,
}

/// Who reads from now on.
pub struct SignedIn {
    pub cookie: u64,
    /// The hub's word on the device.
    pub seal: Option<String>,
}

/// What phones ask of a hub, what people do at it, what happens to it, and what checkers read of it.
pub trait Hub {
    /// A copy of the database that was put aside.
    type Copy;

    /// What is written down, as of the last commit.
    fn books(&self) -> &Books;

    /// Whose a device is.
    fn knows(&self, device: DeviceId) -> Option<PersonId>;

    fn has_bytes(&self, photo: PhotoId) -> bool;

    /// Answers pushes that arrive together.
    fn push(&mut self, pushes: &[Asked<'_>], now: UnixMs) -> Vec<Answer>;

    /// Answers whatever else is asked.
    fn serve(&mut self, asked: Asked<'_>, now: UnixMs) -> Answer;

    /// Makes a device hers who proved who she is.
    fn bind(&mut self, device: DeviceId, person: PersonId, now: UnixMs);

    /// The same, and opens a session.
    fn sign_in(&mut self, device: DeviceId, person: PersonId, now: UnixMs) -> SignedIn;

    /// Whoever lost a right reads under it no longer.
    fn end_sessions_of(&mut self, person: PersonId, now: UnixMs);

    /// Writes a thing without a rule, as the hub's first start does.
    fn plant(&mut self, thing: Entity, now: UnixMs);

    /// The office has a line judged again that was kept apart.
    fn retry(&mut self, apart: &Apart, now: UnixMs);

    /// The office settles a line that was kept apart, or an entry that is held, without effect.
    fn dismiss(&mut self, entry: EntryId, line: &str, now: UnixMs);

    /// The process dies, and another one starts.
    fn crash(&mut self, now: UnixMs);

    fn back_up(&mut self, now: UnixMs) -> Self::Copy;

    /// A copy comes in the place of what is here: another life of the database begins.
    fn restore(&mut self, copy: &Self::Copy, now: UnixMs);

    /// A machine's snapshot comes back behind the hub's back.
    fn roll_back(&mut self, copy: &Self::Copy, now: UnixMs);

    /// Judges a line that can be read, alone in its commit, whoever its device was.
    fn take(&mut self, line: &str, now: UnixMs) -> Receipt {
        let entry = Entry::from_line(line).expect("a line that can be read");
        self.bind(entry.device, entry.author, now);
        let request = Request::Push { device: entry.device, lines: vec![line.to_owned()] };
        let answer = self.push(&[Asked { request: &request, seal: None }], now).pop();
        let Some(Answer::Push(answer)) = answer else { panic!("a known device is answered: {answer:?}") };
        answer.receipts.into_iter().next().expect("a line has a receipt")
    }
}
