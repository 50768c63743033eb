//! The machine of a phone whose hub was restored from an older copy: what the copy lacks comes again by itself
//! (invariant 12).

use std::collections::BTreeSet;

use uuid::Uuid;
use yingchun_domain::id::{DeviceId, EntryId, Epoch};
use yingchun_domain::receipt::{Outcome, PushAnswer, Receipt};
use yingchun_domain::row::CommitNo;
use yingchun_domain::sync::{Chance, Effect, Event, Fault, Machine, OutboxItem, PhotoJob, Stage};
use yingchun_domain::time::UnixMs;

const NOW: UnixMs = UnixMs(1_000_000);
const HALF: Chance = Chance(u16::MAX / 2);
const APPLIED: Stage = Stage::Settled { outcome: Outcome::Applied };

fn before() -> Epoch {
    Uuid::from_u128(9).into()
}

fn after() -> Epoch {
    Uuid::from_u128(10).into()
}

fn id(n: u64) -> EntryId {
    Uuid::from_u128(n.into()).into()
}

fn device() -> Option<DeviceId> {
    Some(Uuid::from_u128(7).into())
}

/// An entry on which the hub gave its word before it was restored.
fn item(seq: u64, stage: Stage) -> OutboxItem {
    OutboxItem { id: id(seq), seq, device: device(), bytes: 300, stage, epoch: Some(before()), seen: false }
}

fn receipt(seq: u64, outcome: Outcome) -> Receipt {
    Receipt { id: id(seq), outcome, code: None, commit: CommitNo(5), received: NOW, mac: String::new() }
}

/// The photo of the first entry.
fn photo(done: bool) -> PhotoJob {
    let (photo, epoch) = (Uuid::from_u128(0x91).into(), Some(before()));
    PhotoJob { id: photo, entry: id(1), answers: None, thumb_sent: true, done, epoch, here: true }
}

fn sends(effects: &[Effect]) -> bool {
    effects.contains(&Effect::SendPhoto { id: photo(true).id })
}

struct Phone(Machine);

impl Phone {
    fn started(outbox: Vec<OutboxItem>) -> (Self, Vec<Effect>) {
        Self::with(outbox, vec![])
    }

    fn with(outbox: Vec<OutboxItem>, photos: Vec<PhotoJob>) -> (Self, Vec<Effect>) {
        let mut phone = Self(Machine::default());
        let (reached, epoch) = (CommitNo(4), Some(before()));
        let effects = phone.step(Event::Started { outbox, photos, reached, epoch, heard: true });
        (phone, effects)
    }

    fn step(&mut self, event: Event) -> Vec<Effect> {
        self.0.step(event, NOW, HALF)
    }

    /// The last page of a pull is swapped in.
    fn swaps(&mut self, reached: u64, epoch: Epoch) -> Vec<Effect> {
        assert!(self.step(Event::PageStaged { whole: true }).contains(&Effect::Swap));
        self.step(Event::Swapped { reached: CommitNo(reached), epoch })
    }

    /// The hub answers a push.
    fn hears(&mut self, epoch: Epoch, receipts: Vec<Receipt>) -> Vec<Effect> {
        let answer = PushAnswer { epoch, now: NOW, receipts: receipts.clone(), seal: None };
        let answered = self.step(Event::PushAnswered(answer));
        assert!(
            answered.contains(&Effect::KeepReceipts { epoch, receipts: receipts.clone() }),
            "{answered:?}"
        );
        self.step(Event::ReceiptsKept { receipts })
    }
}

fn marks(effects: &[Effect]) -> bool {
    effects.iter().any(|effect| matches!(effect, Effect::Mark { .. }))
}

/// The copy from which the hub was restored may not have what this phone was told to be there.
#[test]
fn all_that_the_hub_ever_gave_its_word_on_is_pushed_again_once() {
    let (applied, refused) = (item(1, APPLIED), item(2, Stage::Settled { outcome: Outcome::Refused }));
    let (mut phone, effects) = Phone::started(vec![applied, refused]);
    assert!(!marks(&effects), "{effects:?}");
    assert_eq!(phone.0.status().waiting, 0);
    let swapped = phone.swaps(2, after());
    assert!(swapped.contains(&Effect::Mark { ids: vec![id(1), id(2)] }), "{swapped:?}");
    assert_eq!(phone.0.status().waiting, 2, "the hub may know nothing of them");
    let pushed = phone.step(Event::Marked { items: vec![applied, refused] });
    assert!(pushed.contains(&Effect::Push { device: device(), ids: vec![id(1), id(2)] }), "{pushed:?}");
    let kept = phone.hears(after(), vec![receipt(1, Outcome::Applied), receipt(2, Outcome::Refused)]);
    assert!(kept.contains(&Effect::Settle { ids: vec![id(2)] }), "{kept:?}");
    assert!(kept.contains(&Effect::Pull), "what it brought is read: {kept:?}");
    assert_eq!(phone.0.status().waiting, 0);
    let shown = phone.swaps(5, after());
    assert!(shown.contains(&Effect::Settle { ids: vec![id(1)] }), "{shown:?}");
    assert!(!marks(&shown), "once: {shown:?}");
}

