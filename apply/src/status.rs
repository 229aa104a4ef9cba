//! What a database has, beside what it should have.

use std::fmt;
use std::time::{Duration, SystemTime};

use tokio_postgres::Client;

use crate::history::{self, Progress, Record};
use crate::{Error, File, Migrations};

/// Every migration that the folder or the database knows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Status {
    /// In the order in which they run; those that only the database knows stand behind the one that was
    /// applied before them.
    pub entries: Vec<Entry>,
}

/// One migration.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// How it stands.
    pub state: State,
    /// When it was applied.
    pub applied_at: Option<SystemTime>,
    /// How long its SQL took.
    pub execution: Option<Duration>,
}

/// How a migration stands.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum State {
    /// Applied, and unchanged since.
    Applied,
    /// Not applied.
    Pending,
    /// Applied, and its files were changed since.
    Changed,
    /// Applied, and not in the folder.
    Missing,
    /// It stopped midway, outside a transaction.
    Unfinished {
        /// The file that was running.
        file: File,
        /// How many of its statements had finished.
        statements_done: usize,
        /// What stopped it; `None` where the process ended, or is still at work.
        error: Option<String>,
    },
}

/// Compares the folder with the database; takes no lock and writes nothing.
///
/// # Errors
/// When the history can't be read.
pub async fn status(client: &Client, migrations: &Migrations) -> Result<Status, Error> {
    Ok(compare(migrations, &history::read(client).await?))
}

impl Status {
    /// Whether every migration is applied and unchanged.
    #[must_use]
    pub fn is_up_to_date(&self) -> bool {
        self.entries.iter().all(|entry| entry.state == State::Applied)
    }

    /// The names of the migrations that are to be applied, in order.
    pub fn pending(&self) -> impl Iterator<Item = &str> {
        let pending = self.entries.iter().filter(|entry| entry.state == State::Pending);
        pending.map(|entry| entry.name.as_str())
    }
}

fn compare(migrations: &Migrations, history: &[Record]) -> Status {
    let mut entries: Vec<Entry> = migrations
        .as_slice()
        .iter()
        .map(|migration| {
            let record = history.iter().find(|record| record.name == migration.name());
            let state = record.map_or(State::Pending, |record| {
                if record.checksum == migration.checksum() { of_record(record) } else { State::Changed }
            });
            entry(migration.name(), state, record)
        })
        .collect();
    for (i, record) in history.iter().enumerate() {
        if entries.iter().any(|entry| entry.name == record.name) {
            continue;
        }
        let state = match of_record(record) {
            State::Applied => State::Missing,
            unfinished => unfinished,
        };
        let before = i.checked_sub(1).and_then(|i| history.get(i));
        let place = before.and_then(|before| entries.iter().position(|entry| entry.name == before.name));
        entries.insert(place.map_or(0, |place| place + 1), entry(&record.name, state, Some(record)));
    }
    Status { entries }
}

fn entry(name: &str, state: State, record: Option<&Record>) -> Entry {
    Entry {
        name: name.to_owned(),
        state,
        applied_at: record.and_then(|record| record.applied_at),
        execution: record.and_then(|record| record.execution),
    }
}

fn of_record(record: &Record) -> State {
    let file = match record.progress {
        Progress::Applied => return State::Applied,
        Progress::Applying => File::Up,
        Progress::Reverting => File::Down,
    };
    State::Unfinished { file, statements_done: record.statements_done, error: record.error.clone() }
}

impl State {
    /// The state in one word.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Pending => "pending",
            Self::Changed => "changed",
            Self::Missing => "missing",
            Self::Unfinished { .. } => "unfinished",
        }
    }
}

/// A line for each: the state's word, the name, and for unfinished ones how far they came.
impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, entry) in self.entries.iter().enumerate() {
            let end = if i == 0 { "" } else { "\n" };
            write!(f, "{end}{:8} {}", entry.state.word(), entry.name)?;
            if let State::Unfinished { file, statements_done, error } = &entry.state {
                let plural = if *statements_done == 1 { "" } else { "s" };
                write!(f, " (after {statements_done} statement{plural} of {file}")?;
                if let Some(error) = error {
                    write!(f, ": {error}")?;
                }
                f.write_str(")")?;
            }
        }
        Ok(())
    }
}
