//! A row: one thing of the drive as it is stored, sent and held in a replica.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::assignment::Assignment;
use crate::attendance::Attendance;
use crate::campaign::Campaign;
use crate::community::Community;
use crate::conflict::ConflictCard;
use crate::ending::Ending as Outcome;
use crate::grant::Grant;
use crate::id::EntryId;
use crate::invitation::Invitation;
use crate::notice::Notice;
use crate::person::{Contact, Person};
use crate::photo::Photo;
use crate::scope::Scope;
use crate::spot::Spot;
use crate::team::Team;
use crate::zone::Zone;

/// The schema that this build writes. Older ones are upcast when read, newer ones kept as they came.
pub const SCHEMA: u32 = 1;

/// The number of a commit of the hub: each campaign counts its own, without gaps that readers could see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default)]
#[serde(transparent)]
pub struct CommitNo(pub u64);

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)+) => {
        /// What a row is. The order is that of the names in the store, so that Rust and SQL sort alike.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Kind { $($(#[$doc])* $name,)+ }

        impl Kind {
            /// Every kind, in order.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The name in the store and on the wire.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }
        }

        impl FromStr for Kind {
            type Err = UnknownKind;
            fn from_str(text: &str) -> Result<Self, UnknownKind> {
                match text { $($text => Ok(Self::$name),)+ _ => Err(UnknownKind) }
            }
        }
    };
}

/// The name of a kind that this build does not know: a row of a newer schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a kind of row that this version does not know")]
pub struct UnknownKind;

kinds! {
    /// 分派
    Assignment = "assignment";
    /// 签到
    Attendance = "attendance";
    /// 活动
    Campaign = "campaign";
    /// 村（社区）
    Community = "community";
    /// Two values that a person has to choose between.
    ConflictCard = "conflict_card";
    /// Phone and emergency contact, apart from the name.
    Contact = "contact";
    /// A right given to a person.
    Grant = "grant";
    /// 邀请
    Invitation = "invitation";
    /// 公告
    Notice = "notice";
    /// The end of an interim outcome, for the entry's author.
    Outcome = "outcome";
    /// 志愿者
    Person = "person";
    /// 照片
    Photo = "photo";
    /// 点位
    Spot = "spot";
    /// 志愿服务队
    Team = "team";
    /// 片区
    Zone = "zone";
}

impl fmt::Display for Kind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

/// What names one row of a campaign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RowKey {
    /// What it is.
    pub kind: Kind,
    /// Which one.
    pub id: Uuid,
}

/// A thing that is kept as rows of one kind.
pub trait Kept: Sized + 'static {
    /// Its kind.
    const KIND: Kind;
    /// Which one it is.
    fn uuid(&self) -> Uuid;
    /// The thing inside an entity of its kind.
    fn of(entity: &Entity) -> Option<&Self>;
    /// Its key.
    fn key(&self) -> RowKey {
        RowKey { kind: Self::KIND, id: self.uuid() }
    }
}

macro_rules! entities {
    ($($name:ident: $id:expr;)+) => {
        /// Any thing that is kept as a row.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Entity { $(#[doc = concat!("A ", stringify!($name), ".")] $name($name),)+ }

        impl Entity {
            /// What names it.
            #[must_use]
            pub fn key(&self) -> RowKey {
                match self { $(Self::$name(thing) => thing.key(),)+ }
            }

            /// Its JSON, as it is stored and sent.
            ///
            /// # Errors
            /// Only where memory fails: no entity holds a map with keys that JSON cannot write.
            pub fn to_body(&self) -> Result<String, serde_json::Error> {
                match self { $(Self::$name(thing) => serde_json::to_string(thing),)+ }
            }

            /// Reads a stored or sent body.
            ///
            /// # Errors
            /// Where the body is not of this kind.
            pub fn from_body(kind: Kind, body: &str) -> Result<Self, serde_json::Error> {
                match kind {
                    $(Kind::$name => crate::json::read(body).map(Self::$name),)+
                }
            }
        }

        $(
            impl Kept for $name {
                const KIND: Kind = Kind::$name;
                fn uuid(&self) -> Uuid {
                    let id: fn(&Self) -> Uuid = $id;
                    id(self)
                }
                fn of(entity: &Entity) -> Option<&Self> {
                    if let Entity::$name(thing) = entity { Some(thing) } else { None }
                }
            }

            impl From<$name> for Entity {
                fn from(thing: $name) -> Self {
                    Self::$name(thing)
                }
            }
        )+
    };
}

entities! {
    Assignment: |it| it.id.uuid();
    Attendance: |it| it.id.uuid();
    Campaign: |it| it.id.uuid();
    Community: |it| it.id.uuid();
    ConflictCard: |it| it.id.uuid();
    Contact: |it| it.person.uuid();
    Grant: |it| it.id.uuid();
    Invitation: |it| it.id.uuid();
    Notice: |it| it.id.uuid();
    Outcome: |it| it.entry.uuid();
    Person: |it| it.id.uuid();
    Photo: |it| it.id.uuid();
    Spot: |it| it.id.uuid();
    Team: |it| it.id.uuid();
    Zone: |it| it.id.uuid();
}

/// One thing with what the hub, or hopefully the phone, says about its last change.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The thing.
    pub entity: Entity,
    /// The entry that last wrote it.
    pub version: EntryId,
    /// The commit that last wrote it; on the phone's overlay the commit of the row beneath.
    pub commit: CommitNo,
    /// Where it is visible, sorted.
    pub scopes: Vec<Scope>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rust_and_sql_sort_kinds_alike() {
        let mut names: Vec<&str> = Kind::ALL.iter().map(|kind| kind.as_str()).collect();
        let declared = names.clone();
        names.sort_unstable();
        assert_eq!(names, declared);
    }

    #[test]
    fn a_kind_reads_its_own_name_back() {
        for kind in Kind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(*kind));
            assert_eq!(serde_json::to_string(kind).unwrap(), format!("\"{kind}\""));
        }
    }
}
