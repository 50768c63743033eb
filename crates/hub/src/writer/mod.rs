//! The writer: the one hand that writes a campaign. It takes all pushes that wait into one transaction, judges them in
//! order with the domain's rules, and answers when the disk has them.
//!
//! A *job* is a push or a *deed* (what the hub itself writes). An entry at which a rule fails, or whose rows the
//! database refuses, is the *culprit*: it is kept apart as bytes, and its neighbours go on without it (invariant 8).
//! Where the machine is at fault all is rolled back and nobody gets a receipt.

mod account;
mod again;
mod batch;
mod brought;
mod commit;
mod deed;
mod end;
mod epoch;
mod gap;
mod keep;
mod line;
mod nod;
mod received;
mod save;
mod sound;
#[cfg(test)]
mod tests;
mod vain;
mod work;

pub(crate) use batch::{Bind, Terms, device_unknown};
pub(crate) use brought::{Brought, brought};
pub(crate) use deed::Deed;
pub(crate) use end::{Ended, Waits};
pub(crate) use epoch::Life;
pub(crate) use line::{KEY_NEEDED, Line, Link, Outline, Pusher, sha256};
pub(crate) use nod::Nod;

use std::collections::BTreeSet;
use std::panic::AssertUnwindSafe;

use futures::FutureExt as _;
use futures::future::BoxFuture;
use sqlx::sqlite::SqliteConnectOptions;
use tokio::sync::{mpsc, oneshot};
use yingchun_domain::decide::{Context, Decided, Stop};
use yingchun_domain::entry::Entry;
use yingchun_domain::id::{CampaignId, EntryId};
use yingchun_domain::scope::Scope;
use yingchun_domain::set::{Reach, Set};

use self::commit::End;
use self::received::Received;
use self::sound::Sound;
use crate::error::HubError;
use crate::news::Newsroom;
use crate::photos::Records;
use crate::store::photo::Named;
use crate::store::receipt::Kept;
use crate::store::{self, Conn, Fault, Lock};

/// The most entries of one transaction.
const ENTRIES_MOST: usize = 512;
/// Jobs that may wait; more are told to come back.
const JOBS_MOST: usize = 1024;
/// Looks that find nothing more before the writer begins; between two of them the others get their turn.
const LOOKS: u32 = 4;
/// Rows that are kept in memory between transactions.
const ROWS_MOST: usize = 50_000;

/// The rule that judges: [`yingchun_domain::decide::decide`], but for tests of what happens when it fails.
pub(crate) type Rule = fn(&Set, &Entry, &Context) -> Result<Decided, Stop>;

/// A push on its way to the writer.
pub(crate) struct Push {
    pub(crate) lines: Vec<Line>,
    pub(crate) bind: Option<Bind>,
    pub(crate) answer: oneshot::Sender<Result<Vec<Kept>, HubError>>,
}

/// What one of the writer's own methods does, its answer included.
type Task = Box<dyn for<'a> FnOnce(&'a mut Hand) -> BoxFuture<'a, ()> + Send>;

enum Job {
    Push(Push),
    Received(Received),
    Deed(Deed, oneshot::Sender<Result<(), HubError>>),
    Task(Task),
}

/// What a transaction leaves behind when it is committed.
struct Written {
    scopes: BTreeSet<Scope>,
    loaded: usize,
    /// Whether an entry waits that did not before.
    waits: bool,
    /// Photos that an entry named for the first time.
    welcome: Vec<Named>,
}

/// Why a transaction came to nothing.
#[derive(Debug, PartialEq, Eq)]
enum Halt {
    Fault(Fault),
    /// A rule failed at this entry.
    Culprit(EntryId),
    /// The database refuses what is to be saved, after these entries that waited were let go, in this order.
    Refused {
        released: Vec<EntryId>,
    },
}

impl From<Fault> for Halt {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<sqlx::Error> for Halt {
    fn from(error: sqlx::Error) -> Self {
        Self::Fault(error.into())
    }
}

/// The writer's ear. When the last one is dropped the writer ends its work and stops.
#[derive(Clone)]
pub(crate) struct Writer {
    jobs: mpsc::Sender<Job>,
}

impl Writer {
    /// Starts the writer of a campaign on the one connection that writes, told how it is opened again. It holds the folder's
    /// lock until it has closed the database, whoever else of this process still has it in hand.
    pub(crate) async fn start(
        (mut conn, options, lock): (Conn, SqliteConnectOptions, Lock),
        campaign: CampaignId,
        rule: Rule,
        (news, records, life): (Newsroom, Records, Life),
    ) -> Result<(Self, tokio::task::JoinHandle<()>), Fault> {
        let held = store::held::count(&mut conn, campaign).await?;
        let hand = Hand {
            conn,
            options,
            sound: Sound::Proven,
            campaign,
            rule,
            set: Set::new(Reach::Asked),
            loaded: 0,
            anybody_waits: held > 0,
            news,
            records,
            life,
            _lock: lock,
        };
        let (jobs, waiting) = mpsc::channel(JOBS_MOST);
        Ok((Self { jobs }, tokio::spawn(hand.work(waiting))))
    }

    /// Brings lines before the rules; the receipts come when the disk has them, in the order of the lines.
    pub(crate) async fn push(&self, lines: Vec<Line>, bind: Option<Bind>) -> Result<Vec<Kept>, HubError> {
        let (answer, answered) = oneshot::channel();
        self.send(Job::Push(Push { lines, bind, answer }))?;
        answered.await.map_err(|_| HubError::busy("the hub is stopping"))?
    }

