//! `json` and `jsonb` as text.

use std::fmt;
use std::str::FromStr;

use super::{BoxError, BytesMut, ParseError, Type, Unfit};
use crate::value::{NulInText, Value, base_type, write_text};

/// The one version of jsonb's binary form (`jsonb_send`).
const VERSION: u8 = 1;

macro_rules! json {
    ($(#[$docs:meta])* $type_:ident: $postgres:ident) => {
        $(#[$docs])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub struct $type_(
            /// The text.
            pub String,
        );

        impl Value for $type_ {
            fn accepts(type_: &Type) -> bool {
                *base_type(type_) == Type::$postgres
            }

            fn read(type_: &Type, raw: &[u8]) -> Result<Self, BoxError> {
                Ok(Self(json_text(type_, raw)?.to_owned()))
            }

            fn write(&self, type_: &Type, out: &mut BytesMut) -> Result<(), BoxError> {
                write_json(&self.0, type_, out)
            }
        }

        crate::value::bases!($type_);

        impl fmt::Display for $type_ {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        /// Any text; whether it is JSON, PostgreSQL says.
        impl FromStr for $type_ {
            type Err = ParseError;

            fn from_str(text: &str) -> Result<Self, ParseError> {
                Ok(Self(text.to_owned()))
            }
        }
    };
}

json! {
    /// A value of `json` (manual, section 8.14) as it is written: white space, the order of keys, repeated keys and every digit
    /// are kept. PostgreSQL says whether it is JSON.
    ///
    /// ```
    /// use pg_orm::types::Json;
    /// assert_eq!(Json(r#"{"b": 1.00,  "a": 1}"#.to_owned()).to_string(), r#"{"b": 1.00,  "a": 1}"#);
    /// ```
    Json: JSON
}

json! {
    /// A value of `jsonb` (manual, section 8.14) as text. PostgreSQL answers it in its own words: keys by length and bytes, one
    /// space behind `:` and `,`, of repeated keys the last. Numbers keep every digit.
    ///
    /// ```
    /// use pg_orm::types::Jsonb;
    /// assert_eq!(Jsonb(r#"{"a": 1.50}"#.to_owned()).to_string(), r#"{"a": 1.50}"#);
    /// ```
    Jsonb: JSONB
}

/// The text of a value of either type.
pub(crate) fn json_text<'r>(type_: &Type, raw: &'r [u8]) -> Result<&'r str, BoxError> {
    let text = match raw.split_first() {
        _ if *base_type(type_) != Type::JSONB => raw,
        Some((&VERSION, text)) => text,
        _ => return Err(Unfit::Version { type_: "jsonb".to_owned() }.into()),
    };
    Ok(std::str::from_utf8(text)?)
}

/// Writes a text as a value of either type.
pub(crate) fn write_json(text: &str, type_: &Type, out: &mut BytesMut) -> Result<(), BoxError> {
    if *base_type(type_) == Type::JSONB {
        // `json` keeps an escape as it is written, `jsonb` makes text of it.
        if has_escaped_nul(text) {
            return Err(NulInText::default().into());
        }
        out.extend_from_slice(&[VERSION]);
    }
    write_text(text, out)
}

/// Whether `\u0000` stands there, and its backslash is not one that another escapes.
fn has_escaped_nul(text: &str) -> bool {
    text.match_indices("\\u0000").any(|(at, _)| {
        let before = text.as_bytes().get(..at).unwrap_or_default();
        before.iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 0
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jsonb_has_no_nul_and_json_has_it_escaped() {
        for (text, is_nul) in
            [(r#""\u0000""#, true), (r#""\\u0000""#, false), (r#""\\\u0000""#, true), ("1", false)]
        {
            let written = |type_| write_json(text, &type_, &mut BytesMut::new());
            assert_eq!(written(Type::JSONB).is_err(), is_nul, "{text}");
            assert!(written(Type::JSON).is_ok(), "{text}");
        }
    }
}
