//! Types of other crates as values: by way of ours, which hold every value, and with an error for what theirs don't.

#[cfg(feature = "chrono")]
mod chrono;
#[cfg(feature = "decimal")]
mod rust_decimal;
#[cfg(feature = "json")]
mod serde_json;
#[cfg(feature = "uuid")]
mod uuid;

/// A type as a value of what ours is: `theirs => ours`, which convert into each other.
#[allow(unused_macros)]
macro_rules! by_way_of {
    ($($theirs:ty => $ours:ty),* $(,)?) => {$(
        impl $crate::Value for $theirs {
            fn accepts(type_: &$crate::types::Type) -> bool {
                <$ours as $crate::Value>::accepts(type_)
            }

            fn read(type_: &$crate::types::Type, raw: &[u8]) -> Result<Self, $crate::types::BoxError> {
                Ok(Self::try_from(<$ours as $crate::Value>::read(type_, raw)?)?)
            }

            fn write(
                &self,
                type_: &$crate::types::Type,
                out: &mut $crate::types::BytesMut,
            ) -> Result<(), $crate::types::BoxError> {
                $crate::Value::write(&<$ours>::try_from(self.clone())?, type_, out)
            }
        }
    )*};
}
#[allow(unused_imports)]
use by_way_of;
