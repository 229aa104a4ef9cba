//! Reading the schema: its diagnostics are messages, and errors among them something found.

use std::path::Path;

use pg_orm_build::GeneratedFile;
use pg_orm_ir::{catalog::Catalog, model::Schema};
use pg_orm_schema::{Sources, Style};

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

/// Reads a file or a folder and shows all diagnostics; `None` when there are errors among them.
pub(crate) fn load(path: &Path) -> Result<Option<Checked>, Error> {
    let sources = Sources::load(path)?;
    let compiled = pg_orm_schema::compile(&sources);
    let diagnostics = &compiled.diagnostics;
    // The stream takes the colours out again where they are not wanted.
    output::styled_message(&diagnostics.render(&sources, Style::Colour));
    let warnings = diagnostics.warning_count();
    if let Some(schema) = compiled.schema {
        return Ok(Some(Checked { schema, warnings }));
    }
    let counts = [count(diagnostics.error_count(), "error"), count(warnings, "warning")];
    let counts: Vec<_> = counts.into_iter().flatten().collect();
    output::message(format_args!("\n{}: {}", path.display(), counts.join(", ")));
    Ok(None)
}

/// The schema's Rust source; `None`, with the reasons shown, when something in it has none.
pub(crate) fn rust(
    schema: &Schema,
    path: &Path,
    project: &Project,
) -> Result<Option<Vec<GeneratedFile>>, Error> {
    // The name alone: the header must not change with the folder that the command is run in.
    let source = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let options = project.config().options(source);
    match pg_orm_build::generate(schema, &options) {
        Ok(files) => Ok(Some(files)),
        Err(problems) => {
            for problem in &problems {
                output::message(format_args!("{} {problem}", Painted(ERROR, "error:")));
            }
            Ok(None)
        }
    }
}

/// What the schema makes in an empty database.
pub(crate) fn lower(schema: &Schema) -> Result<Catalog, Error> {
    Ok(pg_orm_ir::lower(schema)?)
}
