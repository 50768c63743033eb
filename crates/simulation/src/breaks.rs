//! What breaks on a phone, and what changes at the hub behind everybody's back.

use uuid::Uuid;
use yingchun_domain::community::{Community, RotateCode};
use yingchun_domain::entry::{Act, Entry};
use yingchun_domain::grant::{Grant, Revoke, Role};
use yingchun_domain::id::Epoch;
use yingchun_domain::person::Person;
use yingchun_domain::person::merge::Merge;
use yingchun_domain::receipt::{First, Outcome, Receipt};
use yingchun_domain::sync::Event;
use yingchun_domain::time::DAY_MS;
use yingchun_domain::zone::Zone;
use yingchun_domain::zone::edit::EditZone;

use crate::checks;
use crate::common::drive;
use crate::hub::{Asked, Hub};
use crate::phone::Request;
use crate::plan::Breakage;
use crate::world::World;

/// What an organiser did at her desk: its page keeps it as a phone does.
#[derive(Default)]
pub struct Desk {
    told: Vec<(String, Receipt)>,
    given: Vec<Grant>,
    epoch: Option<Epoch>,
}

impl<H: Hub> World<H> {
    pub fn phone_breaks(&mut self, at: usize, breakage: Breakage) -> bool {
        let Self { phones, now, dice, .. } = self;
        let (phone, now) = (&mut phones[at], *now);
        match breakage {
            Breakage::PageKilled => phone.restart(now, dice),
            Breakage::PageHidden => phone.with_tab(0, |tab, phone| tab.feed(Event::Hidden, phone, now, dice)),
            Breakage::CacheLost => {
                phone.cache = crate::cache::Cache::default();
                phone.restart(now, dice);
            }
            Breakage::CookieLost => return phone.cookie.take().is_some(),
            Breakage::ClockJumps => {
                let years = i64::try_from(dice.below(21)).unwrap() - 10;
                let before = std::mem::replace(&mut phone.clock_off, years * 365 * DAY_MS);
                return before != phone.clock_off;
            }
            Breakage::PhoneBackedUp => phone.backup = Some((phone.promises.clone(), phone.cache.clone())),
            Breakage::PhoneRolledBack if phone.backup.is_none() => return false,
            Breakage::PhoneRolledBack => phone.roll_back(now, dice),
            Breakage::TabOpened if phone.tabs.len() > 1 => return false,
            Breakage::TabOpened => phone.open(now, dice),
            Breakage::LeaderChanges | Breakage::TwoLead if phone.tabs.len() < 2 => return false,
            // The page that led is closed, and its requests with it.
            Breakage::LeaderChanges => {
                phone.tabs.remove(0);
                phone.with_tab(0, |tab, phone| tab.lead(phone, now, dice));
            }
            Breakage::TwoLead => phone.with_tab(1, |tab, phone| tab.lead(phone, now, dice)),
            // Half the time there is room again: that is no fault.
            _ => {
                phone.full = !phone.full;
                return phone.full;
            }
        }
        true
    }

    pub fn hub_changes(&mut self, breakage: Breakage) -> bool {
        match breakage {
            Breakage::HubCrashes => {
                self.cut();
                self.hub.crash(self.now);
            }
            Breakage::HubBackedUp => self.backup = Some(self.hub.back_up(self.now)),
            Breakage::HubRestored if self.backup.is_none() => self.backup = Some(self.hub.back_up(self.now)),
            Breakage::HubRestored | Breakage::HubRolledBack => return self.hub_goes_back(breakage),
            Breakage::OfficeSettles => return self.office_settles(),
            Breakage::RightChanges => return self.right_changes(),
            Breakage::ZoneMoves => return self.zone_moves(),
            Breakage::PersonsMerged => return self.persons_merge(),
            _ => return self.code_changes(),
        }
        true
    }

    fn hub_goes_back(&mut self, breakage: Breakage) -> bool {
        self.cut();
        let Self { hub, phones, backup: Some(backup), now, .. } = self else { return false };
        if breakage == Breakage::HubRestored {
            hub.restore(backup, *now);
        } else {
            hub.roll_back(backup, *now);
        }
        for phone in phones {
            phone.held_before.extend(checks::facts_told_to_hold(&phone.promises));
        }
        true
    }

