//! `int2vector` and `oidvector`: the catalogs' short lists of numbers.

use std::fmt;
use std::str::FromStr;

use super::{BoxError, BytesMut, Kind, ParseError, Type, Unfit, calendar};
use crate::value::{Value, base_type, begin_array, end_array, read_array, write_part};

macro_rules! vector {
    ($(#[$docs:meta])* $type_:ident($item:ty): $postgres:ident, $name:literal) => {
        $(#[$docs])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        pub struct $type_(
            /// The numbers.
            pub Vec<$item>,
        );

        impl Value for $type_ {
            fn accepts(type_: &Type) -> bool {
                *base_type(type_) == Type::$postgres
            }

            fn read(type_: &Type, raw: &[u8]) -> Result<Self, BoxError> {
                let (dimensions, items) = read_array(type_, raw)?;
                match *dimensions.as_slice() {
                    [] | [(_, 0)] => Ok(Self(items)),
                    _ => Err(Unfit::Malformed { type_: $name }.into()),
                }
            }

            fn write(&self, type_: &Type, out: &mut BytesMut) -> Result<(), BoxError> {
                let Kind::Array(item) = base_type(type_).kind() else {
                    return Err(Unfit::NotAnArray.into());
                };
                if self.0.is_empty() {
                    return Err(Unfit::Empty { type_: $name }.into());
                }
                // Counted from 0: so PostgreSQL wants it.
                let length = i32::try_from(self.0.len()).map_err(|_| Unfit::TooLong)?;
                let start = begin_array(item, &[(length, 0)], out);
                for number in &self.0 {
                    write_part(number, item, out)?;
                }
                end_array(start, false, out);
                Ok(())
            }
        }

        crate::value::bases!($type_);

        impl fmt::Display for $type_ {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                for (i, number) in self.0.iter().enumerate() {
                    let space = if i == 0 { "" } else { " " };
                    write!(f, "{space}{number}")?;
                }
                Ok(())
            }
        }

        impl FromStr for $type_ {
            type Err = ParseError;

            fn from_str(text: &str) -> Result<Self, ParseError> {
                let numbers = text.split_ascii_whitespace().map(|number| {
                    let digits = number.strip_prefix('-').unwrap_or(number);
                    calendar::number::<u64>(digits).and_then(|_| number.parse().ok())
                });
                numbers.collect::<Option<_>>().map(Self).ok_or_else(|| ParseError::new($name, text))
            }
        }
    };
}

vector! {
    /// A value of `int2vector`: a short list of columns' numbers, as the catalogs have them (`pg_index.indkey`).
    ///
    /// ```
    /// use pg_orm::types::Int2Vector;
    /// assert_eq!("1 -2".parse(), Ok(Int2Vector(vec![1, -2])));
    /// ```
    Int2Vector(i16): INT2_VECTOR, "int2vector"
}

vector! {
    /// A value of `oidvector`: a short list of objects' numbers, as the catalogs have them (`pg_proc.proargtypes`).
    ///
    /// ```
    /// use pg_orm::types::OidVector;
    /// assert_eq!(OidVector(vec![23, 25]).to_string(), "23 25");
    /// ```
    OidVector(u32): OID_VECTOR, "oidvector"
}
