//! Domains as newtypes: a column takes the values that a domain is made of.

use std::borrow::Cow;

use crate::types::{Array, MultiRange, Range};
use crate::value::{IntoValue, Value};

/// A newtype that stands for a domain of PostgreSQL. Generated; not for implementing by hand.
pub trait Domain: Value {
    /// What the domain is made of in the end: where that is another domain, what the other one is made of.
    type Base: Value;

    /// The domain's value. Whether it holds to the domain's checks is for the database to say.
    fn from_base(base: Self::Base) -> Self;
}

/// Types whose values a column of a domain takes as they are. Each type that can be a domain's base is one of them: the compiler
/// would not have it said of all at once, a type being its own value already. Enums and composites have the same generated.
macro_rules! bases {
    ($($base:ty),* $(,)?) => {$(
        #[diagnostic::do_not_recommend]
        impl<D: $crate::Domain<Base = $base>> $crate::IntoValue<D> for $base {
            fn into_value(self) -> D {
                D::from_base(self)
            }
        }

        #[diagnostic::do_not_recommend]
        impl<D: $crate::Domain<Base = $base>> $crate::IntoValue<Option<D>> for $base {
            fn into_value(self) -> Option<D> {
                Some(D::from_base(self))
            }
        }
    )*};
}
pub(crate) use bases;

bases!(bool, i8, i16, i32, i64, u32, f32, f64, String, Vec<u8>);

/// The same of types that are made of others.
macro_rules! generic_bases {
    ($($base:ident),* $(,)?) => {$(
        #[diagnostic::do_not_recommend]
        impl<T: Value, D: Domain<Base = $base<T>>> IntoValue<D> for $base<T> {
            fn into_value(self) -> D {
                D::from_base(self)
            }
        }

        #[diagnostic::do_not_recommend]
        impl<T: Value, D: Domain<Base = $base<T>>> IntoValue<Option<D>> for $base<T> {
            fn into_value(self) -> Option<D> {
                Some(D::from_base(self))
            }
        }
    )*};
}

generic_bases!(Vec, Array, Range, MultiRange);

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
