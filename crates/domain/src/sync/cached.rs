//! The replica as it is stored: its rows, what they belong to, and what a swap makes of both. Phone and simulation share
//! these decisions; all of it may be thrown away, because the hub sends it again.
//!
//! A row is *bare* where no held scope has it, and it stays only because an entry without the hub's word names it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::id::{Epoch, PersonId};
use crate::page::{Page, PageRow};
use crate::row::CommitNo;
use crate::scope::Scope;
use crate::time::UnixMs;

/// What the rows belong to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meta {
    /// Who reads.
    pub person: PersonId,
    /// Where the next pull goes on.
    pub cursor: String,
    /// The life of the hub's database.
    pub epoch: Epoch,
    /// The commit that the rows show.
    pub reached: CommitNo,
    /// What the reader holds.
    pub scopes: Vec<Scope>,
    /// Rows that are bare.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub bare: BTreeSet<Uuid>,
    /// When the hub said so, by its clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<UnixMs>,
}

/// On what the pages of a swap are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// On the stored rows: the pages say what changed since.
    Stored,
    /// On nothing: the pages begin anew, and the stored rows go first.
    Empty,
    /// Nowhere: they say what changed since something else than what is stored, because a swap before could not be
    /// written. What is stored stays as it is, older and whole; the next page to open goes on from there.
    Nowhere,
}

impl Ground {
    /// Of pages that were asked for after `base`, over what is stored.
    #[must_use]
    pub fn of(stored: Option<&Meta>, person: PersonId, base: Option<&str>, pages: &[Page]) -> Self {
        let same = |meta: &&Meta| meta.person == person && Some(meta.cursor.as_str()) == base;
        if pages.iter().any(|page| page.fresh) {
            Self::Empty
        } else if stored.filter(same).is_some() {
            Self::Stored
        } else {
            Self::Nowhere
        }
    }
}

impl Meta {
    /// After a swap whose last page is `last`.
    #[must_use]
    pub fn after(person: PersonId, last: &Page, bare: BTreeSet<Uuid>) -> Self {
        Self {
            person,
            cursor: last.cursor.clone(),
            epoch: last.epoch,
            reached: last.head,
            scopes: last.scopes.clone(),
            bare,
            now: Some(last.now),
        }
    }

    /// Whether every stored row has to be looked at for scopes that the reader lost.
    #[must_use]
    pub fn lost_any(&self, held: &[Scope]) -> bool {
        self.scopes.iter().any(|scope| !held.contains(scope))
    }
}

/// The scopes in which a row stands once `row` came: those before and those it names, or less those that it left.
#[must_use]
pub fn scopes_after(before: &[Scope], row: &PageRow) -> Vec<Scope> {
    let rest = before.iter().copied().filter(|scope| !row.scopes.contains(scope));
    if row.gone { rest.collect() } else { row.scopes.iter().copied().chain(rest).collect() }
}

/// A stored row after `new` of a page came for it. It stays while any scope has it, and bare while an entry names it.
#[must_use]
pub fn merged(old: Option<PageRow>, new: &PageRow, named: &BTreeSet<Uuid>) -> Option<PageRow> {
    let scopes = scopes_after(old.as_ref().map_or(&[], |old| &old.scopes), new);
    let row = if new.gone { old? } else { new.clone() };
    (!scopes.is_empty() || named.contains(&row.id)).then_some(PageRow { scopes, ..row })
}

/// A stored row at the end of a swap: scopes that the reader lost are gone from it.
#[must_use]
pub fn left(mut row: PageRow, held: &[Scope], named: &BTreeSet<Uuid>) -> Option<PageRow> {
    row.scopes.retain(|scope| held.contains(scope));
    (!row.scopes.is_empty() || named.contains(&row.id)).then_some(row)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::EntryId;
    use crate::time::UnixMs;

    fn a_row(gone: bool, scopes: &[Scope]) -> PageRow {
        PageRow {
            kind: "zone".to_owned(),
            id: Uuid::nil(),
            schema: 1,
            version: EntryId::from(Uuid::nil()),
            commit: CommitNo(1),
            scopes: scopes.to_vec(),
            gone,
            body: None,
        }
    }

    fn a_page(cursor: &str, fresh: bool) -> Page {
        Page {
            epoch: Uuid::nil().into(),
            cursor: cursor.to_owned(),
            head: CommitNo(7),
            whole: true,
            fresh,
            now: UnixMs(0),
            scopes: vec![Scope::Campaign],
            safe_commit: CommitNo(0),
            rows: vec![],
        }
    }

    #[test]
    fn a_row_stays_while_any_scope_has_it() {
        let (team, nobody) = (Scope::Team(Uuid::nil().into()), BTreeSet::new());
        let both = merged(Some(a_row(false, &[team])), &a_row(false, &[Scope::Campaign]), &nobody);
        assert_eq!(both.as_ref().unwrap().scopes, [Scope::Campaign, team]);
        let one = merged(both, &a_row(true, &[Scope::Campaign]), &nobody);
        assert_eq!(one.as_ref().unwrap().scopes, [team]);
        assert!(merged(one, &a_row(true, &[team]), &nobody).is_none());
        assert!(merged(None, &a_row(true, &[team]), &nobody).is_none());
    }

    #[test]
    fn a_row_that_an_entry_names_stays_bare() {
        let (team, named) = (Scope::Team(Uuid::nil().into()), BTreeSet::from([Uuid::nil()]));
        let bare = merged(Some(a_row(false, &[team])), &a_row(true, &[team]), &named).unwrap();
        assert!(bare.scopes.is_empty());
        assert!(left(bare.clone(), &[Scope::Campaign], &named).is_some());
        assert!(left(bare, &[Scope::Campaign], &BTreeSet::new()).is_none());
        assert!(merged(None, &a_row(true, &[team]), &named).is_none(), "what never was here is not made up");
    }

    /// A swap that the full phone could not write leaves the old rows behind; the next pages say what changed since
    /// something that is stored nowhere.
    #[test]
    fn pages_are_written_only_over_what_they_were_asked_after() {
        let person = Uuid::from_u128(1).into();
        let stored = Meta::after(person, &a_page("one", true), BTreeSet::new());
        let next = [a_page("three", false)];
        assert_eq!(Ground::of(Some(&stored), person, Some("one"), &next), Ground::Stored);
        assert_eq!(Ground::of(Some(&stored), person, Some("two"), &next), Ground::Nowhere);
        assert_eq!(Ground::of(None, person, Some("one"), &next), Ground::Nowhere);
        assert_eq!(Ground::of(Some(&stored), Uuid::from_u128(2).into(), Some("one"), &next), Ground::Nowhere);
        assert_eq!(Ground::of(Some(&stored), person, Some("two"), &[a_page("three", true)]), Ground::Empty);
    }
}
