//! What people do when a phone asks for them, or when something waits: they sign in again, ask for a code, and the office
//! looks after what was kept apart.

use yingchun_domain::community::Community;
use yingchun_domain::conflict::resolve::Resolve;
use yingchun_domain::conflict::{ConflictCard, Keep};
use yingchun_domain::entry::{Act, Entry};
use yingchun_domain::id::CardId;
use yingchun_domain::person::register::Register;
use yingchun_domain::sync::{Event, Session};
use yingchun_domain::time::UnixMs;
use yingchun_domain::zone::edit::EditZone;

use crate::acts;
use crate::checks;
use crate::common::drive;
use crate::hub::{Hub, SignedIn};
use crate::phone::{Device, Phone};
use crate::world::World;

impl<H: Hub> World<H> {
    /// A leader may have placed the newcomer by the name on her phone: the hub holds his entry until she comes.
    pub fn whoever_is_waited_for_registers(&mut self) {
        for at in 0..self.phones.len() {
            if acts::is_newcomer(self.phones[at].person()) && self.phones[at].promises.rows.is_empty() {
                self.somebody_acts(at);
            }
        }
    }

    /// What people do when a phone asks for them: whoever holds a role signs in again, the office looks at what was kept
    /// apart, and settles what waits for something that will not come.
    pub fn people_help(&mut self) {
        let Self { hub, phones, now, dice, .. } = self;
        for phone in phones.iter_mut() {
            let refused = phone.tab().machine.status().session == Session::Refused;
            if refused && hub.knows(phone.me().id).is_some() {
                comes_in(phone, hub, *now);
                phone.with_tab(0, |tab, phone| tab.feed(Event::WentOnline, phone, *now, dice));
            } else if !checks::is_current(hub.books(), phone) {
                phone.with_tab(0, |tab, phone| tab.feed(Event::News, phone, *now, dice));
            }
        }
        for at in 0..self.phones.len() {
            self.registers_by_the_new_code(at);
        }
        self.office_settles();
    }

    /// Whoever was told that her code has expired asks for the new one. Until then the hub does not know her phone, and what
    /// she did on it waits.
    fn registers_by_the_new_code(&mut self, at: usize) {
        let phone = &self.phones[at];
        let asks = |device: &&Device| self.hub.knows(device.id).is_none() && was_turned_away(phone, **device);
        let asking: Vec<Device> = phone.promises.devices.iter().filter(asks).copied().collect();
        for device in asking {
            self.next_id += 1;
            let phone = &self.phones[at];
            let community = self.hub.books().store.get::<Community>(drive::community().uuid());
            let code = community.known().expect("the village").code.clone();
            let register = Register { code, ..drive::register("王桂兰", "13800002047") };
            let made =
                drive::entry(self.next_id, device.person, device.person.uuid(), Act::Register(register));
            let (seq, offset) = (phone.promises.next_seq, phone.promises.offset);
            let entry = Entry { device: device.id, seq, offset, at: phone.clock(self.now), ..made };
            self.acts(at, 0, &entry);
        }
    }

    /// The office has judged again what can be judged, and dismisses what cannot. Once all phones have brought what they
    /// have, it dismisses what waits in vain, and nothing else: what waits then and should not waits for ever, and is seen.
    pub fn office_settles(&mut self) -> bool {
        let all_is_here = !self.faults && self.all_is_brought();
        let (apart, held) = (self.hub.books().apart.clone(), self.hub.books().held.clone());
        for it in &apart {
            if !Entry::from_line(&it.line).is_ok_and(|entry| !acts::is_poison(&entry)) {
                self.hub.dismiss(it.entry, &it.line, self.now);
                continue;
            }
            self.hub.retry(it, self.now);
            let books = self.hub.books();
            if all_is_here && books.waits(it.entry) && checks::is_apart_in_vain(books, &it.line) {
                self.hub.dismiss(it.entry, &it.line, self.now);
            }
        }
        if all_is_here && !self.hub.books().apart.is_empty() {
            self.office_chooses();
        }
        for (entry, it) in held.iter().filter(|_| all_is_here) {
            let books = self.hub.books();
            if books.waits(*entry) && checks::is_held_in_vain(books, it) {
                self.hub.dismiss(*entry, &it.line, self.now);
            }
        }
        !apart.is_empty()
    }

    /// Who led a zone may lie on a card since a restore, and with it what he did there: the office gives the zone to whom the
    /// second value names.
    fn office_chooses(&mut self) {
        let cards = self.hub.books().store.each::<ConflictCard>();
        let open =
            cards.filter(|card| card.settled.is_none() && matches!(card.offered, EditZone::Leader { .. }));
        let open: Vec<CardId> = open.map(|card| card.id).collect();
        for card in open {
            self.at_the_desk(card.uuid(), Act::Resolve(Resolve { keep: Keep::Offered }));
        }
    }

    /// Whether the hub has said in this life of its database what becomes of each entry that a phone has.
    fn all_is_brought(&self) -> bool {
        let epoch = Some(self.hub.books().epoch);
        let mut rows = self.phones.iter().flat_map(|phone| phone.promises.rows.values());
        self.link.is_empty() && rows.all(|row| row.receipt.is_some() && row.epoch == epoch)
    }
}

/// Whether the hub's last word on her own registration is that its code has expired.
fn was_turned_away(phone: &Phone, device: Device) -> bool {
    let hers = phone.promises.rows.values().rev().find(|row| {
        let entry = Entry::from_line(&row.line).unwrap();
        entry.device == device.id
            && entry.target == device.person.uuid()
            && matches!(entry.act, Act::Register(_))
    });
    let code = hers.and_then(|row| row.receipt.as_ref()).and_then(|receipt| receipt.code.as_deref());
    code == Some("register.code_expired")
}

/// Somebody proves at her phone who she is.
pub fn comes_in(phone: &mut Phone, hub: &mut impl Hub, now: UnixMs) {
    let me = phone.me();
    let SignedIn { cookie, seal } = hub.sign_in(me.id, me.person, now);
    phone.cookie = Some(cookie);
    phone.keep_seal(me.id, seal);
}
