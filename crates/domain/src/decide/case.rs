//! One entry before the rules: what is known, who acts, and what she may do.

use uuid::Uuid;

use super::{Change, Context, Stop};
use crate::entry::{Class, Entry, SeenHub};
use crate::grant::Role;
use crate::id::{CommunityId, PersonId, SpotId, TeamId, ZoneId};
use crate::led::{Before, Led, Since};
use crate::lookup::Lookup;
use crate::person::{Contact, Person};
use crate::photo::{Bytes, Phase, Photo};
use crate::refused::Refused;
use crate::row::{Kept, RowKey};
use crate::set::Set;
use crate::spot::Spot;
use crate::text::Phone;
use crate::time::UnixMs;
use crate::zone::Zone;

/// An entry with all that judging it takes.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// What is known.
    pub set: &'a Set,
    /// What is done.
    pub entry: &'a Entry,
    /// The hub's side.
    pub context: &'a Context,
}

impl<'a> Case<'a> {
    /// The moment whose rights count: a fact's own time, a decision's arrival.
    fn moment(&self) -> UnixMs {
        match self.entry.act.class() {
            Class::Fact | Class::Claim => self.context.judged_at,
            Class::Decision => self.context.received,
        }
    }

    /// Whose act it is: the author's, or that of the person for whom she speaks.
    pub(crate) fn doer(&self) -> PersonId {
        self.entry.on_behalf_of.unwrap_or(self.entry.author)
    }

    /// The thing of this id, or the entry is held until it comes.
    pub(crate) fn there<T: Kept + 'a>(&self, id: Uuid) -> Result<&'a T, Stop> {
        self.set.get::<T>(id).known().ok_or(Stop::Held(RowKey { kind: T::KIND, id }))
    }

    /// The target does not exist yet.
    pub(crate) fn new_target<T: Kept>(&self) -> Result<(), Refused> {
        match self.set.get::<T>(self.entry.target).known() {
            Some(_) => Err(Refused::TargetTaken),
            None => Ok(()),
        }
    }

    fn has(&self, wanted: impl Fn(Role) -> bool) -> bool {
        self.set.roles_of(self.entry.author, self.moment()).any(wanted)
    }

    /// Whether the author is an organiser.
    pub(crate) fn is_organiser(&self) -> bool {
        self.has(|role| role == Role::Organiser)
    }

    /// Whether the author is an inspector.
    pub(crate) fn is_inspector(&self) -> bool {
        self.has(|role| role == Role::Inspector)
    }

    /// Whether the author leads a team.
    pub(crate) fn leads(&self, team: TeamId) -> bool {
        self.has(|role| role == Role::Leader { team })
    }

    /// Whether the author leads the team that has a zone, or that had it as far as she could know.
    pub(crate) fn leads_zone(&self, zone: &Zone) -> bool {
        self.is_among(zone.led_by(), &zone.led_before)
    }

    fn is_among(&self, now: Option<Led>, before: &[Before]) -> bool {
        let meant = before.iter().filter(|it| self.could_not_know(it.until)).map(|it| it.by);
        now.into_iter().chain(meant).any(|by| self.set.leads(self.entry.author, by, self.moment()))
    }

    /// Whether the act is a fact from before a change, or of a phone that had not read it.
    fn could_not_know(&self, since: Since) -> bool {
        // In another life of the database commits count anew, but the hub's clock goes on.
        let unread = || {
            let reads = |seen: SeenHub| since.commit <= seen.commit && since.at <= seen.received;
            !self.entry.seen.is_some_and(reads)
        };
        match self.entry.act.class() {
            Class::Fact | Class::Claim => self.moment() < since.at || unread(),
            Class::Decision => false,
        }
    }

    /// The change that this entry makes.
    pub(crate) const fn since(&self) -> Since {
        Since { at: self.context.received, commit: self.context.commit }
    }

    /// Whether the author leads a team of a community.
    pub(crate) fn leads_in(&self, community: CommunityId) -> bool {
        self.set.leads_in(self.entry.author, community, self.moment())
    }

    /// Whether the author leads a person, or led her as far as she could know: her team, or a team of her community while
    /// she has none.
    pub(crate) fn leads_person(&self, person: &Person) -> bool {
        self.is_among(person.led_by(), &person.led_before)
    }

    /// Refuses what is asked of somebody who left the drive.
    pub(crate) const fn still_here(&self, person: &Person) -> Result<(), Refused> {
        if person.has_left() { Err(Refused::PersonLeft) } else { Ok(()) }
    }

    /// Refuses everybody but organisers.
    pub(crate) fn organiser_only(&self) -> Result<(), Refused> {
        if self.is_organiser() { Ok(()) } else { Err(Refused::NotYours) }
    }

