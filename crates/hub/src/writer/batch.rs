//! One transaction over the lines of several pushes, and its halves where the data is at fault.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::AssertUnwindSafe;

use axum::http::StatusCode;
use futures::FutureExt as _;
use yingchun_domain::decide::Need;
use yingchun_domain::entry::{Act, Entry};
use yingchun_domain::id::{EntryId, PersonId, PhotoId};
use yingchun_domain::person::Person;
use yingchun_domain::photo::Sha256;
use yingchun_domain::receipt::Outcome;
use yingchun_domain::row::{Kind, RowKey};

use super::again::Known;
use super::line::Line;
use super::received::Received;
use super::work::{UNJUDGED, Work};
use super::{End, Halt, Hand, Load, Push, received};
use crate::error::HubError;
use crate::fail::point;
use crate::store::device::Bound;
use crate::store::quarantine::ApartKey;
use crate::store::receipt::Kept;
use crate::store::{self, Fault};

/// The code of a line whose id has a receipt for other bytes.
const FORKED: &str = "entry.forked";

/// A device that asks to be bound with its first push.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bind {
    pub(crate) bound: Bound,
    pub(crate) terms: Terms,
}

/// On what a device may be bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Terms {
    /// She registers, and it holds: nobody of her id may be there yet.
    Register,
    /// She accepts an invitation, for this person or for anybody new, and it holds.
    Invitation(Option<PersonId>),
}

/// A line with its place among the pushes.
#[derive(Clone, Copy)]
struct Item<'a> {
    push: usize,
    place: usize,
    line: &'a Line,
}

/// What one transaction tries.
#[derive(Clone, Copy)]
struct Try<'a> {
    items: &'a [Item<'a>],
    photos: &'a [PhotoId],
    binds: &'a BTreeMap<usize, Bind>,
    culprits: &'a BTreeSet<EntryId>,
    /// A rehearsal lets so many go of those who wait, and is rolled back at its end.
    rehearsed: Option<usize>,
}

type Answers = BTreeMap<(usize, usize), Kept>;
type Turned = BTreeMap<usize, HubError>;

/// What came of pushes.
#[derive(Default)]
struct Judged {
    answers: Answers,
    /// Pushes that are turned away whole.
    turned: Turned,
    /// What is wrong with the machine; those without an answer come back.
    fault: Option<HubError>,
}

impl Hand {
    /// Judges pushes and answers all of them. Photos whose bytes are whole ride in the first transaction; where it
    /// fails they are written down after it.
    pub(super) async fn take(&mut self, load: Load) {
        let Load { pushes, mut received, .. } = load;
        if pushes.is_empty() {
            self.receive(received).await;
            return;
        }
        let items = pushes.iter().enumerate().flat_map(|(push, it)| {
            it.lines.iter().enumerate().map(move |(place, line)| Item { push, place, line })
        });
        let items: Vec<Item<'_>> = items.collect();
        let binds: BTreeMap<usize, Bind> =
            pushes.iter().enumerate().filter_map(|(push, it)| Some((push, it.bind?))).collect();
        let Judged { answers, turned, fault } = self.judge(&items, &binds, &mut received).await;
        point("reply.before");
        answer(pushes, answers, turned, fault.as_ref());
        point("reply.after");
        match fault {
            Some(fault) => received::answer(received, Some(&fault)),
            None if received.is_empty() => {}
            None => self.receive(received).await,
        }
    }

