//! 收手机存的文件: the outbox that a phone without network saved as a file, brought by whoever carried it here.

use yingchun_domain::entry::Envelope;
use yingchun_domain::receipt::First;

use crate::components::live::use_announcer;
use crate::components::panel::Panel;
use crate::device::desk::{self, Taken};
use crate::device::file::{Chosen, FileButton, NoText, SAVED_OUTBOX};
use crate::device::hub::HubFault;
use crate::html::*;
use crate::words::{Lang, Words, use_tongue};

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Told {
    Taken(Taken),
    /// It could not be read.
    NoText(NoText),
    /// A line of it is no entry: nothing of it was sent.
    NoEntry {
        /// From 1.
        line: usize,
    },
    NotTaken(HubFault),
}

impl Told {
    fn said(&self, words: &Words, lang: Lang) -> String {
        let settings = &words.desk_settings;
        match self {
            Self::Taken(Taken { held, refused, waiting, apart }) => {
                settings.took_in(*held, *refused, *waiting, *apart)
            }
            Self::NoText(no_text) => words.no_text(*no_text),
            Self::NoEntry { line } => settings.no_entry(*line),
            Self::NotTaken(fault) => words.hub_fault(lang, fault),
        }
    }
}

/// The first line that is neither an entry nor what the hub said of one before.
fn no_entry(text: &str) -> Option<usize> {
    let is_one =
        |line: &str| First::from_line(line).is_some() || serde_json::from_str::<Envelope>(line).is_ok();
    let is_none = |line: &str| !line.is_empty() && !is_one(line);
    text.lines().position(|line| is_none(line.trim())).map(|at| at + 1)
}

async fn brought(file: Chosen) -> Told {
    let text = match file.text().await {
        Ok(text) => text,
        Err(no_text) => return Told::NoText(no_text),
    };
    if let Some(line) = no_entry(&text) {
        return Told::NoEntry { line };
    }
    desk::take_in(&text).await.map_or_else(Told::NotTaken, Told::Taken)
}

/// The panel.
#[component]
pub fn TakeIn() -> impl IntoView {
    let tongue = use_tongue();
    let announcer = use_announcer();
    let told = RwSignal::new(None::<Told>);
    let said = move |told: &Told| told.said(tongue.words(), tongue.lang());
    let chosen = move |file: Chosen| {
        told.set(None);
        spawn_local(async move {
            let outcome = brought(file).await;
            announcer.say(&said(&outcome));
            told.try_set(Some(outcome));
        });
    };
    let outcome = move || {
        told.get().map(|outcome| match outcome {
            Told::Taken(_) => view! { <p>{said(&outcome)}</p> },
            Told::NoText(_) | Told::NoEntry { .. } | Told::NotTaken(_) => {
                view! { <p class="field__error">{said(&outcome)}</p> }
            }
        })
    };
    view! {
        <Panel title=move || tongue.words().desk_settings.take_in>
            <div class="stack">
                <p class="quiet">{move || tongue.words().desk_settings.take_in_about}</p>
                <div class="row desk__acts"><FileButton label=move || tongue.words().desk_settings.choose_saved accept=SAVED_OUTBOX on_choose=chosen/></div>
                {outcome}
            </div>
        </Panel>
    }
}

#[cfg(test)]
mod tests {
    use super::no_entry;

    #[test]
    fn a_line_that_is_no_entry_is_named() {
        let id = uuid::Uuid::nil();
        let line = format!("{{\"id\":\"{id}\",\"device\":\"{id}\",\"seq\":1,\"author\":\"{id}\"}}");
        assert_eq!(no_entry(&format!("{line}\n\n{line}\n")), None);
        assert_eq!(no_entry(&format!("{line}\n{{}}\n")), Some(2));
        let told = format!(
            "{{\"first\":{{\"id\":\"{id}\",\"outcome\":\"applied\",\"commit\":4,\"received\":9,\"mac\":\"bWFj\"}}}}"
        );
        assert_eq!(no_entry(&format!("{told}\n{line}\n")), None);
        assert_eq!(no_entry("{\"first\":7}"), Some(1));
        assert_eq!(no_entry("姓名,手机号"), Some(1));
    }
}
