//! What forms share that change what was set up, at the desk and in the hand: the version that an edit names, who changed
//! it last, a line with what is wrong.

use std::collections::BTreeMap;

use uuid::Uuid;
use yingchun_domain::edit::Versions;
use yingchun_domain::entry::Act;
use yingchun_domain::text::TextRefused;

use super::frame::deed;
use crate::components::field::{Entry, Field};
use crate::html::*;
use crate::sync::{Deed, Undo};
use crate::words::use_tongue;

/// An edit of one group, over the version that the form showed.
pub fn edit_deed(act: Act, target: Uuid, group: &str, versions: &Versions) -> Deed {
    let base = versions.of(group).map(|version| (group.to_owned(), version.entry));
    Deed { base: base.into_iter().collect::<BTreeMap<_, _>>(), ..deed(act, target, Undo::Grace) }
}

/// Why what stands in a field is not taken, from the first try to save on.
pub fn refused(
    tried: RwSignal<bool>,
    read: impl Fn() -> Option<TextRefused> + Send + Sync + 'static,
) -> Signal<Option<String>> {
    let tongue = use_tongue();
    Signal::derive(move || {
        let words = tongue.words();
        let why = tried.get().then(&read).flatten()?;
        Some(match why {
            TextRefused::NotAPhone => words.office.phone_wrong.to_owned(),
            TextRefused::Empty | TextRefused::ControlSign | TextRefused::TooLong { .. } => {
                words.text_refused(why, words.office.required)
            }
        })
    })
}

/// One line of a form that changes something.
#[component]
pub fn EditLine(
    /// Names the field.
    name: &'static str,
    /// Its label.
    #[prop(into)]
    label: Signal<String>,
    /// What stands in it.
    value: RwSignal<String>,
    /// What is wrong with it, if something is.
    #[prop(into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    view! { <Field name label hint="" takes=Entry::Words value error on_type=move |typed| value.set(typed)/> }
}

/// 孙丽 10:05 改过
#[component]
pub fn LastEdit(
    /// Versions of the thing.
    versions: Versions,
    /// The group that is changed.
    group: &'static str,
) -> impl IntoView {
    let tongue = use_tongue();
    versions.of(group).cloned().map(|version| {
        view! { <p class="quiet">{move || tongue.words().desk_edit.last_edit(version.by_name.as_str(), &tongue.words().moment(version.at))}</p> }
    })
}
