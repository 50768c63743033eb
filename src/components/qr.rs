//! A QR code as a drawing: black on white in every theme, with the quiet zone that readers need.

use qrcodegen::{QrCode, QrCodeEcc};

use crate::html::*;

/// White modules around a code, by ISO/IEC 18004.
const QUIET: i32 = 4;

/// A QR code. Nothing is drawn where the text is longer than a code can hold.
#[component]
pub fn Qr(
    /// What it says.
    text: String,
    /// What it is for, for ears.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    drawn(&text).map(|(side, path)| {
        view! {
            <svg class="qr" role="img" aria-label=move || label.get() viewBox=format!("0 0 {side} {side}")>
                <path class="qr__ink" d=path/>
            </svg>
        }
    })
}

/// The side in modules, quiet zone included, and the dark modules as a path: one run of a row after the other.
fn drawn(text: &str) -> Option<(i32, String)> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let side = code.size();
    let mut path = String::new();
    for y in 0..side {
        let mut x = 0;
        while x < side {
            let run = (x..side).take_while(|x| code.get_module(*x, y)).count();
            let run = i32::try_from(run).unwrap_or(0);
            if run > 0 {
                path.push_str(&format!("M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET));
            }
            x += run.max(1);
        }
    }
    Some((side + 2 * QUIET, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dark_module_is_drawn_once() {
        let text = "https://yingchun.example/join/QS2027";
        let code = QrCode::encode_text(text, QrCodeEcc::Medium).unwrap();
        let dark = (0..code.size())
            .flat_map(|y| (0..code.size()).map(move |x| (x, y)))
            .filter(|(x, y)| code.get_module(*x, *y))
            .count();
        let (side, path) = drawn(text).unwrap();
        let runs = path.split('M').skip(1).map(|run| {
            let (_, rest) = run.split_once('h').unwrap();
            rest.split('v').next().unwrap().parse::<usize>().unwrap()
        });
        assert_eq!((side, runs.sum::<usize>()), (code.size() + 8, dark));
        assert_eq!(drawn(&"长".repeat(4000)), None);
    }
}
