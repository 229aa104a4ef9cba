//! Whatever the driver can send and read as a value.

use std::fmt;

use tokio_postgres::types::{FromSql, IsNull, ToSql};

use crate::types::{BoxError, BytesMut, Type, Unfit};
use crate::value::Value;

/// A value of a type that implements `ToSql` and `FromSql` of `tokio-postgres`, for those that other crates made for it:
/// `Foreign<HashMap<String, Option<String>>>` is a `hstore`. What it holds, and what it makes of other values, is that crate's.
///
/// ```no_run
/// # async fn example(pool: &pg_orm::Pool) -> Result<(), pg_orm::Error> {
/// use std::collections::HashMap;
/// use pg_orm::types::Foreign;
/// let rows = pool.query("select 'a=>1'::hstore", &[]).await?;
/// let Foreign(map): Foreign<HashMap<String, Option<String>>> = rows[0].get(0)?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Foreign<T>(
    /// The value.
    pub T,
);

impl<T> Value for Foreign<T>
where
    T: ToSql + for<'r> FromSql<'r> + fmt::Debug + Send + Sync + 'static,
{
    fn accepts(type_: &Type) -> bool {
        <T as FromSql>::accepts(type_)
    }

    fn read(type_: &Type, raw: &[u8]) -> Result<Self, BoxError> {
        T::from_sql(type_, raw).map(Self)
    }

    fn write(&self, type_: &Type, out: &mut BytesMut) -> Result<(), BoxError> {
        // `Option` of a `Foreign` is what may be null.
        match self.0.to_sql_checked(type_, out)? {
            IsNull::No => Ok(()),
            IsNull::Yes => Err(Unfit::Null.into()),
        }
    }
}
