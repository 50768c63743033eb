//! What stands between the phone and the hub, and what the strip under a head says of it: what happened, what is safe.

use crate::html::*;
use yingchun_domain::sync::{Fault, Session, Status};
use yingchun_domain::time::{DAY_MS, UnixMs};

use super::shell::SayNotSaved;
use crate::components::icons::Icon;
use crate::device::net::follow_network;
use crate::sync::{NotSaved, use_phone};
use crate::words::Words;

/// Whether the phone has a network at all, as it says itself.
#[derive(Clone, Copy)]
struct Network(Signal<bool>);

/// Lets everything below use [`use_way_to_hub`]. Called once, at a root.
pub(super) fn provide_network() {
    provide_context(Network(follow_network()));
}

/// What stands between the phone and the hub.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Nothing, as far as is known.
    Open,
    /// The phone has no network.
    Offline,
    /// It has one, but the hub was not reached.
    Shaky {
        /// When it was tried last.
        tried: UnixMs,
    },
    /// The hub was reached and cannot.
    HubDown,
}

impl Way {
    fn of(last_fault: Option<(Fault, UnixMs)>, network: bool) -> Self {
        match last_fault {
            Some((Fault::Unreachable, _)) if !network => Self::Offline,
            Some((Fault::Unreachable, tried)) => Self::Shaky { tried },
            Some((Fault::Busy | Fault::HubFull | Fault::Broken | Fault::TooLarge, _)) => Self::HubDown,
            Some((
                Fault::Unknown
                | Fault::Forbidden
                | Fault::Limited
                | Fault::PhotoUnknown
                | Fault::PhotoRefused,
                _,
            ))
            | None => Self::Open,
        }
    }
}

/// What stands between the phone and the hub.
pub fn use_way_to_hub() -> Memo<Way> {
    let phone = use_phone();
    let network = expect_context::<Network>().0;
    Memo::new(move |_| Way::of(phone.status().with(|status| status.last_fault), network.get()))
}

/// A phone's clock that jumped by years makes nothing old.
const OLD_MS_MOST: i64 = 400 * DAY_MS;

/// Whether what was saved then has waited for a day by now.
pub(super) fn is_old(saved: UnixMs, now: UnixMs) -> bool {
    (DAY_MS..=OLD_MS_MOST).contains(&now.since(saved))
}

/// What the strip under the head says.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Said {
    Nothing,
    NotSaved(NotSaved),
    Offline {
        waiting: usize,
    },
    Shaky {
        waiting: usize,
        tried: UnixMs,
    },
    HubDown,
    SessionGone {
        waiting: usize,
    },
    /// What waits has waited for a day.
    Old {
        waiting: usize,
    },
    /// A newer release is there.
    Newer,
}

impl Said {
    pub(super) fn of(status: &Status, way: Way, trouble: Option<NotSaved>) -> Self {
        let waiting = status.waiting;
        match (trouble, status.session, way) {
            (Some(trouble), ..) => Self::NotSaved(trouble),
            (None, Session::Refused, _) => Self::SessionGone { waiting },
            (None, Session::Open | Session::Wanted, Way::Offline) => Self::Offline { waiting },
            (None, Session::Open | Session::Wanted, Way::Shaky { tried }) => Self::Shaky { waiting, tried },
            (None, Session::Open | Session::Wanted, Way::HubDown) => Self::HubDown,
            (None, Session::Open | Session::Wanted, Way::Open) => Self::Nothing,
        }
    }

    /// That something has waited for a day is said instead of what keeps it.
    pub(super) fn or_old(self, waiting: usize, old: bool) -> Self {
        let gives_way =
            matches!(self, Self::Nothing | Self::Offline { .. } | Self::Shaky { .. } | Self::HubDown);
        if old && waiting > 0 && gives_way { Self::Old { waiting } } else { self }
    }

    /// A newer release is told of where there is nothing else to tell.
    pub(super) fn or_newer(self, newer: bool) -> Self {
        if newer && self == Self::Nothing { Self::Newer } else { self }
    }