    /// Judges all of it in one transaction, or in halves of halves where the database refuses one. Received photos that were
    /// saved with it are answered and taken out.
    async fn judge(
        &mut self,
        items: &[Item<'_>],
        binds: &BTreeMap<usize, Bind>,
        received: &mut Vec<Received>,
    ) -> Judged {
        let mut judged = Judged::default();
        // Halves that are still to be done, the next one last; a half of one line that fails alone is the culprit.
        let mut parts: Vec<(&[Item<'_>], BTreeSet<EntryId>)> = vec![(items, BTreeSet::new())];
        let mut riding: Vec<PhotoId> = received.iter().map(|it| it.photo).collect();
        while let Some((part, mut culprits)) = parts.pop() {
            let photos = std::mem::take(&mut riding);
            let what = Try { items: part, photos: &photos, binds, culprits: &culprits, rehearsed: None };
            match self.attempt(what, &mut judged.turned).await {
                Ok(done) => {
                    judged.answers.extend(done);
                    received::answer(received.extract_if(.., |it| photos.contains(&it.photo)), None);
                }
                Err(Halt::Culprit(entry)) if culprits.insert(entry) => {
                    tracing::error!(%entry, "a rule failed; the entry is kept apart");
                    self.forget();
                    parts.push((part, culprits));
                }
                Err(Halt::Fault(Fault::Data) | Halt::Refused { .. }) if part.len() > 1 => {
                    self.forget();
                    let (first, second) = part.split_at(part.len() / 2);
                    parts.push((second, culprits.clone()));
                    parts.push((first, culprits));
                }
                Err(halt @ Halt::Fault(Fault::Full | Fault::Busy)) => {
                    judged.fault = Some(self.said(&halt));
                    break;
                }
                Err(halt) => {
                    self.forget();
                    let Some(item) = part.first() else { continue };
                    let alone = Try { items: part, photos: &[], binds, culprits: &culprits, rehearsed: None };
                    let culprit = self.culprit(alone, item.line.id, &halt).await;
                    if culprits.insert(culprit) {
                        parts.push((part, culprits));
                    } else {
                        // Not even its bytes can be kept: its phone has them still, and the others go on.
                        judged.turned.insert(item.push, self.said(&halt));
                    }
                }
            }
        }
        judged
    }

    /// A transaction in which something failed where nobody looked for it counts as refused for its data: the halves
    /// tell whose.
    async fn attempt(&mut self, what: Try<'_>, turned: &mut Turned) -> Result<Answers, Halt> {
        let tried = AssertUnwindSafe(self.transaction(what, turned)).catch_unwind().await;
        tried.unwrap_or(Err(Halt::Fault(Fault::Data)))
    }

    /// Who is at fault where a line alone is refused: the line, or one of those who waited for what it makes. They are
    /// let go one more each time until the database refuses; who came last is to blame.
    async fn culprit(&mut self, what: Try<'_>, line: EntryId, halt: &Halt) -> EntryId {
        let Halt::Refused { released } = halt else { return line };
        for (count, blamed) in std::iter::once(&line).chain(released).enumerate() {
            let rehearsal = Try { rehearsed: Some(count), ..what };
            let refused = self.attempt(rehearsal, &mut Turned::new()).await.is_err();
            self.forget();
            if refused {
                return *blamed;
            }
        }
        line
    }

    async fn transaction(&mut self, what: Try<'_>, turned: &mut Turned) -> Result<Answers, Halt> {
        self.commit(async |work| work.judge_all(what, turned).await).await
    }
}

impl Work<'_> {
    async fn judge_all(&mut self, what: Try<'_>, turned: &mut Turned) -> Result<End<Answers>, Halt> {
        let Try { items, photos, binds, culprits, rehearsed } = what;
        let ids: BTreeSet<EntryId> = items.iter().map(|item| item.line.id).collect();
        let ids: Vec<EntryId> = ids.into_iter().collect();
        let original = store::receipt::load(self.conn, self.campaign, &ids).await?;
        let original: BTreeMap<EntryId, Kept> = original.into_iter().map(|kept| (kept.entry, kept)).collect();
        self.known = self.known_again(items.iter().map(|item| item.line), &original).await?;
        self.releases_most = rehearsed.unwrap_or(usize::MAX);
        let bound = self.bind(items, binds, &original, turned).await?;
        let mut items = items.to_vec();
        items.retain(|item| !turned.contains_key(&item.push));
        let sorted = Sorted::of(&items, &original, &self.known);
        let forked = self.not_apart_yet(&sorted.forked).await?;
        let by_lines_alone = forked.is_empty() && bound.is_empty() && photos.is_empty();
        if by_lines_alone && sorted.new.is_empty() {
            return Ok(End::Nothing(self.answers(&sorted, &original)));
        }
        self.judge_lines(&sorted.new, culprits).await?;
        if by_lines_alone && self.changed_nothing() {
            return Ok(End::Nothing(self.answers(&sorted, &original)));
        }
        self.receive_bytes(photos).await?;
        self.release(culprits).await?;
        self.end_what_waits_in_vain().await?;
        for line in forked {
            self.put_apart(line, FORKED, self.now);
        }
        self.bind_those_who_hold(&bound, &original).await?;
        let answers = self.answers(&sorted, &original);
        Ok(if rehearsed.is_some() { End::Rehearsed(answers) } else { End::Saved(answers) })
    }
}

/// The lines of a transaction by what is to be done with them.
struct Sorted<'a> {
    all: Vec<Item<'a>>,
    /// To be judged, in order.
    new: Vec<&'a Line>,
    /// An id that has a receipt, or a line before it, for other bytes.
    forked: Vec<Item<'a>>,
}

impl<'a> Sorted<'a> {
    /// Those that are to be judged once more count as new.
    fn of(items: &[Item<'a>], original: &BTreeMap<EntryId, Kept>, again: &BTreeMap<EntryId, Known>) -> Self {
        let known = original.iter().filter(|(id, _)| !again.contains_key(id));
        let mut bytes: BTreeMap<EntryId, Sha256> = known.map(|(id, kept)| (*id, kept.sha256)).collect();
        let mut sorted = Self { all: Vec::new(), new: Vec::new(), forked: Vec::new() };
        for item in items {
            match bytes.get(&item.line.id) {
                // Somebody else brings what its author brings, too: she has it judged.
                None if item.line.read.is_err() && again.contains_key(&item.line.id) => {
                    sorted.all.push(*item)
                }
                Some(known) if *known == item.line.sha256 => sorted.all.push(*item),
                Some(_) => sorted.forked.push(*item),
                None => {
                    bytes.insert(item.line.id, item.line.sha256);
                    sorted.new.push(item.line);
                    sorted.all.push(*item);
                }
            }
        }
        sorted
    }
}

impl Work<'_> {
    /// The receipt of each line. What was only held may have come to its end in this transaction.
    fn answers(&self, sorted: &Sorted<'_>, original: &BTreeMap<EntryId, Kept>) -> Answers {
        let kept = |item: &Item<'_>| {
            self.receipts.get(&item.line.id).or_else(|| original.get(&item.line.id)).cloned()
        };
        let forked = |item: &Item<'_>| self.kept(item.line, Outcome::Quarantined, Some(FORKED));
        let place = |item: &Item<'_>| (item.push, item.place);
        let known = sorted.all.iter().filter_map(|item| Some((place(item), kept(item)?)));
        known.chain(sorted.forked.iter().map(|item| (place(item), forked(item)))).collect()
    }

