//! Every pair of text and ground in style/tokens.css is light and dark enough, in each theme.

use std::collections::BTreeMap;

const TOKENS: &str = include_str!("../../style/tokens.css");
const STATES: [&str; 6] = ["open", "claimed", "cleaned", "passed", "returned", "still"];
const TEXT: [(&str, &str); 20] = [
    ("ink", "paper"),
    ("ink", "card"),
    ("ink", "sunk"),
    ("ink", "gold-wash"),
    ("ink", "red-wash"),
    ("ink-2", "paper"),
    ("ink-2", "card"),
    ("ink-2", "sunk"),
    ("tab", "card"),
    ("tab", "paper"),
    ("card", "picked"),
    ("on-red", "red"),
    ("on-red-2", "red"),
    ("on-red", "red-press"),
    ("on-gold", "gold-fill"),
    ("on-gold", "gold-press"),
    ("on-solid", "st-claimed"),
    ("on-solid", "st-cleaned"),
    ("on-solid", "st-passed"),
    ("on-solid", "st-returned"),
];
const EDGES: [(&str, &str); 6] = [
    ("edge", "paper"),
    ("edge", "card"),
    ("picked", "paper"),
    ("picked", "card"),
    ("picked", "sunk"),
    ("picked", "red-wash"),
];

type Theme = BTreeMap<String, [f64; 3]>;

/// The colours `--name: #rrggbb` of the first block that begins with `selector`.
fn colours(selector: &str) -> Theme {
    let from = TOKENS.find(selector).expect("the block is there");
    let block = TOKENS[from..].split('}').next().expect("split gives at least one");
    let mut theme = Theme::new();
    for declaration in block.split("--").skip(1) {
        let Some((name, value)) = declaration.split_once(": #") else { continue };
        if value.len() >= 6 && name.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '-') {
            let Ok(hex) = u32::from_str_radix(&value[..6], 16) else { continue };
            theme.insert(name.to_owned(), [16, 8, 0].map(|shift| f64::from((hex >> shift) & 0xff) / 255.0));
        }
    }
    theme
}

/// Relative luminance and contrast ratio as WCAG 2 defines them.
fn ratio(theme: &Theme, text: &str, ground: &str) -> f64 {
    let luminance = |name: &str| {
        let linear = |part: f64| {
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = theme[name].map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    };
    let (one, other) = (luminance(text), luminance(ground));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[track_caller]
fn check(theme: &Theme, floor: f64) {
    let low = |text: &str, ground: &str, floor: f64| {
        let ratio = ratio(theme, text, ground);
        (ratio < floor).then(|| format!("{text} on {ground}: {ratio:.2} < {floor}"))
    };
    // Gold stands under large bold words, for which 4.5 is the strict floor.
    let floor_on = |ground: &str| if ground.starts_with("gold") { floor.min(4.5) } else { floor };
    let mut found: Vec<String> =
        TEXT.iter().filter_map(|(text, ground)| low(text, ground, floor_on(ground))).collect();
    for state in STATES {
        let text = format!("st-{state}");
        found.extend(low(&text, &format!("{text}-wash"), floor));
        found.extend(low(&text, "card", floor));
    }
    found.extend(EDGES.iter().filter_map(|(edge, ground)| low(edge, ground, 3.0)));
    assert!(found.is_empty(), "{found:#?}");
}

fn over(theme: Theme) -> Theme {
    let mut whole = colours(":root {");
    whole.extend(theme);
    whole
}

#[test]
fn light_reads_at_four_and_a_half() {
    check(&colours(":root {"), 4.5);
}

#[test]
fn dark_reads_at_four_and_a_half() {
    check(&over(colours(":root[data-theme=\"dark\"] {")), 4.5);
}

#[test]
fn the_systems_dark_is_the_chosen_dark() {
    assert_eq!(colours(":root:not([data-theme]) {"), colours(":root[data-theme=\"dark\"] {"));
}

#[test]
fn outdoors_reads_at_seven_over_either_theme() {
    let sun = colours(":root[data-sun=\"on\"] {");
    check(&over(sun.clone()), 7.0);
    let mut over_dark = over(colours(":root[data-theme=\"dark\"] {"));
    over_dark.extend(sun);
    check(&over_dark, 7.0);
}

#[test]
fn a_system_that_wants_contrast_gets_the_outdoor_colours() {
    check(&over(colours(":root:not([data-theme=\"dark\"]) {")), 7.0);
}
