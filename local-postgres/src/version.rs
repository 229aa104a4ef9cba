//! A server's version, read from what its programs print.

use std::fmt;

/// A version of PostgreSQL, such as 18.1; a beta or a release candidate counts as minor 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version {
    /// The major version, such as 18.
    pub major: u32,
    /// The minor version, such as 1.
    pub minor: u32,
}

impl Version {
    /// Reads the output of `postgres --version`, such as `postgres (PostgreSQL) 18.1 (Debian 18.1-1)`.
    pub(crate) fn from_output(output: &str) -> Option<Self> {
        output
            .split_whitespace()
            .find(|word| word.starts_with(|c: char| c.is_ascii_digit()))
            .and_then(Self::from_number)
    }

    /// Reads `18.1`, `18` or `19beta1`.
    pub(crate) fn from_number(number: &str) -> Option<Self> {
        let digits =
            |text: &str| text.split(|c: char| !c.is_ascii_digit()).next().and_then(|n| n.parse().ok());
        let (major, minor) = number.split_once('.').unwrap_or((number, "0"));
        Some(Self { major: digits(major)?, minor: digits(minor).unwrap_or(0) })
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

#[cfg(test)]
mod tests {
    use super::Version;

    #[test]
    fn versions_are_read_from_what_postgres_prints() {
        for (output, expected) in [
            ("postgres (PostgreSQL) 18.1", Some((18, 1))),
            ("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n", Some((15, 18))),
            ("postgres (PostgreSQL) 19beta2", Some((19, 0))),
            ("postgres (EnterpriseDB) 17rc1", Some((17, 0))),
            ("sh: not found", None),
        ] {
            let version = Version::from_output(output).map(|version| (version.major, version.minor));
            assert_eq!(version, expected, "{output}");
        }
    }
}
