//! The office's word about a right that held in an earlier life of the database: it may have been revoked since.

use sqlx::Connection as _;
use uuid::Uuid;
use yingchun_domain::decide::{Change, Need};
use yingchun_domain::grant::{Grant, Role};
use yingchun_domain::id::{GrantId, PersonId};
use yingchun_domain::person::{Contact, Person};
use yingchun_domain::row::{Kept as _, Kind, RowKey};
use yingchun_domain::team::Team;

use super::deed::{needs_of_person, note_id};
use super::vain::DISMISSED_WITH;
use super::work::Work;
use super::{Halt, Hand, Writer};
use crate::error::HubError;
use crate::store::audit::Note;
use crate::store::{self, Fault};
use crate::{chance, clock};

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
        let (now, campaign) = (clock::now(), self.campaign);
        let mut tx = self.conn.begin_with("begin immediate").await?;
        let commit = store::campaign::next_commit(&mut tx, campaign).await?;
        let mut work = Work::new(&mut tx, &mut self.set, self.rule, campaign, now, commit);
        work.anybody_waits = self.anybody_waits;
        work.settler = Some((by, None));
        let Some(grant) = work.waiting_right(id).await? else {
            tx.rollback().await?;
            return Ok(false);
        };
        let changes = match nod {
            Nod::Yes => work.back_in_office(&grant).await?,
            Nod::No => {
                work.dismiss_those_for(grant.key()).await?;
                vec![Change::Put(Grant { waits: false, ..grant.clone() }.into())]
            }
        };
        let version = Uuid::new_v5(&id.uuid(), &commit.0.to_be_bytes()).into();
        work.apply(changes, version);
        if nod == Nod::Yes {
            work.release(&std::collections::BTreeSet::new()).await?;
        }
        work.save(chance::number63()).await?;
        let act = match nod {
            Nod::Yes => "grant.nod",
            Nod::No => "grant.turn_down",
        };
        let note = Note::of(by, act).about(id.uuid());
        store::audit::note(work.conn, campaign, note_id(now), &note, now).await?;
        let written = work.done();
        tx.commit().await?;
        self.committed(commit, written);
        Ok(true)
    }
}

impl Work<'_> {
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

    /// What waited for a right that does not come has no effect.
    async fn dismiss_those_for(&mut self, right: RowKey) -> Result<(), Fault> {
        let waiting = store::held::load(self.conn, self.campaign, &[right]).await?;
        self.dismiss_waiting(&waiting, DISMISSED_WITH).await
    }
}
