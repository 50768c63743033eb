//! Style sheets: flat selectors by class, tokens for every colour, nothing that an engine before Chromium 99 drops.

use crate::sources::{Source, sources};

const TOKENS: &str = "style/tokens.css";
const COLOUR_FUNCTIONS: &[&str] =
    &["rgb(", "rgba(", "hsl(", "hsla(", "hwb(", "lab(", "lch(", "oklab(", "oklch(", "color("];
/// The names that people reach for. System colours are the reader's choice, `transparent` and `currentColor` no colour.
const COLOUR_NAMES: &[&str] = &[
    "black", "white", "red", "green", "blue", "yellow", "orange", "gold", "gray", "grey", "brown", "purple",
    "pink", "silver", "navy", "teal", "maroon",
];
const HEX: &str = "0123456789abcdefABCDEF";

/// A piece of a sheet with the number of the line where it ends.
enum Piece {
    /// What stands before `{`, and whether a style rule is open around it.
    Prelude { text: String, inside_rule: bool, line: usize },
    /// What stands before `;` or `}`.
    Declaration { text: String, line: usize },
}

/// Cuts a sheet at its braces and semicolons; comments and quoted words are blanked first.
fn pieces(sheet: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut open: Vec<bool> = Vec::new();
    let (mut text, mut line) = (String::new(), 1);
    for letter in blank_comments_and_quotes(sheet).chars() {
        match letter {
            '{' => {
                let prelude = std::mem::take(&mut text).trim().to_owned();
                let is_rule = !prelude.starts_with('@');
                pieces.push(Piece::Prelude { text: prelude, inside_rule: open.contains(&true), line });
                open.push(is_rule);
            }
            ';' | '}' => {
                let declaration = std::mem::take(&mut text).trim().to_owned();
                if !declaration.is_empty() {
                    pieces.push(Piece::Declaration { text: declaration, line });
                }
                if letter == '}' {
                    open.pop();
                }
            }
            '\n' => {
                line += 1;
                text.push(' ');
            }
            other => text.push(other),
        }
    }
    pieces
}

/// Keeps line breaks, so that line numbers stay true.
fn blank_comments_and_quotes(sheet: &str) -> String {
    let mut kept = String::new();
    let mut rest = sheet;
    while let Some(letter) = rest.chars().next() {
        let end = match letter {
            '/' if rest.starts_with("/*") => rest.find("*/").map(|at| at + 2),
            '"' | '\'' => rest[1..].find(letter).map(|at| at + 2),
            _ => None,
        };
        match end {
            Some(end) => kept.extend(rest[..end].chars().filter(|letter| *letter == '\n')),
            None => kept.push(letter),
        }
        rest = &rest[end.unwrap_or(letter.len_utf8())..];
    }
    kept
}

/// The sheets' breaches of one rule as `path:line: text`.
fn breaches(rule: impl Fn(&Source, &Piece) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for sheet in sources(&["css"]) {
        for piece in pieces(&sheet.text) {
            if rule(&sheet, &piece) {
                let (Piece::Prelude { text, line, .. } | Piece::Declaration { text, line }) = piece;
                found.push(format!("{}:{line}: {text}", sheet.path));
            }
        }
    }
    found
}

fn names_a_colour(value: &str) -> bool {
    let hex = value.split('#').skip(1).any(|after| {
        let digits = after.chars().take_while(|letter| HEX.contains(*letter)).count();
        matches!(digits, 3 | 4 | 6 | 8)
    });
    let words = value.split(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '-'));
    hex || COLOUR_FUNCTIONS.iter().any(|function| value.contains(function))
        || words.into_iter().any(|word| COLOUR_NAMES.contains(&word))
}

#[test]
fn colours_stand_in_tokens_only() {
    let found = breaches(|sheet, piece| match piece {
        Piece::Declaration { text, .. } if sheet.path != TOKENS => {
            text.split_once(':').is_some_and(|(_, value)| names_a_colour(value))
        }
        Piece::Declaration { .. } | Piece::Prelude { .. } => false,
    });
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn nothing_shouts_louder_than_its_place_in_the_order() {
    let found =
        breaches(|_, piece| matches!(piece, Piece::Declaration { text, .. } if text.contains("!important")));
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn no_layer_because_an_engine_before_chromium_99_drops_the_block() {
    let found = breaches(|_, piece| {
        let (Piece::Prelude { text, .. } | Piece::Declaration { text, .. }) = piece;
        text.starts_with("@layer")
    });
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn selectors_are_flat_and_without_ids() {
    let found = breaches(|_, piece| match piece {
        Piece::Prelude { text, inside_rule, .. } => {
            *inside_rule || (!text.starts_with('@') && text.contains('#'))
        }
        Piece::Declaration { .. } => false,
    });
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn no_view_carries_a_style_of_its_own() {
    let found: Vec<String> = sources(&["rs"])
        .into_iter()
        .filter(|source| source.path.starts_with("src/") && source.text.contains(" style=\""))
        .map(|source| source.path)
        .collect();
    assert_eq!(found, Vec::<String>::new());
}

/// The lines of a page of the app, without those that are its own.
fn lines_of(page: &str) -> Vec<String> {
    let text = std::fs::read_to_string(crate::sources::root().join(page)).expect("a page of the app");
    let own = |line: &&str| !line.contains("copy-dir") && !line.contains("data-bin=");
    text.lines().filter(own).map(ToOwned::to_owned).collect()
}

#[test]
fn newcomers_see_the_fields_page_around_their_app_with_no_sheet_too_many() {
    let (join, field) = (lines_of("join.html"), lines_of("index.html"));
    let left_out: Vec<&String> = field.iter().filter(|line| !join.contains(line)).collect();
    let also: Vec<&String> = join.iter().filter(|line| !field.contains(line)).collect();
    assert_eq!(also, Vec::<&String>::new());
    let others: Vec<&&String> = left_out.iter().filter(|line| !line.contains("href=\"style/")).collect();
    assert_eq!(others, Vec::<&&String>::new());
}

#[test]
fn the_reader_of_sheets_sees_what_it_should() {
    let sheet = "/* #fff; */ @media (min-width: 1rem) {\n .a { color: #fff; content: \"}\"; } }\n.b { .c { color: red } }";
    let seen: Vec<String> = pieces(sheet)
        .into_iter()
        .map(|piece| match piece {
            Piece::Prelude { text, inside_rule, line } => format!("{line} {text} {inside_rule}"),
            Piece::Declaration { text, line } => format!("{line} {text} {}", names_a_colour(&text)),
        })
        .collect();
    let expected = [
        "1 @media (min-width: 1rem) false",
        "2 .a false",
        "2 color: #fff true",
        "2 content: false",
        "3 .b false",
        "3 .c true",
        "3 color: red true",
    ];
    assert_eq!(seen, expected);
}
