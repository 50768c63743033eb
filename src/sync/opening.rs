//! Storage that does not open at once. A browser that was killed while it wrote may need a moment before it opens again what it
//! keeps.

use crate::html::*;
use gloo_timers::future::TimeoutFuture;

use super::Ready;
use crate::device::second;
use crate::device::store::StoreFault;

/// The wait after the first try; it doubles, up to the most.
const WAIT_MS: u32 = 100;
const WAIT_MS_MOST: u32 = 10_000;
/// A longer wait is not spent in silence: the screen says that nothing opens.
const SILENT_MS_MOST: u32 = 1_000;

/// Reads what the phone keeps, as soon as it can be read, from its second copy where that is nobody's; says meanwhile that it
/// cannot, where that takes long.
pub(super) async fn opened<T>(
    ready: RwSignal<Ready>,
    read: impl AsyncFn() -> Result<T, StoreFault>,
    is_somebodys: impl Fn(&T) -> bool,
) -> T {
    let mut wait = WAIT_MS;
    loop {
        match second::or_brought_back(&read, &is_somebodys).await {
            Ok(kept) => return kept,
            Err(fault) => {
                leptos::logging::warn!("storage: {fault}");
                if wait > SILENT_MS_MOST {
                    ready.set(Ready::NoStorage(fault.to_string()));
                }
            }
        }
        TimeoutFuture::new(wait).await;
        wait = (wait * 2).min(WAIT_MS_MOST);
    }
}
