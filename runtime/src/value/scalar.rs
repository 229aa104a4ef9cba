//! Truth values, numbers and bytes as values.

use crate::types::{BoxError, BytesMut, Type, Unfit};
use crate::value::{Value, base_type};

macro_rules! numbers {
    ($($type_:ty: $($postgres:ident)|+;)*) => {$(
        impl Value for $type_ {
            fn accepts(type_: &Type) -> bool {
                matches!(*base_type(type_), $(Type::$postgres)|+)
            }

            #[inline]
            fn read(_: &Type, raw: &[u8]) -> Result<Self, BoxError> {
                match raw.try_into() {
                    Ok(bytes) => Ok(Self::from_be_bytes(bytes)),
                    Err(_) => Err(wrong_length(size_of::<Self>(), raw)),
                }
            }

            #[inline]
            fn write(&self, _: &Type, out: &mut BytesMut) -> Result<(), BoxError> {
                out.extend_from_slice(&self.to_be_bytes());
                Ok(())
            }
        }
    )*};
}

// A registered type (`regclass` and its like) is the number of what it names.
numbers! {
    i8: CHAR;
    i16: INT2;
    i32: INT4;
    i64: INT8;
    u32: OID | REGCLASS | REGCOLLATION | REGCONFIG | REGDICTIONARY | REGNAMESPACE | REGOPER | REGOPERATOR | REGPROC
        | REGPROCEDURE | REGROLE | REGTYPE;
    f32: FLOAT4;
    f64: FLOAT8;
}

#[cold]
fn wrong_length(expected: usize, raw: &[u8]) -> BoxError {
    Unfit::Length { expected, found: raw.len() }.into()
}

impl Value for bool {
    fn accepts(type_: &Type) -> bool {
        *base_type(type_) == Type::BOOL
    }

    #[inline]
    fn read(_: &Type, raw: &[u8]) -> Result<Self, BoxError> {
        match *raw {
            [byte] => Ok(byte != 0),
            _ => Err(wrong_length(1, raw)),
        }
    }

    #[inline]
    fn write(&self, _: &Type, out: &mut BytesMut) -> Result<(), BoxError> {
        out.extend_from_slice(&[u8::from(*self)]);
        Ok(())
    }
}

impl Value for Vec<u8> {
    fn accepts(type_: &Type) -> bool {
        *base_type(type_) == Type::BYTEA
    }

    fn read(_: &Type, raw: &[u8]) -> Result<Self, BoxError> {
        Ok(raw.to_owned())
    }

    fn write(&self, _: &Type, out: &mut BytesMut) -> Result<(), BoxError> {
        out.extend_from_slice(self);
        Ok(())
    }
}
