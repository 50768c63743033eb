//! The signs of JSON, one after the other.

use super::reader::Unread;

/// As deep as `serde_json` goes, so that no text can break the stack.
const DEPTH_MAX: u8 = 127;

/// A text and how far it has been read.
pub(super) struct Parse<'de> {
    text: &'de str,
    at: usize,
    depth: u8,
}

/// A string: as it stands in the text, or put together where it has escapes.
pub(super) enum Words<'de> {
    Borrowed(&'de str),
    Owned(String),
}

/// A number of JSON.
pub(super) enum Number {
    Whole(u64),
    Negative(i64),
    Broken(f64),
}

impl<'de> Parse<'de> {
    pub(super) const fn new(text: &'de str) -> Self {
        Self { text, at: 0, depth: 0 }
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next sign that is no white space; it stays unread.
    pub(super) fn peek(&mut self) -> Result<u8, Unread> {
        while let Some(b' ' | b'\n' | b'\t' | b'\r') = self.byte() {
            self.at += 1;
        }
        self.byte().ok_or(Unread)
    }

    /// Reads `sign` if it comes next.
    pub(super) fn takes(&mut self, sign: u8) -> bool {
        let comes = self.peek() == Ok(sign);
        if comes {
            self.at += 1;
        }
        comes
    }

    pub(super) fn take(&mut self, sign: u8) -> Result<(), Unread> {
        if self.takes(sign) { Ok(()) } else { Err(Unread) }
    }

    /// Nothing but white space is left.
    pub(super) fn end(&mut self) -> Result<(), Unread> {
        if self.peek().is_err() { Ok(()) } else { Err(Unread) }
    }

    /// Goes into an array or an object.
    pub(super) fn enter(&mut self, sign: u8) -> Result<(), Unread> {
        self.take(sign)?;
        self.depth += 1;
        if self.depth > DEPTH_MAX { Err(Unread) } else { Ok(()) }
    }

    /// Comes out of it again.
    pub(super) fn leave(&mut self, sign: u8) -> Result<(), Unread> {
        self.take(sign)?;
        self.depth -= 1;
        Ok(())
    }

    /// `true`, `false` or `null`.
    pub(super) fn word(&mut self, word: &str) -> Result<(), Unread> {
        self.peek()?;
        let comes = self.text.get(self.at..).is_some_and(|rest| rest.starts_with(word));
        if !comes {
            return Err(Unread);
        }
        self.at += word.len();
        Ok(())
    }

    pub(super) fn string(&mut self) -> Result<Words<'de>, Unread> {
        self.take(b'"')?;
        let mut from = self.at;
        let mut before: Option<String> = None;
        loop {
            let sign = self.byte().ok_or(Unread)?;
            match sign {
                b'"' | b'\\' => {
                    let piece = self.text.get(from..self.at).ok_or(Unread)?;
                    self.at += 1;
                    if sign == b'"' {
                        let Some(mut words) = before else { return Ok(Words::Borrowed(piece)) };
                        words.push_str(piece);
                        return Ok(Words::Owned(words));
                    }
                    let words = before.get_or_insert_default();
                    words.push_str(piece);
                    words.push(self.escaped()?);
                    from = self.at;
                }
                ..=0x1f => return Err(Unread),
                _ => self.at += 1,
            }
        }
    }

