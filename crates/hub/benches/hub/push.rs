//! Pushes of reports: a mutation is one row of `entity`, two of `view`, one of `receipt`.

use std::path::Path;
use std::time::{Duration, Instant};

use yingchun_domain::entry::Act;
use yingchun_domain::spot::Category;
use yingchun_domain::spot::report::Report;
use yingchun_domain::text::Line;

use crate::bare;
use crate::phone::Phone;
use crate::village::{Village, id};

/// Pushes are made before the clock starts: a phone makes its entries over hours.
pub(crate) struct Load {
    pub(crate) phones: usize,
    pub(crate) pushes: usize,
    pub(crate) lines: usize,
}

pub(crate) struct Measured {
    mutations: usize,
    commits: u64,
    took: Duration,
}

impl Measured {
    #[expect(clippy::cast_precision_loss, reason = "a rate for people")]
    pub(crate) fn rate(&self) -> f64 {
        self.mutations as f64 / self.took.as_secs_f64()
    }

    /// Mutations of one transaction, on average.
    pub(crate) fn batch(&self) -> usize {
        self.mutations / usize::try_from(self.commits.max(1)).unwrap_or(1)
    }
}

/// Phones push what they prepared, each push when the one before is answered.
pub(crate) async fn measure(village: &Village, load: &Load) -> Measured {
    let mut phones = Vec::new();
    for _ in 0..load.phones {
        phones.push((Phone::registered(village).await, Vec::with_capacity(load.pushes)));
    }
    // The phones of a village are at work in the same hours: their entries' ids lie among each other.
    for _ in 0..load.pushes {
        phones.iter_mut().for_each(|(phone, pushes)| pushes.push(reports(phone, load.lines)));
    }
    let before = village.head().await;
    let start = Instant::now();
    let lines = load.lines;
    let running: Vec<_> =
        phones.into_iter().map(|(phone, pushes)| tokio::spawn(push_all(phone, pushes, lines))).collect();
    for phone in running {
        phone.await.expect("a phone's pushes are applied");
    }
    let took = start.elapsed();
    let commits = village.head().await - before;
    Measured { mutations: load.phones * load.pushes * load.lines, commits, took }
}

/// The same rows by bare statements, in batches of the hub's own size.
pub(crate) async fn beside(folder: &Path, phones: usize, hub: &Measured) -> Measured {
    std::fs::create_dir_all(folder).expect("a folder can be made");
    let batch = hub.batch().max(1);
    let batches = (hub.mutations / batch).max(1);
    let (commits, took) = bare::write(folder, phones, batch, batches).await;
    Measured { mutations: batch * batches, commits, took }
}

fn reports(phone: &mut Phone, lines: usize) -> Vec<u8> {
    let place = Line::try_from("小卖部后杂物堆").expect("a line");
    let report = Report { place, category: Category::Clutter, note: None, community: None };
    let lines: Vec<String> =
        (0..lines).map(|_| phone.line(id(), Act::Report(report.clone()), vec![])).collect();
    phone.push(&lines.join("\n"))
}

async fn push_all(mut phone: Phone, pushes: Vec<Vec<u8>>, lines: usize) {
    for push in pushes {
        let answer = phone.ask(&push, &[]).await;
        assert_eq!(answer.matches("\"outcome\":\"applied\"").count(), lines, "{answer}");
    }
}
