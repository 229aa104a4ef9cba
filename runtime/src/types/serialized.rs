//! serde's traits for the types in this folder (feature `serde`): as the text that PostgreSQL prints, but for what is a number or a
//! list.
//!
//! | types | as |
//! | --- | --- |
//! | `Cid`, `Money`, `Xid`, `Xid8` | the number |
//! | `Int2Vector`, `OidVector`, `MultiRange`, `Vector`, `HalfVector` | a list |
//! | `Hstore`, `SparseVector`, `Cube` | a map, and structs |
//! | `Range` | `"empty"`, or `{"between": {"lower": {"Included": 1}, "upper": "Unbounded"}}`, with serde's form of `Bound` |
//! | `Array` | `{"dimensions": [{"length": 2, "lower_bound": 1}], "elements": [1, null]}` |
//! | `Foreign`, `JsonOf` | what it holds |
//! | all others | text |

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{
    BitString, Box_, Cidr, Circle, Date, Geography, Geometry, Inet, Interval, Json, JsonPath, Jsonb, Line,
    Lseg, MacAddr, MacAddr8, Numeric, Path, PgLsn, Point, Polygon, Snapshot, Tid, Time, TimeTz, Timestamp,
    TimestampTz, TsQuery, TsVector, Uuid,
};

/// Takes any text that `T` is read from, borrowed or not.
struct Text<T>(PhantomData<T>);

impl<T: FromStr<Err: fmt::Display>> Visitor<'_> for Text<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text as PostgreSQL prints it")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }
}

macro_rules! as_text {
    ($($type_:ty),* $(,)?) => {$(
        /// As the text that PostgreSQL prints.
        impl Serialize for $type_ {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        /// From the text that PostgreSQL prints.
        impl<'de> Deserialize<'de> for $type_ {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str(Text(PhantomData))
            }
        }
    )*};
}

as_text!(
    BitString,
    Box_,
    Cidr,
    Circle,
    Date,
    Geography,
    Geometry,
    Inet,
    Interval,
    Json,
    JsonPath,
    Jsonb,
    Line,
    Lseg,
    MacAddr,
    MacAddr8,
    Numeric,
    Path,
    PgLsn,
    Point,
    Polygon,
    Snapshot,
    Tid,
    Time,
    TimeTz,
    Timestamp,
    TimestampTz,
    TsQuery,
    TsVector,
    Uuid,
);
