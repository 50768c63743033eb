//! The paper-cut flowers: an ornament, and progress as petals.

use crate::html::*;

/// One eighth of the ornament; eight of them turned by 45° are the flower.
const EIGHTH: &str = "M0-13c-5-4-8-9-8-15 0-7 4-12 8-18 4 6 8 11 8 18 0 6-3 11-8 15zm0-5c3-3 4.5-6 4.5-10s-2-7.5-4.5-11c-2.5 3.5-4.5 7-4.5 11s1.5 7 4.5 10z\
    M0-24c-1.6 1-2.4 2.6-2.4 4.3S-1.2-16.5 0-15.5c1.2-1 2.4-2.5 2.4-4.2S1.6-23 0-24z";

/// The leaf between two petals, turned by 22.5° more.
const BETWEEN: &str = "M0-20c-4-5-6-10-6-15 0-4 2.5-8 6-12 3.5 4 6 8 6 12 0 5-2 10-6 15zm-3.4-12.5c2 1.7 4.8 1.7 6.8 0-1 3.2-1.9 5-3.4 7-1.5-2-2.4-3.8-3.4-7z";

/// The heart: a ring and a dot.
const HEART: &str = "M0-11a11 11 0 1 0 0 22 11 11 0 0 0 0-22zm0 4.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM0-3.2a3.2 3.2 0 1 0 0 6.4 3.2 3.2 0 0 0 0-6.4z";

/// A petal of the progress flower.
const PETAL: &str = "M0-12c-7-5-12-12-12-20 0-8 5-13 12-16 7 3 12 8 12 16 0 8-5 15-12 20z";

/// Petals that still can be told apart.
const PETALS_MAX: usize = 12;

/// The window flower behind a red card: ornament only.
#[component]
pub fn WindowFlower(
    /// The block's class for it, such as `cut__flower`.
    class: &'static str,
) -> impl IntoView {
    let turns = (0..8).map(|turn| {
        view! {
            <g transform=format!("rotate({})", turn * 45)>
                <path fill-rule="evenodd" d=EIGHTH></path>
                <path fill-rule="evenodd" transform="rotate(22.5)" d=BETWEEN></path>
            </g>
        }
    });
    view! {
        <svg class=class viewBox="-50 -50 100 100" aria-hidden="true">
            {turns.collect_view()} <path fill-rule="evenodd" d=HEART></path>
        </svg>
    }
}

/// Progress of a place as a flower being cut: a petal a spot, and above twelve spots each petal stands for an equal share.
/// Never for a person.
#[component]
pub fn FlowerMeter(
    /// Spots in all.
    #[prop(into)]
    total: Signal<usize>,
    /// Spots cleaned.
    #[prop(into)]
    cleaned: Signal<usize>,
    /// The same in words; ears hear it instead of the drawing.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    let petals = move || {
        let (petals, cut) = petals(total.get(), cleaned.get());
        (0..petals)
            .map(|petal| {
                let class = if petal < cut { "flower__petal flower__petal--cut" } else { "flower__petal" };
                let (turn, slim) = (360.0 / petals as f64 * petal as f64, (8.0 / petals as f64).min(1.0));
                let turn = format!("rotate({turn}) scale({slim} 1)");
                view! { <path class=class transform=turn d=PETAL></path> }
            })
            .collect_view()
    };
    view! {
        <svg class="flower" viewBox="-52 -52 104 104" role="img" aria-label=move || label.get()>
            {petals} <circle class="flower__heart" r="4"></circle>
        </svg>
    }
}

/// How many petals the flower has, and how many of them are cut. The last one is cut only by the last spot.
fn petals(total: usize, cleaned: usize) -> (usize, usize) {
    let petals = total.clamp(1, PETALS_MAX);
    let cut = (cleaned.min(total) * petals).checked_div(total).unwrap_or(0);
    (petals, cut)
}

#[cfg(test)]
mod tests {
    use super::petals;

    #[test]
    fn a_petal_is_a_spot_until_there_are_too_many() {
        assert_eq!(petals(5, 2), (5, 2));
        assert_eq!(petals(78, 61), (12, 9));
    }

    #[test]
    fn the_flower_is_whole_only_when_every_spot_is_cleaned() {
        assert_eq!(petals(78, 77), (12, 11));
        assert_eq!(petals(78, 78), (12, 12));
        assert_eq!(petals(0, 0), (1, 0));
        assert_eq!(petals(3, 9), (3, 3));
    }
}