    /// What stands behind a backslash.
    fn escaped(&mut self) -> Result<char, Unread> {
        let sign = self.byte().ok_or(Unread)?;
        self.at += 1;
        Ok(match sign {
            b'"' | b'\\' | b'/' => char::from(sign),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let first = self.four_digits()?;
                let code = if (0xd800..0xdc00).contains(&first) {
                    // The first half of a sign beyond U+FFFF; the second has to follow.
                    self.here(b'\\')?;
                    self.here(b'u')?;
                    let second = self.four_digits()?;
                    let low = second.checked_sub(0xdc00).filter(|low| *low < 0x400).ok_or(Unread)?;
                    0x1_0000 + ((first - 0xd800) << 10) + low
                } else {
                    first
                };
                char::from_u32(code).ok_or(Unread)?
            }
            _ => return Err(Unread),
        })
    }

    /// Reads `sign`, which stands right here.
    fn here(&mut self, sign: u8) -> Result<(), Unread> {
        if self.byte() != Some(sign) {
            return Err(Unread);
        }
        self.at += 1;
        Ok(())
    }

    fn four_digits(&mut self) -> Result<u32, Unread> {
        let mut code = 0;
        for _ in 0..4 {
            let digit = self.byte().and_then(|byte| char::from(byte).to_digit(16)).ok_or(Unread)?;
            self.at += 1;
            code = code * 16 + digit;
        }
        Ok(code)
    }

    /// Passes over digits; there has to be one.
    fn digits(&mut self) -> Result<(), Unread> {
        let from = self.at;
        while self.byte().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        if self.at == from { Err(Unread) } else { Ok(()) }
    }

    pub(super) fn number(&mut self) -> Result<Number, Unread> {
        let (text, whole) = self.numeral()?;
        let whole_one = if text.starts_with('-') {
            text.parse().ok().filter(|number| *number != 0).map(Number::Negative)
        } else {
            text.parse().ok().map(Number::Whole)
        };
        match whole_one.filter(|_| whole) {
            Some(number) => Ok(number),
            None => match text.parse::<f64>() {
                Ok(number) if number.is_finite() => Ok(Number::Broken(number)),
                Ok(_) | Err(_) => Err(Unread),
            },
        }
    }

    /// The signs of a number, and whether it is a whole one.
    fn numeral(&mut self) -> Result<(&'de str, bool), Unread> {
        let negative = self.peek()? == b'-';
        let from = self.at;
        self.at += usize::from(negative);
        let first = self.byte();
        self.digits()?;
        // No number begins with a nought but nought itself.
        if first == Some(b'0') && self.at - from > 1 + usize::from(negative) {
            return Err(Unread);
        }
        let mut whole = true;
        if self.byte() == Some(b'.') {
            whole = false;
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.byte() {
            whole = false;
            self.at += 1;
            if let Some(b'+' | b'-') = self.byte() {
                self.at += 1;
            }
            self.digits()?;
        }
        Ok((self.text.get(from..self.at).ok_or(Unread)?, whole))
    }

    /// Passes over a value and says where it stands.
    pub(super) fn skip(&mut self) -> Result<&'de str, Unread> {
        let sign = self.peek()?;
        let from = self.at;
        match sign {
            b'"' => self.skip_string()?,
            b'{' | b'[' => self.skip_inside(sign)?,
            b't' => self.word("true")?,
            b'f' => self.word("false")?,
            b'n' => self.word("null")?,
            _ => drop(self.numeral()?),
        }
        self.text.get(from..self.at).ok_or(Unread)
    }

    /// Passes over a string without asking whether its escapes are signs.
    fn skip_string(&mut self) -> Result<(), Unread> {
        self.take(b'"')?;
        loop {
            let sign = self.byte().ok_or(Unread)?;
            self.at += 1;
            match sign {
                b'"' => return Ok(()),
                b'\\' => {
                    let sign = self.byte().ok_or(Unread)?;
                    self.at += 1;
                    match sign {
                        b'u' => drop(self.four_digits()?),
                        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => {}
                        _ => return Err(Unread),
                    }
                }
                ..=0x1f => return Err(Unread),
                _ => {}
            }
        }
    }

    fn skip_inside(&mut self, open: u8) -> Result<(), Unread> {
        let close = if open == b'{' { b'}' } else { b']' };
        self.enter(open)?;
        let mut first = true;
        while self.peek()? != close {
            if !first {
                self.take(b',')?;
            }
            first = false;
            if open == b'{' {
                self.skip_string()?;
                self.take(b':')?;
            }
            self.skip()?;
        }
        self.leave(close)
    }
}
