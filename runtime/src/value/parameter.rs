//! What a statement's parameter can be: a value of any type, as a trait object.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use crate::types::{BoxError, BytesMut, Type, WrongType};
use crate::value::text::{is_text, write_text_as};
use crate::value::{Value, array, base_type, write_part, write_part_with};

/// What can be given for a parameter of raw SQL: every [`Value`], and `&str`, `Cow<str>`, `&[u8]`, slices and references of them.
///
/// ```no_run
/// # async fn example(pool: &pg_orm::Pool) -> Result<(), pg_orm::Error> {
/// let (name, ids) = ("Ada", vec![1_i64, 2]);
/// pool.execute("update users set name = $1 where id = any($2)", &[&name, &ids]).await?;
/// # Ok(())
/// # }
/// ```
#[diagnostic::on_unimplemented(message = "`{Self}` can't be sent as a parameter")]
pub trait Parameter: fmt::Debug + Sync {
    /// Writes it as a value of `type_`; answers whether there is one, which there isn't for NULL.
    ///
    /// # Errors
    /// Where it is of another type, or that type has no such value.
    #[doc(hidden)]
    fn encode(&self, type_: &Type, out: &mut BytesMut) -> Result<bool, BoxError>;
}

#[cold]
fn wrong_type<T>(type_: &Type) -> BoxError {
    Box::new(WrongType::new::<T>(type_.clone()))
}

impl<T: Value> Parameter for T {
    fn encode(&self, type_: &Type, out: &mut BytesMut) -> Result<bool, BoxError> {
        if !T::accepts(type_) {
            return Err(wrong_type::<T>(type_));
        }
        if self.is_null() {
            return Ok(false);
        }
        self.write(type_, out).map(|()| true)
    }
}

fn encode_text<T>(text: &str, type_: &Type, out: &mut BytesMut) -> Result<bool, BoxError> {
    if !is_text(type_) {
        return Err(wrong_type::<T>(type_));
    }
    write_text_as(text, type_, out).map(|()| true)
}

macro_rules! texts {
    ($($type_:ty),*) => {$(
        impl Parameter for $type_ {
            fn encode(&self, type_: &Type, out: &mut BytesMut) -> Result<bool, BoxError> {
                encode_text::<Self>(self, type_, out)
            }
        }

        impl Parameter for Option<$type_> {
            fn encode(&self, type_: &Type, out: &mut BytesMut) -> Result<bool, BoxError> {
                match self {
                    Some(text) => encode_text::<$type_>(text, type_, out),
                    None if is_text(type_) => Ok(false),
                    None => Err(wrong_type::<Self>(type_)),
                }
            }
        }
    )*};
}

texts!(&str, &String, Cow<'_, str>, Box<str>, Arc<str>);

impl Parameter for &[u8] {
    fn encode(&self, type_: &Type, out: &mut BytesMut) -> Result<bool, BoxError> {
        if *base_type(type_) != Type::BYTEA {
            return Err(wrong_type::<Self>(type_));
        }
        out.extend_from_slice(self);
        Ok(true)
    }
}

impl<const N: usize> Parameter for &[u8; N] {
    fn encode(&self, type_: &Type, out: &mut BytesMut) -> Result<bool, BoxError> {
        (*self).as_slice().encode(type_, out)
    }
}

fn encode_items<T, U>(
    items: &[T],
    accepts: fn(&Type) -> bool,
    type_: &Type,
    out: &mut BytesMut,
    write: impl Fn(&T, &Type, &mut BytesMut) -> Result<bool, BoxError>,
) -> Result<bool, BoxError> {
    let item = array::item_type(type_).filter(|item| accepts(item)).ok_or_else(|| wrong_type::<U>(type_))?;
    array::write_items(items, item, out, write).map(|()| true)
}

/// A slice as an array.
impl<T: Value> Parameter for &[T] {
    fn encode(&self, type_: &Type, out: &mut BytesMut) -> Result<bool, BoxError> {
        encode_items::<T, Self>(self, T::accepts, type_, out, |value, item, out| {
            write_part(value, item, out).map(|()| !value.is_null())
        })
    }
}

impl<T: Value, const N: usize> Parameter for [T; N] {
    fn encode(&self, type_: &Type, out: &mut BytesMut) -> Result<bool, BoxError> {
        self.as_slice().encode(type_, out)
    }
}

fn encode_texts<T>(texts: &[&str], type_: &Type, out: &mut BytesMut) -> Result<bool, BoxError> {
    encode_items::<&str, T>(texts, is_text, type_, out, |text, item, out| {
        write_part_with(out, |out| write_text_as(text, item, out).map(|()| true))
    })
}

impl Parameter for Vec<&str> {
    fn encode(&self, type_: &Type, out: &mut BytesMut) -> Result<bool, BoxError> {
        encode_texts::<Self>(self, type_, out)
    }
}

impl Parameter for &[&str] {
    fn encode(&self, type_: &Type, out: &mut BytesMut) -> Result<bool, BoxError> {
        encode_texts::<Self>(self, type_, out)
    }
}

impl<const N: usize> Parameter for [&str; N] {
    fn encode(&self, type_: &Type, out: &mut BytesMut) -> Result<bool, BoxError> {
        encode_texts::<Self>(self, type_, out)
    }
}
