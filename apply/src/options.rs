//! How migrations run, and what is reported of it.

use std::time::Duration;

/// How migrations run.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// How long to wait for another process that runs migrations; 60 s. Zero leaves at once.
    pub patience: Duration,
    /// How long a statement of a migration that runs in a transaction may wait for a lock, and with that hold
    /// up everybody behind it; 3 s. Zero waits for ever. Migrations outside a transaction set their own.
    pub lock_timeout: Duration,
    /// How often such a migration is tried when it does not get its locks or meets a deadlock, with 1, 2, 4, ..
    /// seconds between; 5.
    pub lock_attempts: u32,
    /// How long one statement may take; no limit unless set.
    pub statement_timeout: Option<Duration>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            patience: Duration::from_secs(60),
            lock_timeout: Duration::from_secs(3),
            lock_attempts: 5,
            statement_timeout: None,
        }
    }
}

impl Options {
    /// Waits this long for another process that runs migrations.
    #[must_use]
    pub fn patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// Lets a statement wait this long for a lock.
    #[must_use]
    pub fn lock_timeout(self, lock_timeout: Duration) -> Self {
        Self { lock_timeout, ..self }
    }

    /// Tries a migration this often when it does not get its locks; at least once.
    #[must_use]
    pub fn lock_attempts(self, lock_attempts: u32) -> Self {
        Self { lock_attempts, ..self }
    }

    /// Lets one statement take this long.
    #[must_use]
    pub fn statement_timeout(self, statement_timeout: Duration) -> Self {
        Self { statement_timeout: Some(statement_timeout), ..self }
    }
}

/// What was done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Report {
    /// The migrations that ran, in the order in which they did.
    pub migrations: Vec<Done>,
    /// Migrations that the database has beyond the newest one known here: a newer version of the program
    /// made them. Nothing is done about them.
    pub ahead: Vec<String>,
}

/// A migration that ran.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Done {
    /// Its name.
    pub name: String,
    /// How long its SQL took.
    pub elapsed: Duration,
}
