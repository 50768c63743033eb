//! 对比图: before and after in one picture for the village's group. It bears the place and the day, and nobody's name.

use serde::Serialize;
use wasm_bindgen_futures::JsFuture;

use super::{interop, store};

/// What stands on the picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CompareWords {
    /// The drive.
    pub title: String,
    /// Where.
    pub place: String,
    /// Under the first photo.
    pub before: String,
    /// Under the second.
    pub after: String,
    /// The day, and by whom the drive is held.
    pub foot: String,
}

/// The picture in a `data:` URL, which can be held and sent on inside WeChat; `None` where a photo is not to be had.
pub async fn comparison(before: &str, after: &str, words: &CompareWords) -> Option<String> {
    let words = store::to_js(words).ok()?;
    JsFuture::from(interop::compare(before, after, &words)).await.ok()?.as_string()
}
