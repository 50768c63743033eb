//! Lines as a phone sends or saves them, one under the other, each with the receipt of an earlier life that stands on the
//! line before it.

use yingchun_domain::receipt::{First, Receipt};

use super::line::sha256;
use crate::seal::Seal;

/// A line as it was brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Brought<'a> {
    /// Which line it is, from 1, empty ones and receipts counted.
    pub(crate) number: u64,
    pub(crate) bytes: &'a [u8],
    /// What the phone says that it was told in an earlier life of the database.
    pub(crate) first: Option<Receipt>,
}

impl Brought<'_> {
    /// The receipt, where this hub gave it for this very line, in whatever life of its database.
    pub(crate) fn given_by(&self, seal: &Seal) -> Option<&Receipt> {
        self.first.as_ref().filter(|first| seal.gave(first, sha256(self.bytes)))
    }
}

/// The lines, empty ones left out. A receipt after which nothing comes says nothing.
pub(crate) fn brought(body: &[u8]) -> impl Iterator<Item = Brought<'_>> {
    let lines = (1..).zip(body.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii));
    let mut first = None;
    lines.filter(|(_, bytes)| !bytes.is_empty()).filter_map(move |(number, bytes)| {
        let receipt = First::from_line(std::str::from_utf8(bytes).unwrap_or_default());
        if receipt.is_some() {
            first = receipt;
            return None;
        }
        Some(Brought { number, bytes, first: first.take() })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receipt_belongs_to_the_line_after_it() {
        let receipt = r#"{"id":"00000000-0000-0000-0000-000000000001","outcome":"applied","commit":4,"received":9,"mac":"bWFj"}"#;
        let body = format!(
            "{{\"a\":1}}\r\n\n{{\"first\":{receipt}}}\n\n {{\"b\":2}}\n[]\n{{\"first\":{receipt}}}\n"
        );
        let told = serde_json::from_str::<Receipt>(receipt).unwrap();
        let line = |number, bytes, first| Brought { number, bytes, first };
        let lines =
            [line(1, &b"{\"a\":1}"[..], None), line(5, b"{\"b\":2}", Some(told)), line(6, b"[]", None)];
        assert_eq!(brought(body.as_bytes()).collect::<Vec<_>>(), lines);
    }

    #[test]
    fn what_only_begins_like_a_receipt_is_a_line() {
        let body = b"{\"first\":7}\n\xff";
        assert_eq!(brought(body).map(|it| it.bytes).collect::<Vec<_>>(), [&b"{\"first\":7}"[..], b"\xff"]);
    }
}
