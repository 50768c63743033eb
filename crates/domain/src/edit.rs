//! Edits: a group of fields that is compared and set as one. The version of a group is the entry that last edited it,
//! so that an own chain never conflicts with itself and a restore never matches by accident.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::decide::{Case, Stop};
use crate::id::{EntryId, PersonId};
use crate::person::Person;
use crate::text::Name;
use crate::time::UnixMs;

/// The name of the group that says what a thing is called and what is to be known of it.
pub const WORDS: &str = "words";

/// A field that may be given anew or taken away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Anew<T> {
    /// Taken away.
    Cleared,
    /// Given anew.
    Is(T),
}

impl<T: Clone> Anew<T> {
    /// The field's value from then on.
    pub(crate) fn value(&self) -> Option<T> {
        match self {
            Self::Cleared => None,
            Self::Is(value) => Some(value.clone()),
        }
    }
}

/// Who edited a group of fields last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// The entry: what the next edit names as its base.
    pub entry: EntryId,
    /// Who wrote it.
    pub by: PersonId,
    /// Her name: 「孙丽 10:05 已经改过了」.
    pub by_name: Name,
    /// When, by the hub's clock.
    pub at: UnixMs,
}

/// The versions of a thing's groups; a group that nobody edited has none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Versions(BTreeMap<String, Version>);

impl Versions {
    /// Whether nothing was edited.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Who edited a group last.
    #[must_use]
    pub fn of(&self, group: &str) -> Option<&Version> {
        self.0.get(group)
    }

    /// The same with another version of a group.
    pub(crate) fn with(&self, group: &str, version: Version) -> Self {
        let mut versions = self.0.clone();
        versions.insert(group.to_owned(), version);
        Self(versions)
    }
}

/// The version that this entry writes.
pub(crate) fn version(case: &Case<'_>) -> Result<Version, Stop> {
    let author = case.there::<Person>(case.entry.author.uuid())?;
    let at = case.context.received;
    Ok(Version { entry: case.entry.id, by: author.id, by_name: author.name.clone(), at })
}

/// Whether the author saw what stands now when she wrote: the base that she names is the version of the group, or
/// neither is there.
pub(crate) fn is_of_what_stands(case: &Case<'_>, versions: &Versions, group: &str) -> bool {
    case.entry.base.get(group).copied() == versions.of(group).map(|version| version.entry)
}
