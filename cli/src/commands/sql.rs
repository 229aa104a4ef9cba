//! `pgorm sql`: the schema as one SQL script.

use std::path::PathBuf;

use pg_orm_migrate::{create_script, drop_script};

use crate::{Error, Outcome, database::Major, output, project::Project, schema};

/// Print the SQL that creates the whole schema in an empty database
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Statements stand in the order in which they can be run; the same schema always gives
the same text. Exits with 1, printing no SQL, when the schema has errors, and with 3 when
--for names a PostgreSQL that has not all that the schema says.

Examples:
  pgorm sql | psql --single-transaction --set ON_ERROR_STOP=1 \"$DATABASE_URL\"
  pgorm sql --down > drop.sql")]
pub(crate) struct Sql {
    /// A schema file, or a folder of them [default: pgorm.toml's `schema`, else schema.pgorm]
    #[arg(value_name = "SCHEMA")]
    schema: Option<PathBuf>,
    /// Print the inverse: the SQL that drops all of it
    #[arg(long)]
    down: bool,
    #[command(flatten)]
    server: Major,
}

pub(crate) fn run(arguments: &Sql) -> Result<Outcome, Error> {
    let project = Project::find()?;
    let Some(checked) = schema::load(&project, arguments.schema.as_deref())? else {
        return Ok(Outcome::Found);
    };
    let catalog = schema::lower(&checked.schema)?;
    arguments.server.require(&catalog)?;
    let script = if arguments.down { drop_script(&catalog) } else { create_script(&catalog) };
    output::result(script.to_string())?;
    Ok(Outcome::Fine)
}
