//! A statement's values as bytes, before anything is sent: what can't be encoded leaves nothing half done.

use crate::error::{Error, ErrorKind};
use crate::render::{Param, ParamValue};
use crate::row::{is_mapped, wire_type};
use crate::types::{BoxError, BytesMut, Format, IsNull, Kind, Oid, ToSql, Type};

/// PostgreSQL counts parameters with 16 bits.
const MAX_PARAMETERS: usize = 65_535;
/// PostgreSQL allocates at most 1 GiB for a message.
const MAX_BYTES: usize = 0x3fff_fff0;

/// The values of one statement.
#[derive(Debug)]
pub(crate) struct Encoded {
    bytes: BytesMut,
    values: Vec<Encoding>,
}

#[derive(Debug)]
struct Encoding {
    start: usize,
    end: usize,
    is_null: bool,
    is_text: bool,
}

/// One encoded value, as tokio-postgres takes it.
#[derive(Debug)]
pub(crate) struct Raw<'e> {
    bytes: Option<&'e [u8]>,
    is_text: bool,
}

impl Encoded {
    /// The values in the statement's order.
    pub(crate) fn values(&self) -> impl ExactSizeIterator<Item = Raw<'_>> {
        self.values.iter().map(|value| Raw {
            bytes: if value.is_null { None } else { self.bytes.get(value.start..value.end) },
            is_text: value.is_text,
        })
    }
}

/// Encodes a statement's values as the types that PostgreSQL told for them.
///
/// # Errors
/// Where a value can't be sent as that type, holds NUL, or all of them are too large.
pub(crate) fn encode(params: &[Param<'_>], types: &[Type]) -> Result<Encoded, Error> {
    let mut bytes = BytesMut::with_capacity(params.len() * 16);
    let mut values = Vec::with_capacity(params.len());
    for (value, type_) in direct(params, types)?.zip(types) {
        let start = bytes.len();
        let is_null = matches!(value.write(type_, &mut bytes)?, IsNull::Yes);
        let is_text = matches!(value.encode_format(type_), Format::Text);
        values.push(Encoding { start, end: bytes.len(), is_null, is_text });
    }
    Ok(Encoded { bytes, values })
}

/// The values of a statement that is sent alone: nothing goes out before all of them are written.
///
/// # Errors
/// Where the statement takes another number of them.
pub(crate) fn direct<'p>(
    params: &'p [Param<'p>],
    types: &[Type],
) -> Result<impl ExactSizeIterator<Item = Direct<'p>>, Error> {
    if params.len() > MAX_PARAMETERS {
        return Err(Error::new(ErrorKind::TooLarge { parameters: params.len(), bytes: 0 }));
    }
    if params.len() != types.len() {
        return Err(Error::new(ErrorKind::Parameters { expected: types.len(), given: params.len() }));
    }
    Ok(params.iter().enumerate().map(|(i, param)| Direct { param, i }))
}

/// One value, written as the statement is sent.
#[derive(Debug)]
pub(crate) struct Direct<'p> {
    param: &'p Param<'p>,
    i: usize,
}

impl Direct<'_> {
    fn value(&self) -> &dyn ToSql {
        match &self.param.value {
            ParamValue::Shared(value) => &**value,
            ParamValue::Borrowed(value) => *value,
        }
    }

    fn write(&self, type_: &Type, out: &mut BytesMut) -> Result<IsNull, Error> {
        let start = out.len();
        let written = if is_mapped(type_) {
            self.value().to_sql_checked(&wire_type(type_), out)
        } else {
            self.value().to_sql_checked(type_, out)
        };
        match written {
            Ok(IsNull::Yes) => return Ok(IsNull::Yes),
            Ok(IsNull::No) => {}
            Err(source) => return Err(self.refused(type_, source)),
        }
        let is_text_format = matches!(self.encode_format(type_), Format::Text);
        // An array of a domain, or of xml, is written as one of what these are made of; the server wants its own type named.
        if !is_text_format
            && let (Some(oid), Some(place)) = (item_oid(type_), out.get_mut(start + 8..start + 12))
        {
            place.copy_from_slice(&oid.to_be_bytes());
        }
        let bytes = out.get(start..).unwrap_or_default();
        let has_nul = if is_text_format { bytes.contains(&0) } else { has_nul(type_, bytes) };
        if has_nul {
            return Err(Error::new(ErrorKind::NulInText {
                place: self.place(),
                type_: type_.name().to_owned(),
            }));
        }
        if out.len() > MAX_BYTES {
            return Err(Error::new(ErrorKind::TooLarge { parameters: self.i + 1, bytes: out.len() }));
        }
        Ok(IsNull::No)
    }

    fn place(&self) -> String {
        let parameter = || format!("${}", self.i + 1);
        self.param.column.map_or_else(parameter, |(table, column)| table.place(column))
    }

    #[cold]
    fn refused(&self, type_: &Type, source: BoxError) -> Error {
        Error::new(ErrorKind::Encode { place: self.place(), type_: type_.name().to_owned(), source })
    }
}

