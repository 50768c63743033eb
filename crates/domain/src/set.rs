//! A working set of rows: what a batch needs on the hub, the whole replica on the phone. One type, so that the same
//! rules run over both.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use uuid::Uuid;

use crate::assignment::Assignment;
use crate::decide::Change;
use crate::grant::{Grant, Role};
use crate::id::{CommunityId, EntryId, PersonId};
use crate::led::Led;
use crate::lookup::{Lookup, lookups_of};
use crate::person::Person;
use crate::row::{CommitNo, Kept, Row, RowKey};
use crate::scope::scopes_of;
use crate::team::Team;
use crate::time::UnixMs;

/// Merged persons are followed so many times: a merge re-points those that were merged before, so that one step is
/// enough; more is a ring.
const MERGES_MOST: usize = 8;

/// What a set says about a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen<T> {
    /// It is there.
    Known(T),
    /// It is known not to be there. Only the hub can say so.
    Absent,
    /// Nobody looked. On the hub a defect of `needs`; on the phone "shown hopefully".
    Unknown,
}

impl<T> Seen<T> {
    /// The row, if it is there.
    pub fn known(self) -> Option<T> {
        match self {
            Self::Known(row) => Some(row),
            Self::Absent | Self::Unknown => None,
        }
    }
}

/// What a set knows beyond its rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The hub's: what was asked for and not found is absent; what was not asked for is unknown.
    Asked,
    /// The phone's: what is not held is unknown, and lookups find what is held.
    Held,
}

/// Rows by key, with the lookups that find them.
#[derive(Clone, Debug)]
pub struct Set {
    reach: Reach,
    rows: BTreeMap<RowKey, Option<Arc<Row>>>,
    lookups: BTreeMap<(Lookup, String), BTreeSet<Uuid>>,
}

impl Set {
    /// An empty set of the given reach.
    #[must_use]
    pub const fn new(reach: Reach) -> Self {
        Self { reach, rows: BTreeMap::new(), lookups: BTreeMap::new() }
    }

    /// Whether this key was asked for, whatever the answer.
    #[must_use]
    pub fn asked(&self, key: RowKey) -> bool {
        self.rows.contains_key(&key)
    }

    /// Whether this lookup was asked for, whatever the answer.
    #[must_use]
    pub fn asked_all(&self, lookup: Lookup, key: &str) -> bool {
        self.lookups.contains_key(&(lookup, key.to_owned()))
    }

    /// Says that a key was asked for and nothing found.
    pub fn put_absent(&mut self, key: RowKey) {
        self.rows.entry(key).or_insert(None);
    }

    /// Says that a lookup was asked for; its rows follow by [`Set::put`] and are named here.
    pub fn put_lookup(&mut self, lookup: Lookup, key: String, ids: impl IntoIterator<Item = Uuid>) {
        self.lookups.entry((lookup, key)).or_default().extend(ids);
    }

    /// Puts a row in the place of the one with the same key.
    pub fn put(&mut self, row: Arc<Row>) {
        let key = row.entity.key();
        if let Some(Some(old)) = self.rows.get(&key) {
            let old = Arc::clone(old);
            for found_by in lookups_of(&old.entity) {
                if let Some(ids) = self.lookups.get_mut(&found_by) {
                    ids.remove(&key.id);
                }
            }
        }
        for found_by in lookups_of(&row.entity) {
            match self.reach {
                Reach::Held => {
                    self.lookups.entry(found_by).or_default().insert(key.id);
                }
                Reach::Asked => {
                    if let Some(ids) = self.lookups.get_mut(&found_by) {
                        ids.insert(key.id);
                    }
                }
            }
        }
        self.rows.insert(key, Some(row));
    }

    /// Lets a row go: it is unknown from then on.
    pub fn evict(&mut self, key: RowKey) {
        if let Some(Some(old)) = self.rows.remove(&key) {
            for found_by in lookups_of(&old.entity) {
                if let Some(ids) = self.lookups.get_mut(&found_by) {
                    ids.remove(&key.id);
                }
            }
        }
    }

    /// The row of this key.
    #[must_use]
    pub fn row(&self, key: RowKey) -> Seen<&Arc<Row>> {
        match self.rows.get(&key) {
            Some(Some(row)) => Seen::Known(row),
            Some(None) => Seen::Absent,
            None => Seen::Unknown,
        }
    }

    /// The thing of this kind and id.
    #[must_use]
    pub fn get<T: Kept>(&self, id: Uuid) -> Seen<&T> {
        match self.row(RowKey { kind: T::KIND, id }) {
            Seen::Known(row) => T::of(&row.entity).map_or(Seen::Absent, Seen::Known),
            Seen::Absent => Seen::Absent,
            Seen::Unknown => Seen::Unknown,
        }
    }

    /// The ids that a lookup finds, as far as they are known.
    pub fn ids(&self, lookup: Lookup, key: &str) -> impl Iterator<Item = Uuid> {
        self.lookups.get(&(lookup, key.to_owned())).into_iter().flatten().copied()
    }

