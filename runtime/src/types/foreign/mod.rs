//! Types of other crates as values: by way of ours, which hold every value, and with an error for what theirs don't.

#[cfg(feature = "bigdecimal")]
mod bigdecimal;
#[cfg(feature = "bit-vec")]
mod bit_vec;
#[cfg(feature = "chrono")]
mod chrono;
#[cfg(feature = "cidr")]
mod cidr;
mod driver;
#[cfg(feature = "eui48")]
mod eui48;
#[cfg(feature = "geo-types")]
mod geo_types;
#[cfg(feature = "ipnet")]
mod ipnet;
#[cfg(feature = "jiff")]
mod jiff;
#[cfg(feature = "pgvector")]
mod pgvector;
#[cfg(feature = "decimal")]
mod rust_decimal;
#[cfg(feature = "json")]
mod serde_json;
mod std;
#[cfg(feature = "time")]
mod time;
#[cfg(feature = "uuid")]
mod uuid;

pub use driver::Foreign;

/// A type as a value of what ours is: `theirs => ours`, which convert into each other.
macro_rules! by_way_of {
    ($($theirs:ty => $ours:ty),* $(,)?) => {$(
        impl $crate::Value for $theirs {
            fn accepts(type_: &$crate::types::Type) -> bool {
                <$ours as $crate::Value>::accepts(type_)
            }

            fn read(type_: &$crate::types::Type, raw: &[u8]) -> Result<Self, $crate::types::BoxError> {
                let value = Self::try_from(<$ours as $crate::Value>::read(type_, raw)?)?;
                Ok(value)
            }

            fn write(
                &self,
                type_: &$crate::types::Type,
                out: &mut $crate::types::BytesMut,
            ) -> Result<(), $crate::types::BoxError> {
                $crate::Value::write(&<$ours>::try_from(self.clone())?, type_, out)
            }
        }

        $crate::value::bases!($theirs);
    )*};
}
use by_way_of;
