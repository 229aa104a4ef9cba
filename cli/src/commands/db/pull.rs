//! `pgorm db pull`: a database as a schema.

use std::{
    fs,
    io::{ErrorKind, Write as _},
    path::{Path, PathBuf},
};

use pg_orm_migrate::{diff, settled};
use pg_orm_schema::{Printed, Sources};

use super::{
    counts,
    facts::{on_one_line, sentence},
    live::Live,
    merge,
    part::Part,
    scratch::{self, Made},
};
use crate::{
    Error, Outcome,
    database::Database,
    output::{self, ERROR, Painted},
    project::Project,
    replace, schema,
    words::count,
};

/// What messages call a schema that has no file.
const STANDARD_NAME: &str = "<stdout>";

/// Write the schema of a database
#[derive(Debug, clap::Args)]
#[command(after_help = "\
The same database always gives the same text. It is compiled, and what it makes compared with
what was read, in a private server of the database's version where need be: messages say what
could not be read or said, and what stands as SQL (`raw`).
Exits with 1, having written all of it, when the text can't be used as it is.

Into a schema that is there, a file or a folder of them, only that is taken over which the
database has otherwise: names in Rust, comments, order, mixins and layout stay, and what did not
change stays as it is, to the byte. Messages say what was taken over; what has to be done by hand
is told fact by fact, and the exit code is 1.

The table of migrations, _pgorm.migrations, is left out.

Examples:
  pgorm db pull --url \"$PRODUCTION\" --out schema.pgorm
  pgorm db pull --out schema.pgorm --check    what would change? exits with 1 if there is any
  pgorm db pull --schema app --schema billing > schema.pgorm")]
pub(super) struct Pull {
    #[command(flatten)]
    database: Database,
    /// The file to write, or the schema to change [default: standard output]
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// Overwrite the file, whatever it says
    #[arg(long, requires = "out", conflicts_with_all = ["check", "json"])]
    force: bool,
    /// Write nothing; print what would change in the schema, and exit with 1 if there is any
    #[arg(long, requires = "out")]
    check: bool,
    /// Print what was taken over for programs: `changes`, `files`, `unmerged`, `notes`
    #[arg(long, requires = "out")]
    json: bool,
    #[command(flatten)]
    part: Part,
}

pub(super) fn run(arguments: &Pull) -> Result<Outcome, Error> {
    let project = Project::find()?;
    let live = Live::read(&arguments.database, &project, &arguments.part, false)?;
    if let Some(out) = arguments.out.as_deref().filter(|out| out.exists() && !arguments.force) {
        live.tell_unseen();
        let ways = merge::Ways { is_check: arguments.check, is_json: arguments.json };
        return merge::run(out, &live, &arguments.part, ways);
    }
    if let Some(out) = arguments.out.as_deref().filter(|_| arguments.check || arguments.json) {
        let message = format!("there is no schema at {}", out.display());
        return Err(Error::misuse(message, "--check and --json tell what a pull takes over into one"));
    }
    let Printed { text, unsaid } = pg_orm_schema::print(&live.catalog);
    match &arguments.out {
        Some(out) => write(out, &text)?,
        None => output::result(&text)?,
    }
    counts::tell(&live.catalog);
    live.tell_unseen();
    let name = arguments.out.as_deref().unwrap_or(Path::new(STANDARD_NAME));
    let verdict = check(name, text, &live, &arguments.part)?;
    if verdict != Verdict::Compared {
        let lines = unsaid.iter().map(|what| on_one_line(what));
        list("for want of words, the schema does not say", "thing", lines);
    }
    let Verdict::Unusable(why) = verdict else { return Ok(Outcome::Fine) };
    output::message(format_args!(
        "{} the schema that was written can't be used as it is: {why}; the fault is PG-ORM's, not the database's",
        Painted(ERROR, "error:")
    ));
    Ok(Outcome::Found)
}

/// Writes the file, in place of the one that is there.
fn write(path: &Path, text: &str) -> Result<(), Error> {
    if path.is_dir() {
        let message = format!("{} is a folder", path.display());
        return Err(Error::misuse(message, "--force overwrites one file, such as schema.pgorm"));
    }
    match fs::read(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => create(path, text)?,
        read => {
            if read.map_err(Error::file("read", path))? == text.as_bytes() {
                output::message(format_args!("{} is unchanged", path.display()));
                return Ok(());
            }
            replace::contents(path, text).map_err(Error::file("write", path))?;
        }
    }
    output::message(format_args!("wrote {}", path.display()));
    Ok(())
}

/// Makes a file that nobody else has made in the meantime.
fn create(path: &Path, text: &str) -> Result<(), Error> {
    let mut file = fs::File::create_new(path).map_err(Error::file("create", path))?;
    file.write_all(text.as_bytes()).map_err(Error::file("write", path))
}

/// What the written schema is worth.
#[derive(Debug, PartialEq)]
enum Verdict {
    /// It is known, and said, what of the database it does not make.
    Compared,
    /// It compiles.
    Uncompared,
    /// Why it can't be used.
    Unusable(&'static str),
}

/// Compiles the text, and compares what it makes with what was read.
fn check(path: &Path, text: String, live: &Live, part: &Part) -> Result<Verdict, Error> {
    let sources = Sources::from_text(path.display().to_string(), text);
    let compiled = pg_orm_schema::compile(&sources);
    let Some(checked) = schema::show_errors(path, &sources, compiled) else {
        return Ok(Verdict::Unusable("it has the errors above"));
    };
    let made = match schema::lower(&checked.schema) {
        Ok(made) => made,
        Err(error) => {
            error.report();
            return Ok(Verdict::Unusable("it makes nothing, for the reason above"));
        }
    };
    if diff(&settled(live.catalog.clone()), &settled(made.clone())).is_empty() {
        return Ok(Verdict::Compared);
    }
    // The same may be written otherwise: a server knows.
    match scratch::make(&made, live, &part.options(false)) {
        Ok(Made::All(made)) => {
            let differences = diff(&live.catalog, &made);
            list(
                "what the schema makes differs from what was read in",
                "fact",
                differences.iter().map(sentence),
            );
            Ok(Verdict::Compared)
        }
        Ok(Made::Not(why)) => {
            output::warning(format_args!("{why}: what the schema makes was not compared with what was read"));
            Ok(Verdict::Uncompared)
        }
        Err(error @ Error::Make { .. }) => {
            error.report();
            Ok(Verdict::Unusable("PostgreSQL refuses what it makes, as said above"))
        }
        Err(error) => Err(error),
    }
}

/// Says, one a line, what follows `what` and their number; nothing where there is none.
fn list(what: &str, unit: &str, lines: impl ExactSizeIterator<Item = String>) {
    let Some(number) = count(lines.len(), unit) else { return };
    output::warning(format_args!("{what} {number}:"));
    lines.for_each(|line| output::message(format_args!("  {line}")));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_does_not_compile_can_not_be_used() {
        let nothing = || Live {
            catalog: pg_orm_ir::catalog::Catalog::default(),
            unseen: Vec::new(),
            major: 18,
            owner: "postgres".into(),
            roles: Vec::new(),
        };
        let part = Part { only: Vec::new(), exclude: Vec::new() };
        let check = |text: &str| check(Path::new("x.pgorm"), text.into(), &nothing(), &part).unwrap();
        assert_eq!(check(""), Verdict::Compared);
        for wrong in ["model A {\n", "model A {\n  b Nowhere\n}\n"] {
            assert!(matches!(check(wrong), Verdict::Unusable(_)), "{wrong}");
        }
    }
}
