//! Words of safety when somebody signs in for the first time: three pictures, 知道了. They hold nobody up: she is signed in.

use std::collections::BTreeSet;

use crate::html::*;

use crate::components::button::{Button, Look};
use crate::components::safety::{Hazard, HazardPicture};
use crate::components::sheet::Sheet;
use crate::device::marks;
use crate::words::use_tongue;

/// The list of what was seen, and its only line.
const LIST: &str = "safety";
const WORDING: &str = "2027-1";

/// Whether the words are up.
#[derive(Debug, Clone, Copy)]
pub struct SafetyUp(RwSignal<bool>);

impl SafetyUp {
    /// Puts them up, unless they were seen on this phone.
    pub fn once(self) {
        if !marks::seen(LIST).contains(WORDING) {
            self.0.set(true);
        }
    }
}

/// Lets everything below use [`use_safety`]. Called once, in `Field`.
pub fn provide_safety() {
    provide_context(SafetyUp(RwSignal::new(false)));
}

/// The words of safety.
pub fn use_safety() -> SafetyUp {
    expect_context::<SafetyUp>()
}

/// The sheet.
#[component]
pub fn SafetySheet() -> impl IntoView {
    let tongue = use_tongue();
    let up = use_safety().0;
    let lower = Callback::new(move |()| {
        marks::see(LIST, &BTreeSet::from([WORDING.to_owned()]));
        up.set(false);
    });
    let line = move |hazard: Hazard| {
        let join = &tongue.words().join;
        let words = match hazard {
            Hazard::River => join.risks_river,
            Hazard::Road => join.risks_road,
            Hazard::Heavy => join.risks_heavy,
        };
        view! { <li class="rows__row"><HazardPicture hazard/> <span class="rows__text">{words}</span></li> }
    };
    view! {
        <Sheet title=move || tongue.words().today.safety open=up on_close=lower>
            <ul class="rows">{[Hazard::River, Hazard::Road, Hazard::Heavy].map(line)}</ul>
            <Button label=move || tongue.words().kit.understood look=Look::Primary on_press=lower/>
        </Sheet>
    }
}
