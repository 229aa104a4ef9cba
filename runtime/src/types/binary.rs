//! The binary form of the types in this folder: reading, writing, and the traits of both.

use bytes::BufMut as _;

use super::{BoxError, BytesMut, Unfit};

/// A value that PostgreSQL sends and takes in its binary form (`typsend`, `typreceive`).
pub(super) trait Binary: Sized {
    /// Reads all of a value.
    fn read(from: &mut Bytes<'_>) -> Result<Self, BoxError>;

    /// Writes all of a value.
    fn write(&self, out: &mut BytesMut) -> Result<(), BoxError>;
}

/// What is left of a value's bytes.
#[derive(Debug)]
pub(crate) struct Bytes<'a> {
    left: &'a [u8],
}

impl<'a> Bytes<'a> {
    /// What `read` makes of `raw`, all of which it must take.
    pub(crate) fn whole<T>(
        raw: &'a [u8],
        read: impl FnOnce(&mut Self) -> Result<T, BoxError>,
    ) -> Result<T, BoxError> {
        let mut bytes = Self { left: raw };
        let value = read(&mut bytes)?;
        match bytes.left.len() {
            0 => Ok(value),
            left => Err(Unfit::TooLarge { left }.into()),
        }
    }

    /// All of them.
    pub(crate) fn of(raw: &'a [u8]) -> Self {
        Self { left: raw }
    }

    pub(crate) fn take(&mut self, count: usize) -> Result<&'a [u8], Unfit> {
        let (taken, left) = self
            .left
            .split_at_checked(count)
            .ok_or(Unfit::TooShort { missing: count - self.left.len().min(count) })?;
        self.left = left;
        Ok(taken)
    }

    pub(crate) fn array<const N: usize>(&mut self) -> Result<[u8; N], Unfit> {
        let (taken, left) =
            self.left.split_first_chunk().ok_or(Unfit::TooShort { missing: N - self.left.len().min(N) })?;
        self.left = left;
        Ok(*taken)
    }

    pub(crate) fn u8(&mut self) -> Result<u8, Unfit> {
        self.array::<1>().map(|[byte]| byte)
    }

    pub(crate) fn u16(&mut self) -> Result<u16, Unfit> {
        self.array().map(u16::from_be_bytes)
    }

    pub(crate) fn i16(&mut self) -> Result<i16, Unfit> {
        self.array().map(i16::from_be_bytes)
    }

    pub(crate) fn u32(&mut self) -> Result<u32, Unfit> {
        self.array().map(u32::from_be_bytes)
    }

    pub(crate) fn i32(&mut self) -> Result<i32, Unfit> {
        self.array().map(i32::from_be_bytes)
    }

    pub(crate) fn u64(&mut self) -> Result<u64, Unfit> {
        self.array().map(u64::from_be_bytes)
    }

    pub(crate) fn i64(&mut self) -> Result<i64, Unfit> {
        self.array().map(i64::from_be_bytes)
    }

    pub(crate) fn f64(&mut self) -> Result<f64, Unfit> {
        self.array().map(f64::from_be_bytes)
    }

    /// An `i32` that counts what follows.
    pub(crate) fn count(&mut self, what: &'static str) -> Result<usize, Unfit> {
        let count = self.i32()?;
        usize::try_from(count).map_err(|_| Unfit::Unknown { what, found: i64::from(count) })
    }

    /// How many bytes are left.
    pub(crate) fn left(&self) -> usize {
        self.left.len()
    }

    /// The bytes of a part of an array, a range or a composite; `None` is NULL.
    pub(crate) fn part(&mut self) -> Result<Option<&'a [u8]>, Unfit> {
        match self.i32()? {
            -1 => Ok(None),
            length => {
                let what = "a part's length";
                let length =
                    usize::try_from(length).map_err(|_| Unfit::Unknown { what, found: i64::from(length) })?;
                self.take(length).map(Some)
            }
        }
    }

    /// Text that a zero byte ends.
    pub(crate) fn c_string(&mut self) -> Result<String, BoxError> {
        let length = self.left.iter().position(|&byte| byte == 0).ok_or(Unfit::TooShort { missing: 1 })?;
        let text = std::str::from_utf8(self.take(length)?)?.to_owned();
        self.take(1)?;
        Ok(text)
    }

    /// All that is left.
    pub(crate) fn rest(&mut self) -> &'a [u8] {
        std::mem::take(&mut self.left)
    }
}

/// Writes a count, as an `i32`.
pub(crate) fn write_count(what: &'static str, count: usize, out: &mut BytesMut) -> Result<(), Unfit> {
    out.put_i32(i32::try_from(count).map_err(|_| Unfit::TooMany { what, count })?);
    Ok(())
}

/// Writes a count, as a `u16`.
pub(super) fn write_short(what: &'static str, count: usize, out: &mut BytesMut) -> Result<(), Unfit> {
    out.put_u16(u16::try_from(count).map_err(|_| Unfit::TooMany { what, count })?);
    Ok(())
}

/// The trait [`Value`](crate::Value) of a type that is [`Binary`], for PostgreSQL's types of these names.
macro_rules! binary {
    ($type_:ty: $($postgres:ident)|+) => {
        impl $crate::Value for $type_ {
            fn accepts(type_: &$crate::types::Type) -> bool {
                matches!(*$crate::types::base_type(type_), $($crate::types::Type::$postgres)|+)
            }

            fn read(_: &$crate::types::Type, raw: &[u8]) -> Result<Self, $crate::types::BoxError> {
                $crate::types::Bytes::whole(raw, $crate::types::binary::Binary::read)
            }

            fn write(
                &self,
                _: &$crate::types::Type,
                out: &mut $crate::types::BytesMut,
            ) -> Result<(), $crate::types::BoxError> {
                $crate::types::binary::Binary::write(self, out)
            }
        }

        $crate::value::bases!($type_);
    };
}
pub(super) use binary;
