//! In which encoding a sheet was written. Excel and WPS in Chinese write GBK unless told otherwise; whether bytes are UTF-8
//! can be told, whether they are GBK can only be tried.

/// So many Chinese signs in a row that read well as UTF-8 are no chance: what comes after them is damaged, not GBK.
const SIGNS_THAT_PROVE: usize = 4;

/// What bytes are, as far as they say it themselves.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Written<'b> {
    /// UTF-8.
    Utf8(&'b str),
    /// UTF-16, as Excel saves 「Unicode 文本」: little end first or last.
    Utf16 { big_end_first: bool },
    /// A workbook, not a text.
    Workbook,
    /// A picture, a film or a printed page.
    Picture,
    /// UTF-8 up to this line, from 1.
    Damaged { line: usize },
    /// Perhaps GBK.
    PerhapsGbk,
}

/// Looks at the bytes of a file.
pub(super) fn written(bytes: &[u8]) -> Written<'_> {
    match bytes {
        [0xff, 0xfe, ..] => return Written::Utf16 { big_end_first: false },
        [0xfe, 0xff, ..] => return Written::Utf16 { big_end_first: true },
        [b'P', b'K', 3, 4, ..] | [0xd0, 0xcf, 0x11, 0xe0, ..] => return Written::Workbook,
        [0xff, 0xd8, 0xff, ..] | [0x89, b'P', b'N', b'G', ..] | [b'G', b'I', b'F', b'8', ..] => {
            return Written::Picture;
        }
        [b'R', b'I', b'F', b'F', ..]
        | [b'%', b'P', b'D', b'F', ..]
        | [0, 0, 0, _, b'f', b't', b'y', b'p', ..] => return Written::Picture,
        _ => {}
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Written::Utf8(text),
        Err(wrong) => {
            let good = bytes
                .get(..wrong.valid_up_to())
                .and_then(|good| std::str::from_utf8(good).ok())
                .unwrap_or_default();
            let chinese = good.chars().filter(|sign| ('\u{4e00}'..='\u{9fff}').contains(sign)).count();
            if chinese >= SIGNS_THAT_PROVE {
                Written::Damaged { line: good.matches('\n').count() + 1 }
            } else {
                Written::PerhapsGbk
            }
        }
    }
}

/// The first line that could not be read in a text where `U+FFFD` stands for what could not.
pub(super) fn unreadable_line(text: &str) -> usize {
    let before = text.split('\u{fffd}').next().unwrap_or_default();
    before.matches('\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 姓名,王桂兰 in GBK.
    const GBK: &[u8] = b"\xd0\xd5\xc3\xfb\n\xcd\xf5\xb9\xf0\xc0\xbc";

    #[test]
    fn utf_8_is_told_from_what_may_be_gbk() {
        assert_eq!(written("姓名\n王桂兰".as_bytes()), Written::Utf8("姓名\n王桂兰"));
        assert_eq!(written(GBK), Written::PerhapsGbk);
        assert_eq!(written(b""), Written::Utf8(""));
    }

    #[test]
    fn a_file_that_was_utf_8_and_broke_names_its_line() {
        let mut bytes = "姓名,手机号\n王桂兰,1\n李".as_bytes().to_vec();
        bytes.pop();
        assert_eq!(written(&bytes), Written::Damaged { line: 3 });
    }

    #[test]
    fn a_photo_is_no_table() {
        for photo in [&b"\xff\xd8\xff\xe0rest"[..], b"\x89PNG\r\n", b"\0\0\0\x20ftypheic", b"%PDF-1.7"] {
            assert_eq!(written(photo), Written::Picture);
        }
    }

    #[test]
    fn a_workbook_is_no_text() {
        assert_eq!(written(b"PK\x03\x04rest"), Written::Workbook);
        assert_eq!(written(b"\xd0\xcf\x11\xe0rest"), Written::Workbook);
        assert_eq!(written(b"\xff\xfe\x01\x02"), Written::Utf16 { big_end_first: false });
    }

    #[test]
    fn the_line_of_the_first_unreadable_sign_is_found() {
        assert_eq!(unreadable_line("一\n二\n三\u{fffd}\n\u{fffd}"), 3);
    }
}
