//! A statement's values as bytes, before anything is sent: what can't be encoded leaves nothing half done.

use crate::advice;
use crate::dimensions;
use crate::error::{Error, ErrorKind};
use crate::render::{Param, ParamValue};
use crate::types::{BoxError, BytesMut, IsNull, ToSql, Type, WrongType};
use crate::value::{NulInText, Parameter, told};

/// PostgreSQL counts parameters with 16 bits.
pub(crate) const MAX_PARAMETERS: usize = 65_535;
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
}

/// One encoded value, as tokio-postgres takes it.
#[derive(Debug)]
pub(crate) struct Raw<'e>(Option<&'e [u8]>);

impl Encoded {
    /// The values in the statement's order.
    pub(crate) fn values(&self) -> impl ExactSizeIterator<Item = Raw<'_>> {
        self.values
            .iter()
            .map(|value| Raw(if value.is_null { None } else { self.bytes.get(value.start..value.end) }))
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
        values.push(Encoding { start, end: bytes.len(), is_null });
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
    fn value(&self) -> &dyn Parameter {
        match &self.param.value {
            ParamValue::Shared(value) => &**value,
            ParamValue::Borrowed(value) => *value,
        }
    }

    fn write(&self, type_: &Type, out: &mut BytesMut) -> Result<IsNull, Error> {
        let start = out.len();
        match self.value().encode(type_, out) {
            Ok(false) => return Ok(IsNull::Yes),
            Ok(true) => {}
            Err(source) => return Err(self.refused(type_, source)),
        }
        if let Some(expected) = self.param.column.and_then(|(table, column)| table.dimensions(column)) {
            dimensions::check(type_, out.get(start..).unwrap_or_default(), expected)
                .map_err(|source| self.refused(type_, source))?;
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
        let mut place = self.place();
        // The same text in an array, a range or a composite is refused with the same error.
        if let Some(NulInText { attributes }) = source.downcast_ref() {
            for attribute in attributes.iter().rev() {
                place.push('.');
                place.push_str(attribute);
            }
            return Error::new(ErrorKind::NulInText { place, type_: told(type_) });
        }
        let is_wrong_type = source.is::<WrongType>();
        let told = match self.param.column {
            Some((table, column)) if !is_wrong_type => table.told(column, type_),
            _ => told(type_),
        };
        let cast = self.param.column.is_none() && is_wrong_type;
        let cast = if cast { advice::cast(self.value(), self.i) } else { None };
        Error::new(ErrorKind::Encode { place, type_: told, source }).advised(cast)
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
}

impl ToSql for Raw<'_> {
    fn to_sql(&self, _: &Type, out: &mut BytesMut) -> Result<IsNull, BoxError> {
        match self.0 {
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
}
