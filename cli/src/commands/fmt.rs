//! `pgorm fmt`: one layout for all schemas.

use std::{
    io::{self, Read as _},
    path::PathBuf,
};

use pg_orm_schema::{LoadError, Sources, Style};

use crate::{Error, Outcome, difference, output, project::Project, replace, words::count};

/// The argument that means standard input.
const STANDARD: &str = "-";

/// What messages and differences call standard input.
const STANDARD_NAME: &str = "<stdin>";

/// Lay schema files out in the one way that all schemas share
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Only white space changes: what the schema says, its order and its comments stay. A file
with mistakes of syntax is left as it is, and they are shown; the others are formatted.
Files that would stay the same are not touched. Exits with 1 when a file can't be read as
a schema; with --check, also when one differs.

Examples:
  pgorm fmt                  the project's schema
  pgorm fmt --check          in CI: show what would change, and exit with 1 if there is any
  pgorm fmt - < old > new    for editors: from standard input to standard output")]
pub(crate) struct Fmt {
    /// Schema files, folders of them, or `-` for standard input [default: the project's schema]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Write nothing; print what would change, and exit with 1 if there is any
    #[arg(long)]
    check: bool,
}

pub(crate) fn run(arguments: &Fmt) -> Result<Outcome, Error> {
    if arguments.paths.iter().any(|path| path.as_os_str() == STANDARD) {
        if arguments.paths.len() > 1 {
            let help = "name files and folders, or `-` alone";
            return Err(Error::misuse("standard input and other paths can't be formatted at once", help));
        }
        return standard(arguments.check);
    }
    // All of them are read before the first is written: a path that is not there stops the command.
    let sources = match arguments.paths.as_slice() {
        [] => vec![Project::find()?.sources(None)?],
        paths => paths.iter().map(Sources::load).collect::<Result<Vec<_>, _>>()?,
    };
    let mut counts = Counts::default();
    let mut seen = Vec::new();
    for file in sources.iter().flat_map(Sources::files) {
        let Some(path) = file.path().filter(|path| !seen.contains(path)) else { continue };
        seen.push(path);
        let Some(formatted) = formatted(file.name(), file.text()) else {
            counts.unread += 1;
            continue;
        };
        if formatted == file.text() {
            counts.unchanged += 1;
        } else if arguments.check {
            counts.different += 1;
            output::result(difference::unified(file.name(), file.text(), &formatted))?;
        } else {
            replace::contents(path, &formatted).map_err(Error::file("write", path))?;
            counts.different += 1;
            output::message(format_args!("formatted {}", path.display()));
        }
    }
    Ok(counts.report(arguments.check))
}

/// What became of the files.
#[derive(Default)]
struct Counts {
    unread: usize,
    different: usize,
    unchanged: usize,
}

impl Counts {
    fn report(&self, is_check: bool) -> Outcome {
        match count(self.different, "file") {
            Some(different) if is_check => {
                output::message(format_args!("to be formatted with `pgorm fmt`: {different}"));
            }
            _ => {}
        }
        if !is_check && let Some(unchanged) = count(self.unchanged, "file") {
            output::message(format_args!("{unchanged} unchanged"));
        }
        if let Some(unread) = count(self.unread, "file") {
            output::message(format_args!("not formatted, for mistakes of syntax: {unread}"));
        }
        let is_found = self.unread > 0 || is_check && self.different > 0;
        if is_found { Outcome::Found } else { Outcome::Fine }
    }
}

/// From standard input to standard output.
fn standard(is_check: bool) -> Result<Outcome, Error> {
    let mut bytes = Vec::new();
    io::stdin().read_to_end(&mut bytes).map_err(Error::file("read", STANDARD_NAME))?;
    let text = String::from_utf8(bytes).map_err(|error| LoadError::NotUtf8 {
        path: PathBuf::from(STANDARD_NAME),
        valid_up_to: error.utf8_error().valid_up_to(),
    })?;
    let Some(formatted) = formatted(STANDARD_NAME, &text) else { return Ok(Outcome::Found) };
    if !is_check {
        output::result(formatted)?;
        return Ok(Outcome::Fine);
    }
    if formatted == text {
        return Ok(Outcome::Fine);
    }
    output::result(difference::unified(STANDARD_NAME, &text, &formatted))?;
    Ok(Outcome::Found)
}

/// The text, formatted; `None`, with its mistakes shown, where it can't be read.
fn formatted(name: &str, text: &str) -> Option<String> {
    pg_orm_schema::format(text)
        .inspect_err(|refused| {
            let sources = Sources::from_text(name, text);
            output::styled_message(&refused.diagnostics.render(&sources, Style::Colour));
            output::message("");
        })
        .ok()
}
