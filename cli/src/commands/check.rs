//! `pgorm check`: all that is wrong with a schema.

use std::path::PathBuf;

use crate::{Error, Outcome, output, project::Project, schema, words::count};

/// Check the schema, and show all that is wrong with it
#[derive(Debug, clap::Args)]
#[command(after_help = "\
The same diagnostics come from `cargo build`. Exits with 1 when there are errors.")]
pub(crate) struct Check {
    /// A schema file, or a folder of them [default: pgorm.toml's `schema`, else schema.pgorm]
    #[arg(value_name = "SCHEMA")]
    schema: Option<PathBuf>,
    /// Exit with 1 for warnings too
    #[arg(long)]
    deny_warnings: bool,
}

pub(crate) fn run(arguments: &Check) -> Result<Outcome, Error> {
    let project = Project::find()?;
    let path = project.schema(arguments.schema.as_deref());
    let Some(checked) = schema::load(&path)? else { return Ok(Outcome::Found) };
    let schema = &checked.schema;
    schema::lower(schema)?;
    if !schema::has_rust(schema, &path, &project) {
        return Ok(Outcome::Found);
    }
    let counts = [
        count(schema.models.len(), "model"),
        count(schema.enums.len(), "enum"),
        count(schema.sessions.len(), "session"),
        count(checked.warnings, "warning"),
    ];
    let counts: Vec<_> = counts.into_iter().flatten().collect();
    let counts = if counts.is_empty() { "nothing in it".to_owned() } else { counts.join(", ") };
    output::result(format!("ok: {counts}\n"))?;
    let is_denied = arguments.deny_warnings && checked.warnings > 0;
    Ok(if is_denied { Outcome::Found } else { Outcome::Fine })
}
