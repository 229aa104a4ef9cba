//! `geometry` and `geography` of PostGIS, as the bytes that hold all of them.

use std::fmt;
use std::str::FromStr;

use super::{BoxError, BytesMut, Kind, ParseError, Type};
use crate::value::{Value, base_type};

/// The bits of a geometry's type that say what it has beside (EWKB).
const HAS_SRID: u32 = 0x2000_0000;
/// Little endian.
const NDR: u8 = 1;

macro_rules! geometry {
    ($(#[$docs:meta])* $type_:ident: $name:literal) => {
        $(#[$docs])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub struct $type_ {
            ewkb: Vec<u8>,
        }

        impl $type_ {
            /// From its bytes, *extended well-known binary*; plain well-known binary is one of it. PostGIS says whether they are right.
            #[must_use]
            pub const fn from_ewkb(ewkb: Vec<u8>) -> Self {
                Self { ewkb }
            }

            /// A point; `srid` is its system of coordinates, such as 4326 for longitude and latitude.
            #[must_use]
            pub fn point(x: f64, y: f64, srid: Option<i32>) -> Self {
                let mut ewkb = vec![NDR];
                ewkb.extend((1 | srid.map_or(0, |_| HAS_SRID)).to_le_bytes());
                ewkb.extend(srid.map(i32::to_le_bytes).into_iter().flatten());
                ewkb.extend([x, y].map(f64::to_le_bytes).into_iter().flatten());
                Self { ewkb }
            }

            /// Its bytes.
            #[must_use]
            pub fn ewkb(&self) -> &[u8] {
                &self.ewkb
            }

            /// Its bytes, for a crate that reads them.
            #[must_use]
            pub fn into_ewkb(self) -> Vec<u8> {
                self.ewkb
            }

            /// The number of its system of coordinates; `None` where it has none.
            #[must_use]
            pub fn srid(&self) -> Option<i32> {
                let (&order, rest) = self.ewkb.split_first()?;
                let (type_, rest) = rest.split_first_chunk()?;
                let srid = *rest.first_chunk()?;
                let is_little = order == NDR;
                let type_ = if is_little { u32::from_le_bytes(*type_) } else { u32::from_be_bytes(*type_) };
                let srid = if is_little { i32::from_le_bytes(srid) } else { i32::from_be_bytes(srid) };
                (type_ & HAS_SRID != 0).then_some(srid)
            }
        }

        impl Value for $type_ {
            fn accepts(type_: &Type) -> bool {
                let base = base_type(type_);
                base.name() == $name && matches!(base.kind(), Kind::Simple)
            }

            fn read(_: &Type, raw: &[u8]) -> Result<Self, BoxError> {
                Ok(Self { ewkb: raw.to_owned() })
            }

            fn write(&self, _: &Type, out: &mut BytesMut) -> Result<(), BoxError> {
                out.extend_from_slice(&self.ewkb);
                Ok(())
            }
        }

        crate::value::bases!($type_);

        /// Its bytes in hexadecimal, as PostgreSQL prints it.
        impl fmt::Display for $type_ {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.ewkb.iter().try_for_each(|byte| write!(f, "{byte:02X}"))
            }
        }

        /// The form that is displayed.
        impl FromStr for $type_ {
            type Err = ParseError;

            fn from_str(text: &str) -> Result<Self, ParseError> {
                bytes(text).map(Self::from_ewkb).ok_or_else(|| ParseError::new($name, text))
            }
        }
    };
}

geometry! {
    /// A value of PostGIS's `geometry`, whatever its shape, system of coordinates and number of dimensions.
    ///
    /// ```
    /// use pg_orm::types::Geometry;
    /// let berlin = Geometry::point(13.4, 52.5, Some(4326));
    /// assert_eq!(berlin.srid(), Some(4326));
    /// assert_eq!(berlin.to_string(), "0101000020E6100000CDCCCCCCCCCC2A400000000000404A40");
    /// ```
    Geometry: "geometry"
}

geometry! {
    /// A value of PostGIS's `geography`, whatever its shape.
    ///
    /// ```
    /// use pg_orm::types::Geography;
    /// assert_eq!(Geography::point(13.4, 52.5, Some(4326)).srid(), Some(4326));
    /// ```
    Geography: "geography"
}

/// The bytes that hexadecimal digits stand for.
fn bytes(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u8> = text
        .chars()
        .map(|digit| digit.to_digit(16).and_then(|it| u8::try_from(it).ok()))
        .collect::<Option<_>>()?;
    let (pairs, rest) = digits.as_chunks::<2>();
    rest.is_empty().then(|| pairs.iter().map(|[high, low]| high << 4 | low).collect())
}
