//! 不用清了, and why: by the leader of the zone's team, and by the office.

use yingchun_domain::entry::Act;
use yingchun_domain::spot::close::Cancel;
use yingchun_domain::spot::{Spot, SpotState};
use yingchun_domain::text::Line;

use super::deed_on;
use crate::components::button::{Button, Look};
use crate::components::field::{Entry, Field};
use crate::html::*;
use crate::pages::kept::use_kept;
use crate::pages::shell::use_doer;
use crate::sync::Deed;
use crate::words::use_tongue;

/// Whether there is still something to call off.
pub const fn can_be_called_off(spot: &Spot) -> bool {
    matches!(
        spot.state,
        SpotState::Reported | SpotState::Open | SpotState::Claimed { .. } | SpotState::Returned { .. }
    )
}

/// The reason, and the act.
#[component]
pub fn CallOff(
    /// The spot.
    spot: Spot,
    /// Called once it is saved.
    #[prop(into)]
    on_done: Callback<()>,
) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let key = format!("cancel.{}", spot.id);
    let reason = use_kept::<String>(key.clone());
    let missing = RwSignal::new(false);
    let cancel = move |()| {
        let line = reason.with_untracked(|reason| Line::try_from(reason.as_str()));
        missing.set(line.is_err());
        if let Ok(reason) = line {
            let act = Act::Cancel(Cancel { reason });
            let deed = Deed { draft: Some(key.clone()), ..deed_on(&spot, act) };
            doer.act(deed, tongue.words().assign.called_off.to_owned(), move |_| on_done.run(()));
        }
    };
    view! {
        <Field name="cancel-reason" label=move || tongue.words().assign.why hint=move || tongue.words().assign.why_example takes=Entry::Words
            value=reason error=move || missing.get().then(|| tongue.words().assign.why_missing.to_owned()) on_type=move |typed| reason.set(typed)/>
        <Button label=move || tongue.words().assign.call_off look=Look::Line on_press=cancel/>
    }
}
