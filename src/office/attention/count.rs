//! How much there is to settle, counted from the replica.

use yingchun_domain::grant::Grant;
use yingchun_domain::invitation::Invitation;
use yingchun_domain::person::Contact;
use yingchun_domain::spot::{Spot, SpotState};
use yingchun_domain::time::HOUR_MS;
use yingchun_domain::zone::Zone;

use crate::office::tally::volunteers;
use crate::pages::mine::Mine;
use crate::words::Attention;

/// An invitation that ends within so long and was not taken wants a second look.
const ENDS_SOON_MS: i64 = 24 * HOUR_MS;

/// What there is to settle.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counted {
    overdue: usize,
    due_today: usize,
    reports: usize,
    to_close: usize,
    conflicts: usize,
    invitations: usize,
    nods: usize,
    same_phone: usize,
    unplaced: usize,
    no_phone: usize,
    no_team: usize,
    no_slots: usize,
}

/// A line of it.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// What it is called.
    pub word: fn(&Attention) -> &'static str,
    /// How many.
    pub count: usize,
    /// Where it is settled.
    pub href: &'static str,
    /// Whether it is for today.
    pub today: bool,
}

impl Counted {
    /// Counts.
    pub fn of(mine: Mine<'_>) -> Self {
        let mut counted = Self { conflicts: crate::office::conflicts::open(mine).len(), ..Self::default() };
        for spot in mine.set.each::<Spot>() {
            counted.add_spot(spot, mine);
        }
        let ends_soon = |it: &&Invitation| {
            it.used_by.is_none() && it.expires > mine.now && it.expires.since(mine.now) < ENDS_SOON_MS
        };
        counted.invitations = mine.set.each::<Invitation>().filter(ends_soon).count();
        counted.nods = mine.set.each::<Grant>().filter(|grant| grant.waits).count();
        for person in volunteers(mine) {
            let contact = mine.set.get::<Contact>(person.id.uuid()).known();
            counted.unplaced += usize::from(person.team.is_none());
            counted.no_phone += usize::from(contact.is_none_or(|it| it.phone.is_none()));
            counted.same_phone += usize::from(contact.is_some_and(|it| !it.same_as.is_empty()));
        }
        for zone in mine.set.each::<Zone>() {
            counted.no_team += usize::from(zone.team.is_none());
            counted.no_slots += usize::from(zone.slots.is_empty());
        }
        counted
    }

    fn add_spot(&mut self, spot: &Spot, mine: Mine<'_>) {
        match &spot.state {
            SpotState::Reported => self.reports += 1,
            SpotState::Passed => self.to_close += 1,
            SpotState::Returned { due, .. } if *due < mine.now => self.overdue += 1,
            SpotState::Returned { due, .. } => {
                self.due_today += usize::from(due.day() == mine.now.day());
            }
            SpotState::Open
            | SpotState::Claimed { .. }
            | SpotState::Cleaned { .. }
            | SpotState::Closed
            | SpotState::Cancelled { .. } => {}
        }
    }

    /// How many things there are to settle in all.
    pub fn whole(self) -> usize {
        self.rows().iter().map(|row| row.count).sum()
    }

    /// All lines, what is for today first.
    pub fn rows(self) -> Vec<Row> {
        const ZONES: &str = "/office/zones";
        const INSPECTIONS: &str = "/office/inspections";
        let row = |word, count, href, today| Row { word, count, href, today };
        vec![
            row(|words| words.overdue, self.overdue, INSPECTIONS, true),
            row(|words| words.due_today, self.due_today, INSPECTIONS, true),
            row(|words| words.conflicts, self.conflicts, "/office/conflicts", true),
            row(|words| words.nods, self.nods, "/office/settings", true),
            row(|words| words.reports, self.reports, ZONES, true),
            row(|words| words.to_close, self.to_close, INSPECTIONS, true),
            row(|words| words.unplaced, self.unplaced, "/office/people?show=unplaced", true),
            row(|words| words.invitations, self.invitations, "/office/settings", false),
            row(|words| words.same_phone, self.same_phone, "/office/people?show=same", false),
            row(|words| words.no_phone, self.no_phone, "/office/people?show=silent", false),
            row(|words| words.no_team, self.no_team, ZONES, false),
            row(|words| words.no_slots, self.no_slots, ZONES, false),
        ]
    }
}
