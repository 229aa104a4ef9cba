//! What can go wrong with migrations, each with what to do about it.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use tokio_postgres::error::{DbError, SqlState};

use crate::history::{Progress, Record};
use crate::sql_error::Explained;
use crate::{File, Holder, ManifestProblem, Place, Refusal, SqlError};

/// Why migrations could not be read or run.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder can't be read.
    #[error("can't read {}: {source}", path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A folder's name is no text.
    #[error("the name of the migration {} is not UTF-8", path.display())]
    NotUtf8 {
        /// The folder.
        path: PathBuf,
    },
    /// A migration lacks one of its three files.
    #[error("migration `{migration}` has no {file}; each has up.sql, down.sql and migration.toml")]
    NoFile {
        /// The migration.
        migration: String,
        /// The file.
        file: &'static str,
    },
    /// A `migration.toml` can't be read.
    #[error("migration `{migration}`: migration.toml: {problem}")]
    Manifest {
        /// The migration.
        migration: String,
        /// What is wrong with it.
        problem: ManifestProblem,
    },
    /// A migration other than the first says of none that it follows it.
    #[error(
        "migration `{migration}` does not say which one it follows; \
         put `parent = \"{previous}\"` into its migration.toml"
    )]
    NoParent {
        /// The migration.
        migration: String,
        /// The one before it by name.
        previous: String,
    },
    /// A migration follows one that is not there.
    #[error("migration `{migration}` follows `{parent}`, which is not there")]
    UnknownParent {
        /// The migration.
        migration: String,
        /// The one that is missing.
        parent: String,
    },
    /// Two migrations follow the same one.
    #[error(
        "migrations `{first}` and `{second}` both follow `{parent}`; \
         decide which runs first, and make it the parent of the other in its migration.toml"
    )]
    Branch {
        /// The one that both follow.
        parent: String,
        /// One.
        first: String,
        /// The other.
        second: String,
    },
    /// Migrations follow each other in a ring.
    #[error("migration `{migration}` follows itself, by way of a ring of parents")]
    Ring {
        /// One of the ring.
        migration: String,
    },
    /// A migration's files are not what its manifest says.
    #[error(
        "the SQL of migration `{migration}` is not what its migration.toml was written for; \
         if the change is meant, put `checksum = \"{actual}\"` there"
    )]
    StaleChecksum {
        /// The migration.
        migration: String,
        /// The checksum of the files.
        actual: String,
    },
    /// A migration was changed after it was applied.
    #[error(
        "the SQL of migration `{migration}` was changed after it was applied; \
         restore its files, and put the change into a new migration"
    )]
    Changed {
        /// The migration.
        migration: String,
    },
    /// The database has a migration that is not known here, and others are to run.
    #[error(
        "the database has the migration `{migration}`, which is not here, and `{pending}` is to run; \
         get its folder from where it was written"
    )]
    Missing {
        /// The migration that was applied.
        migration: String,
        /// The first that was not.
        pending: String,
    },
    /// A migration that was not applied comes before one that was.
    #[error(
        "migration `{migration}` was not applied, but `{later}`, which comes after it, was; \
         let it follow the newest one: change `parent` in its migration.toml"
    )]
    OutOfOrder {
        /// The one that was not applied.
        migration: String,
        /// One that was.
        later: String,
    },
    /// A migration outside a transaction stopped midway.
    #[error("{}", unfinished(migration, *file, *statements_done, error.as_deref()))]
    Unfinished {
        /// The migration.
        migration: String,
        /// The file that was running.
        file: File,
        /// How many of its statements had finished.
        statements_done: usize,
        /// What stopped it; `None` where the process ended.
        error: Option<String>,
    },
    /// A migration that was named is not in the database's history.
    #[error("there is no applied migration `{migration}`; {}", instead(migration, applied))]
    NotApplied {
        /// The name.
        migration: String,
        /// The names of those that are applied, the newest first.
        applied: Vec<String>,
    },
    /// A migration that was to be resolved is whole.
    #[error(
        "the database has migration `{migration}` as a whole{}",
        if *is_missing { "; it is its folder that is not here" } else { ": there is nothing to resolve" }
    )]
    NothingToResolve {
        /// The migration.
        migration: String,
        /// Whether it is not among the migrations known here.
        is_missing: bool,
    },
    /// A migration can't be rolled back because its folder is not there.
    #[error("migration `{migration}` can't be rolled back: its folder is not here")]
    NoFolder {
        /// The migration.
        migration: String,
    },
    /// A migration can't be rolled back because it does not say how.
    #[error("migration `{migration}` can't be rolled back: its down.sql is empty")]
    Irreversible {
        /// The migration.
        migration: String,
    },
    /// A statement can't stand in a migration.
    #[error("migration `{}` can't run `{statement}`: {refusal}\n{place}", place.migration)]
    Refused {
        /// Where it stands.
        place: Place,
        /// Its first words.
        statement: String,
        /// Why.
        refusal: Refusal,
    },
    /// A file ends within a string, a quoted name or a comment.
    #[error("migration `{}`: what begins here does not end\n{place}", place.migration)]
    Unterminated {
        /// Where it begins.
        place: Place,
    },
    /// A statement failed.
    #[error(transparent)]
    Sql(Box<SqlError>),
    /// A migration could not be committed: a deferred constraint, or the connection.
    #[error("migration `{migration}` could not be committed: {}", Explained(source))]
    Commit {
        /// The migration.
        migration: String,
        /// What the server or the connection answered.
        source: tokio_postgres::Error,
    },
    /// Another process is running migrations.
    #[error("{}", locked(*waited, holder.as_ref()))]
    Locked {
        /// How long it was waited for.
        waited: Duration,
        /// Who it is; `None` where it left just now.
        holder: Option<Holder>,
    },
    /// The history or the session could not be read or written.
    #[error("{doing}: {}", Explained(source))]
    Database {
        /// What was being done.
        doing: &'static str,
        /// What the server or the connection answered.
        source: tokio_postgres::Error,
    },
}

