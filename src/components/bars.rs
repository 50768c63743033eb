//! Two drawings of numbers: a bar of states, and a bar a day.

use crate::html::*;

use super::badge::SpotMark;

/// Width of the drawing of a bar of states.
const WIDTH: f64 = 200.0;
/// Height of the tallest day.
const TALLEST: f64 = 120.0;
/// From one day to the next.
const STEP: f64 = 34.0;

/// Spots of a place by state, as parts of one bar. Words and numbers stand beside it.
#[component]
pub fn StateBar(
    /// How many spots are in each state, in the order drawn.
    #[prop(into)]
    counts: Signal<Vec<(SpotMark, usize)>>,
) -> impl IntoView {
    let parts = move || {
        let counts = counts.get();
        let all = counts.iter().map(|(_, count)| count).sum::<usize>().max(1) as f64;
        let mut from = 0.0;
        let mut drawn = Vec::with_capacity(counts.len());
        for (mark, count) in counts.into_iter().filter(|(_, count)| *count > 0) {
            let width = count as f64 / all * WIDTH;
            let class = match mark {
                SpotMark::Passed | SpotMark::Closed => "bars__part bars__part--passed",
                SpotMark::Cleaned => "bars__part bars__part--cleaned",
                SpotMark::Returned => "bars__part bars__part--returned",
                SpotMark::Claimed => "bars__part bars__part--claimed",
                SpotMark::Reported | SpotMark::Open | SpotMark::Cancelled => "bars__part bars__part--open",
            };
            drawn.push(view! { <rect class=class x=from.to_string() y="1" width=(width - 1.5).max(1.0).to_string() height="10" rx="1.5"></rect> });
            from += width;
        }
        drawn
    };
    view! { <svg class="bars" viewBox="0 0 200 12" preserveAspectRatio="none" aria-hidden="true">{parts}</svg> }
}

/// A bar a day, its number above and its day below.
#[component]
pub fn DayBars(
    /// Day and number, oldest first.
    #[prop(into)]
    days: Signal<Vec<(String, usize)>>,
    /// All of it in words, for ears.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    let view_box = move || format!("0 0 {} 170", days.with(Vec::len).max(1) as f64 * STEP + 6.0);
    let bars = move || {
        let days = days.get();
        let most = days.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1) as f64;
        days.into_iter()
            .enumerate()
            .map(|(nth, (day, count))| {
                let middle = nth as f64 * STEP + STEP / 2.0 + 3.0;
                let height = count as f64 / most * TALLEST;
                let top = 146.0 - height;
                view! {
                    <rect class="bars__part bars__part--passed" x=(middle - 11.0).to_string() y=top.to_string() width="22" height=height.to_string() rx="2"></rect>
                    <text class="bars__number" x=middle.to_string() y=(top - 6.0).to_string()>{count}</text>
                    <text class="bars__day" x=middle.to_string() y="163">{day}</text>
                }
            })
            .collect_view()
    };
    view! { <svg class="bars bars--days" viewBox=view_box role="img" aria-label=move || label.get()>{bars}</svg> }
}
