//! `money`: an amount in the database's currency.

use bytes::BufMut as _;

use super::binary::{Binary, Bytes, binary};
use super::{BoxError, BytesMut};

/// A value of `money` (manual, section 8.2): an amount in the smallest unit of the currency of the database's
/// `lc_monetary`, cents as a rule. Which currency, and how many of the units make a whole one, the database alone
/// knows; therefore this is not displayed.
///
/// ```
/// use pg_orm::types::Money;
/// assert!(Money(1250) > Money(-1));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Money(
    /// Smallest units.
    pub i64,
);

impl Binary for Money {
    fn read(from: &mut Bytes<'_>) -> Result<Self, BoxError> {
        Ok(Self(from.i64()?))
    }

    fn write(&self, out: &mut BytesMut) -> Result<(), BoxError> {
        out.put_i64(self.0);
        Ok(())
    }
}

binary!(Money: MONEY);
