//! Deeds: what the hub itself writes, by the same road as everything else.

use sqlx::Connection as _;
use uuid::Uuid;
use yingchun_domain::decide::{Change, Need};
use yingchun_domain::id::{DeviceId, EntryId, PersonId, PhotoId};
use yingchun_domain::lookup::Lookup;
use yingchun_domain::row::{Entity, Kind, RowKey};
use yingchun_domain::time::UnixMs;

use super::work::Work;
use super::{End, Halt, Hand};
use crate::store;
use crate::store::audit::Note;
use crate::store::session::Session;
use crate::{chance, clock};

/// What the hub itself writes.
#[derive(Debug)]
pub(crate) enum Deed {
    /// Things that nobody's entry made: the campaign itself, its first invitation, a demonstration.
    Plant(Vec<Entity>),
    /// The bytes of these photos are whole.
    ReceiveBytes(Vec<PhotoId>),
    /// Somebody may read.
    OpenSession(Session),
    /// The key of this device was shown over plain http.
    MarkPlain(DeviceId),
    /// Somebody read what is not for everybody.
    Note(Note),
}

impl Hand {
    pub(super) async fn deed(&mut self, deed: &Deed) -> Result<(), Halt> {
        if matches!(deed, Deed::Plant(_) | Deed::ReceiveBytes(_)) {
            return self.commit(async |work| work.deed(deed).await.map(End::Saved)).await;
        }
        let (now, campaign) = (clock::now(), self.campaign);
        let mut tx = self.conn.begin_with("begin immediate").await?;
        match deed {
            Deed::OpenSession(session) => store::session::open(&mut tx, campaign, session, now).await?,
            Deed::MarkPlain(device) => store::device::mark_plain(&mut tx, campaign, *device).await?,
            Deed::Note(note) => store::audit::note(&mut tx, campaign, note_id(now), note, now).await?,
            Deed::Plant(_) | Deed::ReceiveBytes(_) => {}
        }
        tx.commit().await?;
        Ok(())
    }
}

/// A name for one more note.
pub(super) fn note_id(now: UnixMs) -> Uuid {
    EntryId::v7(now, &chance::random()).uuid()
}

/// A person with what her scopes depend on, and how to reach her.
pub(super) fn needs_of_person(person: PersonId) -> Vec<Need> {
    let row = |kind| Need::Row(RowKey { kind, id: person.uuid() });
    let (lookup, key) = (Lookup::AssignmentsOfPerson, person.to_string());
    vec![row(Kind::Person), row(Kind::Contact), Need::All { lookup, key, at_most: u32::MAX }]
}

/// The row itself, and what its scopes depend on.
fn needs_of_thing(thing: &Entity) -> Vec<Need> {
    let row = |kind, id| Need::Row(RowKey { kind, id });
    let mut needs = vec![Need::Row(thing.key())];
    match thing {
        Entity::Person(person) => needs.push(Need::All {
            lookup: Lookup::AssignmentsOfPerson,
            key: person.id.to_string(),
            at_most: u32::MAX,
        }),
        Entity::Contact(contact) => needs.push(row(Kind::Person, contact.person.uuid())),
        Entity::Photo(photo) => needs.push(row(Kind::Spot, photo.spot.uuid())),
        Entity::Assignment(_)
        | Entity::Attendance(_)
        | Entity::Campaign(_)
        | Entity::Community(_)
        | Entity::ConflictCard(_)
        | Entity::Notice(_)
        | Entity::Grant(_)
        | Entity::Invitation(_)
        | Entity::Outcome(_)
        | Entity::Spot(_)
        | Entity::Team(_)
        | Entity::Zone(_) => {}
    }
    needs
}

impl Work<'_> {
    async fn deed(&mut self, deed: &Deed) -> Result<(), Halt> {
        match deed {
            Deed::Plant(things) => {
                let needs: Vec<Need> = things.iter().flat_map(needs_of_thing).collect();
                self.load(&needs).await?;
                // Each time under a version of its own: planting again is another writing.
                let version = Uuid::new_v5(&self.campaign.uuid(), &self.commit.0.to_be_bytes()).into();
                self.apply(things.iter().cloned().map(Change::Put).collect(), version);
            }
            Deed::ReceiveBytes(photos) => self.receive_bytes(photos).await?,
            Deed::OpenSession(_) | Deed::MarkPlain(_) | Deed::Note(_) => {}
        }
        self.release(&std::collections::BTreeSet::new()).await
    }
}