    /// An organiser at her desk acts, with a good line; false where it came to nothing.
    pub(crate) fn at_the_desk(&mut self, target: Uuid, act: Act) -> bool {
        self.next_id += 1;
        let mut entry = drive::entry(self.next_id, drive::organiser(), target, act);
        entry.device = Uuid::from_u128(0xde5c).into();
        entry.at = self.now;
        if let (Act::EditZone(edit), Some(zone)) =
            (&entry.act, self.hub.books().store.get::<Zone>(target).known())
        {
            let version = zone.versions.of(edit.group()).map(|version| version.entry);
            entry.base = version.map(|version| (edit.group().to_owned(), version)).into_iter().collect();
        }
        let line = entry.to_line().unwrap();
        let receipt = self.hub.take(&line, self.now);
        let holds = receipt.outcome == Outcome::Applied;
        self.desk.told.push((line, receipt));
        holds
    }

    /// In another life of the hub's database the desk brings again what it did, before anybody else: who restores a hub
    /// sits there.
    pub fn desk_brings_again(&mut self) {
        if self.desk.epoch.replace(self.hub.books().epoch).is_none_or(|epoch| epoch == self.hub.books().epoch)
        {
            return;
        }
        let known = |grant: &&Grant| self.hub.books().store.get::<Grant>(grant.id.uuid()).known().is_some();
        let lost: Vec<Grant> = self.desk.given.iter().filter(|grant| !known(grant)).cloned().collect();
        lost.into_iter().for_each(|grant| self.hub.plant(grant.into(), self.now));
        let brings =
            |(line, first): &(String, Receipt)| [First::to_line(first.clone()).unwrap(), line.clone()];
        let lines: Vec<String> = self.desk.told.iter().flat_map(brings).collect();
        let device = self.desk.told.first().and_then(|(line, _)| Entry::from_line(line).ok());
        if let Some(Entry { device, author, .. }) = device {
            self.hub.bind(device, author, self.now);
            self.hub.push(&[Asked { request: &Request::Push { device, lines }, seal: None }], self.now);
        }
    }

    /// A leader's right ends, or he gets it again. Sessions end with a right.
    fn right_changes(&mut self) -> bool {
        let grants: Vec<Grant> = self.hub.books().store.each::<Grant>().cloned().collect();
        let leads = |grant: &&Grant| matches!(grant.role, Role::Leader { .. });
        let standing = grants.iter().filter(leads).find(|grant| grant.holds_at(self.now));
        match standing.filter(|_| self.dice.once_in(2)) {
            Some(grant) => {
                let reason = "换人".try_into().unwrap();
                let holds = self.at_the_desk(grant.id.uuid(), Act::Revoke(Revoke { reason }));
                self.hub.end_sessions_of(grant.person, self.now);
                holds
            }
            None => {
                let id = Uuid::from_u128(0x6000 + self.next_id).into();
                self.next_id += 1;
                let role = Role::Leader { team: drive::team() };
                let grant = Grant::from(id, drive::leader(), role, self.now);
                self.desk.given.push(grant.clone());
                self.hub.plant(grant.into(), self.now);
                true
            }
        }
    }

    fn zone_moves(&mut self) -> bool {
        let now = self.hub.books().store.get::<Zone>(drive::zone().uuid()).known().and_then(|zone| zone.team);
        let other = if now == Some(drive::team()) { drive::other_team() } else { drive::team() };
        let team = Some(other).filter(|_| !self.dice.once_in(4));
        self.at_the_desk(drive::zone().uuid(), Act::EditZone(EditZone::Leader { team }))
    }

    fn persons_merge(&mut self) -> bool {
        let people: Vec<_> = self.hub.books().store.each::<Person>().map(|person| person.id).collect();
        let (Some(away), Some(into)) = (self.dice.pick(&people).copied(), self.dice.pick(&people).copied())
        else {
            return false;
        };
        self.at_the_desk(away.uuid(), Act::Merge(Merge { into }))
    }

    fn code_changes(&mut self) -> bool {
        let community = self.hub.books().store.get::<Community>(drive::community().uuid()).known().unwrap();
        let code = format!("QSC{}", 1000 + self.next_id);
        let (target, code) = (community.id.uuid(), code.as_str().try_into().unwrap());
        self.at_the_desk(target, Act::RotateCode(RotateCode { code }))
    }
}
