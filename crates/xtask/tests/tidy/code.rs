//! Reads Rust just well enough to tell what is done in it from what is said about it.

/// What stands in a file besides its comments and the unit tests at its end. Line breaks stay where they were.
pub(crate) fn code(text: &str) -> String {
    let end = text.find("mod tests {").unwrap_or(text.len());
    let (mut kept, mut rest) = (String::new(), &text[..end]);
    while let Some(letter) = rest.chars().next() {
        let long = length_of_piece(rest, kept.ends_with(is_of_a_name)).unwrap_or(letter.len_utf8());
        let (piece, behind) = rest.split_at(long);
        if !piece.starts_with("//") && !piece.starts_with("/*") {
            kept.push_str(piece);
        }
        rest = behind;
    }
    kept
}

/// How long a comment, a string or a character is that begins here; nothing where none of them does.
fn length_of_piece(text: &str, in_a_name: bool) -> Option<usize> {
    let to_the = |end: &str| text.find(end).map_or(text.len(), |at| at + end.len());
    match text.as_bytes() {
        [b'/', b'/', ..] => Some(text.find('\n').unwrap_or(text.len())),
        [b'/', b'*', ..] => Some(to_the("*/")),
        [b'"', ..] => Some(quoted(text, '"')),
        [b'r', b'"' | b'#', ..] if !in_a_name => {
            let fences = text.bytes().skip(1).take_while(|sign| *sign == b'#').count();
            let opened = text.get(1 + fences..)?.starts_with('"');
            let close = format!("\"{}", "#".repeat(fences));
            let body = 2 + fences;
            let within = opened.then(|| text[body..].find(&close))??;
            Some(body + within + close.len())
        }
        // A lifetime has no second quote where a character would end.
        [b'\'', b'\\', ..] => Some(quoted(text, '\'')),
        [b'\'', ..] => {
            let long = 1 + text.chars().nth(1)?.len_utf8();
            text[long..].starts_with('\'').then_some(long + 1)
        }
        _ => None,
    }
}

/// To the quote that no backslash stands before, and with it.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = true;
    for (at, letter) in text.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            other if other == quote => return at + other.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

fn is_of_a_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// The names that a text is made of.
pub(crate) fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter| !is_of_a_name(letter)).filter(|name| !name.is_empty())
}

#[test]
fn comments_and_tests_are_left_out_and_nothing_else() {
    let text = "//! 头\nfn a<'a>(of: &'a str) { \"//清\\\"\"; r#\"a\"/*洁*/\"#; '\"'; '\\''; '家' } /* \"园 */ for r in x {} // 尾\n\
        mod tests {\n    \"春\"\n}\n";
    let expected =
        "\nfn a<'a>(of: &'a str) { \"//清\\\"\"; r#\"a\"/*洁*/\"#; '\"'; '\\''; '家' }  for r in x {} \n";
    assert_eq!(code(text), expected);
    assert_eq!(
        names("let r = begin_with(\"begin\")").collect::<Vec<_>>(),
        ["let", "r", "begin_with", "begin"]
    );
}
