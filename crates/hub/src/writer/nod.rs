//! The office's word about a right that held in an earlier life of the database: it may have been revoked since.

use uuid::Uuid;
use yingchun_domain::decide::{Change, Need};
use yingchun_domain::entry::{Class, Entry};
use yingchun_domain::grant::{Grant, Role};
use yingchun_domain::id::{GrantId, PersonId};
use yingchun_domain::lookup::Lookup;
use yingchun_domain::person::{Contact, Person};
use yingchun_domain::row::{Kept as _, Kind, RowKey};
use yingchun_domain::team::Team;

use super::deed::{needs_of_person, note_id};
use super::vain::DISMISSED_WITH;
use super::work::Work;
use super::{End, Halt, Hand, Writer};
use crate::error::HubError;
use crate::store::audit::Note;
use crate::store::{self, Fault};

/// What the office says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Nod {
    /// 准
    Yes,
    /// 不准
    No,
}

impl Writer {
    /// Lets a right hold that waits, or ends it; false where none of this id waits.
    pub(crate) async fn nod(&self, grant: GrantId, nod: Nod, by: PersonId) -> Result<bool, HubError> {
        self.have(move |hand| Box::pin(hand.nod(grant, nod, by))).await
    }
}

impl Hand {
    async fn nod(&mut self, id: GrantId, nod: Nod, by: PersonId) -> Result<bool, Halt> {
        self.commit(async |work| work.nod(id, nod, by).await).await
    }
}

impl Work<'_> {
    async fn nod(&mut self, id: GrantId, nod: Nod, by: PersonId) -> Result<End<bool>, Halt> {
        self.settler = Some((by, None));
        let Some(grant) = self.waiting_right(id).await? else { return Ok(End::Nothing(false)) };
        let others = self.other_waiting_rights(&grant).await?;
        let (changes, act) = match nod {
            Nod::Yes => (self.back_in_office(&grant).await?, "grant.nod"),
            Nod::No => {
                if others.is_empty() {
                    self.dismiss_decisions_for(grant.key()).await?;
                }
                (vec![Change::Put(Grant { waits: false, ..grant.clone() }.into())], "grant.turn_down")
            }
        };
        let version = Uuid::new_v5(&id.uuid(), &self.commit.0.to_be_bytes()).into();
        self.apply(changes, version);
        // Whatever of hers waits for a right waits for the first that was found: it may have been done under this one.
        others.into_iter().for_each(|right| self.show(right));
        self.release(&std::collections::BTreeSet::new()).await?;
        let note = Note::of(by, act).about(id.uuid());
        store::audit::note(self.conn, self.campaign, note_id(self.now), &note, self.now).await?;
        Ok(End::Saved(true))
    }

    async fn waiting_right(&mut self, id: GrantId) -> Result<Option<Grant>, Fault> {
        self.load(&[Need::Row(RowKey { kind: Kind::Grant, id: id.uuid() })]).await?;
        Ok(self.set.get::<Grant>(id.uuid()).known().filter(|grant| grant.waits).cloned())
    }

    /// The right holds from when it held first; a leader who is in no team is in hers again.
    async fn back_in_office(&mut self, grant: &Grant) -> Result<Vec<Change>, Fault> {
        let mut changes = vec![Change::Put(grant.nodded().into())];
        let Role::Leader { team } = grant.role else { return Ok(changes) };
        let mut needs = needs_of_person(grant.person);
        needs.push(Need::Row(RowKey { kind: Kind::Team, id: team.uuid() }));
        self.load(&needs).await?;
        let person = self.set.get::<Person>(grant.person.uuid()).known();
        let team = self.set.get::<Team>(team.uuid()).known();
        if let (Some(person), Some(team)) = (person.filter(|person| person.team.is_none()), team) {
            let (community, team) = (Some(team.community), Some(team.id));
            changes.push(Change::Put(Person { community, team, ..person.clone() }.into()));
            let contact = self.set.get::<Contact>(grant.person.uuid()).known();
            changes.extend(contact.map(|contact| Change::Touch(contact.key())));
        }
        Ok(changes)
    }

    /// Her other rights that wait.
    async fn other_waiting_rights(&mut self, grant: &Grant) -> Result<Vec<RowKey>, Fault> {
        let (lookup, key) = (Lookup::GrantsOfPerson, grant.person.to_string());
        self.load(&[Need::All { lookup, key, at_most: u32::MAX }]).await?;
        let grants = self.set.all::<Grant>(lookup, grant.person.uuid());
        Ok(grants.filter(|it| it.waits && it.id != grant.id).map(|it| it.key()).collect())
    }

    /// What she decided under a right that does not come has no effect. Work is judged without the right: it may have been
    /// done without it.
    async fn dismiss_decisions_for(&mut self, right: RowKey) -> Result<(), Fault> {
        let mut waiting = store::held::load(self.conn, self.campaign, &[right]).await?;
        waiting.retain(|it| {
            let entry = Entry::from_line(std::str::from_utf8(&it.bytes).unwrap_or_default());
            entry.is_ok_and(|entry| entry.act.class() == Class::Decision)
        });
        self.dismiss_waiting(&waiting, DISMISSED_WITH).await
    }
}
