//! Whether a text is JSON (RFC 8259), for defaults of `json` and `jsonb` columns.

/// How deep arrays and objects may be nested before the text is left for PostgreSQL to judge.
const MAX_DEPTH: usize = 128;

/// The byte from which on `text` is not JSON; `None` where it is JSON.
pub(super) fn mistake(text: &str) -> Option<usize> {
    let mut reader = Reader { bytes: text.as_bytes(), at: 0, depth: 0, has_given_up: false };
    reader.space();
    let is_read = reader.value().is_some();
    reader.space();
    ((!is_read || reader.at < text.len()) && !reader.has_given_up).then_some(reader.at)
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    depth: usize,
    has_given_up: bool,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn space(&mut self) {
        self.skip(|b| matches!(b, b' ' | b'\t' | b'\n' | b'\r'));
    }

    fn skip(&mut self, fits: impl Fn(u8) -> bool) -> usize {
        let start = self.at;
        while self.peek().is_some_and(&fits) {
            self.at += 1;
        }
        self.at - start
    }

    fn byte(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    fn value(&mut self) -> Option<()> {
        match self.peek()? {
            b'{' => self.list(b'}', |reader| {
                reader.string()?;
                reader.space();
                reader.byte(b':')?;
                reader.space();
                reader.value()
            }),
            b'[' => self.list(b']', Self::value),
            b'"' => self.string(),
            b't' => self.word(b"true"),
            b'f' => self.word(b"false"),
            b'n' => self.word(b"null"),
            _ => self.number(),
        }
    }

    fn list(&mut self, close: u8, element: impl Fn(&mut Self) -> Option<()>) -> Option<()> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            self.has_given_up = true;
            return None;
        }
        self.at += 1;
        self.space();
        if self.byte(close).is_none() {
            loop {
                element(self)?;
                self.space();
                if self.byte(close).is_some() {
                    break;
                }
                self.byte(b',')?;
                self.space();
            }
        }
        self.depth -= 1;
        Some(())
    }

    fn string(&mut self) -> Option<()> {
        self.byte(b'"')?;
        loop {
            match self.peek()? {
                b'"' => return self.byte(b'"'),
                b'\\' => match self.bytes.get(self.at + 1)? {
                    b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => self.at += 2,
                    b'u' if self.bytes.get(self.at + 2..self.at + 6)?.iter().all(u8::is_ascii_hexdigit) => {
                        self.at += 6
                    }
                    _ => return None,
                },
                0..0x20 => return None,
                _ => self.at += 1,
            }
        }
    }

    fn word(&mut self, word: &[u8]) -> Option<()> {
        self.bytes.get(self.at..)?.starts_with(word).then(|| self.at += word.len())
    }

    fn number(&mut self) -> Option<()> {
        let _ = self.byte(b'-');
        let is_zero = self.peek() == Some(b'0');
        let digits = self.skip(|b| b.is_ascii_digit());
        if digits == 0 || is_zero && digits > 1 {
            return None;
        }
        if self.byte(b'.').is_some() && self.skip(|b| b.is_ascii_digit()) == 0 {
            return None;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            if self.skip(|b| b.is_ascii_digit()) == 0 {
                return None;
            }
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::mistake;

    #[test]
    fn json() {
        for text in ["{}", "[]", " null ", "-0.5e+3", r#"{"a": [1, "b\u00e9\n", true], "c": {}}"#] {
            assert_eq!(mistake(text), None, "{text}");
        }
    }

    #[test]
    fn not_json() {
        for (text, at) in
            [("", 0), ("{a: 1}", 1), ("[1,]", 3), ("{} x", 3), ("'a'", 0), ("01", 2), (r#""\x""#, 1)]
        {
            assert_eq!(mistake(text), Some(at), "{text}");
        }
        assert_eq!(mistake(&"[".repeat(100_000)), None, "left for PostgreSQL");
    }
}
