//! The binary form of the types in this folder: reading, writing, and the traits of both.

use bytes::BufMut as _;

use super::{BoxError, BytesMut};

/// A value that PostgreSQL sends and takes in its binary form (`typsend`, `typreceive`).
pub(super) trait Binary: Sized {
    /// Reads all of a value.
    fn read(from: &mut Bytes<'_>) -> Result<Self, BoxError>;

    /// Writes all of a value.
    fn write(&self, out: &mut BytesMut) -> Result<(), BoxError>;
}

/// What is left of a value's bytes.
pub(super) struct Bytes<'a> {
    left: &'a [u8],
}

/// Bytes that are no value, or a value that has no bytes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum BinaryError {
    #[error("the value ends {missing} bytes too early")]
    TooShort { missing: usize },
    #[error("the value goes on for {left} bytes behind its end")]
    TooLong { left: usize },
    #[error("{what} can't be {found}")]
    Unknown { what: &'static str, found: i64 },
    #[error("{what} has {count} parts, which is more than a value can hold")]
    TooMany { what: &'static str, count: usize },
    #[error("text with a zero byte in it")]
    ZeroByte,
}

impl<'a> Bytes<'a> {
    /// What `read` makes of `raw`, all of which it must take.
    pub(super) fn whole<T>(
        raw: &'a [u8],
        read: impl FnOnce(&mut Self) -> Result<T, BoxError>,
    ) -> Result<T, BoxError> {
        let mut bytes = Self { left: raw };
        let value = read(&mut bytes)?;
        match bytes.left.len() {
            0 => Ok(value),
            left => Err(BinaryError::TooLong { left }.into()),
        }
    }

    pub(super) fn take(&mut self, count: usize) -> Result<&'a [u8], BinaryError> {
        let (taken, left) = self
            .left
            .split_at_checked(count)
            .ok_or(BinaryError::TooShort { missing: count - self.left.len().min(count) })?;
        self.left = left;
        Ok(taken)
    }

    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N], BinaryError> {
        let (taken, left) = self
            .left
            .split_first_chunk()
            .ok_or(BinaryError::TooShort { missing: N - self.left.len().min(N) })?;
        self.left = left;
        Ok(*taken)
    }

    pub(super) fn u8(&mut self) -> Result<u8, BinaryError> {
        self.array::<1>().map(|[byte]| byte)
    }

    pub(super) fn u16(&mut self) -> Result<u16, BinaryError> {
        self.array().map(u16::from_be_bytes)
    }

    pub(super) fn u32(&mut self) -> Result<u32, BinaryError> {
        self.array().map(u32::from_be_bytes)
    }

    pub(super) fn i32(&mut self) -> Result<i32, BinaryError> {
        self.array().map(i32::from_be_bytes)
    }

    pub(super) fn u64(&mut self) -> Result<u64, BinaryError> {
        self.array().map(u64::from_be_bytes)
    }

    pub(super) fn i64(&mut self) -> Result<i64, BinaryError> {
        self.array().map(i64::from_be_bytes)
    }

    pub(super) fn f64(&mut self) -> Result<f64, BinaryError> {
        self.array().map(f64::from_be_bytes)
    }

    /// An `i32` that counts what follows.
    pub(super) fn count(&mut self, what: &'static str) -> Result<usize, BinaryError> {
        let count = self.i32()?;
        usize::try_from(count).map_err(|_| BinaryError::Unknown { what, found: i64::from(count) })
    }

    /// Text that a zero byte ends.
    pub(super) fn c_string(&mut self) -> Result<String, BoxError> {
        let length =
            self.left.iter().position(|&byte| byte == 0).ok_or(BinaryError::TooShort { missing: 1 })?;
        let text = std::str::from_utf8(self.take(length)?)?.to_owned();
        self.take(1)?;
        Ok(text)
    }

    /// All that is left.
    pub(super) fn rest(&mut self) -> &'a [u8] {
        std::mem::take(&mut self.left)
    }
}

/// Writes a count, as an `i32`.
pub(super) fn write_count(what: &'static str, count: usize, out: &mut BytesMut) -> Result<(), BinaryError> {
    out.put_i32(i32::try_from(count).map_err(|_| BinaryError::TooMany { what, count })?);
    Ok(())
}

/// The traits of a type that is [`Binary`], for PostgreSQL's types of these names.
macro_rules! binary {
    ($type_:ty: $($postgres:ident)|+) => {
        impl $crate::Value for $type_ {}

        impl<'a> $crate::types::FromSql<'a> for $type_ {
            fn from_sql(_: &$crate::types::Type, raw: &'a [u8]) -> Result<Self, $crate::types::BoxError> {
                $crate::types::binary::Bytes::whole(raw, $crate::types::binary::Binary::read)
            }

            fn accepts(type_: &$crate::types::Type) -> bool {
                matches!(*type_, $($crate::types::Type::$postgres)|+)
            }
        }

        impl $crate::types::ToSql for $type_ {
            fn to_sql(
                &self,
                _: &$crate::types::Type,
                out: &mut $crate::types::BytesMut,
            ) -> Result<$crate::types::IsNull, $crate::types::BoxError> {
                $crate::types::binary::Binary::write(self, out)?;
                Ok($crate::types::IsNull::No)
            }

            fn accepts(type_: &$crate::types::Type) -> bool {
                matches!(*type_, $($crate::types::Type::$postgres)|+)
            }

            tokio_postgres::types::to_sql_checked!();
        }
    };
}
pub(super) use binary;
