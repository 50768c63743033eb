//! What still waits on this phone, by name, where that outlives all else. A browser that needs room clears away an app's
//! databases and caches at once, and leaves its cookies: so each device of this phone has one that names the entries which the
//! hub has not. Names say nothing of what was done, and open nothing. Whoever is back tells the hub ([`crate::sync`];
//! docs/decisions/0024).

use std::cell::RefCell;
use std::collections::BTreeMap;

use yingchun_domain::gap::{Gap, Named};
use yingchun_domain::id::{DeviceId, EntryId};

use super::cookies;

const NAME: &str = "yingchun_waits_";
/// Longer than a drive.
const SECONDS: u32 = 90 * 24 * 60 * 60;

thread_local! {
    /// What this tab wrote last.
    static WRITTEN: RefCell<BTreeMap<DeviceId, String>> = RefCell::default();
}

/// `yingchun_waits_DEVICE=ENTRY.ENTRY`, in bare digits.
fn cookie(device: DeviceId, entries: &[EntryId]) -> String {
    let names: Vec<String> =
        Named::last_of(entries).iter().map(|entry| entry.uuid().simple().to_string()).collect();
    format!("{NAME}{}={}", device.uuid().simple(), names.join("."))
}

/// What cookies say; what cannot be read was not written here.
fn read(cookies: &str) -> Vec<Gap> {
    let gap = |cookie: &str| {
        let (device, entries) = cookie.trim().strip_prefix(NAME)?.split_once('=')?;
        let entries: Result<Vec<EntryId>, _> = entries.split('.').map(str::parse).collect();
        Some(Gap { device: device.parse().ok()?, entries: Named::try_from(entries.ok()?).ok()? })
    };
    cookies.split(';').filter_map(gap).collect()
}

/// Has the cookies follow what waits, by device, in the order of sending; a device of which nothing waits has none.
pub(crate) fn follow(waiting: &BTreeMap<DeviceId, Vec<EntryId>>) {
    WRITTEN.with_borrow_mut(|written| {
        for (device, entries) in waiting {
            let cookie = cookie(*device, entries);
            if written.get(device) != Some(&cookie) {
                cookies::keep(&cookie, if entries.is_empty() { 0 } else { SECONDS });
                written.insert(*device, cookie);
            }
        }
    });
}

/// Another tab writes them from here on.
pub(crate) fn let_others() {
    WRITTEN.take();
}

/// What waited, as the cookies of this phone say.
pub(crate) fn all() -> Vec<Gap> {
    read(&cookies::all())
}

/// How many entries waited here, where the browser cleared all away: what cookies name is nowhere else.
#[must_use]
pub fn lost() -> usize {
    all().iter().map(|gap| gap.entries.iter().count()).sum()
}

/// The hub was told.
pub(crate) fn forget(device: DeviceId) {
    cookies::keep(&cookie(device, &[]), 0);
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;
    use yingchun_domain::gap::NAMED_MOST;

    fn entries(many: usize) -> Vec<EntryId> {
        (1..).take(many).map(|n| Uuid::from_u128(n).into()).collect()
    }

    #[test]
    fn what_a_cookie_names_is_read_among_others_and_what_is_none_is_not() {
        let [one, two] = [7, 8].map(|n| DeviceId::from(Uuid::from_u128(n)));
        let both = [cookie(one, &entries(2)), cookie(two, &entries(1))];
        let cookies = format!("yingchun_door=field; {}; {NAME}x=y; {}; {NAME}", both[0], both[1]);
        let gap = |device, many| Gap { device, entries: Named::last_of(&entries(many)) };
        assert_eq!(read(&cookies), [gap(one, 2), gap(two, 1)]);
        assert_eq!(read(&cookie(one, &[])), []);
        assert_eq!(read(""), []);
    }

    #[test]
    fn a_cookie_is_small_however_much_waits() {
        let device = Uuid::from_u128(7).into();
        let written = cookie(device, &entries(1_000));
        assert!(written.len() < 1_800, "{}", written.len());
        assert_eq!(read(&written)[0].entries, Named::last_of(&entries(1_000)));
        assert_eq!(read(&written)[0].entries.iter().count(), NAMED_MOST);
    }
}
