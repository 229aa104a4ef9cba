//! A statement of a migration that failed, and where it stands.

use std::fmt;
use std::ops::Range;

use tokio_postgres::error::{DbError, ErrorPosition, SqlState};

use crate::File;

/// A place in a migration's file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Place {
    /// The migration.
    pub migration: String,
    /// The file.
    pub file: File,
    /// The line, from 1.
    pub line: usize,
    /// The character of the line, from 1.
    pub column: usize,
    /// The line's text.
    pub text: String,
}

/// A statement that PostgreSQL refused.
#[derive(Debug)]
#[non_exhaustive]
pub struct SqlError {
    /// Where: as PostgreSQL says, else the statement's first word.
    pub place: Place,
    /// Whether everything that the migration did before was undone.
    pub is_undone: bool,
    /// What PostgreSQL, or the connection, answered.
    pub source: tokio_postgres::Error,
}

impl Place {
    /// The place of a byte of a file.
    pub(crate) fn of(migration: &str, file: File, text: &str, byte: usize) -> Self {
        let before = text.get(..byte).unwrap_or(text);
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let line_text = text.get(start..).unwrap_or_default().lines().next().unwrap_or_default();
        Self {
            migration: migration.to_owned(),
            file,
            line: before.matches('\n').count() + 1,
            column: before.get(start..).unwrap_or_default().chars().count() + 1,
            text: line_text.to_owned(),
        }
    }
}

impl SqlError {
    pub(crate) fn new(
        migration: &str,
        file: File,
        text: &str,
        statement: &Range<usize>,
        is_undone: bool,
        source: tokio_postgres::Error,
    ) -> Self {
        let characters = match source.as_db_error().and_then(DbError::position) {
            Some(ErrorPosition::Original(position)) => {
                usize::try_from(*position).unwrap_or(1).saturating_sub(1)
            }
            // A position in SQL that a function ran says nothing about the file.
            _ => 0,
        };
        let sent = text.get(statement.clone()).unwrap_or_default();
        let offset = sent.char_indices().nth(characters).map_or(0, |(at, _)| at);
        let place = Place::of(migration, file, text, statement.start + offset);
        Self { place, is_undone, source }
    }
}

/// `migration/up.sql:3:8`, then the line with a caret below.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = self.line.to_string();
        let margin = " ".repeat(number.len());
        // Tabs stay tabs, so that the caret stands below its character.
        let indent: String =
            self.text.chars().take(self.column - 1).map(|c| if c == '\t' { '\t' } else { ' ' }).collect();
        writeln!(f, "{margin}--> {}/{}:{}:{}", self.migration, self.file, self.line, self.column)?;
        writeln!(f, "{margin} |")?;
        writeln!(f, "{number} | {}", self.text)?;
        write!(f, "{margin} | {indent}^")
    }
}

impl fmt::Display for SqlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Place { migration, file, .. } = &self.place;
        write!(f, "migration `{migration}` failed in {file}: {}", Explained(&self.source))?;
        write!(f, "\n{}", self.place)?;
        write_details(f, &self.source)?;
        if self.is_undone {
            return f.write_str("\nnothing of it was kept: mend the file and run it again");
        }
        write!(
            f,
            "\nit runs outside a transaction: what stands before this statement was kept; finish or undo it by \
             hand, then\n`pgorm migrate resolve {migration} --applied` (or --not-applied) records which"
        )
    }
}

impl std::error::Error for SqlError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

/// One line: PostgreSQL's message with its SQLSTATE, or what happened to the connection.
pub(crate) struct Explained<'a>(pub(crate) &'a tokio_postgres::Error);

impl fmt::Display for Explained<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(error) = self.0.as_db_error() {
            return write!(f, "{} (SQLSTATE {})", error.message(), error.code().code());
        }
        write!(f, "{}", self.0)?;
        match std::error::Error::source(self.0) {
            Some(source) => write!(f, ": {source}"),
            None => Ok(()),
        }
    }
}

/// The rest of what PostgreSQL said, a line each.
fn write_details(f: &mut fmt::Formatter<'_>, error: &tokio_postgres::Error) -> fmt::Result {
    let Some(error) = error.as_db_error() else { return Ok(()) };
    for (label, text) in [("detail", error.detail()), ("hint", error.hint()), ("context", error.where_())] {
        if let Some(text) = text {
            write!(f, "\n{label}: {text}")?;
        }
    }
    if *error.code() == SqlState::LOCK_NOT_AVAILABLE {
        f.write_str(
            "\nsomebody else's transaction held a lock that it needs; it did not wait for longer than its lock \
             timeout, because whoever comes after it would have to wait as well",
        )?;
    }
    if let Some(ErrorPosition::Internal { query, .. }) = error.position() {
        write!(f, "\nquery: {query}")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_counts_characters() {
        let text = "select 1;\n\tsélect x\r\nlast";
        let at = text.find('x').unwrap();
        let place = Place::of("1_a", File::Down, text, at);
        assert_eq!((place.line, place.column), (2, 9));
        let shown = " --> 1_a/down.sql:2:9\n  |\n2 | \tsélect x\n  | \t       ^";
        assert_eq!(place.to_string(), shown);
    }
}
