//! Saving: what a person did becomes an entry, written once.

use std::rc::Rc;

use uuid::Uuid;
use yingchun_domain::community::Welcome;
use yingchun_domain::entry::{self, Act, Entry, EntryRefused};
use yingchun_domain::id::{DeviceId, EntryId};
use yingchun_domain::person::Person;
use yingchun_domain::receipt::Outcome;
use yingchun_domain::sync::outbox::{EntryRow, Typed};
use yingchun_domain::sync::{Event, UNDO_MS};
use yingchun_domain::time::UnixMs;

use super::invited::{Opened, moved_in};
use super::joining::{Joining, Whose};
use super::shell::Shell;
use super::tabs::Word;
use super::{Deed, NotSaved, Undo};
use crate::device::promises::{self, DeviceRow, Ends, Maker, Saved};
use crate::device::store::StoreFault;
use crate::device::{clock, draft, ids, interop};

impl From<StoreFault> for NotSaved {
    fn from(fault: StoreFault) -> Self {
        match fault {
            StoreFault::Full => Self::Full,
            StoreFault::Broken(reason) => Self::Storage(reason),
        }
    }
}

impl From<EntryRefused> for NotSaved {
    fn from(refused: EntryRefused) -> Self {
        match refused {
            EntryRefused::TooLong => Self::TooLong,
            EntryRefused::NewerSchema(_)
            | EntryRefused::UnknownKind
            | EntryRefused::Unreadable(_)
            | EntryRefused::Campaign
            | EntryRefused::Photos => Self::Storage(refused.to_string()),
        }
    }
}

/// The entry of a deed, by the device that makes it.
pub(super) fn entry_of(device: &DeviceRow, deed: Deed, at: UnixMs) -> Entry {
    let campaign = device.campaign.filter(|_| !matches!(deed.act, Act::Register(_)));
    Entry {
        id: EntryId::from(ids::fresh_id()),
        campaign,
        device: device.device,
        seq: device.next_seq,
        author: device.person,
        on_behalf_of: deed.on_behalf_of,
        seen: device.seen,
        target: deed.target,
        base: deed.base,
        act: deed.act,
        at,
        offset: device.offset,
        shown: deed.shown,
        photos: deed.photos,
    }
}

/// What was saved: the row, its entry, and the device that made it.
pub(super) type Written = Box<(EntryRow, Entry, DeviceRow)>;

/// Saves a deed as the entry that `of` makes of it, with its line.
async fn write(
    maker: Maker,
    deed: Deed,
    of: impl Fn(&DeviceRow, Deed, UnixMs) -> Result<(Entry, String), EntryRefused>,
) -> Result<Written, NotSaved> {
    let at = clock::now();
    let ends = deed.draft.clone().map(|key| Ends { at_hand: draft::at_hand(&key), key });
    let waiting = ends.as_ref().and_then(|ends| draft::hold(&ends.key));
    let grace_ms = match deed.undo {
        Undo::Grace => UNDO_MS,
        Undo::AtOnce => 0,
    };
    let line = |device: &DeviceRow| of(device, deed.clone(), at);
    let mut saved = promises::save(maker.clone(), ends.as_ref(), at, grace_ms, line).await;
    // Second copies of photos go before the next transaction, the ballast before the one after: words find room where photos
    // do not.
    for _ in 0..2 {
        if matches!(saved, Err(StoreFault::Full)) {
            saved = promises::save(maker.clone(), ends.as_ref(), at, grace_ms, line).await;
        }
    }
    let refused = match saved {
        Ok(Saved::Yes(written)) => {
            if let Some(ends) = &ends {
                draft::forget(&ends.key);
            }
            return Ok(written);
        }
        Ok(Saved::NoDevice) => NotSaved::NoDevice,
        Ok(Saved::Refused(refused)) => refused.into(),
        Err(fault) => fault.into(),
    };
    if let Some(ends) = &ends {
        draft::resume(&ends.key, waiting);
    }
    Err(refused)
}

/// Saves a deed of whom this tab shows, though somebody else may have moved in by another tab a moment ago.
pub(super) async fn act(shell: &Rc<Shell>, deed: Deed) -> Result<EntryId, NotSaved> {
    let shown = shell.state.borrow().device.as_ref().map(|device| device.device);
    act_as(shell, shown.map_or(Maker::Hers(None), Maker::Device), deed).await
}

/// Saves what the phone itself has to say in the name of a device of it.
pub(super) async fn act_as(shell: &Rc<Shell>, maker: Maker, deed: Deed) -> Result<EntryId, NotSaved> {
    let line = |device: &DeviceRow, deed: Deed, at| {
        let entry = entry_of(device, deed, at);
        let line = entry.to_line()?;
        Ok((entry, line))
    };
    let (row, entry, device) = *write(maker, deed, line).await?;
    let id = row.id;
    shell.saved(row, entry, device);
    Ok(id)
}

