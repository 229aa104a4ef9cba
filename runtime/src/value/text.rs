//! Text as values.

use crate::types::{BoxError, BytesMut, Kind, Type, Unfit};
use crate::value::{Value, base_type};

/// A text with the character NUL, which PostgreSQL's text can't hold (manual, section 8.3).
#[derive(Debug, Default, thiserror::Error)]
#[error("the text holds the character NUL (U+0000)")]
pub(crate) struct NulInText {
    /// The attributes of composites that lead to the text, outermost last.
    pub(crate) attributes: Vec<&'static str>,
}

/// The version in front of the binary form of `ltree` and its like.
const LTREE_VERSION: u8 = 1;

/// What text is written to, and read from.
pub(crate) fn is_text(type_: &Type) -> bool {
    let base = base_type(type_);
    matches!(
        *base,
        Type::TEXT | Type::VARCHAR | Type::BPCHAR | Type::NAME | Type::XML | Type::REFCURSOR | Type::UNKNOWN
    ) || matches!(base.kind(), Kind::Simple) && (base.name() == "citext" || is_ltree(base))
}

fn is_ltree(base: &Type) -> bool {
    matches!(base.name(), "ltree" | "lquery" | "ltxtquery")
}

/// Reads text as it is, `is_text` or not.
#[inline]
pub(crate) fn read_text(raw: &[u8]) -> Result<String, BoxError> {
    Ok(std::str::from_utf8(raw)?.to_owned())
}

/// Writes text as it is.
#[inline]
pub(crate) fn write_text(text: &str, out: &mut BytesMut) -> Result<(), BoxError> {
    if text.as_bytes().contains(&0) {
        return Err(NulInText::default().into());
    }
    out.extend_from_slice(text.as_bytes());
    Ok(())
}

/// Writes text as one of the types of text.
pub(crate) fn write_text_as(text: &str, type_: &Type, out: &mut BytesMut) -> Result<(), BoxError> {
    if is_ltree(base_type(type_)) {
        out.extend_from_slice(&[LTREE_VERSION]);
    }
    write_text(text, out)
}

impl Value for String {
    fn accepts(type_: &Type) -> bool {
        is_text(type_)
    }

    #[inline]
    fn read(type_: &Type, raw: &[u8]) -> Result<Self, BoxError> {
        // The first of all types, as a rule: names are compared only where it is another.
        if matches!(*type_, Type::TEXT | Type::VARCHAR) || !is_ltree(base_type(type_)) {
            return read_text(raw);
        }
        match raw.split_first() {
            Some((&LTREE_VERSION, raw)) => read_text(raw),
            _ => Err(Unfit::Version { type_: base_type(type_).name().to_owned() }.into()),
        }
    }

    fn write(&self, type_: &Type, out: &mut BytesMut) -> Result<(), BoxError> {
        write_text_as(self, type_, out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_with_a_version_lose_and_gain_it() {
        let ltree = Type::new("ltree".to_owned(), 0, Kind::Simple, "public".to_owned());
        let domain = Type::new("path".to_owned(), 1, Kind::Domain(ltree.clone()), "public".to_owned());
        for type_ in [&ltree, &domain] {
            assert!(String::accepts(type_));
            let mut bytes = BytesMut::new();
            "a.b".to_owned().write(type_, &mut bytes).unwrap();
            assert_eq!(&*bytes, b"\x01a.b");
            assert_eq!(String::read(type_, &bytes).unwrap(), "a.b");
            assert!(String::read(type_, b"a.b").is_err());
        }
        assert_eq!(String::read(&Type::TEXT, b"\x01a").unwrap(), "\x01a");
        assert!(String::read(&Type::TEXT, b"\xff").is_err());
        assert!("\0".to_owned().write(&Type::TEXT, &mut BytesMut::new()).unwrap_err().is::<NulInText>());
    }
}
