//! `pgorm migrate new`: a migration written from the schema.

use std::{
    path::{Path, PathBuf},
    time::SystemTime,
};

use pg_orm_ir::model::Schema;
use pg_orm_migrate::NewMigration;

use super::Folder;
use crate::{Error, Outcome, database::Major, output, project::Project, schema};

/// Write a migration that brings the database to what the schema says
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Makes a folder with up.sql, down.sql and migration.toml, to be read before it is run, and
prints its path. Needs no database.")]
pub(super) struct New {
    /// What the migration does, in a few words: it names the folder
    #[arg(value_name = "NAME")]
    name: String,
    /// A schema file, or a folder of them [default: pgorm.toml's `schema`, else schema.pgorm]
    #[arg(long, value_name = "PATH")]
    schema: Option<PathBuf>,
    #[command(flatten)]
    folder: Folder,
    #[command(flatten)]
    server: Major,
}

pub(super) fn run(arguments: &New) -> Result<Outcome, Error> {
    let project = Project::find()?;
    let folder = arguments.folder.path(&project)?;
    let Some(checked) = schema::load(&project, arguments.schema.as_deref())? else {
        return Ok(Outcome::Found);
    };
    arguments.server.require(&schema::lower(&checked.schema)?)?;
    match write(&folder, &arguments.name, &checked.schema)? {
        Some(migration) => {
            output::result(format!("{}\n", migration.display()))?;
            output::message("written; read its up.sql and down.sql, then `pgorm migrate deploy` runs it");
        }
        None => output::message("nothing to write: the migrations lead to this schema already"),
    }
    Ok(Outcome::Fine)
}

/// Writes the migration to the schema; its folder, or `None` when the migrations lead there already.
pub(crate) fn write(folder: &Path, title: &str, schema: &Schema) -> Result<Option<PathBuf>, Error> {
    let catalog = schema::lower(schema)?;
    let new = NewMigration { folder, title, at: SystemTime::now(), catalog: &catalog };
    Ok(match pg_orm_migrate::new_migration(&new)? {
        pg_orm_migrate::Outcome::Written(written) => Some(written.folder),
        pg_orm_migrate::Outcome::NothingToDo => None,
    })
}
