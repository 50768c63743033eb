//! Fields of a form: the label above, what is wrong in words below.

use crate::html::*;

/// What a field takes, which chooses the phone's keypad.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// A person's own name.
    Name,
    /// A telephone number.
    Phone,
    /// A few words.
    Words,
    /// A code of letters and digits.
    Code,
    /// A whole number.
    Number,
    /// A time of day.
    Clock,
}

impl Entry {
    /// `type`, `inputmode`, `autocomplete`.
    const fn attributes(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Name => ("text", "text", "name"),
            Self::Phone => ("tel", "tel", "tel-national"),
            Self::Words => ("text", "text", "off"),
            Self::Code => ("text", "text", "one-time-code"),
            Self::Number => ("text", "numeric", "off"),
            Self::Clock => ("time", "text", "off"),
        }
    }
}

/// One line to type in.
#[component]
pub fn Field(
    /// Names the field in the form, and ties label, hint and error to it.
    name: &'static str,
    /// The label above.
    #[prop(into)]
    label: Signal<String>,
    /// A line that helps; nothing is drawn when it is empty.
    #[prop(into)]
    hint: Signal<String>,
    /// What it takes.
    takes: Entry,
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
    let (kind, inputmode, autocomplete) = takes.attributes();
    view! {
        <div class="field">
            <label class="field__label" for=name>{move || label.get()}</label>
            <FieldHint name hint/>
            <input class="field__input" id=name name=name type=kind inputmode=inputmode autocomplete=autocomplete
                autocapitalize="off" spellcheck="false" aria-describedby=described_by(name)
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                prop:value=move || value.get() on:input:target=move |typed| on_type.run(on_one_line(&typed.target().value()))/>
            <FieldError name error/>
        </div>
    }
}

/// Several lines to type in.
#[component]
pub fn TextField(
    /// Names the field in the form, and ties label, hint and error to it.
    name: &'static str,
    /// The label above.
    #[prop(into)]
    label: Signal<String>,
    /// A line that helps; nothing is drawn when it is empty.
    #[prop(into)]
    hint: Signal<String>,
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
    view! {
        <div class="field">
            <label class="field__label" for=name>{move || label.get()}</label>
            <FieldHint name hint/>
            <Lines name value error on_type=move |typed: String| on_type.run(on_lines(&typed))/>
            <FieldError name error/>
        </div>
    }
}

/// A place to paste cells of a sheet into. What stands between them, the tabs, is kept: without it no cell ends.
#[component]
pub fn CellsField(
    /// Names the field in the form, and ties label and hint to it.
    name: &'static str,
    /// The label above.
    #[prop(into)]
    label: Signal<String>,
    /// A line that helps.
    #[prop(into)]
    hint: Signal<String>,
    /// What stands in it.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the whole text at each keystroke.
    #[prop(into)]
    on_type: Callback<String>,
) -> impl IntoView {
    view! {
        <div class="field">
            <label class="field__label" for=name>{move || label.get()}</label>
            <FieldHint name hint/>
            <Lines name value error=None on_type=move |typed: String| on_type.run(in_cells(&typed))/>
        </div>
    }
}

/// The field itself of several lines.
#[component]
fn Lines(
    name: &'static str,
    value: Signal<String>,
    #[prop(into)] error: Signal<Option<String>>,
    #[prop(into)] on_type: Callback<String>,
) -> impl IntoView {
    view! {
        <textarea class="field__input field__input--text" id=name name=name rows="2" aria-describedby=described_by(name)
            aria-invalid=move || error.with(Option::is_some).then_some("true")
            prop:value=move || value.get() on:input:target=move |typed| on_type.run(typed.target().value())></textarea>
    }
}

/// What was typed or pasted without the control signs that no rule takes and nobody sees: a cell of a sheet brings tabs.
pub(super) fn on_one_line(typed: &str) -> String {
    let spaced = typed.chars().map(|sign| if sign == '\t' { ' ' } else { sign });
    spaced.filter(|sign| !sign.is_control()).collect()
}

/// The same, line by line.
fn on_lines(typed: &str) -> String {
    typed.split('\n').map(on_one_line).collect::<Vec<_>>().join("\n")
}

/// The same, cell by cell.
fn in_cells(typed: &str) -> String {
    typed.split('\t').map(on_lines).collect::<Vec<_>>().join("\t")
}

/// The ids of what describes a field; those not drawn are passed over by ears.
pub(super) fn described_by(name: &str) -> String {
    format!("{name}-hint {name}-error")
}

#[component]
pub(super) fn FieldHint(name: &'static str, hint: Signal<String>) -> impl IntoView {
    view! {
        <Show when=move || !hint.with(String::is_empty)>
            <p class="field__hint" id=format!("{name}-hint")>{move || hint.get()}</p>
        </Show>
    }
}

#[component]
pub(super) fn FieldError(name: &'static str, error: Signal<Option<String>>) -> impl IntoView {
    view! {
        <Show when=move || error.with(Option::is_some)>
            <p class="field__error" id=format!("{name}-error")>{move || error.get()}</p>
        </Show>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_signs_are_dropped_as_they_are_typed() {
        assert_eq!(on_one_line("李\t晓\0梅\u{7f}"), "李 晓梅");
        assert_eq!(on_lines("一\r\n二\0"), "一\n二");
        assert_eq!(in_cells("姓名\t手机号\r\n李\0梅\t\"一\n二\"\n"), "姓名\t手机号\n李梅\t\"一\n二\"\n");
    }
}
