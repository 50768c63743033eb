//! What is typed and chosen in a form: a draft from the first touch on, and back on the screen after whatever happened.

use crate::html::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use yingchun_domain::json;

use crate::device::draft::{self, Recovered};

/// The form under `key`, as it was left. A form that is empty again has no draft.
pub fn use_kept<T>(key: String) -> RwSignal<T>
where
    T: Clone + Default + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static,
{
    begun(key, T::default(), None)
}

/// The same, which begins with `first` where nothing was left.
pub fn use_kept_or<T>(key: String, first: T) -> RwSignal<T>
where
    T: Clone + Default + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static,
{
    begun(key, T::default(), Some(first))
}

/// The same for a form over what stands there already: a draft once it differs from `stands`.
pub fn use_kept_over<T>(key: String, stands: T) -> RwSignal<T>
where
    T: Clone + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static,
{
    begun(key, stands, None)
}

/// A form that has no draft while it holds `empty`. What was saved of it and is taken back stands in it again.
fn begun<T>(key: String, empty: T, first: Option<T>) -> RwSignal<T>
where
    T: Clone + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static,
{
    let read = |text: Option<String>| text.and_then(|text| json::read::<T>(&text).ok());
    let left = read(draft::load(&key));
    if let (None, Some(first)) = (&left, &first) {
        keep(&key, first, &empty);
    }
    let was_left = left.is_some();
    let kept = RwSignal::new(left.or(first).unwrap_or_else(|| empty.clone()));
    let opened_with = kept.get_untracked();
    let (recovering, ended) = (key.clone(), empty.clone());
    spawn_local(async move {
        let recovered = match draft::recover(&recovering).await {
            Recovered::Typed(text) => read(Some(text)),
            Recovered::Ended => was_left.then_some(ended),
            Recovered::Nothing => None,
        };
        // What she has typed meanwhile is newer, and the page may be gone.
        let untouched = kept.try_with_untracked(|now| *now == opened_with) == Some(true);
        if let Some(recovered) = recovered.filter(|_| untouched) {
            kept.try_set(recovered);
        }
    });
    let (taken_back, own) = (draft::taken_back(), key.clone());
    let again = move |taken_back: &Option<(String, String)>| {
        let text = taken_back.as_ref().filter(|(key, _)| *key == own).map(|(_, text)| text.clone());
        if let Some(again) = read(text) {
            kept.set(again);
        }
    };
    Effect::watch(move || taken_back.get(), move |it, _, _| again(it), false);
    Effect::watch(move || kept.get(), move |now, _, _| keep(&key, now, &empty), false);
    kept
}

fn keep<T: PartialEq + Serialize>(key: &str, form: &T, empty: &T) {
    if form == empty {
        draft::end(key);
    } else if let Ok(text) = serde_json::to_string(form) {
        draft::keep(key, &text);
    }
}

/// What was typed, where it differs from what stood there `then`; else what stands there `now`: a form that lay open
/// undoes nothing that others wrote meanwhile.
pub fn touched<T: PartialEq + Clone>(typed: T, then: &T, now: &T) -> T {
    if typed == *then { now.clone() } else { typed }
}
