//! One line for a passphrase, which may be of Chinese words: engines and keyboards write no Chinese into a `password` field,
//! so that it is a field of text, and a switch beside it covers what stands there.

use super::button::Look;
use super::field::{FieldError, FieldHint, described_by, on_one_line};
use crate::html::*;
use crate::words::use_tongue;

/// Which passphrase a browser may offer to fill in or to keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Passphrase {
    /// The one so far.
    Current,
    /// A new one.
    New,
}

impl Passphrase {
    const fn autocomplete(self) -> &'static str {
        match self {
            Self::Current => "current-password",
            Self::New => "new-password",
        }
    }
}

/// The field, with 〔遮住〕.
#[component]
pub fn PassphraseField(
    /// Names the field in the form, and ties label, hint and error to it.
    name: &'static str,
    /// The label above.
    #[prop(into)]
    label: Signal<String>,
    /// A line that helps; nothing is drawn when it is empty.
    #[prop(into)]
    hint: Signal<String>,
    /// Which one.
    which: Passphrase,
    /// What stands in it.
    #[prop(into)]
    value: Signal<String>,
    /// What is wrong, if something is.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// Called with the whole text at each keystroke.
    #[prop(into)]
    on_type: Callback<String>,
) -> impl IntoView {
    let tongue = use_tongue();
    let covered = RwSignal::new(false);
    let class = move || if covered.get() { "field__input field__input--covered" } else { "field__input" };
    let switch = move || {
        let words = &tongue.words().account;
        if covered.get() { words.uncover } else { words.cover }
    };
    let label_id = format!("{name}-label");
    view! {
        <div class="field">
            <label class="field__label" id=label_id.clone() for=name>{move || label.get()}</label>
            <FieldHint name hint/>
            <div class="field__beside">
                <input class=class id=name name=name type="text" inputmode="text" autocomplete=which.autocomplete()
                    autocapitalize="off" autocorrect="off" spellcheck="false" aria-describedby=described_by(name)
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                    prop:value=move || value.get() on:input:target=move |typed| on_type.run(on_one_line(&typed.target().value()))/>
                <button type="button" class=Look::LineSmall.class() aria-describedby=label_id aria-controls=name
                    on:click=move |_| covered.update(|covered| *covered = !*covered)>{switch}</button>
            </div>
            <FieldError name error/>
        </div>
    }
}