/// A push may reach the restored hub before any page does.
#[test]
fn an_answer_of_another_life_is_reason_enough_to_read_and_to_push_again() {
    let old = item(1, Stage::Receipted { outcome: Outcome::Applied, commit: CommitNo(4) });
    let new = OutboxItem { epoch: None, ..item(2, Stage::Sent) };
    let (mut phone, effects) = Phone::started(vec![old, new]);
    assert!(effects.contains(&Effect::Settle { ids: vec![id(1)] }) && effects.contains(&Effect::Pull));
    drop(phone.step(Event::PullFailed(Fault::Unreachable)));
    drop(phone.step(Event::Marked { items: vec![new] }));
    let kept = phone.hears(after(), vec![receipt(2, Outcome::Applied)]);
    assert!(kept.contains(&Effect::Mark { ids: vec![id(1)] }), "{kept:?}");
    assert!(!kept.iter().any(|effect| matches!(effect, Effect::Settle { .. })), "{kept:?}");
    assert!(phone.step(Event::WentOnline).contains(&Effect::Pull));
}

/// The count of commits begins lower in the next life: what was read in the last one says nothing of it.
#[test]
fn an_interim_word_of_the_new_life_is_asked_about_when_that_life_moves_on() {
    let new = OutboxItem { epoch: None, ..item(1, Stage::Sent) };
    let (mut phone, _) = Phone::started(vec![new]);
    drop(phone.step(Event::Marked { items: vec![new] }));
    drop(phone.hears(after(), vec![Receipt { commit: CommitNo(2), ..receipt(1, Outcome::Held) }]));
    let swapped = phone.swaps(3, after());
    assert!(swapped.contains(&Effect::Mark { ids: vec![id(1)] }), "{swapped:?}");
}

/// Bytes that arrived after the copy was made are not there any more; its entry goes first.
#[test]
fn photos_that_arrived_in_another_life_go_again() {
    let known = item(1, APPLIED);
    let (mut phone, effects) = Phone::with(vec![known], vec![photo(true)]);
    assert!(!sends(&effects), "{effects:?}");
    let swapped = phone.swaps(6, after());
    assert!(swapped.contains(&Effect::KeepPhoto(photo(false))), "its bytes are not let go: {swapped:?}");
    assert!(!sends(&swapped), "the hub may not know it yet");
    assert_eq!(phone.0.status().photos_waiting, 1);
    drop(phone.step(Event::Marked { items: vec![known] }));
    let kept = phone.hears(after(), vec![receipt(1, Outcome::Applied)]);
    assert!(sends(&kept), "{kept:?}");
    let sent = phone.step(Event::PhotoSent { id: photo(true).id });
    assert!(sent.contains(&Effect::KeepPhoto(PhotoJob { epoch: Some(after()), ..photo(true) })), "{sent:?}");
}

/// The phone let them go while the hub had them; whether the restored hub has them, only its replica can say.
#[test]
fn photos_that_were_let_go_are_asked_about_where_the_restored_hub_awaits_them() {
    let gone = PhotoJob { here: false, ..photo(true) };
    let (mut phone, _) = Phone::with(vec![item(1, APPLIED)], vec![gone]);
    let swapped = phone.swaps(6, after());
    assert_eq!(phone.0.status().photos_waiting, 0, "{swapped:?}");
    drop(phone.step(Event::Marked { items: vec![item(1, APPLIED)] }));
    drop(phone.hears(after(), vec![receipt(1, Outcome::Applied)]));
    assert!(sends(&phone.step(Event::Awaited { photos: BTreeSet::from([gone.id]) })));
}

/// A page that was read before the bytes came still awaits them.
#[test]
fn a_photo_whose_file_was_lost_goes_again_and_one_that_has_just_arrived_does_not() {
    let (mut phone, _) = Phone::with(vec![item(1, APPLIED)], vec![photo(true)]);
    let awaited = || Event::Awaited { photos: BTreeSet::from([photo(true).id]) };
    assert!(sends(&phone.step(awaited())));
    drop(phone.step(Event::PhotoSent { id: photo(true).id }));
    assert!(!sends(&phone.step(awaited())));
    assert_eq!(phone.0.status().photos_waiting, 0, "the pill does not flicker");
    assert!(!sends(&phone.step(Event::Awaited { photos: BTreeSet::new() })), "the hub has it");
    assert!(sends(&phone.step(awaited())), "its file was lost there");
}
