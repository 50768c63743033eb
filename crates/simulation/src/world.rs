//! Phones, hub and link, one small step at a time.

use std::collections::BTreeMap;

use yingchun_domain::entry::Entry;
use yingchun_domain::id::EntryId;
use yingchun_domain::sync::Event;
use yingchun_domain::time::{HOUR_MS, UnixMs};

use crate::acts;
use crate::breaks::Desk;
use crate::chance::Dice;
use crate::checks;
use crate::common::drive;
use crate::help::comes_in;
use crate::hub::{Hub, SignedIn};
use crate::link::Parcel;
use crate::mutant::Mutant;
use crate::phone::Phone;
use crate::plan::{Breakage, Plan};

/// Once the faults stop, everything is still within this many steps a phone.
const DRAIN_STEPS_MOST: usize = 3_000;

pub struct World<H: Hub> {
    pub plan: Plan,
    pub hub: H,
    /// A copy of the hub's database that was put aside.
    pub backup: Option<H::Copy>,
    pub phones: Vec<Phone>,
    pub now: UnixMs,
    pub acts_done: usize,
    /// What was taken back before it was sent, and lies on no clone and in no backup that could send it yet.
    pub withdrawn: Vec<EntryId>,
    /// How often each kind of thing went wrong.
    pub broken: BTreeMap<&'static str, u64>,
    pub dice: Dice,
    pub faults: bool,
    /// Nothing passes before this moment, of any phone.
    pub parted_until: UnixMs,
    pub(crate) link: Vec<Parcel>,
    pub next_id: u128,
    pub desk: Desk,
}

impl<H: Hub> World<H> {
    /// Phones around a hub. Where there is a mutant, its share of the phones' work is done wrong on purpose.
    pub fn new(hub: H, seed: u64, mutant: Option<Mutant>) -> Self {
        let mut dice = Dice::new(seed);
        let plan = Plan::draw(&mut dice);
        let people = acts::PEOPLE.iter().take(plan.phones);
        let phones = people.map(|person| {
            let mut phone = Phone::new((*person).into(), drive::device((*person).into()));
            phone.mutant = mutant;
            phone
        });
        let mut world = Self {
            phones: phones.collect(),
            plan,
            hub,
            backup: None,
            now: drive::START,
            acts_done: 0,
            withdrawn: vec![],
            broken: BTreeMap::new(),
            dice,
            faults: true,
            parted_until: UnixMs(0),
            link: vec![],
            next_id: 1,
            desk: Desk::default(),
        };
        for at in 0..world.phones.len() {
            world.set_up(at);
        }
        world
    }

    /// Whoever is known has come in before; newcomers have only opened the page.
    fn set_up(&mut self, at: usize) {
        let Self { hub, phones, now, dice, .. } = self;
        let phone = &mut phones[at];
        if !acts::is_newcomer(phone.person()) {
            comes_in(phone, hub, *now);
            phone.promises.offset = Some(0);
        }
        phone.open(*now, dice);
    }

    pub fn note(&mut self, what: &'static str) {
        *self.broken.entry(what).or_default() += 1;
    }

    pub fn with_faults(&mut self) {
        for _ in 0..self.plan.steps {
            self.step();
            if self.acts_done < self.plan.acts && self.dice.once_in(4) {
                let phone = self.dice.below(self.phones.len());
                self.somebody_acts(phone);
            }
            if self.dice.once_in(self.plan.breaks_once_in) {
                self.something_breaks();
            }
        }
    }

    /// Faults stop; clocks keep their errors. Every queue drains, and every replica catches up.
    pub fn drain(&mut self) {
        self.faults = false;
        self.parted_until = self.now;
        for phone in &mut self.phones {
            (phone.full, phone.parted_until) = (false, self.now);
            phone.restart(self.now, &mut self.dice);
        }
        self.whoever_is_waited_for_registers();
        for round in 0..DRAIN_STEPS_MOST {
            for phone in 0..self.phones.len() {
                self.step_of(phone);
            }
            if round % 16 == 0 {
                self.people_help();
            }
            if self.is_still() {
                return;
            }
        }
        checks::queue_always_drains(self);
    }

    fn is_still(&self) -> bool {
        let quiet = |phone: &Phone| {
            let asleep = phone.tabs.iter().all(|tab| tab.effects.is_empty() && !tab.stale);
            asleep && phone.is_drained() && checks::has_caught_up(self, phone)
        };
        self.link.is_empty() && self.phones.iter().all(quiet)
    }

    fn step(&mut self) {
        let phone = self.dice.below(self.phones.len());
        self.step_of(phone);
    }

