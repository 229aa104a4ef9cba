//! The exit codes, which scripts rely on.

use std::process::ExitCode;

/// All went well.
pub(crate) const FINE: u8 = 0;
/// The command did its work and found something: errors in a schema, a difference, something pending.
pub(crate) const FOUND: u8 = 1;
/// What the command was told makes no sense: its arguments, the environment, `pgorm.toml`; clap's own code too.
pub(crate) const MISUSE: u8 = 2;
/// The command could not do its work: a file, the network, PostgreSQL or the database refused.
pub(crate) const FAILED: u8 = 3;

/// How a command that did its work ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Nothing to remark.
    Fine,
    /// It found what it was asked to look for.
    Found,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Fine => FINE,
            Outcome::Found => FOUND,
        })
    }
}
