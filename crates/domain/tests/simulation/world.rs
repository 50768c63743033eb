//! Phones, hub and link, one small step at a time.

use std::collections::BTreeSet;

use yingchun_domain::entry::Entry;
use yingchun_domain::id::{EntryId, PersonId, PhotoId};
use yingchun_domain::sync::{Event, Fault};
use yingchun_domain::time::{DAY_MS, UnixMs};

use crate::acts;
use crate::chance::Dice;
use crate::checks;
use crate::common::drive;
use crate::common::hub::ModelHub;
use crate::phone::{Answer, Phone, Request};

/// Steps with faults.
const STEPS: usize = 400;
/// Acts that people do, over all phones.
const ACTS_MOST: usize = 24;
/// Once the faults stop, everything is still within this many steps.
const DRAIN_STEPS_MOST: usize = 4_000;
/// Rows in a page: so few that most pulls take several.
const PAGE_ROWS: usize = 5;

/// A request or an answer on its way.
struct Parcel {
    phone: usize,
    life: u32,
    due: UnixMs,
    request: Request,
    answer: Option<Answer>,
    /// A double of a request reaches the hub; a fetch hears one answer only.
    double: bool,
}

pub struct World {
    pub hub: ModelHub,
    pub phones: Vec<Phone>,
    pub now: UnixMs,
    pub acts_done: usize,
    pub withdrawn: Vec<EntryId>,
    /// Photos whose bytes the hub has.
    pub bytes: BTreeSet<PhotoId>,
    dice: Dice,
    faults: bool,
    link: Vec<Parcel>,
    next_id: u128,
}

impl World {
    pub fn new(seed: u64) -> Self {
        let people: [PersonId; 3] = [acts::NEWCOMER.into(), drive::leader(), drive::inspector()];
        let phones = people.map(|person| Phone::new(person, drive::device(person)));
        let mut world = Self {
            hub: drive::hub(),
            phones: phones.into(),
            now: drive::START,
            acts_done: 0,
            withdrawn: vec![],
            bytes: BTreeSet::new(),
            dice: Dice::new(seed),
            faults: true,
            link: vec![],
            next_id: 1,
        };
        for phone in 0..world.phones.len() {
            // Leader and inspector have come by an invitation: they hold a session and have read once.
            if phone > 0 {
                let page = world.hub.pull(world.phones[phone].person, None, usize::MAX, world.now);
                let it = &mut world.phones[phone];
                it.has_session = true;
                let none = BTreeSet::new();
                it.cache.swap(it.person, None, std::slice::from_ref(&page), &none);
                it.replica.stage(page);
                it.replica.swap(&none);
            }
            world.phones[phone].restart(world.now, &mut world.dice);
        }
        world
    }

    pub fn with_faults(&mut self) {
        for _ in 0..STEPS {
            self.step();
            if self.acts_done < ACTS_MOST && self.dice.once_in(8) {
                self.somebody_acts();
            }
            if self.dice.once_in(25) {
                self.something_breaks();
            }
        }
    }

    /// Faults stop; clocks keep their errors. Every queue drains, and every replica catches up.
    pub fn drain(&mut self) {
        self.faults = false;
        self.whoever_is_waited_for_registers();
        for phone in &mut self.phones {
            phone.feed(Event::WentOnline, self.now, &mut self.dice);
        }
        for _ in 0..DRAIN_STEPS_MOST {
            self.step();
            let still = self.link.is_empty() && self.phones.iter().all(|phone| phone.effects.is_empty());
            let caught_up = |phone: &Phone| phone.is_drained() && phone.reached() == self.hub.commit;
            if still && self.phones.iter().all(|phone| caught_up(phone) || phone.storage.is_empty()) {
                return;
            }
        }
        checks::queue_always_drains(self);
    }

    /// A leader may have placed the newcomer by the name on her phone: the hub holds his entry until she comes.
    fn whoever_is_waited_for_registers(&mut self) {
        let phones = self.phones.iter().position(|phone| phone.person == acts::NEWCOMER.into());
        let phone = phones.filter(|phone| self.phones[*phone].storage.is_empty());
        if let Some(phone) = phone {
            self.acts_at(phone);
        }
    }

    fn step(&mut self) {
        self.now = self.now.plus(200 + i64::try_from(self.dice.below(1_500)).unwrap());
        let phone = self.dice.below(self.phones.len());
        self.wake(phone);
        // All effects of a step of the machine, or, with faults, only some before something else happens.
        for _ in 0..if self.faults { 1 + self.dice.below(3) } else { 8 } {
            if let Some(request) = self.phones[phone].carry_out(self.now, &mut self.dice) {
                self.send(phone, &request);
            }
        }
        self.deliver();
    }

