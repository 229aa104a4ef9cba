//! A statement's values as bytes, before anything is sent: what can't be encoded leaves nothing half done.

use crate::error::{Error, ErrorKind};
use crate::model::Table;
use crate::render::{Param, ParamValue};
use crate::row::wire_type;
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
    if params.len() != types.len() {
        return Err(Error::new(ErrorKind::Parameters { expected: types.len(), given: params.len() }));
    }
    let mut bytes = BytesMut::with_capacity(params.len() * 16);
    let mut values = Vec::with_capacity(params.len());
    for (i, (param, type_)) in params.iter().zip(types).enumerate() {
        let item = item_oid(type_);
        let type_ = wire_type(type_);
        let value: &dyn ToSql = match &param.value {
            ParamValue::Shared(value) => &**value,
            ParamValue::Borrowed(value) => *value,
        };
        let start = bytes.len();
        let is_null = match value.to_sql_checked(&type_, &mut bytes) {
            Ok(is_null) => matches!(is_null, IsNull::Yes),
            Err(source) => return Err(refused(param.column, i, &type_, source)),
        };
        let end = bytes.len();
        // An array of a domain, or of xml, is written as one of what these are made of; the server wants its own type named.
        if let (false, Some(oid), Some(place)) = (is_null, item, bytes.get_mut(start + 8..start + 12)) {
            place.copy_from_slice(&oid.to_be_bytes());
        }
        if has_nul(&type_, bytes.get(start..end).unwrap_or_default()) {
            let place = place(param.column, i);
            return Err(Error::new(ErrorKind::NulInText { place, type_: type_.name().to_owned() }));
        }
        values.push(Encoding {
            start,
            end,
            is_null,
            is_text: matches!(value.encode_format(&type_), Format::Text),
        });
    }
    if params.len() > MAX_PARAMETERS || bytes.len() > MAX_BYTES {
        return Err(Error::new(ErrorKind::TooLarge { parameters: params.len(), bytes: bytes.len() }));
    }
    Ok(Encoded { bytes, values })
}

/// The type of an array's items, where it is one.
fn item_oid(type_: &Type) -> Option<Oid> {
    match type_.kind() {
        Kind::Array(item) => Some(item.oid()),
        Kind::Domain(base) => item_oid(base),
        _ => None,
    }
}

fn place(column: Option<(&'static Table, usize)>, i: usize) -> String {
    column.map_or_else(|| format!("${}", i + 1), |(table, column)| table.place(column))
}

#[cold]
fn refused(column: Option<(&'static Table, usize)>, i: usize, type_: &Type, source: BoxError) -> Error {
    Error::new(ErrorKind::Encode { place: place(column, i), type_: type_.name().to_owned(), source })
}

fn is_text(type_: &Type) -> bool {
    matches!(*type_, Type::TEXT | Type::VARCHAR | Type::BPCHAR | Type::NAME | Type::JSON | Type::UNKNOWN)
        || (matches!(type_.kind(), Kind::Simple) && matches!(type_.name(), "citext" | "ltree"))
}

fn has_nul(type_: &Type, bytes: &[u8]) -> bool {
    match type_.kind() {
        Kind::Array(item) if is_text(item) => array_items(bytes).any(|item| item.contains(&0)),
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
