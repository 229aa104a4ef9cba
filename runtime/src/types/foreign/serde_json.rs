//! `json` and `jsonb` as `serde_json::Value`. A number that it would not hold as it is written is an error, unless serde_json's
//! `arbitrary_precision` is on.

use serde_json::{Number, Value as Json};

use crate::types::json::{json_text, write_json};
use crate::types::{self, BoxError, BytesMut, Numeric, OutOfRange, Type};
use crate::value::{IntoValue, Value, base_type};

impl Value for Json {
    fn accepts(type_: &Type) -> bool {
        matches!(*base_type(type_), Type::JSON | Type::JSONB)
    }

    fn read(type_: &Type, raw: &[u8]) -> Result<Self, BoxError> {
        parse(json_text(type_, raw)?)
    }

    fn write(&self, type_: &Type, out: &mut BytesMut) -> Result<(), BoxError> {
        write_json(&serde_json::to_string(self)?, type_, out)
    }
}

crate::value::bases!(Json);

/// Between what it holds and the text that columns of `pg_orm::types::Json` and `Jsonb` hold.
macro_rules! texts {
    ($($text:ident),*) => {$(
        impl From<Json> for types::$text {
            fn from(value: Json) -> Self {
                Self(value.to_string())
            }
        }

        impl TryFrom<types::$text> for Json {
            type Error = BoxError;

            fn try_from(text: types::$text) -> Result<Self, BoxError> {
                parse(&text.0)
            }
        }

        #[diagnostic::do_not_recommend]
        impl IntoValue<types::$text> for Json {
            fn into_value(self) -> types::$text {
                self.into()
            }
        }

        #[diagnostic::do_not_recommend]
        impl IntoValue<Option<types::$text>> for Json {
            fn into_value(self) -> Option<types::$text> {
                Some(self.into())
            }
        }
    )*};
}

texts!(Json, Jsonb);

fn parse(text: &str) -> Result<Json, BoxError> {
    match serde_json::from_str(text) {
        Ok(value) => {
            numbers(text).try_for_each(exact)?;
            Ok(value)
        }
        Err(error) => {
            // It tells the place of a number that it can't hold, and not the number.
            let unheld = numbers(text)
                .filter(|number| number.parse::<Numeric>().is_ok())
                .find_map(|it| exact(it).err());
            Err(unheld.map_or_else(|| error.into(), BoxError::from))
        }
    }
}

/// Numbers with no more digits than this, and no exponent, are exact in an `f64` that is displayed in its shortest form.
const EXACT_DIGITS: usize = 15;

/// The numbers in a JSON text that may be longer than what holds them.
fn numbers(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let start = rest.find(|it: char| it == '"' || it == '-' || it.is_ascii_digit())?;
            rest = rest.get(start..)?;
            if rest.starts_with('"') {
                rest = rest.get(string_end(rest)..)?;
                continue;
            }
            let is_part = |it: char| it.is_ascii_digit() || matches!(it, '-' | '+' | '.' | 'e' | 'E');
            let end = rest.find(|it| !is_part(it)).unwrap_or(rest.len());
            let (number, after) = rest.split_at_checked(end)?;
            rest = after;
            if number.len() > EXACT_DIGITS || number.contains(['e', 'E']) {
                return Some(number);
            }
        }
    })
}

/// Where the string ends with which `text` begins.
fn string_end(text: &str) -> usize {
    let mut is_escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

fn exact(number: &str) -> Result<(), OutOfRange> {
    let held: Option<Number> = serde_json::from_str(number).ok();
    let held = held.and_then(|held| held.to_string().parse::<Numeric>().ok());
    if held.is_some() && held == number.parse().ok() {
        return Ok(());
    }
    Err(OutOfRange::new(&number, "serde_json::Number"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_would_change_are_errors() {
        let read = |text: &str| Json::read(&Type::JSON, text.as_bytes());
        for text in [
            "0.1",
            "[1e3, 18446744073709551615, -9223372036854775808]",
            "{\"a\": \"12345678901234567890.5 \\\" 1e999\", \"b\": 0.30000000000000004}",
        ] {
            assert!(read(text).is_ok(), "{text}");
        }
        for text in
            ["12345678901234567890123", "[\"\\\\\", 0.1234567890123456789]", "1e-400", "{\"a\":1e400}"]
        {
            assert!(read(text).is_err(), "{text}");
        }
        assert_eq!(
            read("{\"a\": [2, 1e400]}").unwrap_err().to_string(),
            "`1e400` is out of range for serde_json::Number"
        );
        assert_eq!(
            read("[1.00000000000000000001]").unwrap_err().to_string(),
            "`1.00000000000000000001` is out of range for serde_json::Number"
        );
    }
}
