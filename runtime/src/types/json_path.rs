//! `jsonpath`: a path through JSON.

use std::fmt;
use std::str::FromStr;

use bytes::BufMut as _;

use super::binary::{Binary, Bytes, binary};
use super::{BoxError, BytesMut, ParseError, Unfit};
use crate::value::write_text;

/// The one version of the binary form (`jsonpath_send`).
const VERSION: u8 = 1;

/// A value of `jsonpath` (manual, section 8.14.7), as text. PostgreSQL reads it when it is stored, and answers it as
/// it prints it, with its own white space and quotes.
///
/// ```
/// use pg_orm::types::JsonPath;
/// assert_eq!(JsonPath("$.tags[*]".to_owned()).to_string(), "$.tags[*]");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct JsonPath(
    /// The path.
    pub String,
);

impl Binary for JsonPath {
    fn read(from: &mut Bytes<'_>) -> Result<Self, BoxError> {
        match from.u8()? {
            VERSION => Ok(Self(std::str::from_utf8(from.rest())?.to_owned())),
            version => Err(Unfit::Unknown { what: "jsonpath's version", found: version.into() }.into()),
        }
    }

    fn write(&self, out: &mut BytesMut) -> Result<(), BoxError> {
        out.put_u8(VERSION);
        write_text(&self.0, out)
    }
}

binary!(JsonPath: JSONPATH);

impl fmt::Display for JsonPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Any text; whether it is a path, PostgreSQL says.
impl FromStr for JsonPath {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        Ok(Self(text.to_owned()))
    }
}