    pub(super) fn words(&self, words: &Words, say: SayNotSaved) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::NotSaved(trouble) => say(trouble, words).to_owned(),
            Self::Offline { waiting: 0 } => words.strip.offline_empty.to_owned(),
            Self::Offline { waiting: 1 } => words.strip.offline_one.to_owned(),
            Self::Offline { waiting } => words.strip.offline(*waiting),
            Self::Shaky { waiting: 0, tried } => words.strip.shaky_empty(&tried.clock()),
            Self::Shaky { tried, .. } => words.strip.shaky(&tried.clock()),
            Self::HubDown => words.strip.hub_down.to_owned(),
            Self::SessionGone { waiting: 0 } => words.strip.session_gone_empty.to_owned(),
            Self::SessionGone { waiting } => words.strip.session_gone(*waiting),
            Self::Old { waiting } => words.strip.old(*waiting),
            Self::Newer => words.strip.update.to_owned(),
        }
    }

    /// The same in officials' terms.
    pub(super) fn official_words(&self, words: &Words, say: SayNotSaved) -> String {
        match self {
            Self::HubDown => words.strip.hub_down_official.to_owned(),
            Self::SessionGone { .. } => words.strip.session_gone_official.to_owned(),
            Self::Nothing
            | Self::NotSaved(_)
            | Self::Offline { .. }
            | Self::Shaky { .. }
            | Self::Old { .. }
            | Self::Newer => self.words(words, say),
        }
    }

    pub(super) const fn icon(&self) -> Icon {
        match self {
            Self::NotSaved(_) => Icon::Warning,
            Self::Nothing
            | Self::Offline { .. }
            | Self::Shaky { .. }
            | Self::HubDown
            | Self::SessionGone { .. }
            | Self::Old { .. }
            | Self::Newer => Icon::Phone,
        }
    }
}

/// 看是哪 3 条; of one there is no choosing.
pub(super) fn which(words: &Words, waiting: usize) -> String {
    if waiting == 1 { words.kit.look.to_owned() } else { words.strip.which(waiting) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Lang, words};

    #[track_caller]
    fn says(fault: Option<Fault>, network: bool, waiting: usize, expected: &str) {
        let session = Session::Open;
        let status = Status {
            waiting,
            sending: 0,
            photos_waiting: 0,
            to_look_at: 0,
            others: 0,
            last_fault: None,
            session,
        };
        let tried = UnixMs::at_china(chrono::NaiveDate::from_ymd_opt(2027, 1, 29).unwrap(), 619);
        let way = Way::of(fault.map(|fault| (fault, tried)), network);
        let said = Said::of(&status, way, None).words(words(Lang::Zh), super::super::shell::not_saved);
        assert_eq!(said, expected);
    }

    #[test]
    fn no_network_an_unsteady_one_and_a_hub_that_cannot_are_three_things() {
        says(None, true, 3, "");
        says(Some(Fault::Unreachable), false, 3, "现在没网。3 条都存在这部手机里，有网自己会传");
        says(Some(Fault::Unreachable), true, 3, "网不稳，10:19 试过一次，过会儿自动再传");
        says(Some(Fault::Unreachable), true, 0, "网不稳，10:19 试过一次。存着的都能看");
        says(Some(Fault::Busy), true, 3, "街道那边暂时连不上，不是您手机的问题。内容都在");
    }

    #[test]
    fn a_day_is_long_and_a_clock_that_jumped_is_not_believed() {
        let now = UnixMs(1_800_000_000_000);
        for (age_ms, old) in [
            (0, false),
            (DAY_MS - 1, false),
            (DAY_MS, true),
            (400 * DAY_MS, true),
            (400 * DAY_MS + 1, false),
            (-3650 * DAY_MS, false),
        ] {
            assert_eq!(is_old(now.plus(-age_ms), now), old, "{age_ms}");
        }
    }

    #[test]
    fn of_one_entry_it_is_said_as_of_one() {
        let words = words(Lang::Zh);
        let said = |waiting| Said::Offline { waiting }.words(words, |_, _| "");
        assert_eq!((said(1).contains("这 1 条存在"), which(words, 1).as_str()), (true, "看看"));
        assert_eq!((said(3).contains("3 条都存在"), which(words, 3).as_str()), (true, "看是哪 3 条"));
    }

    #[test]
    fn what_waits_for_a_day_is_said_instead_of_what_keeps_it_and_a_lost_session_is_said_first() {
        assert_eq!(Said::Offline { waiting: 2 }.or_old(2, true), Said::Old { waiting: 2 });
        assert_eq!(Said::Nothing.or_old(0, true).or_newer(true), Said::Newer);
        assert_eq!(Said::SessionGone { waiting: 2 }.or_old(2, true), Said::SessionGone { waiting: 2 });
    }
}
