//! What is measured: the operations, their names, and how often each runs in one sample.

use std::fmt;
use std::str::FromStr;

/// One thing that every peer does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operation {
    /// Reads this many users, in the order of their keys.
    Rows(u32),
    /// Reads one user by key.
    Lookup,
    /// Reads this many users, their posts, and those posts' comments.
    Threads(u32),
    /// Inserts this many rows.
    Insert(u32),
    /// Reads one row by key as another role and for one tenant, under row-level security.
    Session,
}

/// All operations, in the order of the table.
pub(crate) const ALL: [Operation; 10] = [
    Operation::Rows(1),
    Operation::Rows(100),
    Operation::Rows(10_000),
    Operation::Lookup,
    Operation::Threads(1),
    Operation::Threads(100),
    Operation::Insert(1),
    Operation::Insert(100),
    Operation::Insert(10_000),
    Operation::Session,
];

impl Operation {
    /// How often it runs in one sample: few times, and in many rounds, so that all peers meet the same machine.
    pub(crate) fn iterations(self) -> u32 {
        match self {
            Self::Rows(1) | Self::Lookup | Self::Insert(1) | Self::Session => 50,
            Self::Rows(2..=1000) | Self::Threads(1) => 20,
            Self::Insert(2..=1000) => 5,
            Self::Rows(_) | Self::Threads(_) | Self::Insert(_) => 1,
        }
    }

    /// Whether it leaves rows behind.
    pub(crate) fn writes(self) -> bool {
        matches!(self, Self::Insert(_))
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rows(count) => write!(f, "rows-{count}"),
            Self::Lookup => f.write_str("lookup"),
            Self::Threads(parents) => write!(f, "threads-{parents}"),
            Self::Insert(count) => write!(f, "insert-{count}"),
            Self::Session => f.write_str("session"),
        }
    }
}

impl FromStr for Operation {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        ALL.into_iter().find(|operation| operation.to_string() == name).ok_or_else(|| {
            let known: Vec<String> = ALL.iter().map(ToString::to_string).collect();
            format!("the operations are {}", known.join(", "))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{ALL, Operation};

    #[test]
    fn every_operation_is_found_by_its_name_and_no_other_is() {
        for operation in ALL {
            assert_eq!(operation.to_string().parse(), Ok(operation));
        }
        assert!("rows-7".parse::<Operation>().is_err());
    }
}
