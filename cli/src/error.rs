//! What stops a command, printed as one block: what, where, why, and what to do.

use std::{error::Error as StdError, fmt::Write as _, io, path::PathBuf};

use pg_orm_apply::Error as Apply;
use pg_orm_build::ConfigError;
use pg_orm_connect::Error as Connect;
use pg_orm_migrate::FolderError as Migration;
use pg_orm_schema::{LoadError as Load, Style};

use crate::{
    outcome::{FAILED, MISUSE},
    output::{self, ERROR, HELP, Painted},
};

/// Why a command did not do its work.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// Standard output could not be written, other than for a closed pipe.
    #[error("cannot write to standard output")]
    Stdout(#[source] io::Error),
    /// A file or folder could not be read, written or made.
    #[error("cannot {action} {}", path.display())]
    File { action: &'static str, path: PathBuf, source: io::Error },
    /// The command was called in a way that makes no sense.
    #[error("{message}")]
    Misuse { message: String, help: String },
    /// Something that is in the way, with what to do about it.
    #[error("{message}")]
    Refused { message: String, help: String },
    /// A program could not be run.
    #[error("cannot run {}", program.display())]
    Run { program: PathBuf, source: io::Error },
    /// No reactor for network connections.
    #[error("cannot make what network connections need")]
    Runtime(#[source] io::Error),
    /// The schema could not be read; what is wrong in it is no error of this kind.
    #[error(transparent)]
    Load(#[from] Load),
    /// `pgorm.toml` can't be used.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// Generated files could not be compared or written.
    #[error(transparent)]
    Generate(#[from] pg_orm_build::Error),
    /// The schema refers to what is not there.
    #[error(transparent)]
    Lower(#[from] pg_orm_ir::LowerError),
    /// The database's URL, or connecting to it.
    #[error(transparent)]
    Connect(#[from] Connect),
    /// A migration could not be written.
    #[error(transparent)]
    Migration(#[from] Migration),
    /// Migrations could not be read or run.
    #[error(transparent)]
    Apply(#[from] Apply),
    /// The schema says something that the server's version of PostgreSQL has not.
    #[error(transparent)]
    TooOld(#[from] pg_orm_migrate::TooOld),
    /// A database could not be read.
    #[error(transparent)]
    Introspect(#[from] pg_orm_migrate::IntrospectError),
    /// The server refused something that is no part of a schema or migration.
    #[error("cannot {doing}")]
    Database { doing: &'static str, source: tokio_postgres::Error },
    /// The server refused a statement of the schema.
    #[error("cannot make the {object} of the schema in a fresh database")]
    Make { object: String, source: tokio_postgres::Error },
    /// The private server.
    #[error(transparent)]
    Local(#[from] pg_orm_local::Error),
}

impl Error {
    /// For `map_err`: what was being done with which file.
    pub(crate) fn file(action: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { action, path, source }
    }

    pub(crate) fn misuse(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Misuse { message: message.into(), help: help.into() }
    }

    pub(crate) fn refused(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Refused { message: message.into(), help: help.into() }
    }

    /// The process's exit code.
    pub(crate) fn exit_code(&self) -> u8 {
        match self {
            Self::Misuse { .. } | Self::Migration(Migration::Title { .. }) => MISUSE,
            // What it says is as much the caller's as an argument is.
            Self::Config(ConfigError::Wrong { .. }) => MISUSE,
            // What was said about the database makes no sense; whether it is there is another matter.
            Self::Connect(error) if error.is_misuse() => MISUSE,
            _ => FAILED,
        }
    }

    /// Prints the error, its causes and the help.
    pub(crate) fn report(&self) {
        if let Self::Config(ConfigError::Wrong { path, text, mistake }) = self {
            return output::message(mistake.render(&path.display().to_string(), text, Style::Colour));
        }
        output::styled_message(&self.block());
    }

    fn help(&self) -> Option<String> {
        match self {
            Self::Misuse { help, .. } | Self::Refused { help, .. } => Some(help.clone()),
            Self::Apply(Apply::Read { source, .. }) if source.kind() == io::ErrorKind::NotFound => Some(
                "`pgorm migrate new first` writes the first migration; --dir names another folder".to_owned(),
            ),
            Self::Apply(error) => apply_help(error),
            Self::Migration(error) => migration_help(error),
            Self::TooOld(error) => Some(too_old_help(error)),
            Self::Make { .. } => Some("`pgorm sql` shows the statement".to_owned()),
            Self::Load(Load::Missing { .. }) => Some(
                "name a schema file or folder, or set `schema` in pgorm.toml; `pgorm init` makes a project"
                    .to_owned(),
            ),
            _ => None,
        }
    }

    /// What is not said by the error's own text; these packages quote their sources in it.
    fn cause(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Migration(_) | Self::Apply(_) | Self::Connect(_) | Self::Local(_) => None,
            // What the driver says of an answer of the server is `db error`; the answer is its source.
            Self::Database { source, .. } | Self::Make { source, .. } => source.source().or(Some(source)),
            _ => self.source(),
        }
    }

    fn block(&self) -> String {
        let mut block = String::new();
        let (first, help) = split_help(&self.to_string());
        let mut help = help.or_else(|| self.help());
        let mut said = first.clone();
        // Writing to a `String` can't fail.
        let _ = writeln!(block, "{} {first}", Painted(ERROR, "error:"));
        let mut source = self.cause();
        while let Some(cause) = source {
            let (text, own_help) = split_help(&cause.to_string());
            // Many errors quote their cause in their own message.
            if !said.contains(text.trim()) {
                let _ = writeln!(block, "  because: {}", text.replace('\n', "\n           "));
                said.push_str(&text);
            }
            help = help.or(own_help);
            source = cause.source();
        }
        if let Some(help) = help {
            let _ = writeln!(block, "{} {}", Painted(HELP, "help:"), help.replace('\n', "\n      "));
        }
        block
    }
}

/// What to do where a server is too old.
fn too_old_help(error: &pg_orm_migrate::TooOld) -> String {
    let since = error.missing.iter().map(|it| it.since).max().unwrap_or_default();
    format!("take a server of PostgreSQL {since}, or say it in the schema as PostgreSQL {} can", error.server)
}

/// What to do about a changed migration besides leaving it as it was.
pub(crate) const CHANGED_IN_DEVELOPMENT: &str = "in development: restore them, `pgorm migrate rollback`, then change \
     them again; or, where the data of\n`pgorm dev` can go, `pgorm dev reset --yes` and deploy the changed ones";

/// What to do in the command line about migrations that can't be read or run.
fn apply_help(error: &Apply) -> Option<String> {
    match error {
        Apply::Unfinished { migration, .. } => Some(format!(
            "`pgorm migrate resolve {migration} --applied` (or --not-applied) records what you found"
        )),
        Apply::Changed { .. } => Some(CHANGED_IN_DEVELOPMENT.to_owned()),
        Apply::Missing { migration, .. } | Apply::NoFolder { migration } => Some(without_folder(migration)),
        Apply::NothingToResolve { migration, is_missing: true } => Some(without_folder(migration)),
        Apply::NothingToResolve { is_missing: false, .. } => {
            Some("`pgorm migrate rollback` takes back the newest one".to_owned())
        }
        _ => None,
    }
}

/// What to do about a migration that the database has and the folder has not.
pub(crate) fn without_folder(migration: &str) -> String {
    format!(
        "where a newer version of the project deployed it, nothing is wrong: get that version;\n\
         if its folder can be had, as from version control, put it back (in place of one written anew) to roll it back;\n\
         if not, undo by hand what it made, and `pgorm migrate resolve {migration} --not-applied` forgets it;\n\
         where it is the server of `pgorm dev` and its data can go, `pgorm dev reset --yes` starts an empty one"
    )
}

/// What to do where a migration can't be written.
fn migration_help(error: &Migration) -> Option<String> {
    match error {
        Migration::AlteringNotSupported { newest, .. } => Some(format!(
            "in development, write the migration anew:\n\
             1. `pgorm migrate rollback`, while its folder is there, takes it back in the database, with its data;\n   \
             for the server of `pgorm dev`, `pgorm dev reset --yes` does too\n\
             2. remove the folder {newest}\n\
             3. `pgorm migrate new NAME` writes it from the schema as it is now, `pgorm migrate deploy` runs it\n\
             where its data has to stay, write the next migration by hand: up.sql, down.sql, and migration.toml with\n\
             `parent = \"{newest}\"`"
        )),
        Migration::StaleSnapshot { newest, .. } | Migration::NoSnapshot { newest } => Some(format!(
            "a migration written by hand leaves snapshot.json as it was, and until altering is supported the next\n\
             ones are written by hand too: a folder with up.sql, down.sql, and migration.toml with\n\
             `parent = \"{newest}\"`; `pgorm migrate deploy` runs them all the same"
        )),
        _ => None,
    }
}

/// Other packages put what to do on a last line of the message.
fn split_help(message: &str) -> (String, Option<String>) {
    match message.rsplit_once("\nhelp: ") {
        Some((what, help)) => (what.to_owned(), Some(help.to_owned())),
        None => (message.to_owned(), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(error: &Error) -> String {
        anstream::adapter::strip_str(&error.block()).to_string()
    }

    #[test]
    fn a_block_says_what_where_why_and_what_to_do() {
        let file = Error::file("write", "src/db/user.rs")(io::Error::other("no space left"));
        assert_eq!(plain(&file), "error: cannot write src/db/user.rs\n  because: no space left\n");
        let misuse = Error::misuse("no database is given", "pass --url,\nor set DATABASE_URL");
        assert_eq!(
            plain(&misuse),
            "error: no database is given\nhelp: pass --url,\n      or set DATABASE_URL\n"
        );
    }

    #[test]
    fn causes_are_said_once_and_their_help_comes_last() {
        let source = io::Error::new(io::ErrorKind::PermissionDenied, "denied");
        let path = PathBuf::from("/srv");
        let error = Error::Local(pg_orm_local::Error::File { action: "create the folder", path, source });
        assert_eq!(plain(&error), "error: can't create the folder /srv: denied\n");
        let error = Error::Local(pg_orm_local::Error::NoAccount);
        assert!(
            plain(&error).ends_with("\nhelp: add a user named `postgres`, or run this as an ordinary user\n")
        );
    }
}
