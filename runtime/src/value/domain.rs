//! Domains as newtypes: a column takes the values that a domain is made of.

use std::borrow::Cow;

use crate::value::{IntoValue, Value};

/// A newtype that stands for a domain of PostgreSQL. Generated; not for implementing by hand.
pub trait Domain: Value {
    /// What the domain is made of in the end: where that is another domain, what the other one is made of.
    type Base: Value;

    /// The domain's value. Whether it holds to the domain's checks is for the database to say.
    fn from_base(base: Self::Base) -> Self;
}

/// Bases that a column of a domain takes as they are; others are wrapped by hand: `Prices(vec![..])`.
macro_rules! bases {
    ($($base:ty),* $(,)?) => {$(
        #[diagnostic::do_not_recommend]
        impl<D: Domain<Base = $base>> IntoValue<D> for $base {
            fn into_value(self) -> D {
                D::from_base(self)
            }
        }

        #[diagnostic::do_not_recommend]
        impl<D: Domain<Base = $base>> IntoValue<Option<D>> for $base {
            fn into_value(self) -> Option<D> {
                Some(D::from_base(self))
            }
        }
    )*};
}

bases!(bool, i16, i32, i64, f32, f64, String, Vec<u8>);
#[cfg(feature = "uuid")]
bases!(uuid::Uuid);
#[cfg(feature = "json")]
bases!(serde_json::Value);
#[cfg(feature = "decimal")]
bases!(rust_decimal::Decimal);
#[cfg(feature = "chrono")]
bases!(chrono::NaiveDate, chrono::NaiveTime, chrono::NaiveDateTime, chrono::DateTime<chrono::Utc>);

macro_rules! texts {
    ($($type_:ty),* $(,)?) => {$(
        #[diagnostic::do_not_recommend]
        impl<D: Domain<Base = String>> IntoValue<D> for $type_ {
            fn into_value(self) -> D {
                D::from_base(self.into())
            }
        }

        #[diagnostic::do_not_recommend]
        impl<D: Domain<Base = String>> IntoValue<Option<D>> for $type_ {
            fn into_value(self) -> Option<D> {
                Some(D::from_base(self.into()))
            }
        }
    )*};
}

texts!(&str, &String, char, Box<str>, Cow<'_, str>);

#[diagnostic::do_not_recommend]
impl<T: Value, D: Domain<Base = Vec<T>>> IntoValue<D> for Vec<T> {
    fn into_value(self) -> D {
        D::from_base(self)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Value, D: Domain<Base = Vec<T>>> IntoValue<Option<D>> for Vec<T> {
    fn into_value(self) -> Option<D> {
        Some(D::from_base(self))
    }
}

#[diagnostic::do_not_recommend]
impl<T: Value, V: IntoValue<T>, D: Domain<Base = Vec<T>>, const N: usize> IntoValue<D> for [V; N] {
    fn into_value(self) -> D {
        D::from_base(self.into_value())
    }
}

#[diagnostic::do_not_recommend]
impl<T: Value, V: IntoValue<T>, D: Domain<Base = Vec<T>>, const N: usize> IntoValue<Option<D>> for [V; N] {
    fn into_value(self) -> Option<D> {
        Some(D::from_base(self.into_value()))
    }
}
