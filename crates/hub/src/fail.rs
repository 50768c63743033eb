//! Failpoints: places at which a test has the program killed, as the current fails, in the middle of its work.
//!
//! Built in with the feature `faults` only. `YINGCHUN_FAIL=commit.before:3` kills the process when it passes that place for
//! the third time; where `YINGCHUN_FAILED` names a file, the place is written into it first, so that another death is not
//! taken for this one. Every place has a name of its own; [`PLACES`] and [`RESTORE_PLACES`] list them.

/// Every place, in the order in which a check-off passes them.
pub const PLACES: [&str; 16] = [
    "load.before",
    "load.after",
    "save.before",
    "save.after",
    "commit.before",
    "commit.after",
    "reply.before",
    "reply.after",
    "write.before",
    "write.after",
    "fsync.before",
    "fsync.after",
    "record.before",
    "record.after",
    "rename.before",
    "rename.after",
];

/// Every place that putting a copy back passes, in order.
pub const RESTORE_PLACES: [&str; 7] = [
    "restore.ready",
    "restore.begun",
    "restore.parted",
    "restore.aside",
    "restore.arrived",
    "restore.reborn",
    "restore.handed",
];

/// The process ends here where it was asked to.
#[cfg(feature = "faults")]
pub(crate) fn point(place: &str) {
    use std::sync::OnceLock;
    use std::sync::atomic::{AtomicU32, Ordering};

    static ASKED: OnceLock<Option<(String, u32)>> = OnceLock::new();
    static PASSED: AtomicU32 = AtomicU32::new(0);

    debug_assert!(PLACES.iter().chain(&RESTORE_PLACES).any(|it| *it == place), "{place} is not listed");
    let asked = ASKED.get_or_init(|| {
        let asked = std::env::var("YINGCHUN_FAIL").ok()?;
        let (name, count) = asked.split_once(':')?;
        Some((name.to_owned(), count.parse().ok()?))
    });
    let Some((name, count)) = asked else { return };
    if name == place && PASSED.fetch_add(1, Ordering::SeqCst) + 1 == *count {
        if let Some(file) = std::env::var_os("YINGCHUN_FAILED")
            && std::fs::write(file, place).is_err()
        {
            std::process::abort();
        }
        let process = rustix::process::getpid();
        if rustix::process::kill_process(process, rustix::process::Signal::KILL).is_err() {
            std::process::abort();
        }
        loop {
            std::thread::park();
        }
    }
}

/// Nothing, in every build but that of the test.
#[cfg(not(feature = "faults"))]
#[inline]
pub(crate) const fn point(_place: &str) {}
