//! 放到手机桌面: never a pop-up, not before the second day, and gone for good once she says no.

use std::collections::BTreeSet;

use crate::components::button::{Button, Look};
use crate::components::copy::CopyButton;
use crate::components::fold::Fold;
use crate::components::steps::Steps;
use crate::device::offline::{Offline, use_offline};
use crate::device::{browser, marks};
use crate::html::*;
use crate::pages::links::invite;
use crate::pages::mine::use_mine;
use crate::pages::shell::{use_counted, use_doer};
use crate::sync::use_phone;
use crate::words::use_tongue;

/// The list of what was decided and seen, and its lines.
const LIST: &str = "install";
const NO: &str = "no";

/// Whether the card is to be shown: seen on an earlier day, and not turned down.
fn is_due(seen: &BTreeSet<String>, today: &str) -> bool {
    !seen.contains(NO) && seen.iter().any(|day| day != today)
}

/// The card.
#[component]
pub fn InstallCard() -> impl IntoView {
    let phone = use_phone();
    let today = phone.now().get_untracked().day().to_string();
    let seen = marks::seen(LIST);
    let due = RwSignal::new(is_due(&seen, &today));
    if seen.is_empty() {
        marks::see(LIST, &BTreeSet::from([today]));
    }
    let no = Callback::new(move |()| {
        marks::see(LIST, &BTreeSet::from([NO.to_owned()]));
        due.set(false);
    });
    move || due.get().then(|| view! { <Card no/> })
}

#[component]
fn Card(no: Callback<()>) -> impl IntoView {
    let tongue = use_tongue();
    let status = use_counted();
    let offline = use_offline();
    let own_link = RwSignal::new(None::<String>);
    let label = move || {
        let me = &tongue.words().me;
        // Promised only where it is so.
        if offline.is_some_and(Offline::opens) { me.install } else { me.install_plain }
    };
    let steps = move || {
        match status.with(|status| status.waiting) {
        // The browser keeps apart what WeChat keeps: what waits here would wait here.
        n @ 1.. => view! { <p>{tongue.words().me.install_wait(n)}</p> }.into_any(),
        0 if browser::can_install() => view! {
            <Button label=move || tongue.words().me.install_now look=Look::Line on_press=move |()| browser::install()/>
        }
        .into_any(),
        0 => view! { <Steps/> <p class="quiet">{tongue.words().me.install_then}</p> <OwnLink link=own_link/> }
            .into_any(),
    }
    };
    view! {
        <Fold label aside="" on_open=|()| ()>
            {steps}
            <Button label=move || tongue.words().me.install_no look=Look::Quiet on_press=no/>
        </Fold>
    }
}

/// 复制我的专用链接: a link that lets her in once in another browser. Nothing for those who hold a right, who come in by their
/// passphrase.
#[component]
fn OwnLink(link: RwSignal<Option<String>>) -> impl IntoView {
    let tongue = use_tongue();
    let phone = use_phone();
    let doer = use_doer();
    let volunteer = use_mine(|mine| mine.set.roles_of(mine.me, mine.now).next().is_none());
    let make = move |()| {
        let Some(me) = phone.me().get_untracked() else { return };
        invite(phone, doer, None, Some(me.person), move |made| {
            link.try_set(Some(made));
        });
    };
    let own = move || {
        match link.get() {
        Some(made) => {
            let text = made.clone();
            view! {
                <p>{move || tongue.words().me.install_link_how}</p> <p class="copy__text">{made}</p>
                <CopyButton label=move || tongue.words().me.install_link done=move || tongue.words().me.install_copied text/>
            }
        }
        .into_any(),
        None => {
            view! { <Button label=move || tongue.words().me.install_link look=Look::Line on_press=make/> }
                .into_any()
        }
    }
    };
    view! { <Show when=move || volunteer.get() == Some(true)>{own}</Show> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_card_comes_on_the_second_day_and_never_after_a_no() {
        let seen = |lines: &[&str]| lines.iter().map(ToString::to_string).collect::<BTreeSet<_>>();
        assert!(!is_due(&seen(&[]), "2027-01-29"));
        assert!(!is_due(&seen(&["2027-01-29"]), "2027-01-29"));
        assert!(is_due(&seen(&["2027-01-29"]), "2027-01-30"));
        assert!(!is_due(&seen(&["no"]), "2027-01-30"));
    }
}