/// Makes the phone hers, where it is nobody's, and saves her registration.
pub(super) async fn join(shell: &Rc<Shell>, joining: Joining) -> Result<EntryId, NotSaved> {
    let left = shell.state.borrow().device.clone().filter(|_| shell.has_left());
    if let (Whose::Own, Some(before)) = (joining.whose, left) {
        return join_anew(shell, joining, before.device).await;
    }
    let whose = joining.whose.on_a_phone(is_registered(shell))?;
    let (row, entry, device) = *register(joining, whose).await?;
    let id = row.id;
    shell.saved(row, entry, device);
    Ok(id)
}

/// Whoever left here signs up again: as somebody new with a device of her own, since nothing is written any more of who she
/// was. What the one before still has to send goes by itself, as from a phone that was passed on.
async fn join_anew(shell: &Rc<Shell>, joining: Joining, before: DeviceId) -> Result<EntryId, NotSaved> {
    let newcomer = newcomer(&joining.welcome);
    let maker = Maker::Device(newcomer.device);
    promises::move_in(&newcomer, None).await?;
    match register_by(maker, joining, Whose::Own).await {
        Ok(written) => {
            moved_in(shell, Opened::No).await;
            Ok(written.0.id)
        }
        Err(refused) => {
            drop(promises::change_to(before, None).await);
            Err(refused)
        }
    }
}

/// Saves a registration, and makes the phone hers where it is nobody's.
pub(super) async fn register(joining: Joining, whose: Whose) -> Result<Written, NotSaved> {
    let newcomer = newcomer(&joining.welcome);
    register_by(Maker::Hers(Some(Box::new(newcomer))), joining, whose).await
}

fn newcomer(welcome: &Welcome) -> DeviceRow {
    DeviceRow { welcome: Some(welcome.clone()), ..a_device(Some(welcome.campaign.id)) }
}

async fn register_by(maker: Maker, joining: Joining, whose: Whose) -> Result<Written, NotSaved> {
    interop::persist();
    let Joining { register, draft, .. } = joining;
    let deed = Deed {
        base: std::collections::BTreeMap::new(),
        act: Act::Register(register.clone()),
        target: ids::fresh_id(),
        on_behalf_of: None,
        shown: entry::Shown::default(),
        photos: vec![],
        draft: Some(draft.to_owned()),
        undo: Undo::AtOnce,
    };
    let line = move |device: &DeviceRow, deed: Deed, at| {
        let target: Uuid = match whose {
            Whose::Own => device.person.uuid(),
            Whose::Family => deed.target,
        };
        let entry = entry_of(device, Deed { target, ..deed }, at);
        let line = entry.line_with(&register)?;
        Ok((entry, line))
    };
    write(maker, deed, line).await
}

/// A device that nobody knows yet, of a person whom nobody knows yet.
pub(super) fn a_device(campaign: Option<yingchun_domain::id::CampaignId>) -> DeviceRow {
    DeviceRow {
        device: ids::fresh_id().into(),
        person: ids::fresh_id().into(),
        key: ids::base64url(&ids::random::<32>()),
        campaign,
        welcome: None,
        next_seq: 1,
        offset: None,
        seen: None,
        name: None,
        seal: None,
    }
}

/// Whether the phone's person is known, or on her way to the hub: then a registration is a family member's.
fn is_registered(shell: &Shell) -> bool {
    let state = shell.state.borrow();
    let Some(person) = state.person() else { return false };
    let known = state.replica.set().get::<Person>(person.uuid()).known().is_some();
    let on_her_way = state.held.values().any(|held| {
        let refused = held.row.receipt.as_ref().is_some_and(|receipt| receipt.outcome == Outcome::Refused);
        let own = held
            .entry
            .as_ref()
            .is_some_and(|entry| matches!(entry.act, Act::Register(_)) && entry.target == person.uuid());
        own && !refused
    });
    known || on_her_way
}

/// Keeps that the hub's word about an entry was seen; what is not written is shown once more.
pub(super) async fn see(shell: &Rc<Shell>, id: EntryId) {
    let Some(seq) = shell.state.borrow().seqs(&[id]).first().copied() else { return };
    let Ok(rows) = promises::see(seq).await else { return };
    shell.state.borrow_mut().hold(rows);
    shell.reread();
    shell.tabs.tell(Word::Entries);
}

/// Takes an entry back that was never sent; what was typed for it stands in its form again, with its photos.
pub(super) async fn undo(shell: &Rc<Shell>, id: EntryId) -> bool {
    let seq = {
        let state = shell.state.borrow();
        let may = state.machine.may_withdraw(id);
        state.seqs(&[id]).first().copied().filter(|_| may)
    };
    let Some(seq) = seq else { return false };
    let Ok(Some(taken_back)) = promises::take_back(seq, clock::now()).await else { return false };
    if let Some(Typed { key, text }) = taken_back.typed {
        draft::again(&key, text);
    }
    shell.state.borrow_mut().held.remove(&seq);
    shell.feed(Event::Withdrawn { id });
    shell.tabs.tell(Word::Entries);
    true
}
