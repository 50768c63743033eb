//! Before and after, side by side or one over the other.

use crate::html::*;

use super::icons::{Glyph, Icon};

/// A frame of a pair: the photo, or where it will be.
#[component]
pub fn Shot(
    /// The picture's address.
    #[prop(into)]
    src: Signal<Option<String>>,
    /// What it is: 清理前 8:41. Also what ears hear of the picture.
    #[prop(into)]
    caption: Signal<String>,
) -> impl IntoView {
    // A picture that is not on this phone cannot be fetched without network: its frame stays empty, its words stay.
    let missing = RwSignal::new(None::<String>);
    let shown = move || src.get().filter(|src| missing.with(|missing| missing.as_ref() != Some(src)));
    let frame = move || match shown() {
        Some(src) => {
            let tried = src.clone();
            view! {
                <img class="shot__photo" src=src alt=move || caption.get() decoding="async"
                    on:error=move |_| missing.set(Some(tried.clone()))/>
            }
            .into_any()
        }
        None => view! { <span class="shot__none"><Glyph icon=Icon::Camera/></span> }.into_any(),
    };
    view! { <figure class="shot">{frame} <figcaption class="shot__caption">{move || caption.get()}</figcaption></figure> }
}

/// Two frames side by side, from edge to edge of the page.
#[component]
pub fn Pair(
    /// The picture before.
    #[prop(into)]
    before: Signal<Option<String>>,
    /// The picture after.
    #[prop(into)]
    after: Signal<Option<String>>,
    /// What the first is.
    #[prop(into)]
    before_caption: Signal<String>,
    /// What the second is.
    #[prop(into)]
    after_caption: Signal<String>,
    /// What lies over them: a seal; or nothing.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="pair"><Shot src=before caption=before_caption/> <Shot src=after caption=after_caption/> {children()}</div>
    }
}

/// Two photos over each other; a slider shows more of one or of the other.
#[component]
pub fn PairSlide(
    /// The picture before.
    #[prop(into)]
    before: Signal<String>,
    /// The picture after.
    #[prop(into)]
    after: Signal<String>,
    /// The slider's name.
    #[prop(into)]
    name: Signal<String>,
) -> impl IntoView {
    let shown = RwSignal::new(String::from("50"));
    view! {
        <div class="pair-slide" style:--shown=move || format!("{}%", shown.get())>
            <img class="pair-slide__photo" src=move || after.get() alt=""/>
            <img class="pair-slide__photo pair-slide__photo--over" src=move || before.get() alt=""/>
            <input class="pair-slide__slider" type="range" min="0" max="100" aria-label=move || name.get()
                prop:value=move || shown.get() on:input:target=move |moved| shown.set(moved.target().value())/>
        </div>
    }
}
