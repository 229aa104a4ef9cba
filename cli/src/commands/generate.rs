//! `pgorm generate`: the typed client as checked-in source.

use std::path::PathBuf;

use crate::{Error, Outcome, output, project::Project, schema, words::count};

/// Write the typed client into a source folder
#[derive(Debug, clap::Args)]
#[command(after_help = "\
For projects that check generated code in; otherwise build.rs generates it on each build.
Files that would stay the same are not touched; files that were not generated are never
overwritten.

Examples:
  pgorm generate --out src/db           write it
  pgorm generate --out src/db --check   in CI: exit with 1 if it is not up to date")]
pub(crate) struct Generate {
    /// A schema file, or a folder of them [default: pgorm.toml's `schema`, else schema.pgorm]
    #[arg(value_name = "SCHEMA")]
    schema: Option<PathBuf>,
    /// The folder to write to [default: pgorm.toml's `generate.out`]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Write nothing; list the files that differ, and exit with 1 if there are any
    #[arg(long)]
    check: bool,
}

pub(crate) fn run(arguments: &Generate) -> Result<Outcome, Error> {
    let project = Project::find()?;
    let Some(out) = project.out(arguments.out.as_deref()) else {
        let help = "pass --out src/db, or set `out` in the section [generate] of pgorm.toml";
        return Err(Error::misuse("no folder to write to is given", help));
    };
    let path = project.schema(arguments.schema.as_deref());
    let Some(checked) = schema::load(&project, arguments.schema.as_deref())? else {
        return Ok(Outcome::Found);
    };
    let Some(files) = schema::rust(&checked.schema, &path, &project) else { return Ok(Outcome::Found) };
    if arguments.check {
        let differences = pg_orm_build::check(&files, &out)?;
        let lines: String = differences.iter().map(|difference| format!("{difference}\n")).collect();
        output::result(lines)?;
        return Ok(if differences.is_empty() { Outcome::Fine } else { Outcome::Found });
    }
    let done = pg_orm_build::write(&files, &out)?;
    for path in &done.written {
        output::message(format_args!("wrote   {}", path.display()));
    }
    for path in &done.removed {
        output::message(format_args!("removed {}", path.display()));
    }
    if let Some(unchanged) = count(done.unchanged, "file") {
        output::message(format_args!("{unchanged} unchanged"));
    }
    Ok(Outcome::Fine)
}
