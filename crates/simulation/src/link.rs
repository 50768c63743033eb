//! The link: requests and answers that are late, lost, doubled and out of order, and the hub at its other end.

use yingchun_domain::sync::Fault;
use yingchun_domain::time::UnixMs;

use crate::checks;
use crate::hub::{Asked, Hub};
use crate::phone::{Answer, Request};
use crate::world::World;

/// What the hub, or something on the way, may say instead of an answer: 401, 403, 413, 429, 503, 507, and a gateway's own
/// page, whatever its status.
const STATUSES: [(Fault, &str); 7] = [
    (Fault::Unknown, "answers 401"),
    (Fault::Forbidden, "answers 403"),
    (Fault::TooLarge, "answers 413"),
    (Fault::Limited, "answers 429"),
    (Fault::Busy, "answers 503"),
    (Fault::HubFull, "answers 507"),
    (Fault::Broken, "pages of a gateway"),
];

/// A request or an answer on its way.
pub(crate) struct Parcel {
    phone: usize,
    life: u32,
    due: UnixMs,
    request: Request,
    /// The hub's word on the device, as the phone had it when it asked.
    seal: Option<String>,
    answer: Option<Answer>,
    /// A double of a request reaches the hub; a fetch hears one answer only.
    double: bool,
}

impl Parcel {
    fn asked(&self) -> Asked<'_> {
        Asked { request: &self.request, seal: self.seal.as_deref() }
    }
}

impl<H: Hub> World<H> {
    pub fn send(&mut self, phone: usize, life: u32, request: &Request) {
        let copies = if self.faults && self.dice.once_in(self.plan.doubled_once_in) { 2 } else { 1 };
        for copy in 0..copies {
            let double = copy > 0;
            if double {
                self.note("requests doubled");
            }
            let due = self.later();
            let (request, seals) = (request.clone(), &self.phones[phone].promises.seals);
            let seal = request.device().and_then(|device| seals.get(&device).cloned());
            self.link.push(Parcel { phone, life, due, request, seal, answer: None, double });
        }
    }

    fn later(&mut self) -> UnixMs {
        self.now.plus(i64::try_from(self.dice.below(self.plan.delay_ms)).unwrap())
    }

    /// All that is due arrives; pushes that arrive together share a commit.
    pub fn deliver(&mut self) {
        let now = self.now;
        // The link holds them in the order in which they were sent.
        let overtaken = self.link.iter().skip_while(|parcel| parcel.due <= now);
        for _ in 0..overtaken.filter(|parcel| parcel.due <= now).count() {
            self.note("requests and answers reordered");
        }
        let (due, later) =
            std::mem::take(&mut self.link).into_iter().partition(|parcel: &Parcel| parcel.due <= now);
        self.link = later;
        let mut pushes = vec![];
        for mut parcel in due {
            let until = self.parted_until.max(self.phones[parcel.phone].parted_until);
            let parted = now < until || (self.faults && self.dice.once_in(self.plan.lost_once_in));
            if let Some(answer) = parcel.answer.take() {
                if parted && !matches!(answer, Answer::Fault(Fault::Unreachable)) {
                    self.note("answers lost");
                }
                self.heard(&parcel, if parted { Answer::Fault(Fault::Unreachable) } else { answer });
            } else if parted {
                self.note("requests lost");
                self.answer(parcel, Answer::Fault(Fault::Unreachable));
            } else if self.faults && self.dice.once_in(self.plan.status_once_in) {
                let (status, what) = *self.dice.pick(&STATUSES).unwrap();
                self.note(what);
                self.answer(parcel, Answer::Fault(status));
            } else if matches!(parcel.request, Request::Push { .. }) {
                pushes.push(parcel);
            } else {
                let answer = self.serve(&parcel);
                self.answer(parcel, answer);
            }
        }
        self.write(pushes);
    }

    fn answer(&mut self, parcel: Parcel, answer: Answer) {
        let due = self.later();
        self.link.push(Parcel { answer: Some(answer), due, ..parcel });
    }

    fn heard(&mut self, parcel: &Parcel, answer: Answer) {
        let Self { phones, now, dice, .. } = self;
        let phone = &mut phones[parcel.phone];
        // A cookie is the browser's, whichever page asked for it.
        if let Answer::Session { cookie, seal } = &answer {
            phone.cookie = Some(*cookie);
            parcel.request.device().into_iter().for_each(|device| phone.keep_seal(device, seal.clone()));
        }
        let Some(at) = phone.tabs.iter().position(|tab| tab.life == parcel.life) else { return };
        if !parcel.double {
            phone.with_tab(at, |tab, phone| tab.hear(&parcel.request, answer, phone, *now, dice));
        }
    }

    /// Pushes that wait go into one transaction, or, where the data is at fault, into halves. A hub that dies loses what
    /// it had not committed, or only its answers.
    fn write(&mut self, mut waiting: Vec<Parcel>) {
        while !waiting.is_empty() {
            let half = if self.dice.once_in(4) { waiting.len().div_ceil(2) } else { waiting.len() };
            let rest = waiting.split_off(half);
            let batch = std::mem::replace(&mut waiting, rest);
            if self.faults && self.dice.once_in(20) {
                self.note("commits rolled back");
                batch.into_iter().for_each(|parcel| self.answer(parcel, Answer::Fault(Fault::Busy)));
                continue;
            }
            if batch.len() > 1 {
                self.note("commits shared by pushes");
            }
            let asked: Vec<Asked<'_>> = batch.iter().map(Parcel::asked).collect();
            let answers = self.hub.push(&asked, self.now);
            for (parcel, answer) in batch.into_iter().zip(answers) {
                self.answer(parcel, answer);
            }
        }
    }

    fn serve(&mut self, parcel: &Parcel) -> Answer {
        let answer = self.hub.serve(parcel.asked(), self.now);
        if let (Request::Pull { person, .. }, Answer::Pull(page)) = (&parcel.request, &answer) {
            checks::nobody_reads_out_of_scope(self.hub.books(), *person, page, self.now);
        }
        answer
    }

    /// Everything under way is cut.
    pub fn cut(&mut self) {
        for parcel in &mut self.link {
            parcel.answer = Some(Answer::Fault(Fault::Unreachable));
        }
    }
}
