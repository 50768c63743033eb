//! Devices, sessions, photos' bytes, and the lives of the database.

use uuid::Uuid;
use yingchun_domain::again::Earlier;
use yingchun_domain::decide::Change;
use yingchun_domain::id::{DeviceId, EntryId, PersonId, PhotoId};
use yingchun_domain::invitation::Invitation;
use yingchun_domain::sync::Fault;
use yingchun_domain::time::UnixMs;

use super::work::Work;
use super::{Apart, ModelHub};

impl ModelHub {
    /// Makes a device hers, as an invitation, a passphrase or her leader's nod does.
    pub fn bind(&mut self, device: DeviceId, person: PersonId) {
        self.devices.insert(device, person);
    }

    /// The same, and opens a session.
    pub fn sign_in(&mut self, device: DeviceId, person: PersonId) -> u64 {
        self.bind(device, person);
        let session = self.mint();
        self.sessions.insert(session, person);
        session
    }

    /// Opens a session by a device's key: not for whoever holds a role.
    pub fn open_session(&mut self, device: DeviceId, now: UnixMs) -> Result<u64, Fault> {
        let person = *self.devices.get(&device).ok_or(Fault::Unknown)?;
        if self.store.roles_of(person, now).next().is_some() {
            return Err(Fault::Forbidden);
        }
        Ok(self.sign_in(device, person))
    }

    /// The hub's word on a device that it knows; the phone keeps it, and shows it should the hub know the device no more.
    pub fn seal_of(&self, device: DeviceId) -> Option<String> {
        self.knows(device).map(|person| person.to_string())
    }

    /// A restored hub takes a device back by its own word.
    pub fn vouch(&mut self, device: DeviceId, seal: Option<&str>) {
        if let Some(person) = seal.and_then(|seal| seal.parse().ok()) {
            self.devices.entry(device).or_insert(person);
        }
    }

    pub fn reader(&self, session: u64) -> Option<PersonId> {
        self.sessions.get(&session).copied()
    }

    /// Whoever lost a right reads under it no longer.
    pub fn end_sessions_of(&mut self, person: PersonId) {
        self.sessions.retain(|_, reader| *reader != person);
    }

    pub fn knows(&self, device: DeviceId) -> Option<PersonId> {
        self.devices.get(&device).copied()
    }

    /// Takes a photo's bytes from the device whose stored entry names it.
    pub fn take_bytes(&mut self, device: DeviceId, photo: PhotoId, now: UnixMs) -> Result<(), Fault> {
        self.may_bring(device, photo)?;
        let named = self.photos.get_mut(&photo).filter(|named| named.received.is_none());
        if let Some(named) = named {
            named.received = Some(now);
            let mut work = Work::new(self, now);
            work.receive(photo);
            let done = work.done();
            self.save(done);
        }
        Ok(())
    }

    pub fn may_bring(&self, device: DeviceId, photo: PhotoId) -> Result<(), Fault> {
        self.knows(device).ok_or(Fault::Unknown)?;
        self.photos.get(&photo).filter(|named| named.device == device).map(|_| ()).ok_or(Fault::PhotoUnknown)
    }

    pub fn has_bytes(&self, photo: PhotoId) -> bool {
        self.photos.get(&photo).is_some_and(|named| named.received.is_some())
    }

    /// Puts a backup in the place of what is here: another life of the database begins.
    pub fn restore(&mut self, backup: &Self, now: UnixMs) {
        self.roll_back(backup);
        self.begin_epoch(now);
    }

    /// A machine's snapshot comes back behind the hub's back. What has to be new in every life goes on.
    pub fn roll_back(&mut self, backup: &Self) {
        *self = Self { minted: self.minted + 1, ..backup.clone() };
    }

    /// Sessions end, and so do open invitations: one that was used meanwhile would be good again. What is held may have held
    /// meanwhile.
    pub fn begin_epoch(&mut self, now: UnixMs) {
        self.epoch = Uuid::from_u128(0xe0_0000 + u128::from(self.mint())).into();
        self.began = now;
        self.sessions.clear();
        let of_this_life = self.held.values_mut().filter(|it| it.earlier == Earlier::Nothing);
        of_this_life.for_each(|waiting| waiting.earlier = Earlier::Unshown);
        let open = self.store.each::<Invitation>().filter(|it| it.used_by.is_none() && it.expires > now);
        let ended: Vec<Change> =
            open.map(|it| Change::Put(Invitation { expires: now, ..it.clone() }.into())).collect();
        let version = Uuid::new_v5(&self.epoch.uuid(), b"begins").into();
        let mut work = Work::new(self, now);
        work.apply(ended, version);
        let done = work.done();
        self.save(done);
    }

    /// The office has a line judged again that was kept apart, as after an update of the hub.
    pub fn retry(&mut self, apart: &Apart, now: UnixMs) {
        let mut work = Work::new(self, now);
        if work.retry(apart).is_ok() {
            let done = work.done();
            self.save(done);
        }
    }

    /// The office settles a line that was kept apart, or an entry that is held, without effect.
    pub fn dismiss(&mut self, entry: EntryId, line: &str, now: UnixMs) {
        let mut work = Work::new(self, now);
        work.dismiss(entry, line);
        let done = work.done();
        self.save(done);
    }
}
