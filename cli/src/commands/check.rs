//! `pgorm check`: all that is wrong with a schema.

use std::io::{self, Read as _};
use std::mem::{self, ManuallyDrop};
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::thread;

use pg_orm_schema::Sources;

use crate::{
    Error, Outcome,
    json::Report,
    output,
    project::Project,
    schema::{self, Checked},
    words::count,
};

/// Check the schema, and show all that is wrong with it
#[derive(Debug, clap::Args)]
#[command(after_help = "\
The same diagnostics come from `cargo build`. Exits with 1 when there are errors.
`pgorm explain CODE` tells more about one of them.

For editors, --json prints a single JSON document to stdout, whether or not there are errors;
the book's page \"Diagnostics for editors\" tells its keys. With a file that has changes which are
not saved yet:
  pgorm check --json --stdin schema.pgorm < buffer
A schema that is one file may come from stdin as a whole: `pgorm check -`.")]
pub(crate) struct Check {
    /// A schema file, or a folder of them [default: pgorm.toml's `schema`, else schema.pgorm]
    #[arg(value_name = "SCHEMA")]
    schema: Option<PathBuf>,
    /// Exit with 1 for warnings too
    #[arg(long)]
    deny_warnings: bool,
    /// Print the diagnostics as JSON, to stdout
    #[arg(long)]
    json: bool,
    /// Take the text of this file of the schema from stdin
    #[arg(long, value_name = "FILE")]
    stdin: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Check) -> Result<Outcome, Error> {
    let project = Project::find()?;
    let is_dash = |path: &Path| path == Path::new("-");
    let (given, stdin) = match (arguments.schema.as_deref(), arguments.stdin.as_deref()) {
        // Everywhere else a dash is stdin; the project's schema is what it stands for.
        (Some(dash), stdin) if is_dash(dash) => (None, Some(stdin)),
        (given, stdin) => (given, stdin.map(Some)),
    };
    let path = project.schema(given);
    let sources = match stdin.map(|file| file.unwrap_or(&path)) {
        Some(file) if is_dash(file) => {
            let help = "its name tells what it replaces: `pgorm check --stdin schema.pgorm`; or write `pgorm check -`";
            return Err(Error::misuse("`--stdin` takes the name of a file, not a dash".to_owned(), help));
        }
        Some(file) if file == path && path.is_dir() => {
            let help = "say which of its files stdin is: `pgorm check --stdin FILE`";
            return Err(Error::misuse(format!("the schema {} is a folder", path.display()), help));
        }
        Some(file) => with_stdin(&path, file)?,
        None => project.sources(given)?,
    };
    let warnings =
        if arguments.json { json(&path, &sources, &project)? } else { text(&path, &sources, &project)? };
    Ok(match warnings {
        Some(0) => Outcome::Fine,
        Some(_) if !arguments.deny_warnings => Outcome::Fine,
        Some(_) | None => Outcome::Found,
    })
}

/// Shows the diagnostics to a person. The number of warnings; `None` where there are errors.
fn text(path: &Path, sources: &Sources, project: &Project) -> Result<Option<usize>, Error> {
    let compiled = pg_orm_schema::compile_with(sources, &project.config().lints);
    let Some(Checked { schema, warnings }) = schema::show(path, sources, compiled) else {
        return Ok(None);
    };
    // The process ends with the answer: nothing of a large schema is taken apart node by node before.
    let schema = ManuallyDrop::new(schema);
    // What the database sees and what Rust sees have nothing to do with each other.
    let (lowered, has_rust) = thread::scope(|scope| {
        let lowering = scope.spawn(|| pg_orm_ir::lower(&schema).map(mem::forget));
        let has_rust = schema::has_rust(&schema, path, project);
        (lowering.join(), has_rust)
    });
    lowered.unwrap_or_else(|panic| resume_unwind(panic))?;
    if !has_rust {
        return Ok(None);
    }
    let counts = [
        count(schema.models.len(), "model"),
        count(schema.enums.len(), "enum"),
        count(schema.domains.len(), "domain"),
        count(schema.composites.len(), "composite"),
        count(schema.sessions.len(), "session"),
        count(warnings, "warning"),
    ];
    let counts: Vec<_> = counts.into_iter().flatten().collect();
    let counts = if counts.is_empty() { "nothing in it".to_owned() } else { counts.join(", ") };
    output::result(format!("ok: {counts}\n"))?;
    Ok(Some(warnings))
}

/// Prints the diagnostics for a program. The number of warnings; `None` where there are errors.
fn json(path: &Path, sources: &Sources, project: &Project) -> Result<Option<usize>, Error> {
    let compiled = pg_orm_schema::compile_with(sources, &project.config().lints);
    let mut report = Report::new(path, sources, &compiled.diagnostics);
    let mut is_fine = compiled.schema.is_some();
    if let Some(schema) = &compiled.schema {
        schema::lower(schema)?;
        if let Err(problems) = schema::check_rust(schema, path, project) {
            is_fine = false;
            problems.iter().for_each(|problem| report.add(problem.to_string()));
        }
    }
    let text = report.to_text().map_err(io::Error::from).map_err(Error::Stdout)?;
    output::result(text)?;
    Ok(is_fine.then(|| compiled.diagnostics.warning_count()))
}

/// The schema at `path`, in which the text of `file` is what stdin says.
fn with_stdin(path: &Path, file: &Path) -> Result<Sources, Error> {
    let mut text = String::new();
    io::stdin().lock().read_to_string(&mut text).map_err(Error::file("read the text on stdin for", file))?;
    let is_same = |other: &Path| match (other.canonicalize(), file.canonicalize()) {
        (Ok(other), Ok(file)) => other == file,
        _ => other == file,
    };
    if is_same(path) {
        return Ok(Sources::from_text(path.display().to_string(), text));
    }
    let mut text = Some(text);
    let mut sources = Sources::default();
    for source in Sources::load(path)?.files() {
        let own = source.path().is_some_and(is_same).then(|| text.take()).flatten();
        sources = sources.and_text(source.name(), own.unwrap_or_else(|| source.text().to_owned()));
    }
    match text {
        // A new file of the folder, which was not saved once.
        Some(text) if path.is_dir() && file.starts_with(path) => {
            Ok(sources.and_text(file.display().to_string(), text))
        }
        Some(_) => {
            let message = format!("{} is no file of the schema {}", file.display(), path.display());
            Err(Error::misuse(message, "name the schema too: `pgorm check --stdin FILE SCHEMA`"))
        }
        None => Ok(sources),
    }
}
