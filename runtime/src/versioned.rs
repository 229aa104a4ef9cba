//! Optimistic locking: a row is changed only where nobody else has changed it since it was read.

use crate::error::{Error, ErrorKind};
use crate::expr::{Expr, Select};
use crate::pipeline::Purpose;
use crate::stored::Stored;
use crate::value::Value;

/// A model with a `@version`: each update adds one to it. Generated; not for implementing by hand.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no version that could be checked",
    label = "a model without `@version`",
    note = "give the model a field `version int @version`: each update adds one to it"
)]
pub trait Versioned: Stored {
    /// What the version is counted in.
    type Version: Value;
    /// The column's position.
    #[doc(hidden)]
    const COLUMN: usize;
}

/// The version that a row was read with, for the error.
#[derive(Debug, Clone)]
pub(crate) struct Seen(String);

impl Seen {
    /// Narrows a selection to rows of this version.
    pub(crate) fn narrow<M: Versioned>(select: &mut Select, version: M::Version) -> Self {
        let seen = Self(format!("{version:?}"));
        select.filter.push(Expr::binary(Expr::Column(M::COLUMN), "=", Expr::value(version, M::COLUMN)));
        seen
    }
}

/// That a row was changed, where its version was to be checked.
///
/// # Errors
/// [`ErrorKind::Outdated`].
pub(crate) fn check<T>(
    seen: Option<Seen>,
    changed: T,
    is_none: impl FnOnce(&T) -> bool,
    purpose: Purpose,
) -> Result<T, Error> {
    match seen {
        Some(Seen(version)) if is_none(&changed) => {
            Err(Error::new(ErrorKind::Outdated { version }).at(purpose.model, purpose.operation, ""))
        }
        _ => Ok(changed),
    }
}
