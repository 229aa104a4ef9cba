//! What may be given for a parameter of a function or a query.

use crate::value::IntoValue;

/// What may be given for a parameter that is a `T`: whatever is an [`IntoValue`] of `T`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be given for a parameter of `{T}`",
    label = "not a `{T}`",
    note = "besides a `{T}`, text takes `&str`, what may be absent takes the value itself or `None`, an array `[..]` or a slice, \
            `numeric` an `i64`; an enum its values (`State::Draft`) and no text"
)]
pub trait Takes<T>: IntoValue<T> {}

#[diagnostic::do_not_recommend]
impl<T, V: IntoValue<T>> Takes<T> for V {}
