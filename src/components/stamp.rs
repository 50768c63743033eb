//! The photo's stamp as text: what the pipeline burns into the picture, drawn over the preview.

use crate::html::*;

/// The stamp over a photo, lower left with a gold rule.
#[component]
pub fn Stamp(
    /// 10:17
    #[prop(into)]
    time: Signal<String>,
    /// Where the time comes from: 手机时间 or 已校时.
    #[prop(into)]
    source: Signal<String>,
    /// Date, place, phase, name and number, a line each.
    #[prop(into)]
    lines: Signal<Vec<String>>,
) -> impl IntoView {
    view! {
        <div class="stamp">
            <p class="stamp__rule">
                <span class="stamp__line"><strong class="stamp__time">{move || time.get()}</strong> {move || source.get()}</span>
                {move || lines.get().into_iter().map(|line| view! { <span class="stamp__line">{line}</span> }).collect_view()}
            </p>
        </div>
    }
}
