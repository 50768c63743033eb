//! Taking the right that an invitation gives. The link is good once, so that the entry is kept before it is sent: an
//! answer that was lost is asked for again with the same bytes.

use std::rc::Rc;

use serde::Deserialize;
use yingchun_domain::entry::{self, Act, SeenHub};
use yingchun_domain::id::{CampaignId, Epoch, PersonId};
use yingchun_domain::invitation::accept::AcceptInvitation;
use yingchun_domain::receipt::{Outcome, Receipt};
use yingchun_domain::row::CommitNo;
use yingchun_domain::sync::Event;
use yingchun_domain::sync::outbox::{EntryRow, StageName};
use yingchun_domain::time::UnixMs;

use super::save::{a_device, entry_of};
use super::shell::Shell;
use super::signs;
use super::tabs::Word;
use super::{Deed, Phone, Undo};
use crate::device::hub::{HubFault, Look};
use crate::device::net::{Answer, Ask};
use crate::device::promises::{self, DeviceRow, Invited};
use crate::device::{clock, interop};

#[derive(Deserialize)]
struct Accepted {
    receipt: Receipt,
    epoch: Epoch,
    now: UnixMs,
    person: PersonId,
    campaign: CampaignId,
    #[serde(default)]
    seal: Option<String>,
}

fn broken<E>(_: E) -> HubFault {
    HubFault::Broken
}

/// The entry that was kept for this link, as after an answer that was lost.
async fn kept(token: &str) -> Result<Option<Invited>, HubFault> {
    Ok(promises::invited().await.map_err(broken)?.filter(|kept| kept.token == token))
}

/// The entry to send: the one that was kept for this link, or a new one.
async fn prepared(
    shell: &Shell,
    token: &str,
    look: &Look,
    accept: AcceptInvitation,
) -> Result<Invited, HubFault> {
    if let Some(kept) = kept(token).await? {
        return Ok(kept);
    }
    let seq = promises::reserve_seq().await.map_err(broken)?;
    let device = DeviceRow { next_seq: seq, ..device_for(shell, look) };
    let deed = Deed {
        base: std::collections::BTreeMap::new(),
        act: Act::AcceptInvitation(accept),
        target: look.id.uuid(),
        on_behalf_of: None,
        shown: entry::Shown::default(),
        photos: vec![],
        draft: None,
        undo: Undo::AtOnce,
    };
    let line = entry_of(&device, deed, clock::now()).to_line().map_err(broken)?;
    let invited = Invited { token: token.to_owned(), device, line };
    promises::keep_invited(&invited).await.map_err(broken)?;
    Ok(invited)
}

/// The device that is on this phone, where the invitation may be its person's; else a new one.
fn device_for(shell: &Shell, look: &Look) -> DeviceRow {
    let named = look.person.as_ref().map(|person| person.id);
    let state = shell.state.borrow();
    let before = state.device.as_ref().filter(|device| {
        device.campaign == Some(look.campaign.id) && named.is_none_or(|person| person == device.person)
    });
    before.cloned().unwrap_or_else(|| {
        let fresh = a_device(Some(look.campaign.id));
        DeviceRow { person: named.unwrap_or(fresh.person), ..fresh }
    })
}

async fn send(invited: &Invited) -> Result<Accepted, HubFault> {
    let body = serde_json::json!({ "token": invited.token, "line": invited.line }).to_string();
    let authorization = invited.device.authorization();
    let ask = Ask::post("/api/invitations/accept", Some(&authorization), &body);
    let answer: Answer = ask.send().await.map_err(HubFault::of)?;
    if answer.status == 200 {
        return answer.body().map_err(HubFault::of);
    }
    if is_final(&answer) {
        // A link that is refused is never sent again; what stays behind is written over by the next one.
        drop(promises::uninvite().await);
    }
    Err(HubFault::of_answer(&answer))
}

/// Whether an answer is the hub's last word on this line, rather than on this moment (401, 408, 429), on itself, or a gateway's
/// page, which has no code.
fn is_final(answer: &Answer) -> bool {
    matches!(answer.status, 400..=499) && !matches!(answer.status, 401 | 408 | 429) && answer.code().is_some()
}

/// Sends again what was kept for this link, and makes the phone hers; false where nothing was.
pub(super) async fn resume(shell: &Rc<Shell>, token: &str) -> Result<bool, HubFault> {
    match kept(token).await? {
        Some(invited) => take(shell, invited).await.map(|()| true),
        None => Ok(false),
    }
}

/// Accepts, and makes the phone hers.
pub(super) async fn accept(
    shell: &Rc<Shell>,
    token: &str,
    look: &Look,
    accept: AcceptInvitation,
) -> Result<(), HubFault> {
    interop::persist();
    let invited = prepared(shell, token, look, accept).await?;
    take(shell, invited).await
}

async fn take(shell: &Rc<Shell>, invited: Invited) -> Result<(), HubFault> {
    let sent_at = clock::now();
    let accepted = send(&invited).await?;
    if accepted.receipt.outcome == Outcome::Refused {
        drop(promises::uninvite().await);
        return Err(HubFault::Refused { code: accepted.receipt.code.unwrap_or_default() });
    }
    let row = EntryRow {
        seq: invited.device.next_seq,
        id: accepted.receipt.id,
        line: invited.line,
        stage: StageName::Receipted,
        saved_at: sent_at,
        grace_until: sent_at,
        photos: vec![],
        seen: false,
        typed: None,
        receipt: Some(accepted.receipt.clone()),
        epoch: Some(accepted.epoch),
        first: None,
    };
    let device = DeviceRow {
        person: accepted.person,
        campaign: Some(accepted.campaign),
        next_seq: row.seq.saturating_add(1),
        offset: Some(accepted.now.since(sent_at)),
        seal: accepted.seal,
        seen: Some(SeenHub { epoch: accepted.epoch, commit: CommitNo::default(), received: accepted.now }),
        ..invited.device
    };
    let before = shell.name();
    promises::take_over(&device, &row, before.as_deref()).await.map_err(broken)?;
    moved_in(shell, Opened::Yes).await;
    Ok(())
}

/// Whether the browser's cookie is hers by now. Where it is not, the hub says so to the first pull.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opened {
    Yes,
    No,
}

/// Begins anew with the person who moved in.
pub(super) async fn moved_in(shell: &Rc<Shell>, session: Opened) {
    if let Ok(kept) = promises::read().await {
        shell.take_in(kept);
        signs::close_news();
        shell.read_replica().await;
        shell.begin();
        if session == Opened::Yes {
            shell.feed(Event::SessionOpened);
        }
    }
    shell.tabs.tell(Word::Entries);
}

impl Phone {
    /// Takes the right that an invitation gives; needs the network.
    ///
    /// # Errors
    /// [`HubFault`]: the invitation can still be taken, or the hub said why not.
    pub async fn accept_invitation(
        self,
        token: String,
        look: &Look,
        args: AcceptInvitation,
    ) -> Result<(), HubFault> {
        accept(&self.shell(), &token, look, args).await
    }

    /// Sends the yes to an invitation again whose answer was lost; false where there was none. Needs the network.
    ///
    /// # Errors
    /// [`HubFault`]: the yes is kept, or the hub said why not.
    pub async fn resume_invitation(self, token: String) -> Result<bool, HubFault> {
        resume(&self.shell(), &token).await
    }
}