    /// Whether the author speaks for a person: herself, one whom she registered, or one whose row was merged into hers,
    /// and whomever that one registered.
    pub(crate) fn speaks_for(&self, person: PersonId) -> bool {
        let guardian = || self.set.get::<Person>(person.uuid()).known().and_then(|row| row.registered_by);
        self.is_hers(person) || guardian().is_some_and(|guardian| self.is_hers(guardian))
    }

    /// Whether a row is the author's, or was merged away into hers or into the one that both stand behind by now.
    fn is_hers(&self, person: PersonId) -> bool {
        let (author, stands) = (self.entry.author, self.set.stands_for(person));
        person == author || (stands != person && stands == self.set.stands_for(author))
    }

    /// Whether the author may say what was done on a spot: the doer once accepted a slot of its zone and the author
    /// speaks for her, or the author leads there, or she reported it herself. A right once held is not lost by a
    /// withdrawal that she could not know of (invariant 15).
    pub(crate) fn works_on(&self, spot: &Spot) -> bool {
        let doer = self.doer();
        let own = self.joined(doer, spot) || spot.reported_by == Some(doer);
        self.leads_spot(spot) || (own && self.speaks_for(doer))
    }

    /// Whether the author leads where a spot lies, or led there as far as she could know, or organises.
    pub(crate) fn leads_spot(&self, spot: &Spot) -> bool {
        let zone = spot.zone.and_then(|zone| self.set.get::<Zone>(zone.uuid()).known());
        let leads = zone.map_or_else(|| self.leads_in(spot.community), |zone| self.leads_zone(zone));
        let unopened = spot.opened.is_some_and(|opened| self.could_not_know(opened));
        leads || (unopened && self.leads_in(spot.community)) || self.is_organiser()
    }

    /// Whether a person once accepted a slot of the zone in which a spot lies.
    pub(crate) fn joined(&self, person: PersonId, spot: &Spot) -> bool {
        let accepted = |zone: ZoneId| {
            self.set.assignments_of(person).any(|assignment| assignment.zone == zone && assignment.joined)
        };
        spot.zone.is_some_and(accepted)
    }

    /// 同号: others with this number who take part.
    pub(crate) fn same_number(&self, phone: &Phone, but: PersonId) -> Vec<PersonId> {
        let contacts = self.set.found::<Contact>(Lookup::ContactsByPhone, phone.digits().to_owned());
        let takes_part =
            |person: &PersonId| self.set.get::<Person>(person.uuid()).known().is_none_or(Person::takes_part);
        contacts.map(|contact| contact.person).filter(|person| *person != but).filter(takes_part).collect()
    }

    /// The contacts with the same number that are not to be marked as 同号 with this one any more.
    pub(crate) fn unmarked(&self, gone: &Contact) -> Vec<Change> {
        self.no_longer_marked(gone).map(|contact| Change::Put(contact.into())).collect()
    }

    /// The same contacts, as they are then.
    pub(crate) fn no_longer_marked<'b>(&'b self, gone: &'b Contact) -> impl Iterator<Item = Contact> + 'b {
        let phone = gone.phone.iter();
        let contacts = phone
            .flat_map(|phone| self.set.found::<Contact>(Lookup::ContactsByPhone, phone.digits().to_owned()));
        let marked = contacts.filter(|contact| contact.same_as.contains(&gone.person));
        let unmark = move |contact: &Contact| {
            let mut contact = contact.clone();
            contact.same_as.retain(|person| *person != gone.person);
            contact
        };
        marked.map(unmark)
    }

    /// Whether a photo of the work done rides on the entry.
    pub(crate) fn brings_after_photo(&self) -> bool {
        self.entry.photos.iter().any(|photo| photo.phase == Phase::After)
    }

    /// The photos of a spot that are recorded already.
    pub(crate) fn known_photos(&self, spot: SpotId) -> impl Iterator<Item = &'a Photo> {
        self.set.all::<Photo>(Lookup::PhotosOfSpot, spot.uuid())
    }

    /// The records of the photos that ride on the entry; one whose id is taken stays as it was recorded first.
    pub(crate) fn photos_of(&self, spot: SpotId) -> impl Iterator<Item = Change> {
        let new =
            self.entry.photos.iter().filter(|photo| self.set.get::<Photo>(photo.id.uuid()).known().is_none());
        new.map(move |photo| {
            let photo = Photo {
                id: photo.id,
                spot,
                phase: photo.phase,
                source: photo.source,
                taken_by: self.doer(),
                device: self.entry.device,
                entry: self.entry.id,
                at: photo.at,
                offset: self.entry.offset,
                sha256: photo.sha256,
                len: photo.len,
                bytes: Bytes::Awaited,
            };
            Change::Put(photo.into())
        })
    }
}