impl Error {
    pub(crate) fn database(doing: &'static str) -> impl FnOnce(tokio_postgres::Error) -> Self {
        move |source| Self::Database { doing, source }
    }

    pub(crate) fn not_applied(migration: &str, history: &[Record]) -> Self {
        let applied = history.iter().rev().filter(|record| record.progress == Progress::Applied);
        let applied = applied.map(|record| record.name.clone()).collect();
        Self::NotApplied { migration: migration.to_owned(), applied }
    }

    /// PostgreSQL's error in full, where it is one.
    #[must_use]
    pub fn as_db_error(&self) -> Option<&DbError> {
        match self {
            Self::Sql(error) => error.source.as_db_error(),
            Self::Commit { source, .. } | Self::Database { source, .. } => source.as_db_error(),
            _ => None,
        }
    }

    /// The SQLSTATE, where PostgreSQL gave one.
    #[must_use]
    pub fn code(&self) -> Option<&SqlState> {
        self.as_db_error().map(DbError::code)
    }
}

fn locked(waited: Duration, holder: Option<&Holder>) -> String {
    let who = holder.map_or_else(|| "another connection".to_owned(), ToString::to_string);
    format!("migrations are being run by {who}; gave up after {:.1} s", waited.as_secs_f64())
}

/// What could have been meant by a name that is not applied.
fn instead(name: &str, applied: &[String]) -> String {
    /// So many say where the history ends without filling the screen.
    const SHOWN: usize = 5;
    let name = name.to_lowercase();
    if let Some(meant) = applied.iter().find(|other| !name.is_empty() && other.to_lowercase().contains(&name))
    {
        return format!("did you mean `{meant}`?");
    }
    let shown: Vec<_> = applied.iter().take(SHOWN).map(|name| format!("`{name}`")).collect();
    match applied.len() {
        0 => "the database has none".to_owned(),
        count if count > SHOWN => {
            format!("the newest of {count} applied ones, newest first: {}", shown.join(", "))
        }
        _ => format!("those applied, newest first: {}", shown.join(", ")),
    }
}

fn unfinished(migration: &str, file: File, statements_done: usize, error: Option<&str>) -> String {
    let name = pg_orm_sql::literal(migration);
    let direction = match file {
        File::Up => "running",
        File::Down => "rolling back",
    };
    let end = error.map_or_else(
        || "the process that ran it ended, so the next one may or may not have been done".to_owned(),
        |error| format!("the next one failed: {error}"),
    );
    let (applied, gone) = match file {
        File::Up => ("applied", "not applied"),
        File::Down => ("still applied", "rolled back"),
    };
    format!(
        "{direction} migration `{migration}` stopped midway, outside a transaction: \
         {statements_done} statements of its {file} were done; {end}.\n\
         Look at the database, finish or undo by hand what {file} does, and then say which:\n  \
         it is {applied}: `pgorm migrate resolve {migration} --applied`, or\n    \
         update _pgorm.migrations set state = 'applied', error = null where name = {name};\n  \
         it is {gone}: `pgorm migrate resolve {migration} --not-applied`, or\n    \
         delete from _pgorm.migrations where name = {name};"
    )
}