    /// The forked lines that are not kept yet: a repeat of one writes nothing.
    async fn not_apart_yet<'a>(&mut self, forked: &[Item<'a>]) -> Result<Vec<&'a Line>, Fault> {
        let mut fresh = Vec::new();
        for Item { line, .. } in forked {
            let key = ApartKey { entry: line.id, sha256: line.sha256 };
            if !store::quarantine::has(self.conn, self.campaign, key).await? {
                fresh.push(*line);
            }
        }
        Ok(fresh)
    }

    /// Whether nothing was judged, nor kept apart.
    fn changed_nothing(&self) -> bool {
        self.receipts.is_empty() && self.apart.is_empty()
    }

    async fn judge_lines(&mut self, lines: &[&Line], culprits: &BTreeSet<EntryId>) -> Result<(), Halt> {
        let entries: Vec<&Entry> = lines.iter().filter_map(|line| line.read.as_deref().ok()).collect();
        point("load.before");
        self.load_for(&entries).await?;
        point("load.after");
        for line in lines {
            match &line.read {
                // A rule that fails over what has a word already changes nothing.
                Ok(_) if culprits.contains(&line.id) && self.known.contains_key(&line.id) => {}
                Ok(_) if culprits.contains(&line.id) => self.keep_apart(line, UNJUDGED),
                Ok(entry) => self.judge_line(line, entry).await?,
                Err(code) => self.keep_apart(line, code),
            }
        }
        Ok(())
    }

    /// Binds the devices whose registration or invitation holds. A refused one opens nothing: else anybody could come
    /// in by a code that nobody gave out.
    async fn bind_those_who_hold(
        &mut self,
        bound: &[Bind],
        original: &BTreeMap<EntryId, Kept>,
    ) -> Result<(), Halt> {
        for Bind { bound, .. } in bound {
            let mut receipts = self.receipts.values().chain(original.values());
            let hers = receipts.any(|kept| kept.device == bound.device && opens(kept));
            if hers && self.set.get::<Person>(bound.person.uuid()).known().is_some() {
                store::device::bind(self.conn, self.campaign, bound, self.now).await?;
            }
        }
        Ok(())
    }

    /// Looks at the devices that ask to be bound: which may be, and which pushes are turned away.
    async fn bind(
        &mut self,
        items: &[Item<'_>],
        binds: &BTreeMap<usize, Bind>,
        original: &BTreeMap<EntryId, Kept>,
        turned: &mut Turned,
    ) -> Result<Vec<Bind>, Halt> {
        let mut bound: Vec<Bind> = Vec::new();
        for (push, bind) in binds.iter().filter(|(push, _)| items.iter().any(|item| item.push == **push)) {
            let Bound { device, person, .. } = bind.bound;
            let key = RowKey { kind: Kind::Person, id: person.uuid() };
            if !self.set.asked(key) {
                self.load(&[Need::Row(key)]).await?;
            }
            let earlier =
                bound.iter().map(|it| it.bound).find(|it| it.device == device || it.person == person);
            let stored = store::device::find(self.conn, self.campaign, device).await?;
            let known = self.set.get::<Person>(person.uuid()).known().is_some();
            let invited = bind.terms == Terms::Invitation(Some(person));
            // Her registration was kept apart, and held when it was judged again: she shows the same bytes.
            let registered = items.iter().filter(|item| item.push == *push).any(|item| {
                original.get(&item.line.id).is_some_and(|kept| {
                    kept.device == device && kept.sha256 == item.line.sha256 && opens(kept)
                }) && registers(item.line, person)
            });
            match earlier.or(stored) {
                // The same push twice at once: the second goes the way of a repeat.
                Some(other) if other.is(&bind.bound) => {}
                Some(_) => {
                    turned.insert(*push, device_unknown());
                }
                None if known && !invited && !registered => {
                    turned.insert(*push, device_unknown());
                }
                None => bound.push(*bind),
            }
        }
        Ok(bound)
    }
}

