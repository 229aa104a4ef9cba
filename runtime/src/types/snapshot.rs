//! `pg_snapshot` and `txid_snapshot`: which transactions a statement sees.

use std::fmt;
use std::str::FromStr;

use bytes::BufMut as _;

use super::binary::{Binary, Bytes, binary, write_count};
use super::{BoxError, BytesMut, ParseError, calendar};

/// A value of `pg_snapshot`, or of the older `txid_snapshot` (manual, table 9.82): which transactions were over when a statement
/// began.
///
/// ```
/// use pg_orm::types::Snapshot;
/// let snapshot: Snapshot = "10:20:10,14,15".parse()?;
/// assert_eq!((snapshot.xmin, snapshot.xmax, &*snapshot.in_progress), (10, 20, &[10, 14, 15][..]));
/// assert!(snapshot.sees(12) && !snapshot.sees(14) && !snapshot.sees(20));
/// # Ok::<(), pg_orm::types::ParseError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Snapshot {
    /// Every transaction before this one was over.
    pub xmin: u64,
    /// This one and those behind it had not begun.
    pub xmax: u64,
    /// Those between the two that were not over, ascending.
    pub in_progress: Vec<u64>,
}

impl Snapshot {
    /// Whether the transaction was over, so that what it did, if it was not rolled back, is seen.
    #[must_use]
    pub fn sees(&self, transaction: u64) -> bool {
        transaction < self.xmin || transaction < self.xmax && !self.in_progress.contains(&transaction)
    }
}

impl Binary for Snapshot {
    fn read(from: &mut Bytes<'_>) -> Result<Self, BoxError> {
        let count = from.count("a number of transactions")?;
        let (xmin, xmax) = (from.u64()?, from.u64()?);
        let in_progress = (0..count).map(|_| from.u64()).collect::<Result<_, _>>()?;
        Ok(Self { xmin, xmax, in_progress })
    }

    fn write(&self, out: &mut BytesMut) -> Result<(), BoxError> {
        write_count("a snapshot", self.in_progress.len(), out)?;
        out.put_u64(self.xmin);
        out.put_u64(self.xmax);
        self.in_progress.iter().for_each(|transaction| out.put_u64(*transaction));
        Ok(())
    }
}

binary!(Snapshot: PG_SNAPSHOT | TXID_SNAPSHOT);

impl fmt::Display for Snapshot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:", self.xmin, self.xmax)?;
        for (i, transaction) in self.in_progress.iter().enumerate() {
            let comma = if i == 0 { "" } else { "," };
            write!(f, "{comma}{transaction}")?;
        }
        Ok(())
    }
}

impl FromStr for Snapshot {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let parse = || {
            let (xmin, rest) = text.split_once(':')?;
            let (xmax, list) = rest.split_once(':')?;
            let list = list.split(',').filter(|_| !list.is_empty());
            Some(Self {
                xmin: calendar::number(xmin)?,
                xmax: calendar::number(xmax)?,
                in_progress: list.map(calendar::number).collect::<Option<_>>()?,
            })
        };
        parse().ok_or_else(|| ParseError::new("pg_snapshot", text))
    }
}
