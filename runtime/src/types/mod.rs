//! The Rust types of PostgreSQL's values, and the traits that carry them.
//!
//! Foreign types appear behind features (`chrono`, `uuid`, `json`, `decimal`, all on by default), under the name of their crate,
//! so that generated code and yours use the versions this crate was built with.

mod array;
mod binary;
mod bit_string;
mod box_;
mod calendar;
mod cid;
mod cidr_;
mod circle;
mod cube;
mod date;
mod float;
mod foreign;
mod geometry;
mod hex;
mod hstore;
mod inet;
mod interval;
mod json;
#[cfg(feature = "json")]
mod json_of;
mod json_path;
mod line;
mod lseg;
mod mac_addr;
mod mac_addr8;
mod money;
mod multi_range;
mod network;
mod numeric;
mod opaque;
mod out_of_range;
mod parse;
mod path;
mod pg_lsn;
mod pg_vector;
mod point;
mod polygon;
mod range;
mod range_text;
#[cfg(feature = "serde")]
mod serialized;
mod snapshot;
mod tid;
mod time_;
mod time_tz;
mod timestamp;
mod ts_query;
mod ts_vector;
mod unfit;
mod uuid_;
mod vector;
mod xid;
mod xid8;

pub(crate) use binary::Bytes;
pub(crate) use unfit::Unfit;

pub use array::{Array, Dimension};
pub use bit_string::BitString;
pub use box_::Box_;
pub use cid::Cid;
pub use cidr_::Cidr;
pub use circle::Circle;
pub use cube::Cube;
pub use date::Date;
pub use foreign::Foreign;
pub use geometry::{Geography, Geometry};
pub use hstore::Hstore;
pub use inet::Inet;
pub use interval::Interval;
pub use json::{Json, Jsonb};
#[cfg(feature = "json")]
pub use json_of::{JsonOf, JsonType};
pub use json_path::JsonPath;
pub use line::Line;
pub use lseg::Lseg;
pub use mac_addr::MacAddr;
pub use mac_addr8::MacAddr8;
pub use money::Money;
pub use multi_range::MultiRange;
pub use numeric::Numeric;
pub use opaque::Opaque;
pub use out_of_range::OutOfRange;
pub use parse::ParseError;
pub use path::Path;
pub use pg_lsn::PgLsn;
pub use pg_vector::{HalfVector, SparseVector, Vector};
pub use point::Point;
pub use polygon::Polygon;
pub use range::Range;
pub use snapshot::Snapshot;
pub use tid::Tid;
pub use time_::Time;
pub use time_tz::TimeTz;
pub use timestamp::{Timestamp, TimestampTz};
pub use ts_query::TsQuery;
pub use ts_vector::{Lexeme, LexemePosition, TsVector, Weight};
pub use uuid_::Uuid;
pub use vector::{Int2Vector, OidVector};
pub use xid::Xid;
pub use xid8::Xid8;

pub use crate::value::base_type;
pub use bytes::BytesMut;
pub use tokio_postgres::types::{FromSql, IsNull, Kind, Oid, ToSql, Type, WrongType};

#[cfg(feature = "bigdecimal")]
pub use ::bigdecimal;
#[cfg(feature = "bit-vec")]
pub use ::bit_vec;
#[cfg(feature = "chrono")]
pub use ::chrono;
#[cfg(feature = "cidr")]
pub use ::cidr;
#[cfg(feature = "eui48")]
pub use ::eui48;
#[cfg(feature = "geo-types")]
pub use ::geo_types;
#[cfg(feature = "ipnet")]
pub use ::ipnet;
#[cfg(feature = "jiff")]
pub use ::jiff;
#[cfg(feature = "pgvector")]
pub use ::pgvector;
#[cfg(feature = "decimal")]
pub use ::rust_decimal;
#[cfg(feature = "json")]
pub use ::serde_json;
#[cfg(feature = "time")]
pub use ::time;
#[cfg(feature = "uuid")]
pub use ::uuid;

/// What a conversion to or from a value of PostgreSQL fails with.
pub type BoxError = Box<dyn std::error::Error + Sync + Send>;
