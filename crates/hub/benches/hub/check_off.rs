//! Check-offs with a photo: an entry 清理完了, the photo's thumbnail and its bytes, in the requests that the app makes
//! of a photo just taken and in its order, until the hub says that it has received them.

use std::sync::Arc;
use std::time::Instant;

use serde_json::json;
use yingchun_domain::assignment::Assignment;
use yingchun_domain::entry::Act;
use yingchun_domain::id::{AssignmentId, PersonId, PhotoId, SlotId, SpotId, ZoneId};
use yingchun_domain::photo::{Phase, PhotoRecord, Source};
use yingchun_domain::row::Entity;
use yingchun_domain::spot::Spot;
use yingchun_domain::spot::clean::Clean;
use yingchun_domain::time::HOUR_MS;
use yingchun_domain::zone::Zone;
use yingchun_hub::clock;

use crate::phone::Phone;
use crate::picture::{Picture, thumb};
use crate::program::{Program, Spent};
use crate::village::{Village, id, stored};

/// So many phones, of which each checks off so many spots.
#[derive(Clone, Copy)]
pub(crate) struct Load {
    pub(crate) phones: usize,
    pub(crate) spots: usize,
}

impl Load {
    /// How many check-offs it is in all.
    pub(crate) const fn count(&self) -> usize {
        self.phones * self.spots
    }
}

struct CheckOff {
    push: Vec<u8>,
    photo: PhotoId,
    /// Which of the phone's pictures it is.
    number: u64,
}

/// One phone with what it will check off.
struct Volunteer {
    phone: Phone,
    picture: Picture,
    check_offs: Vec<CheckOff>,
}

/// Phones that are ready to check off.
pub(crate) struct Ready {
    pub(crate) load: Load,
    volunteers: Vec<Volunteer>,
}

/// What a run took.
pub(crate) struct Measured {
    pub(crate) rate: f64,
    /// The phones' own share of the processor, all of them in one thread of this process.
    pub(crate) phones: Spent,
    /// The hub's.
    pub(crate) hub: Spent,
}

/// Entries and hashes are made before the clock starts: on phones they are made over hours.
pub(crate) async fn prepare(village: &Village, load: Load) -> Ready {
    let picture = Picture::paint();
    let mut volunteers = Vec::new();
    for first in 0..load.phones {
        volunteers.push(volunteer(village, &load, picture.clone(), first).await);
    }
    Ready { load, volunteers }
}

/// Has them all check off at a hub that is a process of its own.
pub(crate) fn measure(program: &Program, Ready { load, volunteers }: Ready) -> Measured {
    let (address, thumb): (_, Arc<[u8]>) = (program.address(), thumb().into());
    // One thread: phones that wake each other would take from the hub what no real phone takes.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().expect("a thread");
    let (hub, phones) = (program.spent(), Spent::here());
    let start = Instant::now();
    runtime.block_on(async {
        let running: Vec<_> = volunteers
            .into_iter()
            .map(|mut volunteer| {
                volunteer.phone.turn_to(address);
                tokio::spawn(volunteer.check_all_off(Arc::clone(&thumb)))
            })
            .collect();
        for volunteer in running {
            volunteer.await.expect("a phone's check-offs are received");
        }
    });
    let rate = crate::rate(load.count(), start.elapsed());
    Measured { rate, hub: program.spent().since(hub), phones: Spent::here().since(phones) }
}

async fn volunteer(village: &Village, load: &Load, mut picture: Picture, first: usize) -> Volunteer {
    let mut phone = Phone::registered(village).await;
    let spots: Vec<SpotId> = (0..load.spots).map(|_| id()).collect();
    village.plant(place_of_work(village, phone.person, &spots)).await;
    let numbers = (u64::try_from(first * load.spots).unwrap_or(u64::MAX))..;
    let check_offs = spots.iter().zip(numbers).map(|(spot, number)| {
        picture.turn(number);
        let record = PhotoRecord {
            id: id(),
            sha256: picture.sha256(),
            len: picture.len(),
            phase: Phase::After,
            source: Source::Camera,
            at: clock::now(),
        };
        let photo = record.id;
        let act = Act::Clean(Clean { quantity: None, note: None, answers: None });
        let line = phone.line(spot.uuid(), act, vec![record]);
        CheckOff { push: phone.push(&line), photo, number }
    });
    let check_offs = check_offs.collect();
    Volunteer { phone, picture, check_offs }
}

/// A zone with open spots, in which the person said that she comes.
fn place_of_work(village: &Village, person: PersonId, spots: &[SpotId]) -> Vec<Entity> {
    let (zone, slot): (ZoneId, SlotId) = (id(), id());
    let (community, now) = (village.community, clock::now());
    let mut things: Vec<Entity> = vec![
        stored::<Zone>(json!({
            "id": zone, "community": community, "name": "青石河东岸", "meeting": "村委会门口",
            "slots": [{"id": slot, "starts": now.plus(-HOUR_MS), "ends": now.plus(HOUR_MS), "wanted": 8}],
        }))
        .into(),
        stored::<Assignment>(json!({
            "id": AssignmentId::of(zone, slot, person), "zone": zone, "slot": slot, "person": person,
            "state": "accepted", "joined": true, "offered_by": person,
        }))
        .into(),
    ];
    things.extend(spots.iter().map(|spot| {
        Entity::from(stored::<Spot>(json!({
            "id": spot, "community": community, "zone": zone, "place": "小卖部后杂物堆", "category": "clutter",
            "found_by": "own_survey", "found_at": now, "state": {"is": "open"},
        })))
    }));
    things
}

impl Volunteer {
    async fn check_all_off(mut self, thumb: Arc<[u8]>) {
        for CheckOff { push, photo, number } in std::mem::take(&mut self.check_offs) {
            let answer = self.phone.ask(&push, &[]).await;
            assert!(answer.contains("\"outcome\":\"applied\""), "{answer}");
            let path = format!("/api/photos/{photo}");
            let head = self.phone.head("PUT", &format!("{path}/thumb"), "", thumb.len());
            self.phone.ask(&head, &thumb).await;
            self.picture.turn(number);
            let bytes = self.picture.bytes();
            let head = self.phone.head("PATCH", &path, "upload-offset: 0\r\n", bytes.len());
            let answer = self.phone.ask(&head, bytes).await;
            assert!(answer.contains("\"received\":true"), "{answer}");
        }
    }
}
