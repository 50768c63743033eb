//! Names of things: UUID v7 made where the thing is made, v5 where two things meet.
//!
//! Time and random bytes come in as arguments, so that the same code names things on the phone, on the hub and in
//! a simulation. What `decide` creates is named after its entry, so that phone and hub name it alike.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::{Builder, Uuid};

use crate::time::UnixMs;

/// Ten random bytes, from the phone's or the hub's source of randomness.
pub type Random = [u8; 10];

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// A new name, ordered by `at` (milliseconds since 1970; times before count as 1970).
            #[must_use]
            pub fn v7(at: UnixMs, random: &Random) -> Self {
                Self(Builder::from_unix_timestamp_millis(at.0.max(0).unsigned_abs(), random).into_uuid())
            }

            /// The bare UUID, for keys that name things of any kind.
            #[must_use]
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl From<Uuid> for $name {
            fn from(uuid: Uuid) -> Self {
                Self(uuid)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                Uuid::try_parse(text).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(out)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(out, concat!(stringify!($name), "({})"), self.0)
            }
        }
    )+};
}

ids! {
    /// A drive 活动: everything else belongs to exactly one.
    CampaignId;
    /// A village or community 村（社区）.
    CommunityId;
    /// A volunteer team 志愿服务队.
    TeamId;
    /// A volunteer 志愿者, whatever else she may do.
    PersonId;
    /// A right given to a person.
    GrantId;
    /// A single-use invitation.
    InvitationId;
    /// A zone 片区.
    ZoneId;
    /// One time window of a zone.
    SlotId;
    /// A person's place in a zone's slot 分派.
    AssignmentId;
    /// A person's presence in a zone's slot 签到.
    AttendanceId;
    /// A spot 点位.
    SpotId;
    /// A photo 照片.
    PhotoId;
    /// One act of one person, as one line of JSON.
    EntryId;
    /// A ConflictCard.
    CardId;
    /// A notice 公告.
    NoticeId;
    /// One person on one phone.
    DeviceId;
    /// One life of a hub's database: a restore begins another.
    Epoch;
}

impl EntryId {
    /// The name of the `n`-th thing that this entry creates.
    #[must_use]
    pub fn creates(self, n: u32) -> Uuid {
        Uuid::new_v5(&self.0, &n.to_be_bytes())
    }
}

impl AssignmentId {
    /// The one assignment of a person to a slot of a zone, whoever offers it first.
    #[must_use]
    pub fn of(zone: ZoneId, slot: SlotId, person: PersonId) -> Self {
        Self(meeting(zone, slot, person))
    }
}

impl AttendanceId {
    /// The one attendance of a person in a slot of a zone.
    #[must_use]
    pub fn of(zone: ZoneId, slot: SlotId, person: PersonId) -> Self {
        Self(Uuid::new_v5(&meeting(zone, slot, person), b"attendance"))
    }
}

fn meeting(zone: ZoneId, slot: SlotId, person: PersonId) -> Uuid {
    let mut name = [0; 32];
    let (first, second) = name.split_at_mut(16);
    first.copy_from_slice(slot.0.as_bytes());
    second.copy_from_slice(person.0.as_bytes());
    Uuid::new_v5(&zone.0, &name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_later_name_sorts_after_an_earlier_one() {
        assert!(EntryId::v7(UnixMs(1), &[255; 10]) < EntryId::v7(UnixMs(2), &[0; 10]));
    }

    #[test]
    fn phone_and_hub_name_a_meeting_alike() {
        let [zone, slot, person] = [1, 2, 3].map(Uuid::from_u128);
        let id = AssignmentId::of(zone.into(), slot.into(), person.into());
        assert_eq!(id.to_string(), AssignmentId::of(zone.into(), slot.into(), person.into()).to_string());
        assert_ne!(id.uuid(), AttendanceId::of(zone.into(), slot.into(), person.into()).uuid());
    }

    #[test]
    fn a_clock_before_1970_still_makes_a_name() {
        assert_eq!(EntryId::v7(UnixMs(-5), &[7; 10]), EntryId::v7(UnixMs(0), &[7; 10]));
    }
}
