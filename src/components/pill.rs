//! The pill: what this phone still holds, in words that calm.

use crate::html::*;
use yingchun_domain::sync::{Session, Status};

use super::icons::{Glyph, Icon};
use crate::device::room::Room;
use crate::words::{Words, use_tongue};

/// What the phone does with what was saved on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PillState {
    /// The hub has everything.
    AllSent,
    /// So many entries wait for network.
    Waiting(usize),
    /// So many entries go in a moment: there is network, and only second thoughts are waited for.
    Soon(usize),
    /// The entry being sent, and how many there are.
    Sending(usize, usize),
    /// So many entries want a look by their author, and so many wait beside them.
    NeedsLook(usize, usize),
    /// She has to show that it is she before anything new comes.
    SignIn,
    /// No more photos fit on the phone.
    Full,
}

impl PillState {
    /// What wants a look comes first, then that no photo fits any more, then what is on its way.
    #[must_use]
    pub fn of(status: Status, room: Room) -> Self {
        let waiting = status.waiting + status.photos_waiting;
        match status {
            Status { to_look_at: 1.., .. } => Self::NeedsLook(status.to_look_at, waiting),
            Status { session: Session::Refused, .. } => Self::SignIn,
            _ if room == Room::Short => Self::Full,
            Status { sending: 1.., .. } => Self::Sending(status.sending, waiting.max(status.sending)),
            _ if waiting == 0 => Self::AllSent,
            Status { last_fault: None, session: Session::Open, .. } => Self::Soon(waiting),
            _ => Self::Waiting(waiting),
        }
    }

    /// What it says.
    pub fn words(self, words: &Words) -> String {
        match self {
            Self::AllSent => words.sync.all_sent.to_owned(),
            Self::Waiting(entries) => words.sync.waiting(entries),
            Self::Soon(entries) => words.sync.soon(entries),
            Self::Sending(entry, entries) => words.sync.sending(entry, entries),
            Self::NeedsLook(entries, 0) => words.sync.needs_look(entries),
            Self::NeedsLook(entries, waiting) => words.sync.needs_look_and_waits(entries, waiting),
            Self::SignIn => words.sync.sign_in.to_owned(),
            Self::Full => words.sync.full.to_owned(),
        }
    }

    /// The same in officials' terms.
    pub fn official_words(self, words: &Words) -> String {
        match self {
            Self::NeedsLook(entries, 0) => words.sync.to_settle(entries),
            Self::NeedsLook(entries, waiting) => words.sync.to_settle_and_waits(entries, waiting),
            Self::SignIn => words.sync.sign_in_official.to_owned(),
            Self::AllSent | Self::Waiting(_) | Self::Soon(_) | Self::Sending(..) | Self::Full => {
                self.words(words)
            }
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::AllSent => "pill pill--sent",
            Self::Waiting(_) | Self::Soon(_) | Self::Sending(..) => "pill",
            Self::NeedsLook(..) | Self::SignIn | Self::Full => "pill pill--look",
        }
    }

    const fn icon(self) -> Icon {
        match self {
            Self::AllSent => Icon::PhoneDone,
            Self::Waiting(_) => Icon::Phone,
            Self::Soon(_) | Self::Sending(..) => Icon::Upload,
            Self::NeedsLook(..) | Self::SignIn | Self::Full => Icon::Warning,
        }
    }
}

/// The pill in a page's head; leads to the outbox.
#[component]
pub fn Pill(
    /// What the phone does.
    #[prop(into)]
    state: Signal<PillState>,
    /// Whether an official reads it.
    #[prop(into)]
    official: Signal<bool>,
) -> impl IntoView {
    let tongue = use_tongue();
    let said = move || {
        let (state, words) = (state.get(), tongue.words());
        if official.get() { state.official_words(words) } else { state.words(words) }
    };
    view! {
        <a class=move || state.get().class() href="/outbox">
            {move || view! { <Glyph icon=state.get().icon()/> }}
            <span class:ears=move || state.get() == PillState::AllSent>{said}</span>
        </a>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use yingchun_domain::sync::{Fault, Machine};
    use yingchun_domain::time::UnixMs;

    fn status(waiting: usize) -> Status {
        Status { waiting, session: Session::Open, ..Machine::default().status() }
    }

    #[test]
    fn what_only_waits_for_second_thoughts_does_not_wait_for_network() {
        assert_eq!(PillState::of(status(1), Room::Enough), PillState::Soon(1));
        let cut = Status { last_fault: Some((Fault::Unreachable, UnixMs(1))), ..status(1) };
        assert_eq!(PillState::of(cut, Room::Enough), PillState::Waiting(1));
        assert_eq!(PillState::of(status(0), Room::Enough), PillState::AllSent);
    }

    #[test]
    fn officials_are_told_in_their_own_terms() {
        use crate::words::{Lang, words};
        let words = words(Lang::Zh);
        for state in
            [PillState::NeedsLook(1, 0), PillState::SignIn, PillState::Waiting(3), PillState::AllSent]
        {
            assert!(!state.official_words(words).contains('您'), "{state:?}");
        }
        assert_eq!(PillState::NeedsLook(1, 0).words(words), "1 条要您看看");
        assert_eq!(PillState::NeedsLook(1, 0).official_words(words), "待处理 1 条");
    }

    #[test]
    fn a_session_that_is_gone_is_no_lack_of_network() {
        let gone = |to_look_at| Status { session: Session::Refused, to_look_at, ..status(1) };
        assert_eq!(PillState::of(gone(0), Room::Enough), PillState::SignIn);
        assert_eq!(
            PillState::of(gone(1), Room::Enough),
            PillState::NeedsLook(1, 1),
            "what waits is not hidden"
        );
    }
}