    fn step_of(&mut self, at: usize) {
        self.now = self.now.plus(200 + i64::try_from(self.dice.below(1_500)).unwrap());
        self.desk_brings_again();
        let tab = self.dice.below(self.phones[at].tabs.len());
        self.wake(at, tab);
        // All effects of a step of the machine, or, with faults, only some before something else happens.
        for _ in 0..if self.faults { 1 + self.dice.below(3) } else { 8 } {
            let Self { phones, now, dice, .. } = self;
            let (life, before) = (phones[at].tabs[tab].life, phones[at].tabs[tab].replica.reached());
            let asked = phones[at].with_tab(tab, |tab, phone| tab.carry_out(phone, *now, dice));
            if let Some(request) = asked {
                self.send(at, life, &request);
            }
            if self.phones[at].tabs[tab].replica.reached() != before {
                checks::after_a_swap(self, at, tab);
            }
        }
        self.deliver();
    }

    fn wake(&mut self, at: usize, tab: usize) {
        let Self { phones, now, dice, .. } = self;
        phones[at].with_tab(tab, |tab, phone| {
            tab.read_again(phone, *now, dice);
            let clock = phone.clock(*now);
            // A timer runs on the phone's monotonic time; a jump of its clock only makes it early or late.
            if tab.wake_at.is_some_and(|wake| wake <= clock || dice.once_in(20)) {
                tab.wake_at = None;
                tab.feed(Event::Ticked, phone, *now, dice);
            }
        });
    }

    pub fn somebody_acts(&mut self, at: usize) {
        let Self { phones, now, dice, .. } = self;
        let tab = dice.below(phones[at].tabs.len());
        if self.faults && dice.once_in(10) {
            let gone = phones[at].with_tab(tab, |tab, phone| {
                let last = phone.promises.rows.values().next_back().map(|row| row.id);
                let late = phone.mutant == Some(Mutant::SentTakenBack);
                last.filter(|id| late || tab.machine.may_withdraw(*id)).and_then(|_| phone.take_back())
            });
            if let Some(id) = gone {
                let elsewhere = phones.iter().any(|phone| phone.has_kept(id));
                self.withdrawn.extend(Some(id).filter(|_| !elsewhere));
                phones[at].with_tab(tab, |tab, phone| {
                    phone.tell_others();
                    tab.withdrawn(id, phone, *now, dice);
                });
            }
            return;
        }
        self.next_id += 1;
        if let Some(entry) = acts::next(&phones[at], self.next_id, *now, dice)
            && self.acts(at, tab, &entry)
        {
            self.acts_done += 1;
        }
    }

    /// A person does this in a page of a phone; false where the phone is full.
    pub fn acts(&mut self, at: usize, tab: usize, entry: &Entry) -> bool {
        let Self { phones, now, dice, .. } = self;
        let Some(row) = phones[at].save(entry, *now, dice) else { return false };
        phones[at].with_tab(tab, |tab, phone| {
            phone.tell_others();
            tab.queued(&row, phone, *now, dice);
        });
        true
    }

    fn something_breaks(&mut self) {
        let Some(breakage) = self.dice.pick(&self.plan.breakages).copied() else { return };
        if self.happens(breakage) {
            self.note(breakage.text());
        }
    }

    /// Whether it could happen here.
    fn happens(&mut self, breakage: Breakage) -> bool {
        let at = self.dice.below(self.phones.len());
        match breakage {
            Breakage::PhoneCloned if self.phones.len() >= 8 => false,
            Breakage::PhoneCloned => {
                let twin = self.phones[at].cloned(self.now, &mut self.dice);
                self.phones.push(twin);
                true
            }
            Breakage::Partition => {
                self.parted_until = self.now.plus(i64::try_from(self.dice.below(60_000)).unwrap());
                true
            }
            Breakage::PhoneParted => {
                self.phones[at].parted_until = self.now.plus(30_000 << self.dice.below(14));
                true
            }
            Breakage::HoursPass => {
                self.now = self.now.plus((HOUR_MS / 4) << self.dice.below(12));
                true
            }
            Breakage::HandedOver => self.hand_over(at),
            Breakage::HubCrashes
            | Breakage::HubBackedUp
            | Breakage::HubRestored
            | Breakage::HubRolledBack
            | Breakage::RightChanges
            | Breakage::ZoneMoves
            | Breakage::PersonsMerged
            | Breakage::CodeRotated
            | Breakage::OfficeSettles => self.hub_changes(breakage),
            Breakage::PageKilled
            | Breakage::PageHidden
            | Breakage::CacheLost
            | Breakage::CookieLost
            | Breakage::ClockJumps
            | Breakage::PhoneBackedUp
            | Breakage::PhoneRolledBack
            | Breakage::TabOpened
            | Breakage::LeaderChanges
            | Breakage::TwoLead
            | Breakage::StorageFull => self.phone_breaks(at, breakage),
        }
    }

    /// Somebody who is known takes over a phone of somebody else.
    fn hand_over(&mut self, at: usize) -> bool {
        let Self { hub, phones, now, dice, .. } = self;
        let phone = &mut phones[at];
        if phone.promises.devices.len() > 2 || phone.full {
            return false;
        }
        let to = crate::phone::Device { id: acts::device_of_second(at, phone), person: drive::volunteer() };
        let SignedIn { cookie, seal } = hub.sign_in(to.id, to.person, *now);
        phone.keep_seal(to.id, seal);
        phone.hand_over(to, cookie, *now, dice);
        true
    }
}
