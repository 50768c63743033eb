//! What pages know of the phone's replica and outbox, and what they may ask of them.
//!
//! An *entry* is saved in one strict transaction, and only then is "saved" said. The *overlay* is the replica with the
//! entries on top that it does not show yet. What to send and when is decided by [`yingchun_domain::sync`]; `effects`
//! carries it out. Keeps invariants 1 (saved survives a kill), 3 (one effect) and 8 (the queue always drains).

mod come_back;
mod courier;
mod effects;
mod gaps;
mod invited;
pub mod joining;
mod opening;
mod pictures;
mod save;
mod shell;
mod signed_in;
mod signs;
mod state;
mod tabs;

use std::collections::{BTreeMap, BTreeSet};
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;

use crate::html::*;
use uuid::Uuid;
use yingchun_domain::community::Welcome;
use yingchun_domain::entry::{self, Act, Entry};
use yingchun_domain::id::{CampaignId, DeviceId, EntryId, PersonId, PhotoId};
use yingchun_domain::photo::PhotoRecord;
use yingchun_domain::receipt::Receipt;
use yingchun_domain::row::RowKey;
use yingchun_domain::set::{Reach, Set};
use yingchun_domain::sync::{Event, Machine, Stage, Status};
use yingchun_domain::text::{Name, Phone as Number};
use yingchun_domain::time::UnixMs;

use self::courier::Courier;
use self::joining::Joining;
use self::shell::Shell;
use self::tabs::{Tabs, Word};
use crate::device::clock;
use crate::device::hub::HubFault;

/// Whether what this phone keeps can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ready {
    /// Being opened.
    Opening,
    /// Opened and read.
    Ready,
    /// It cannot be opened, and why, for a report.
    NoStorage(String),
}

/// Whose phone this is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Me {
    /// The person on this phone.
    pub device: DeviceId,
    /// The person.
    pub person: PersonId,
    /// The drive.
    pub campaign: Option<CampaignId>,
    /// What the code opened with which she joined.
    pub welcome: Option<Welcome>,
    /// The hub has said how far the phone's clock is off.
    pub clock_checked: bool,
}

/// An entry of this phone and how far it has come.
#[derive(Clone, Debug)]
pub struct OutboxEntry {
    /// Which one.
    pub id: EntryId,
    /// What it says; nothing where a newer app wrote it, which this one cannot read. It goes to the hub all the same.
    pub entry: Option<Arc<Entry>>,
    /// The photos that ride on it.
    pub photos: Vec<PhotoId>,
    /// How far it has come.
    pub stage: Stage,
    /// The hub's word, once it came.
    pub receipt: Option<Receipt>,
    /// When it was saved, by the phone's clock.
    pub saved_at: UnixMs,
    /// 知道了: she has seen the hub's word.
    pub seen: bool,
    /// How many of its photos have not arrived, as far as this phone knows: the hub may show it them no more.
    pub photos_waiting: usize,
    /// The hub's word is of another life of its database: the entry goes there once more.
    pub goes_again: bool,
}

impl PartialEq for OutboxEntry {
    /// An entry is written once: its name stands for what it says.
    fn eq(&self, other: &Self) -> bool {
        let name = |it: &Self| (it.id, it.stage, it.seen, it.photos_waiting, it.goes_again);
        name(self) == name(other) && self.receipt == other.receipt
    }
}

/// Somebody else on this phone, whose things are kept apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    /// Her device.
    pub device: DeviceId,
    /// What she is called, where the phone knows.
    pub name: Option<String>,
}

/// Whether an act waits for second thoughts before it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undo {
    /// Ten seconds of 撤回.
    Grace,
    /// Sent at once.
    AtOnce,
}

/// What a person does, for [`Phone::act`].
#[derive(Clone, Debug, PartialEq)]
pub struct Deed {
    /// What is done.
    pub act: Act,
    /// The thing acted on.
    pub target: Uuid,
    /// For whom, where a leader acts in somebody's place.
    pub on_behalf_of: Option<PersonId>,
    /// The versions that an edit replaces, by group of fields.
    pub base: BTreeMap<String, EntryId>,
    /// What the screen showed.
    pub shown: entry::Shown,
    /// Photos that ride on it, saved before by [`crate::device::photo::prepare`].
    pub photos: Vec<PhotoRecord>,
    /// The draft that ends with it.
    pub draft: Option<String>,
    /// Whether it waits for second thoughts.
    pub undo: Undo,
}

