//! The one polite live region: what ears must hear when only a part of the page changed.

use crate::html::*;

/// Says sentences to screen readers.
#[derive(Debug, Clone, Copy)]
pub struct Announcer(RwSignal<String>);

impl Announcer {
    /// Says `sentence` when the reader pauses. The same sentence twice is said twice.
    pub fn say(self, sentence: &str) {
        let again = self.0.with_untracked(|said| said == sentence);
        // A region speaks only when its text changes; a trailing no-break space is silent.
        self.0.set(if again { format!("{sentence}\u{a0}") } else { sentence.to_owned() });
    }
}

/// Lets everything below use [`use_announcer`]. Called once, in `App`.
pub fn provide_announcer() -> Announcer {
    let announcer = Announcer(RwSignal::new(String::new()));
    provide_context(announcer);
    announcer
}

/// The app's announcer.
pub fn use_announcer() -> Announcer {
    expect_context::<Announcer>()
}

/// The region itself; stands once, in the shell.
#[component]
pub fn LiveRegion() -> impl IntoView {
    let announcer = use_announcer();
    view! { <p class="ears" role="status" aria-live="polite">{move || announcer.0.get()}</p> }
}
