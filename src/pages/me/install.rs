//! 放到手机桌面: never a pop-up, not before the second day, and gone for good once she says no.

use std::collections::BTreeSet;

use crate::components::button::{Button, Look};
use crate::components::fold::Fold;
use crate::device::marks;
use crate::html::*;
use crate::pages::shell::use_counted;
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
    move || due.get().then(|| view! { <Steps no/> })
}

#[component]
fn Steps(no: Callback<()>) -> impl IntoView {
    let tongue = use_tongue();
    let status = use_counted();
    let steps = move || {
        let me = &tongue.words().me;
        match status.with(|status| status.waiting) {
            // The browser keeps apart what WeChat keeps: what waits here would wait here.
            n @ 1.. => view! { <p>{me.install_wait(n)}</p> }.into_any(),
            0 => view! {
                <ol class="steps">
                    <li class="steps__step"><span class="steps__sign" aria-hidden="true">"···"</span> {me.install_menu}</li>
                    <li class="steps__step"><span class="steps__sign" aria-hidden="true">"↗"</span> {me.install_browser}</li>
                    <li class="steps__step"><span class="steps__sign" aria-hidden="true">"+"</span> {me.install_add}</li>
                </ol>
                <p class="quiet">{me.install_then}</p>
            }
            .into_any(),
        }
    };
    view! {
        <Fold label=tongue.words().me.install aside="" on_open=|()| ()>
            {steps}
            <Button label=tongue.words().me.install_no look=Look::Quiet on_press=no/>
        </Fold>
    }
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