/// Why an act was not saved; what was typed stays on the screen and in its draft.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotSaved {
    /// The phone is full.
    #[error("the phone is full")]
    Full,
    /// Nobody joined on this phone yet.
    #[error("nobody joined on this phone yet")]
    NoDevice,
    /// More was typed than an entry takes.
    #[error("more was typed than an entry takes")]
    TooLong,
    /// The phone's storage does not work.
    #[error("storage: {0}")]
    Storage(String),
}

/// What stands behind the pages: the whole machine, or the courier where newcomers come in.
trait Behind {
    /// Saves a registration.
    fn join(self: Rc<Self>, joining: Joining) -> Pin<Box<dyn Future<Output = Result<EntryId, NotSaved>>>>;

    /// Tries at once what waits.
    fn press(self: Rc<Self>);

    /// The machine, where it is this.
    fn machine(self: Rc<Self>) -> Option<Rc<Shell>>;
}

impl Behind for Shell {
    fn join(self: Rc<Self>, joining: Joining) -> Pin<Box<dyn Future<Output = Result<EntryId, NotSaved>>>> {
        Box::pin(async move { save::join(&self, joining).await })
    }

    fn press(self: Rc<Self>) {
        if self.leads() {
            self.feed(Event::Pressed);
        } else {
            self.tabs.tell(Word::Press);
        }
    }

    fn machine(self: Rc<Self>) -> Option<Rc<Shell>> {
        Some(self)
    }
}

/// What pages follow.
#[derive(Clone, Copy, Debug)]
struct Signals {
    shown: RwSignal<Arc<Set>>,
    status: RwSignal<Status>,
    outbox: RwSignal<Arc<Vec<OutboxEntry>>>,
    me: RwSignal<Option<Me>>,
    others: RwSignal<Vec<Other>>,
    opaque: RwSignal<Arc<BTreeSet<RowKey>>>,
    ready: RwSignal<Ready>,
    now: RwSignal<UnixMs>,
    read_at: RwSignal<Option<UnixMs>>,
}

impl Signals {
    fn new() -> Self {
        Self {
            shown: RwSignal::new(Arc::new(Set::new(Reach::Held))),
            status: RwSignal::new(Machine::default().status()),
            outbox: RwSignal::new(Arc::default()),
            me: RwSignal::new(None),
            others: RwSignal::new(vec![]),
            opaque: RwSignal::new(Arc::default()),
            ready: RwSignal::new(Ready::Opening),
            now: RwSignal::new(clock::now()),
            read_at: RwSignal::new(None),
        }
    }
}

/// The phone: one for the whole app, provided by [`provide_phone`] or, where newcomers come in, by [`provide_courier`].
#[derive(Clone, Copy, Debug)]
pub struct Phone {
    signals: Signals,
    behind: StoredValue<Rc<dyn Behind>, LocalStorage>,
}

/// Opens the phone's storage, starts the driver, and lets everything below use [`use_phone`]. Called once, at a root.
pub fn provide_phone() -> Phone {
    let signals = Signals::new();
    let shell = Shell::new(signals);
    let behind: Rc<dyn Behind> = Rc::<Shell>::clone(&shell);
    let phone = Phone { signals, behind: StoredValue::new_local(behind) };
    provide_context(phone);
    spawn_local(async move {
        shell.open().await;
        Tabs::listen(&shell);
        signs::watch(&shell);
        tabs::elect(&shell);
    });
    phone
}

/// The same where newcomers come in: they register, which is saved and brought to the hub; the rest of [`Phone`] needs
/// [`provide_phone`].
pub fn provide_courier() {
    let signals = Signals::new();
    let courier = Courier::new(signals);
    let behind: Rc<dyn Behind> = Rc::<Courier>::clone(&courier);
    provide_context(Phone { signals, behind: StoredValue::new_local(behind) });
    spawn_local(async move { courier.open().await });
}

/// The phone.
#[must_use]
pub fn use_phone() -> Phone {
    use_context().expect("the roots of all doors provide a phone before they show a page")
}

impl Phone {
    fn shell(self) -> Rc<Shell> {
        self.behind.get_value().machine().expect("where newcomers come in, no page does more than join")
    }

