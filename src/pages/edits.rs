//! What forms share that change what was set up, at the desk and in the hand: a draft that is tied to the version over which it
//! was begun, who changed it last, a line with what is wrong.

pub mod slots;

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use yingchun_domain::edit::{Version, Versions};
use yingchun_domain::entry::Act;
use yingchun_domain::id::EntryId;
use yingchun_domain::text::TextRefused;

use super::frame::deed;
use super::kept::use_kept_over;
use crate::components::button::{Button, Look};
use crate::components::field::{Entry, Field};
use crate::html::*;
use crate::sync::{Deed, Undo};
use crate::words::use_tongue;

/// What is typed, and what stood there when somebody began to type.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Over<T> {
    #[serde(default)]
    base: Option<EntryId>,
    typed: T,
}

/// A form that changes one group of fields. What is typed is a draft from the first touch on and names the version that it was
/// typed over, however long ago: so it writes over nothing that others changed meanwhile.
pub struct Edit<T> {
    form: RwSignal<Over<T>>,
    stands: StoredValue<Over<T>>,
    key: StoredValue<String>,
    group: &'static str,
    last: StoredValue<Option<Version>>,
}

impl<T> Clone for Edit<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Edit<T> {}

/// The form named `key` over `stands`, which is of the last version of a group.
pub fn use_edit<T>(key: String, group: &'static str, versions: &Versions, stands: T) -> Edit<T>
where
    T: Clone + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static,
{
    let last = versions.of(group).cloned();
    let stands = Over { base: last.as_ref().map(|version| version.entry), typed: stands };
    Edit {
        form: use_kept_over(key.clone(), stands.clone()),
        stands: StoredValue::new(stands),
        key: StoredValue::new(key),
        group,
        last: StoredValue::new(last),
    }
}

impl<T: Clone + PartialEq + Send + Sync + 'static> Edit<T> {
    /// Looks at what is typed and follows it.
    pub fn with<U>(self, see: impl FnOnce(&T) -> U) -> U {
        self.form.with(|form| see(&form.typed))
    }

    /// What is typed.
    pub fn get_untracked(self) -> T {
        self.form.with_untracked(|form| form.typed.clone())
    }

    /// Changes what is typed.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        self.form.update(|form| change(&mut form.typed));
    }

    /// One line of it.
    pub fn line(self, at: fn(&mut T) -> &mut String) -> LineOf {
        let value = move || {
            let mut typed = self.with(T::clone);
            std::mem::take(at(&mut typed))
        };
        LineOf {
            value: Signal::derive(value),
            on_type: Callback::new(move |text| self.update(|typed| *at(typed) = text)),
        }
    }

    /// The change, which ends the draft.
    pub fn deed(self, act: Act, target: Uuid) -> Deed {
        let base = self.form.with_untracked(|form| form.base).map(|base| (self.group.to_owned(), base));
        Deed {
            base: base.into_iter().collect::<BTreeMap<_, _>>(),
            draft: Some(self.key.get_value()),
            ..deed(act, target, Undo::Grace)
        }
    }

    /// Who changed it last, and the way back to what stands there.
    pub fn head(self) -> Html {
        let touched = move || self.form.with(|form| self.stands.with_value(|stands| stands != form));
        let start_over = move |()| self.form.set(self.stands.get_value());
        let last = self.last.get_value();
        view! { <EditHead last touched=Signal::derive(touched) on_start_over=Callback::new(start_over)/> }
    }
}

/// What stands in one line of a form, and where it is written.
#[derive(Clone, Copy)]
pub struct LineOf {
    /// What stands in it.
    pub value: Signal<String>,
    /// Called as somebody types.
    pub on_type: Callback<String>,
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
    line: LineOf,
    /// What is wrong with it, if something is.
    #[prop(into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let LineOf { value, on_type } = line;
    view! { <Field name label hint="" takes=Entry::Words value error on_type=on_type/> }
}

/// 孙丽 10:05 改过, and 〔恢复原样〕 once something is typed.
#[component]
fn EditHead(last: Option<Version>, touched: Signal<bool>, on_start_over: Callback<()>) -> impl IntoView {
    let tongue = use_tongue();
    let by = last.map(|version| {
        view! { <p class="quiet">{move || tongue.words().desk_edit.last_edit(version.by_name.as_str(), &tongue.words().moment(version.at))}</p> }
    });
    view! {
        {by}
        <Show when=move || touched.get()>
            <div class="row"><Button label=move || tongue.words().desk_edit.start_over look=Look::LineSmall on_press=on_start_over/></div>
        </Show>
    }
}