    /// The things that a lookup finds, as far as they are known.
    pub fn all<T: Kept>(&self, lookup: Lookup, key: Uuid) -> impl Iterator<Item = &T> {
        self.found(lookup, key.to_string())
    }

    /// The things that a lookup with a textual key finds, as far as they are known.
    pub fn found<T: Kept>(&self, lookup: Lookup, key: String) -> impl Iterator<Item = &T> {
        let ids = self.lookups.get(&(lookup, key)).into_iter().flatten();
        ids.filter_map(|id| self.get::<T>(*id).known())
    }

    /// Every thing of a kind that is known, in the order of ids.
    pub fn each<T: Kept>(&self) -> impl Iterator<Item = &T> {
        let first = RowKey { kind: T::KIND, id: Uuid::nil() };
        let last = RowKey { kind: T::KIND, id: Uuid::max() };
        self.rows.range(first..=last).filter_map(|(_, row)| T::of(&row.as_ref()?.entity))
    }

    /// Every row that is known, in the order of keys.
    pub fn rows(&self) -> impl Iterator<Item = &Arc<Row>> {
        self.rows.values().flatten()
    }

    /// The assignments of a person, in any state.
    pub fn assignments_of(&self, person: PersonId) -> impl Iterator<Item = &Assignment> {
        self.all(Lookup::AssignmentsOfPerson, person.uuid())
    }

    /// The person who stands for this one since leaders merged rows of the same person; herself where nobody did.
    #[must_use]
    pub fn stands_for(&self, person: PersonId) -> PersonId {
        let mut stands = person;
        for _ in 0..MERGES_MOST {
            match self.get::<Person>(stands.uuid()).known().and_then(|row| row.merged_into) {
                Some(into) => stands = into,
                None => break,
            }
        }
        stands
    }

    /// The people whom leaders merged into this one.
    pub fn merged_into(&self, person: PersonId) -> impl Iterator<Item = PersonId> {
        self.all::<Person>(Lookup::PersonsMergedInto, person.uuid()).map(|person| person.id)
    }

    /// The people whom a person registered, herself left out.
    pub fn registered_by(&self, person: PersonId) -> impl Iterator<Item = PersonId> {
        self.all::<Person>(Lookup::PersonsRegisteredBy, person.uuid()).map(|person| person.id)
    }

    /// The people for whom a person speaks: whom she registered, herself or by a row that was merged into hers.
    pub fn guarded_by(&self, person: PersonId) -> impl Iterator<Item = PersonId> {
        let merged = self.merged_into(person).flat_map(|away| self.registered_by(away));
        self.registered_by(person).chain(merged)
    }

    /// The roles that a person holds at a moment.
    pub fn roles_of(&self, person: PersonId, at: UnixMs) -> impl Iterator<Item = Role> {
        let grants = self.all::<Grant>(Lookup::GrantsOfPerson, person.uuid());
        grants.filter(move |grant| grant.holds_at(at)).map(|grant| grant.role)
    }

    /// Whether somebody leads a team of a community at a moment.
    pub fn leads_in(&self, leader: PersonId, community: CommunityId, at: UnixMs) -> bool {
        let team = |role| match role {
            Role::Leader { team } => self.get::<Team>(team.uuid()).known(),
            Role::Inspector | Role::Organiser => None,
        };
        self.roles_of(leader, at).filter_map(team).any(|team| team.community == community)
    }

    /// Whether somebody leads a person at a moment: her team, or a team of her community while she has none.
    pub fn leads_person(&self, leader: PersonId, person: &Person, at: UnixMs) -> bool {
        person.led_by().is_some_and(|by| self.leads(leader, by, at))
    }

    /// Whether somebody is one of these leaders at a moment.
    pub(crate) fn leads(&self, leader: PersonId, by: Led, at: UnixMs) -> bool {
        match by {
            Led::Team(team) => self.roles_of(leader, at).any(|role| role == Role::Leader { team }),
            Led::Community(community) => self.leads_in(leader, community, at),
        }
    }

    /// Applies what one entry changed, and gives back the rows that it wrote, scopes worked out anew.
    pub fn apply(&mut self, changes: Vec<Change>, version: EntryId, commit: CommitNo) -> Vec<Arc<Row>> {
        let mut keys = BTreeSet::new();
        for change in changes {
            match change {
                Change::Put(entity) => {
                    keys.insert(entity.key());
                    self.put(Arc::new(Row { entity, version, commit, scopes: vec![] }));
                }
                Change::Touch(key) => {
                    keys.insert(key);
                }
            }
        }
        keys.into_iter().filter_map(|key| self.settle(key, version, commit)).collect()
    }

    /// Works out the scopes of a changed row, once all rows of its entry are in place.
    fn settle(&mut self, key: RowKey, version: EntryId, commit: CommitNo) -> Option<Arc<Row>> {
        let row = self.row(key).known()?;
        let scopes = scopes_of(&row.entity, self);
        let row = Arc::new(Row { entity: row.entity.clone(), version, commit, scopes });
        self.rows.insert(key, Some(Arc::clone(&row)));
        Some(row)
    }
}