    /// What the screen shows: the replica with the pending entries on top.
    #[must_use]
    pub fn shown(self) -> Signal<Arc<Set>> {
        self.signals.shown.into()
    }

    /// What the phone does about its outbox, for the pill.
    #[must_use]
    pub fn status(self) -> Signal<Status> {
        self.signals.status.into()
    }

    /// Rows that a newer version of the app wrote, which this one cannot show: 需更新后查看.
    #[must_use]
    pub fn opaque(self) -> Signal<Arc<BTreeSet<RowKey>>> {
        self.signals.opaque.into()
    }

    /// Those who were on this phone before, and can be again.
    #[must_use]
    pub fn others(self) -> Signal<Vec<Other>> {
        self.signals.others.into()
    }

    /// Makes the phone that person's again. What was saved meanwhile stays, and goes by itself.
    ///
    /// # Errors
    /// [`HubFault::Broken`]: the phone's storage does not work.
    pub async fn change_to(self, device: DeviceId) -> Result<(), HubFault> {
        signed_in::change_to(&self.shell(), device).await
    }

    /// 知道了: what the hub said of this entry was seen.
    pub async fn see(self, id: EntryId) {
        save::see(&self.shell(), id).await;
    }

    /// Her entries on this phone, newest last.
    #[must_use]
    pub fn outbox(self) -> Signal<Arc<Vec<OutboxEntry>>> {
        self.signals.outbox.into()
    }

    /// Whose phone this is; `None` until somebody joined.
    #[must_use]
    pub fn me(self) -> Signal<Option<Me>> {
        self.signals.me.into()
    }

    /// Whether what this phone keeps was read.
    #[must_use]
    pub fn ready(self) -> Signal<Ready> {
        self.signals.ready.into()
    }

    /// The phone's clock, corrected by what it knows of the hub's; fresh every 20 seconds.
    #[must_use]
    pub fn now(self) -> Signal<UnixMs> {
        self.signals.now.into()
    }

    /// When the hub last told all that the reader may see, by its clock: what the screen shows is of then. `None` before.
    #[must_use]
    pub fn read_at(self) -> Signal<Option<UnixMs>> {
        self.signals.read_at.into()
    }

    /// Saves an act, its photos' records and the end of its draft in one strict transaction. When this returns, it is
    /// saved.
    ///
    /// # Errors
    /// [`NotSaved`]: nothing was.
    pub async fn act(self, deed: Deed) -> Result<EntryId, NotSaved> {
        save::act(&self.shell(), deed).await
    }

    /// Takes an entry back that was never sent; `false` where it is too late.
    pub async fn undo(self, id: EntryId) -> bool {
        save::undo(&self.shell(), id).await
    }

    /// 现在再传一次
    pub fn press(self) {
        self.behind.get_value().press();
    }

    /// Makes this phone hers, saves her registration and ends its draft, in one strict transaction. On a phone that is somebody's
    /// already, it registers a family member; on one that is nobody's yet, a family member cannot be registered first.
    ///
    /// # Errors
    /// [`NotSaved`]: nothing was.
    pub async fn join(self, joining: Joining) -> Result<EntryId, NotSaved> {
        self.behind.get_value().join(joining).await
    }

    /// Comes in by passphrase; needs the network.
    ///
    /// # Errors
    /// [`HubFault`]: the hub said why not, or did not answer.
    pub async fn sign_in(self, name: String, passphrase: String) -> Result<(), HubFault> {
        signed_in::sign_in(&self.shell(), &name, &passphrase).await
    }

    /// The four digits that stand here and with her leader, while this phone asks to come back.
    pub async fn asks_back(self) -> Option<String> {
        come_back::waiting().await
    }

    /// Asks her leader to let her in on this phone; needs the network.
    ///
    /// # Errors
    /// [`HubFault`]: the hub said why not, or did not answer.
    pub async fn ask_back(self, name: &Name, phone: &Number) -> Result<String, HubFault> {
        come_back::ask(name, phone).await
    }

    /// Whether her leader let her in meanwhile: then the phone is hers.
    ///
    /// # Errors
    /// [`HubFault`]: the hub did not answer.
    pub async fn came_back(self) -> Result<bool, HubFault> {
        come_back::look(&self.shell()).await
    }
}
