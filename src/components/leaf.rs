//! The day leaf 黄历: today as a leaf of the almanac heads home.

use crate::html::*;

/// A head with the day leaf. The words come computed; 腊月廿二 needs the table of lunar dates.
#[component]
pub fn DayLeaf(
    /// The lunar month: 腊月.
    #[prop(into)]
    month: Signal<String>,
    /// The lunar day: 廿二.
    #[prop(into)]
    day: Signal<String>,
    /// The page's `h1`: 1月29日 周五.
    #[prop(into)]
    title: Signal<String>,
    /// The line under it: 离除夕 7 天.
    #[prop(into)]
    line: Signal<String>,
    /// The pill.
    children: Children,
) -> impl IntoView {
    view! {
        <header class="day">
            <span class="leaf" aria-hidden="true">
                <span class="leaf__month">{move || month.get()}</span> <span class="leaf__day">{move || day.get()}</span>
            </span>
            <div class="day__titles">
                <h1 class="day__title" tabindex="-1">{move || title.get()} <span class="ears">{move || month.get()} {move || day.get()}</span></h1>
                <p class="day__line">{move || line.get()}</p>
            </div>
            {children()}
        </header>
    }
}