/// What the driver could not send: our own error from beneath the driver's, where a value was refused.
pub(crate) fn unsent(error: tokio_postgres::Error) -> Result<Error, tokio_postgres::Error> {
    use std::error::Error as _;
    if !error.source().is_some_and(|source| source.is::<Error>()) {
        return Err(error);
    }
    let source = error.into_source().unwrap_or_else(|| "the values could not be sent".into());
    Ok(match source.downcast::<Error>() {
        Ok(own) => *own,
        Err(source) => Error::other(source),
    })
}

/// The type of an array's items, where it is one.
fn item_oid(type_: &Type) -> Option<Oid> {
    match type_.kind() {
        Kind::Array(item) => Some(item.oid()),
        Kind::Domain(base) => item_oid(base),
        _ => None,
    }
}

fn is_text(type_: &Type) -> bool {
    matches!(
        *type_,
        Type::TEXT | Type::VARCHAR | Type::BPCHAR | Type::NAME | Type::JSON | Type::XML | Type::UNKNOWN
    ) || (matches!(type_.kind(), Kind::Simple) && matches!(type_.name(), "citext" | "ltree"))
}

fn has_nul(type_: &Type, bytes: &[u8]) -> bool {
    match type_.kind() {
        Kind::Domain(base) => has_nul(base, bytes),
        Kind::Array(item) if is_text(&wire_type(item)) => array_items(bytes).any(|item| item.contains(&0)),
        Kind::Simple => is_text(type_) && bytes.contains(&0),
        _ => false,
    }
}

/// The items of an array in its binary form: dimensions, has-nulls, oid; for each dimension its length and lower bound; the items.
fn array_items(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let dimensions = number(bytes, 0).unwrap_or(0);
    let mut at = 12 + 8 * usize::try_from(dimensions).unwrap_or(0);
    std::iter::from_fn(move || {
        let length = number(bytes, at)?;
        // A NULL has the length -1 and no bytes.
        let length = usize::try_from(length).unwrap_or(0);
        let item = bytes.get(at + 4..at + 4 + length)?;
        at += 4 + length;
        Some(item)
    })
}

fn number(bytes: &[u8], at: usize) -> Option<i32> {
    let four = bytes.get(at..at + 4)?;
    Some(i32::from_be_bytes(four.try_into().ok()?))
}

impl ToSql for Direct<'_> {
    fn to_sql(&self, type_: &Type, out: &mut BytesMut) -> Result<IsNull, BoxError> {
        Ok(self.write(type_, out)?)
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    fn to_sql_checked(&self, type_: &Type, out: &mut BytesMut) -> Result<IsNull, BoxError> {
        self.to_sql(type_, out)
    }

    fn encode_format(&self, type_: &Type) -> Format {
        self.value().encode_format(type_)
    }
}

impl ToSql for Raw<'_> {
    fn to_sql(&self, _: &Type, out: &mut BytesMut) -> Result<IsNull, BoxError> {
        match self.bytes {
            Some(bytes) => {
                out.extend_from_slice(bytes);
                Ok(IsNull::No)
            }
            None => Ok(IsNull::Yes),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    fn to_sql_checked(&self, type_: &Type, out: &mut BytesMut) -> Result<IsNull, BoxError> {
        self.to_sql(type_, out)
    }

    fn encode_format(&self, _: &Type) -> Format {
        if self.is_text { Format::Text } else { Format::Binary }
    }
}

#[cfg(test)]
mod tests {
    use super::encode;
    use crate::error::ErrorKind;
    use crate::render::{Param, ParamValue};
    use crate::types::{BoxError, BytesMut, Format, IsNull, ToSql, Type};

    /// An array as PostgreSQL writes it.
    #[derive(Debug)]
    struct Text(&'static str);

    impl ToSql for Text {
        fn to_sql(&self, _: &Type, out: &mut BytesMut) -> Result<IsNull, BoxError> {
            out.extend_from_slice(self.0.as_bytes());
            Ok(IsNull::No)
        }

        fn accepts(_: &Type) -> bool {
            true
        }

        fn to_sql_checked(&self, type_: &Type, out: &mut BytesMut) -> Result<IsNull, BoxError> {
            self.to_sql(type_, out)
        }

        fn encode_format(&self, _: &Type) -> Format {
            Format::Text
        }
    }

    #[test]
    fn an_array_in_its_text_form_is_sent_as_it_is() {
        let encoded = |value: &Text| {
            let params = [Param { value: ParamValue::Borrowed(value), column: None }];
            encode(&params, &[Type::INT4_ARRAY]).map(|encoded| encoded.bytes.to_vec())
        };
        assert_eq!(encoded(&Text("{1000,2000,3000}")).unwrap(), b"{1000,2000,3000}");
        let error = encoded(&Text("{1,2\0}")).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::NulInText { .. }), "{error}");
    }
}
