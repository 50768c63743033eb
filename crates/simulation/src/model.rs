//! The model hub at the other end of the link: quick enough for a million seeds.

use yingchun_domain::id::{DeviceId, EntryId, PersonId, PhotoId};
use yingchun_domain::row::Entity;
use yingchun_domain::time::UnixMs;

use crate::acts;
use crate::common::drive;
use crate::common::hub::{Apart, Books, ModelHub, Pushed};
use crate::hub::{Asked, Hub, PAGE_ROWS, SignedIn};
use crate::mutant::Mutant;
use crate::phone::{Answer, Request};

/// The drive's hub before anybody came, with its share of a mistake.
pub fn hub(mutant: Option<Mutant>) -> ModelHub {
    let mut hub = drive::hub();
    hub.founded = hub.commit;
    hub.scopes_checked_every = 16;
    hub.rule = acts::rule;
    if let Some(mutant) = mutant {
        mutant.spoil(&mut hub);
    }
    hub
}

/// A device shows the hub's word on it.
fn shows_seal(hub: &mut ModelHub, asked: Asked<'_>) {
    if let Some(device) = asked.request.device() {
        hub.vouch(device, asked.seal);
    }
}

impl Hub for ModelHub {
    type Copy = Self;

    fn books(&self) -> &Books {
        &self.books
    }

    fn knows(&self, device: DeviceId) -> Option<PersonId> {
        self.knows(device)
    }

    fn has_bytes(&self, photo: PhotoId) -> bool {
        self.has_bytes(photo)
    }

    fn push(&mut self, pushes: &[Asked<'_>], now: UnixMs) -> Vec<Answer> {
        pushes.iter().for_each(|asked| shows_seal(self, *asked));
        let pushed = pushes.iter().filter_map(|asked| match asked.request {
            Request::Push { device, lines } => Some(Pushed { device: *device, lines }),
            Request::Pull { .. } | Request::Session { .. } => None,
            Request::Thumb { .. } | Request::Photo { .. } => None,
        });
        let answers = Self::push(self, &pushed.collect::<Vec<_>>(), now);
        answers.into_iter().map(|answer| answer.map_or_else(Answer::Fault, Answer::Push)).collect()
    }

    fn serve(&mut self, asked: Asked<'_>, now: UnixMs) -> Answer {
        shows_seal(self, asked);
        let answer = match asked.request {
            Request::Push { .. } => unreachable!("pushes go through the writer"),
            Request::Session { device } => {
                let seal = self.seal_of(*device);
                self.open_session(*device, now).map(|cookie| Answer::Session { cookie, seal })
            }
            Request::Thumb { device, id } => self.may_bring(*device, *id).map(|()| Answer::Bytes),
            Request::Photo { device, id } => self.take_bytes(*device, *id, now).map(|()| Answer::Bytes),
            Request::Pull { cookie, person, cursor } => {
                self.pull_under(*cookie, *person, cursor.as_deref(), PAGE_ROWS, now).map(Answer::Pull)
            }
        };
        answer.unwrap_or_else(Answer::Fault)
    }

    fn bind(&mut self, device: DeviceId, person: PersonId, _: UnixMs) {
        self.bind(device, person);
    }

    fn sign_in(&mut self, device: DeviceId, person: PersonId, _: UnixMs) -> SignedIn {
        SignedIn { cookie: self.sign_in(device, person), seal: self.seal_of(device) }
    }

    fn end_sessions_of(&mut self, person: PersonId, _: UnixMs) {
        self.end_sessions_of(person);
    }

    fn plant(&mut self, thing: Entity, _: UnixMs) {
        self.found(thing);
    }

    fn retry(&mut self, apart: &Apart, now: UnixMs) {
        self.retry(apart, now);
    }

    fn dismiss(&mut self, entry: EntryId, line: &str, now: UnixMs) {
        self.dismiss(entry, line, now);
    }

    /// What a dying process loses, the link cuts: here nothing is half done.
    fn crash(&mut self, _: UnixMs) {}

    fn back_up(&mut self, _: UnixMs) -> Self {
        self.clone()
    }

    fn restore(&mut self, copy: &Self, now: UnixMs) {
        self.restore(copy, now);
    }

    fn roll_back(&mut self, copy: &Self, _: UnixMs) {
        self.roll_back(copy);
    }
}
