//! Reading the schema: its diagnostics are messages, and errors among them something found.

use std::path::Path;

use pg_orm_build::{GeneratedFile, Options, Problems};
use pg_orm_ir::{catalog::Catalog, model::Schema};
use pg_orm_schema::{Compiled, Diagnostics, LintLevels, Severity, Sources, Style};

use crate::{
    Error,
    output::{self, ERROR, Painted},
    project::Project,
    words::count,
};

/// A schema without errors.
pub(crate) struct Checked {
    /// The schema.
    pub(crate) schema: Schema,
    /// How many warnings it has.
    pub(crate) warnings: usize,
}

/// Reads the schema given as an argument, else the project's, with each lint as loud as the project says, and shows the
/// errors and how many warnings there are; `None` when there are errors. The warnings themselves are for `pgorm check`
/// and builds: here they would stand before what was asked for.
pub(crate) fn load(project: &Project, given: Option<&Path>) -> Result<Option<Checked>, Error> {
    let sources = project.sources(given)?;
    let compiled = pg_orm_schema::compile_with(&sources, &project.config().lints);
    Ok(show_errors(&project.schema(given), &sources, compiled))
}

/// The same for the schema at a path.
pub(crate) fn load_at(path: &Path, lints: &LintLevels) -> Result<Option<Checked>, Error> {
    let sources = Sources::load(path)?;
    Ok(show_errors(path, &sources, pg_orm_schema::compile_with(&sources, lints)))
}

/// Shows the errors, and of a schema without errors how many warnings it has; `None` when there are errors.
pub(crate) fn show_errors(path: &Path, sources: &Sources, compiled: Compiled) -> Option<Checked> {
    if compiled.schema.is_none() {
        return show(path, sources, compiled);
    }
    let warnings = compiled.diagnostics.warning_count();
    let schema = compiled.schema?;
    if let Some(warnings) = count(warnings, "warning") {
        output::message(format_args!("{}: {warnings}; `pgorm check` shows them", path.display()));
    }
    Some(Checked { schema, warnings })
}

/// Shows all diagnostics; `None` when there are errors among them.
pub(crate) fn show(path: &Path, sources: &Sources, compiled: Compiled) -> Option<Checked> {
    let diagnostics = &compiled.diagnostics;
    // The stream takes the colours out again where they are not wanted.
    output::styled_message(&diagnostics.render(sources, Style::Colour));
    let warnings = diagnostics.warning_count();
    let hint = explain_hint(diagnostics);
    if let Some(schema) = compiled.schema {
        if let Some(hint) = hint {
            output::message(format_args!("\n{hint}"));
        }
        return Some(Checked { schema, warnings });
    }
    let counts = [count(diagnostics.error_count(), "error"), count(warnings, "warning")];
    let counts: Vec<_> = counts.into_iter().flatten().collect();
    output::message(format_args!("\n{}: {}", path.display(), counts.join(", ")));
    if let Some(hint) = hint {
        output::message(hint);
    }
    None
}

/// Where to read more, once for all diagnostics, as rustc says it: of an error where there is one.
fn explain_hint(diagnostics: &Diagnostics) -> Option<String> {
    let first = |severity| diagnostics.iter().find(|found| found.severity == severity);
    let found = first(Severity::Error).or_else(|| first(Severity::Warning))?;
    Some(format!("for more about {0}, try `pgorm explain {0}`", found.code))
}

/// The schema's Rust source; `None`, with the reasons shown, when something in it has none.
pub(crate) fn rust(schema: &Schema, path: &Path, project: &Project) -> Option<Vec<GeneratedFile>> {
    shown(pg_orm_build::generate(schema, &options(path, project)))
}

/// Whether the schema has Rust source; the reasons are shown when something in it has none.
pub(crate) fn has_rust(schema: &Schema, path: &Path, project: &Project) -> bool {
    shown(check_rust(schema, path, project)).is_some()
}

/// What in the schema has no Rust source.
pub(crate) fn check_rust(schema: &Schema, path: &Path, project: &Project) -> Result<(), Problems> {
    pg_orm_build::check_schema(schema, &options(path, project))
}

fn options(path: &Path, project: &Project) -> Options {
    // The name alone: the header must not change with the folder that the command is run in.
    let source = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    project.config().options(source)
}

fn shown<T>(result: Result<T, Problems>) -> Option<T> {
    result
        .inspect_err(|problems| {
            for problem in problems {
                output::message(format_args!("{} {problem}", Painted(ERROR, "error:")));
            }
        })
        .ok()
}

/// What the schema makes in an empty database.
pub(crate) fn lower(schema: &Schema) -> Result<Catalog, Error> {
    Ok(pg_orm_ir::lower(schema)?)
}