/// Whether an entry of this outcome may bring a device in.
fn opens(kept: &Kept) -> bool {
    matches!(kept.outcome, Outcome::Applied | Outcome::Merged)
}

/// Whether somebody registers herself by a line.
fn registers(line: &Line, person: PersonId) -> bool {
    let herself = |entry: &Entry| entry.target == person.uuid() && matches!(entry.act, Act::Register(_));
    line.read.as_deref().is_ok_and(herself)
}

/// A device that is not known, and with which nobody registers.
pub(crate) fn device_unknown() -> HubError {
    HubError::new(StatusCode::UNAUTHORIZED, "device.unknown", "no device of this id is known here")
}

fn answer(pushes: Vec<Push>, mut answers: Answers, mut turned: Turned, fault: Option<&HubError>) {
    for (number, push) in pushes.into_iter().enumerate() {
        let kept: Option<Vec<Kept>> =
            (0..push.lines.len()).map(|place| answers.remove(&(number, place))).collect();
        let said = match (turned.remove(&number), kept) {
            (Some(error), _) => Err(error),
            (None, Some(kept)) => Ok(kept),
            (None, None) => Err(fault.map_or_else(|| HubError::busy("nothing was decided"), HubError::again)),
        };
        if push.answer.send(said).is_err() {
            tracing::debug!("nobody waits for a push's answer");
        }
    }
}
