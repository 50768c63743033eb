//! What a refusal's code means to the person who reads it.

use super::Lang;

/// The sentence for `code`; of an unknown one, that it was kept and someone will look.
pub fn code_words(lang: Lang, code: &str) -> &'static str {
    let (zh, en) = match code {
        "spot.unknown" => ("这一处还没传到街道，等一等", "This spot has not reached the office yet"),
        "spot.clean.no_after_photo" => ("还差一张清理后的照片", "A photo after cleaning is still missing"),
        "person_taken" => ("这个报名已经在另一部手机上用了", "This registration is in use on another phone"),
        _ => ("没用上，内容都留着，街道会看", "Not used; everything is kept and the office will look"),
    };
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}