    fn wake(&mut self, phone: usize) {
        let it = &mut self.phones[phone];
        let clock = it.clock(self.now);
        // A timer runs on the phone's monotonic time; a jump of its clock only makes it early or late.
        if it.wake_at.is_some_and(|at| at <= clock || self.dice.once_in(20)) {
            it.wake_at = None;
            it.feed(Event::Ticked, self.now, &mut self.dice);
        }
    }

    fn send(&mut self, phone: usize, request: &Request) {
        let life = self.phones[phone].life;
        let copies = if self.faults && self.dice.once_in(6) { 2 } else { 1 };
        for copy in 0..copies {
            let due = self.now.plus(i64::try_from(self.dice.below(4_000)).unwrap());
            let double = copy > 0;
            self.link.push(Parcel { phone, life, due, request: request.clone(), answer: None, double });
        }
    }

    fn deliver(&mut self) {
        let now = self.now;
        let (due, later) =
            std::mem::take(&mut self.link).into_iter().partition(|parcel: &Parcel| parcel.due <= now);
        self.link = later;
        for parcel in due {
            self.arrive(parcel);
        }
    }

    fn arrive(&mut self, parcel: Parcel) {
        let lost = self.faults && self.dice.once_in(5);
        match parcel.answer {
            None => {
                // A request that is lost is heard of as silence; one that arrives is carried out whether or not its
                // answer comes back.
                let answer = if lost { Answer::Fault(Fault::Unreachable) } else { self.serve(&parcel) };
                let answer = if self.faults && self.dice.once_in(5) {
                    Answer::Fault(Fault::Unreachable)
                } else {
                    answer
                };
                let due = self.now.plus(i64::try_from(self.dice.below(3_000)).unwrap());
                self.link.push(Parcel { answer: Some(answer), due, ..parcel });
            }
            Some(answer) => {
                let it = &mut self.phones[parcel.phone];
                if it.life == parcel.life && !parcel.double {
                    it.hear(&parcel.request, answer, self.now, &mut self.dice);
                    checks::replica_is_one_commit(&self.hub, it);
                }
            }
        }
    }

    fn serve(&mut self, parcel: &Parcel) -> Answer {
        let it = &self.phones[parcel.phone];
        let (person, has_session) = (it.person, it.has_session);
        match &parcel.request {
            Request::Push { lines } => Answer::Push(self.hub.push(lines, self.now)),
            Request::Session => Answer::Session,
            Request::Thumb { id } | Request::Photo { id } if !self.knows(*id) => {
                Answer::Fault(Fault::PhotoUnknown)
            }
            Request::Thumb { .. } => Answer::Bytes,
            Request::Photo { id } => {
                self.bytes.insert(*id);
                Answer::Bytes
            }
            Request::Pull { .. } if !has_session => Answer::Fault(Fault::Unknown),
            Request::Pull { cursor } => {
                Answer::Pull(self.hub.pull(person, cursor.as_deref(), PAGE_ROWS, self.now))
            }
        }
    }

    /// Bytes are welcome once an entry that names them is stored, whatever became of it.
    fn knows(&self, photo: PhotoId) -> bool {
        let named = |line: &str| Entry::from_line(line).unwrap().photos.iter().any(|it| it.id == photo);
        self.hub.receipts().any(|(line, _)| named(line))
    }

    fn somebody_acts(&mut self) {
        let phone = self.dice.below(self.phones.len());
        if self.dice.once_in(10) {
            self.withdrawn.extend(self.phones[phone].undo(self.now, &mut self.dice));
            return;
        }
        self.acts_at(phone);
    }

    fn acts_at(&mut self, phone: usize) {
        self.next_id += 1;
        let id = self.next_id;
        if let Some(entry) = acts::next(&self.phones[phone], id, self.now, &mut self.dice) {
            self.phones[phone].act(&entry, self.now, &mut self.dice);
            self.acts_done += 1;
        }
    }

    fn something_breaks(&mut self) {
        let phone = self.dice.below(self.phones.len());
        let now = self.now;
        match self.dice.below(7) {
            0 => self.phones[phone].restart(now, &mut self.dice),
            1 => {
                self.phones[phone].lose_cache();
                self.phones[phone].restart(now, &mut self.dice);
            }
            2 => self.phones[phone].has_session = false,
            3 => {
                let years = i64::try_from(self.dice.below(20)).unwrap() - 10;
                self.phones[phone].clock_off = years * 365 * DAY_MS;
            }
            4 if self.phones.len() < 5 => {
                let mut twin = self.phones[phone].cloned();
                twin.restart(now, &mut self.dice);
                self.phones.push(twin);
            }
            5 => self.phones[phone].feed(Event::Hidden, now, &mut self.dice),
            // The hub restarts: what it answered stands, requests under way are cut.
            _ => {
                for parcel in &mut self.link {
                    parcel.answer = Some(Answer::Fault(Fault::Unreachable));
                }
            }
        }
    }
}
