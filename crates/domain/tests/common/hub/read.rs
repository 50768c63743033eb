//! What readers get.

use std::collections::BTreeMap;

use uuid::Uuid;
use yingchun_domain::decide::needs_of_reader;
use yingchun_domain::id::PersonId;
use yingchun_domain::page::{Cursor, Page, PageRow, Position};
use yingchun_domain::row::{CommitNo, Kind, RowKey, SCHEMA};
use yingchun_domain::scope::{Scope, grants_of, inspector_reads};
use yingchun_domain::sync::{Fault, Replica};
use yingchun_domain::team::Team;
use yingchun_domain::time::UnixMs;

use super::ModelHub;
use super::work::{ROUNDS_MOST, Work};

/// That a thing left some scopes and that it stands in others are two rows of one place.
type Place = (CommitNo, Kind, Uuid, bool);

impl ModelHub {
    /// What a person holds, over a working set as the real hub loads it.
    pub fn grants(&self, person: PersonId, now: UnixMs) -> Vec<Scope> {
        let mut work = Work::new(self, now);
        for _ in 0..ROUNDS_MOST {
            for need in needs_of_reader(person, &work.set, now) {
                work.load(need);
            }
        }
        assert_eq!(needs_of_reader(person, &work.set, now), []);
        grants_of(person, &work.set, now)
    }

    /// A page under a session. A cursor that is ahead of the hub, or of a commit that has another tag, betrays a database
    /// that was rolled back: another life begins.
    pub fn pull_under(
        &mut self,
        session: Option<u64>,
        person: PersonId,
        cursor: Option<&str>,
        limit: usize,
        now: UnixMs,
    ) -> Result<Page, Fault> {
        let reader = session.and_then(|session| self.reader(session));
        // Another of this browser's persons has signed in meanwhile.
        reader.filter(|reader| *reader == person).ok_or(Fault::Unknown)?;
        let known: Option<Cursor> = cursor.and_then(|text| serde_json::from_str(text).ok());
        if let Some(cursor) = known.filter(|cursor| cursor.epoch == self.epoch)
            && self.tags.get(&cursor.commit) != Some(&cursor.tag)
        {
            self.begin_epoch(now);
            return Err(Fault::Unknown);
        }
        Ok(self.pull(person, cursor, limit, now))
    }

    pub fn pull(&self, person: PersonId, cursor: Option<&str>, limit: usize, now: UnixMs) -> Page {
        let known: Option<Cursor> = cursor.and_then(|text| serde_json::from_str(text).ok());
        let known = known.filter(|cursor| cursor.epoch == self.epoch && cursor.commit <= self.commit);
        let mut scopes = self.grants(person, now);
        if self.flaws.leaks {
            scopes.extend(self.store.each::<Team>().map(|team| Scope::Lead(team.id)));
        }
        scopes.retain(|scope| !(self.flaws.withholds && matches!(scope, Scope::Zone(_))));
        let start = |scope: &Scope| {
            let position = known.as_ref().and_then(|cursor| cursor.scopes.get(scope));
            position.map(|at| (at.commit, at.kind.parse::<Kind>().unwrap(), at.id))
        };
        let mut found: BTreeMap<Place, Vec<Scope>> = BTreeMap::new();
        for scope in &scopes {
            let from = start(scope);
            self.in_scope(*scope, |key, commit, gone| {
                if from.is_none_or(|from| (commit, key.kind, key.id) > from) {
                    found.entry((commit, key.kind, key.id, gone)).or_default().push(*scope);
                }
            });
        }
        let thing = |(commit, kind, id, _): &Place| (*commit, *kind, *id);
        let until = found.keys().nth(limit.saturating_sub(1)).map(thing);
        let (taken, left): (Vec<_>, Vec<_>) =
            found.into_iter().partition(|(it, _)| until.is_none_or(|until| thing(it) <= until));
        let whole = left.is_empty();
        let last = taken.last().map(|(it, _)| thing(it));
        let positions = scopes.iter().filter_map(|scope| {
            let at =
                if whole { Some((self.commit, Kind::Zone, Uuid::max())) } else { start(scope).max(last) };
            at.map(|(commit, kind, id)| (*scope, Position { commit, kind: kind.to_string(), id }))
        });
        let tag = self.tags.get(&self.commit).copied().unwrap_or_default();
        let cursor = Cursor { epoch: self.epoch, tag, commit: self.commit, scopes: positions.collect() };
        Page {
            epoch: self.epoch,
            cursor: serde_json::to_string(&cursor).unwrap(),
            head: self.commit,
            whole: whole || self.flaws.cuts_pages,
            fresh: known.is_none(),
            now,
            scopes,
            safe_commit: CommitNo(0),
            rows: taken
                .into_iter()
                .map(|((_, kind, id, gone), scopes)| self.page_row(RowKey { kind, id }, gone, scopes))
                .collect(),
        }
    }

    /// Pulls the next page for a replica, and says whether it was the last.
    pub fn bring(&self, replica: &mut Replica, person: PersonId, limit: usize, now: UnixMs) -> bool {
        let after = replica.cursor().map(str::to_owned);
        let page = self.pull(person, after.as_deref(), limit, now);
        replica.stage(page, after.as_deref())
    }

    fn in_scope(&self, scope: Scope, mut found: impl FnMut(RowKey, CommitNo, bool)) {
        match scope {
            Scope::Office => self.store.rows().for_each(|row| found(row.entity.key(), row.commit, false)),
            Scope::Inspect => {
                let rows = self.store.rows().filter(|row| inspector_reads(row.entity.key().kind));
                rows.for_each(|row| found(row.entity.key(), row.commit, false));
            }
            Scope::Campaign
            | Scope::Community(_)
            | Scope::Zone(_)
            | Scope::ZoneLead(_)
            | Scope::Team(_)
            | Scope::Lead(_)
            | Scope::Pool(_)
            | Scope::Person(_)
            | Scope::Newer(_) => {
                let first = RowKey { kind: Kind::Assignment, id: Uuid::nil() };
                let last = RowKey { kind: Kind::Zone, id: Uuid::max() };
                for ((_, key), (commit, gone)) in self.views.range((scope, first)..=(scope, last)) {
                    found(*key, *commit, *gone);
                }
            }
        }
    }

    fn page_row(&self, key: RowKey, gone: bool, scopes: Vec<Scope>) -> PageRow {
        let row = self.store.row(key).known().unwrap();
        let body =
            (!gone).then(|| serde_json::value::RawValue::from_string(row.entity.to_body().unwrap()).unwrap());
        let kind = key.kind.to_string();
        PageRow {
            kind,
            id: key.id,
            schema: SCHEMA,
            version: row.version,
            commit: row.commit,
            scopes,
            gone,
            body,
        }
    }
}
