//! What the hub takes in through HTTP, beside its limit in the same run: durable mutations a second beside bare
//! statements that write the same rows with the same batch and durability, check-offs with a photo beside files of the
//! same bytes; all on one disk.
//!
//! The phones are keep-alive connections of this very process: they share the machine's cores with the hub. Check-offs
//! go to a hub that is a process of its own, so that what each of them takes of the processor can be told.
//!
//! By name only: `peak` (all phones of a drive come back within a minute) and `grown` (a push among 100,000 people).
#![expect(clippy::print_stdout, reason = "a measure says what it measured")]

mod bare;
mod check_off;
mod disk;
mod grown;
mod peak;
mod phone;
mod picture;
mod program;
mod push;
mod village;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use disk::Name;
use program::Program;
use village::Village;

#[tokio::main]
async fn main() -> ExitCode {
    let asked: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let wanted = |what: &str| asked.is_empty() || asked.iter().any(|word| word == what);
    let folder = tempfile::tempdir_in(own_folder()).expect("a folder beside the build");
    let mut beyond = Vec::new();
    if asked.iter().any(|word| word == "peak") {
        beyond.extend(peak(&folder.path().join("peak")).await);
    }
    if asked.iter().any(|word| word == "grown") {
        beyond.extend(grown(folder.path()).await);
    }
    if wanted("push") {
        let village = Village::start(&folder.path().join("hub")).await;
        pushes(&village, folder.path()).await;
        village.stop().await;
    }
    if wanted("check_off") {
        check_offs(folder.path()).await;
    }
    for aim in &beyond {
        println!("beyond its aim: {aim}");
    }
    if beyond.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The aims that were missed.
fn missed<const N: usize>(aims: [(&'static str, bool); N]) -> impl Iterator<Item = &'static str> {
    aims.into_iter().filter(|(_, met)| !met).map(|(aim, _)| aim)
}

async fn pushes(village: &Village, folder: &Path) {
    println!("pushes   phones  mutations/s  a commit  bare statements/s  of bare");
    for load in
        [push::Load { phones: 16, pushes: 40, lines: 64 }, push::Load { phones: 64, pushes: 300, lines: 1 }]
    {
        let measured = push::measure(village, &load).await;
        let bare = push::beside(&folder.join(format!("bare-{}", load.lines)), load.phones, &measured).await;
        let (rate, beside) = (measured.rate(), bare.rate());
        println!(
            "of {:<5} {:>6}  {rate:>11.0}  {:>8}  {beside:>17.0}  {:>6.0}%",
            load.lines,
            load.phones,
            measured.batch(),
            100.0 * rate / beside
        );
    }
}

/// Hub and disk by turns, because other work on the machine comes and goes. The first turn is not counted: in it the
/// log of a new database grows.
async fn check_offs(folder: &Path) {
    const TURNS: usize = 3;
    const CHECK_OFFS: usize = 1_280;
    let home = folder.join("check-offs");
    let village = Village::start(&home).await;
    let mut turns = Vec::new();
    for phones in std::iter::once(16).chain([16, 64].into_iter().flat_map(|phones| [phones; TURNS])) {
        turns
            .push(check_off::prepare(&village, check_off::Load { phones, spots: CHECK_OFFS / phones }).await);
    }
    village.stop().await;
    let measuring = tokio::task::spawn_blocking({
        let folder = folder.to_owned();
        move || beside_the_disk(&folder, &Program::start(&home), turns)
    });
    measuring.await.expect("check-offs are measured");
}

fn beside_the_disk(folder: &Path, program: &Program, turns: Vec<check_off::Ready>) {
    println!(
        "150 kB  phones  a second  bare files  of them  names kept, too  of them  processor a check-off: hub, its system, phones; a bare file"
    );
    for (turn, ready) in turns.into_iter().enumerate() {
        let load = ready.load;
        let measured = check_off::measure(program, ready);
        let [(bare, spent), (kept, _)] = [Name::Risked, Name::Kept]
            .map(|name| disk::write(&folder.join(format!("alone-{turn}-{name:?}")), &load, name));
        if turn == 0 {
            continue;
        }
        let each = |time: Duration| time.as_micros() / load.count() as u128;
        println!(
            "        {:>6}  {:>8.0}  {bare:>10.0}  {:>6.0}%  {kept:>15.0}  {:>6.0}%  {} µs, {} µs, {} µs; {} µs",
            load.phones,
            measured.rate,
            100.0 * measured.rate / bare,
            100.0 * measured.rate / kept,
            each(measured.hub.user),
            each(measured.hub.system),
            each(measured.phones.user + measured.phones.system),
            each(spent.user + spent.system),
        );
    }
}

/// All phones of a drive within a minute; the aims that it missed. Any answer but 200, 429, 503 and 507 ends it at once.
async fn peak(folder: &Path) -> impl Iterator<Item = &'static str> {
    const PHONES: usize = 5_000;
    let (mut tally, memory_kib) = peak::measure(folder, PHONES).await;
    let [push, page, done] =
        [&mut tally.pushes, &mut tally.pulls, &mut tally.done].map(|took| Spread::of(took));
    println!(
        "{PHONES} phones within 60 s, each with 5 entries and a photo of 150 kB: all acknowledged after {:.0?}",
        done.most
    );
    println!("a push   {push}");
    println!("a page   {page}");
    println!(
        "answers  {:?}; connections that broke {}; news heard {}",
        tally.statuses, tally.broken, tally.news
    );
    println!("the hub's memory at most {} MiB", memory_kib >> 10);
    println!("news told to {} who have none: {}", tally.bystanders, tally.stray.len());
    missed([
        ("all is acknowledged within 10 minutes", done.most <= Duration::from_secs(600)),
        ("99 of 100 pushes take less than a second", push.nearly_all < Duration::from_secs(1)),
        ("whoever has no news listens", tally.bystanders > 0),
        ("nobody is told of what is not hers", tally.stray.is_empty()),
    ])
}

/// A push among few people and among many; the aim, where it missed it. The slowest are told and not judged: they are
/// the disk's more than the hub's.
async fn grown(folder: &Path) -> impl Iterator<Item = &'static str> {
    const OF_THE_SMALLER_MOST: f64 = 1.2;
    let few = grown::village_of(&folder.join("few"), 1_000).await;
    let many = grown::village_of(&folder.join("many"), 100_000).await;
    let [mut few_took, mut many_took] = grown::measure(&few, &many).await;
    let [of_few, of_many] = [&mut few_took, &mut many_took].map(|took| Spread::of(took));
    println!("a push among   1,000 people  {of_few}");
    println!("a push among 100,000 people  {of_many}");
    let half = of_many.half.as_secs_f64() / of_few.half.as_secs_f64();
    let nearly_all = of_many.nearly_all.as_secs_f64() / of_few.nearly_all.as_secs_f64();
    println!("of the smaller  p50 {half:.2}, p99 {nearly_all:.2}");
    few.stop().await;
    many.stop().await;
    missed([(
        "half of the pushes among many take at most 1.2 of those among few",
        half <= OF_THE_SMALLER_MOST,
    )])
}

/// How long things took: half of them, 99 in 100, all.
struct Spread {
    half: Duration,
    nearly_all: Duration,
    most: Duration,
}

impl Spread {
    fn of(took: &mut [Duration]) -> Self {
        took.sort_unstable();
        let at = |percent: usize| took.get((took.len() * percent / 100).min(took.len().saturating_sub(1)));
        let [half, nearly_all, most] = [50, 99, 100].map(|percent| at(percent).copied().unwrap_or_default());
        Self { half, nearly_all, most }
    }
}

impl std::fmt::Display for Spread {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "p50 {:.1?}, p99 {:.1?}, at most {:.1?}", self.half, self.nearly_all, self.most)
    }
}

#[expect(clippy::cast_precision_loss, reason = "a rate for people")]
fn rate(count: usize, took: Duration) -> f64 {
    count as f64 / took.as_secs_f64()
}

/// The disk of the build: a temporary folder may be memory.
fn own_folder() -> PathBuf {
    let own = std::env::current_exe().expect("a running program has a path");
    own.parent().map(Path::to_path_buf).expect("a program lies in a folder")
}
