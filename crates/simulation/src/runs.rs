//! How many seeds are played, and what went wrong in them. `YINGCHUN_SEED=N` plays one seed again; `YINGCHUN_SEEDS=N` says
//! how many, `YINGCHUN_FROM=N` from which one on.

use std::collections::BTreeMap;
use std::ops::Range;
use std::panic::{RefUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

/// How often each kind of thing went wrong.
pub type Broken = BTreeMap<&'static str, u64>;

/// How many seeds are played.
#[derive(Clone, Copy)]
pub struct Seeds {
    /// In a plain `cargo test`.
    pub plain: u64,
    /// In `cargo xtask test`.
    pub short: u64,
    /// In `cargo xtask test --faults`.
    pub long: u64,
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

impl Seeds {
    fn asked(self) -> Range<u64> {
        let usual = match std::env::var("YINGCHUN_FAULTS").as_deref() {
            Ok("long") => self.long,
            Ok(_) => self.short,
            Err(_) => self.plain,
        };
        let from = number("YINGCHUN_FROM").unwrap_or(0);
        from..from + number("YINGCHUN_SEEDS").unwrap_or(usual)
    }

    /// Plays as many seeds as are asked for, or the one that is to be seen again.
    pub fn play(self, play: impl Fn(u64) -> Broken + Sync + RefUnwindSafe) {
        if let Some(seed) = number("YINGCHUN_SEED") {
            play(seed);
            return;
        }
        let (seeds, began) = (self.asked(), Instant::now());
        let count = seeds.end - seeds.start;
        let (failed, broken) = play_all(seeds, play);
        assert_eq!(failed, None, "to see it again: cargo xtask test --seed {}", failed.unwrap_or_default());
        let seconds = began.elapsed().as_secs_f64();
        let a_second = f64::from(u32::try_from(count).unwrap()) / seconds;
        println!("{count} seeds in {seconds:.1} s, {a_second:.0} a second");
        for (what, times) in broken {
            println!("{times:>10} {what}");
        }
    }
}

/// Plays seeds on all cores and gives back the first that failed, and what went wrong in all of them.
fn play_all(seeds: Range<u64>, play: impl Fn(u64) -> Broken + Sync + RefUnwindSafe) -> (Option<u64>, Broken) {
    let (next, failed) = (AtomicU64::new(seeds.start), AtomicU64::new(u64::MAX));
    let broken = Mutex::new(Broken::new());
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= seeds.end.min(failed.load(Ordering::Relaxed)) {
                        break;
                    }
                    let Ok(wrong) = catch_unwind(|| play(seed)) else {
                        failed.fetch_min(seed, Ordering::Relaxed);
                        continue;
                    };
                    let mut broken = broken.lock().unwrap();
                    for (what, times) in wrong {
                        *broken.entry(what).or_default() += times;
                    }
                }
            });
        }
    });
    let first = Some(failed.into_inner()).filter(|seed| *seed < u64::MAX);
    (first, broken.into_inner().unwrap())
}
