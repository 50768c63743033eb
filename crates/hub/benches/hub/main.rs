//! What the hub takes in through HTTP, beside its limit in the same run: durable mutations a second beside bare
//! statements that write the same rows with the same batch and durability, check-offs with a photo beside files of the
//! same bytes; all on one disk.
//!
//! The phones are keep-alive connections of this very process: they share the machine's cores with the hub.
#![expect(clippy::print_stdout, reason = "a measure says what it measured")]

mod bare;
mod check_off;
mod disk;
mod phone;
mod picture;
mod push;
mod village;

use std::path::{Path, PathBuf};
use std::time::Duration;

use village::Village;

#[tokio::main]
async fn main() {
    let asked: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let wanted = |what: &str| asked.is_empty() || asked.iter().any(|word| word == what);
    let folder = tempfile::tempdir_in(own_folder()).expect("a folder beside the build");
    let village = Village::start(&folder.path().join("hub")).await;
    if wanted("push") {
        pushes(&village, folder.path()).await;
    }
    if wanted("check_off") {
        check_offs(&village, folder.path()).await;
    }
    village.stop().await;
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

/// Hub and disk by turns, because other work on the machine comes and goes.
async fn check_offs(village: &Village, folder: &Path) {
    const TURNS: usize = 3;
    println!("check-offs with photo  phones  a second  disk alone  of the disk");
    for (turn, phones) in [16, 64].into_iter().flat_map(|phones| (0..TURNS).map(move |turn| (turn, phones))) {
        let load = check_off::Load { phones, spots: 1_280 / phones };
        let rate = check_off::measure(village, &load).await;
        let alone = folder.join(format!("alone-{phones}-{turn}"));
        let beside = tokio::task::spawn_blocking(move || disk::write(&alone, &load)).await;
        let beside = beside.expect("the disk is measured");
        println!(
            "{:<22} {:>6}  {rate:>8.0}  {beside:>10.0}  {:>10.0}%",
            "150 kB",
            load.phones,
            100.0 * rate / beside
        );
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
