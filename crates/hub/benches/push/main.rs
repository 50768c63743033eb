//! How many durable mutations a second the hub takes through HTTP, beside bare statements that write the same rows
//! with the same batch, the same durability, on the same disk, in the same run.
//!
//! The phones are keep-alive connections of this very process: they share the machine's cores with the hub. A mutation
//! is a report: one row of `entity`, two of `view`, one of `receipt`.
#![expect(clippy::print_stdout, reason = "a measure says what it measured")]

mod bare;
mod phone;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use phone::{Phone, Village};

/// Pushes are made before the clock starts: a phone makes its entries over hours.
struct Load {
    phones: usize,
    pushes: usize,
    lines: usize,
}

struct Measured {
    mutations: usize,
    commits: u64,
    took: Duration,
}

impl Measured {
    #[expect(clippy::cast_precision_loss, reason = "a rate for people")]
    fn rate(&self) -> f64 {
        self.mutations as f64 / self.took.as_secs_f64()
    }

    /// Mutations of one transaction, on average.
    fn batch(&self) -> usize {
        self.mutations / usize::try_from(self.commits.max(1)).unwrap_or(1)
    }
}

#[tokio::main]
async fn main() {
    let folder = tempfile::tempdir_in(disk()).expect("a folder beside the build");
    let (running, village) = Village::start(&folder.path().join("hub")).await;
    println!("pushes   phones  mutations/s  a commit  bare statements/s  of bare");
    for load in [Load { phones: 16, pushes: 40, lines: 64 }, Load { phones: 64, pushes: 300, lines: 1 }] {
        let measured = measure(&village, &load).await;
        let bare = bare(&folder.path().join(format!("bare-{}", load.lines)), load.phones, &measured).await;
        let (rate, beside) = (measured.rate(), bare.rate());
        println!(
            "of {:<5} {:>6}  {rate:>11.0}  {:>8}  {beside:>17.0}  {:>6.0}%",
            load.lines,
            load.phones,
            measured.batch(),
            100.0 * rate / beside
        );
    }
    running.stop().await;
}

/// The disk of the build: a temporary folder may be memory.
fn disk() -> PathBuf {
    let own = std::env::current_exe().expect("a running program has a path");
    own.parent().map(Path::to_path_buf).expect("a program lies in a folder")
}

async fn measure(village: &Village, load: &Load) -> Measured {
    let mut phones = Vec::new();
    for _ in 0..load.phones {
        phones.push(Phone::registered(village).await);
    }
    // The phones of a village are at work in the same hours: their entries' ids lie among each other.
    for _ in 0..load.pushes {
        phones.iter_mut().for_each(|phone| phone.prepare(load.lines));
    }
    let before = village.head().await;
    let start = Instant::now();
    let running: Vec<_> = phones.into_iter().map(|phone| tokio::spawn(phone.push_all())).collect();
    for phone in running {
        phone.await.expect("a phone's pushes are applied");
    }
    let took = start.elapsed();
    let commits = village.head().await - before;
    Measured { mutations: load.phones * load.pushes * load.lines, commits, took }
}

async fn bare(folder: &Path, phones: usize, hub: &Measured) -> Measured {
    std::fs::create_dir_all(folder).expect("a folder can be made");
    let batch = hub.batch().max(1);
    let batches = (hub.mutations / batch).max(1);
    let (commits, took) = bare::write(folder, phones, batch, batches).await;
    Measured { mutations: batch * batches, commits, took }
}