    /// Has the hub itself write something.
    pub(crate) async fn deed(&self, deed: Deed) -> Result<(), HubError> {
        let (answer, answered) = oneshot::channel();
        self.send(Job::Deed(deed, answer))?;
        answered.await.map_err(|_| HubError::busy("the hub is stopping"))?
    }

    /// Has the hand do one of its methods, alone, and brings back what came of it.
    async fn have<T: Send + 'static>(
        &self,
        task: impl for<'a> FnOnce(&'a mut Hand) -> BoxFuture<'a, Result<T, Halt>> + Send + 'static,
    ) -> Result<T, HubError> {
        let (answer, answered) = oneshot::channel();
        self.send(Job::Task(Box::new(move |hand| {
            Box::pin(async move {
                let done = task(&mut *hand).await.map_err(|halt| hand.said(&halt));
                if answer.send(done).is_err() {
                    tracing::debug!("nobody waits for a task's answer");
                }
            })
        })))?;
        answered.await.map_err(|_| HubError::busy("the hub is stopping"))?
    }

    fn send(&self, job: Job) -> Result<(), HubError> {
        self.jobs.try_send(job).map_err(|_| HubError::busy("too many pushes wait"))
    }
}

/// What goes into one transaction.
#[derive(Default)]
struct Load {
    pushes: Vec<Push>,
    received: Vec<Received>,
    entries: usize,
}

impl Load {
    /// Takes a job in; gives back one that does not go with the others, or finds no place.
    fn take_in(&mut self, job: Job) -> Option<Job> {
        match job {
            Job::Push(push) if self.pushes.is_empty() || self.entries + push.lines.len() <= ENTRIES_MOST => {
                self.entries += push.lines.len();
                self.pushes.push(push);
                None
            }
            Job::Received(photo) if self.received.len() < ENTRIES_MOST => {
                self.received.push(photo);
                None
            }
            other @ (Job::Push(_) | Job::Received(_) | Job::Deed(..) | Job::Task(_)) => Some(other),
        }
    }

    /// Takes what waits, up to the most of a transaction, and gives back the job that did not go with it. Phones that
    /// were answered a moment ago ask again at once: as long as each look finds more, the round trip to the disk is put
    /// off for them.
    async fn gather(&mut self, first: Job, waiting: &mut mpsc::Receiver<Job>) -> Option<Job> {
        let mut next = self.take_in(first);
        let mut looks = 0;
        while next.is_none() && self.entries < ENTRIES_MOST && looks < LOOKS {
            if let Ok(job) = waiting.try_recv() {
                next = self.take_in(job);
                looks = 0;
            } else {
                looks += 1;
                tokio::task::yield_now().await;
            }
        }
        next
    }
}

/// The writer itself.
struct Hand {
    conn: Conn,
    options: SqliteConnectOptions,
    sound: Sound,
    campaign: CampaignId,
    rule: Rule,
    /// Rows of earlier transactions: true as long as nobody else writes and no transaction was rolled back.
    set: Set,
    loaded: usize,
    anybody_waits: bool,
    news: Newsroom,
    records: Records,
    life: Life,
    _lock: Lock,
}

impl Hand {
    async fn work(mut self, mut waiting: mpsc::Receiver<Job>) {
        let mut next = waiting.recv().await;
        while let Some(job) = next.take() {
            self.mend().await;
            // Whoever waits for an answer is told to come back; the writer itself goes on.
            match AssertUnwindSafe(self.job(job, &mut waiting)).catch_unwind().await {
                Ok(left) => next = left,
                Err(_) => {
                    tracing::error!("the writer failed over a job");
                    self.sound = Sound::Broken;
                    self.forget();
                }
            }
            if next.is_none() {
                next = waiting.recv().await;
            }
        }
        if let Err(error) = sqlx::Connection::close(self.conn).await {
            tracing::warn!(%error, "the database was not closed in order");
        }
    }

    /// Does a job with what goes with it, and gives back one that came meanwhile and does not.
    async fn job(&mut self, job: Job, waiting: &mut mpsc::Receiver<Job>) -> Option<Job> {
        match job {
            Job::Deed(deed, answer) => {
                let done = self.deed(&deed).await.map_err(|halt| self.said(&halt));
                if answer.send(done).is_err() {
                    tracing::debug!("nobody waits for a deed's answer");
                }
                None
            }
            Job::Task(task) => {
                task(self).await;
                None
            }
            first @ (Job::Push(_) | Job::Received(_)) => {
                let mut load = Load::default();
                let next = load.gather(first, waiting).await;
                self.take(load).await;
                next
            }
        }
    }

    /// What is said of a transaction that came to nothing; what it loaded is forgotten.
    fn said(&mut self, halt: &Halt) -> HubError {
        self.forget();
        match halt {
            Halt::Fault(Fault::Full) => {
                self.sound = Sound::Broken;
                HubError::full()
            }
            Halt::Fault(Fault::Busy) => {
                self.sound = Sound::Broken;
                HubError::busy("the database cannot be written now")
            }
            Halt::Fault(Fault::Data) | Halt::Culprit(_) | Halt::Refused { .. } => {
                HubError::busy("the database refuses what is written")
            }
        }
    }

    fn forget(&mut self) {
        self.set = Set::new(Reach::Asked);
        self.loaded = 0;
    }

    fn remember(&mut self, loaded: usize) {
        self.loaded += loaded;
        if self.loaded > ROWS_MOST {
            self.forget();
        }
    }
}
