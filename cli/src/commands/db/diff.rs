//! `pgorm db diff`: in what a database and the schema differ.

use std::{fmt::Write as _, io, path::PathBuf};

use pg_orm_ir::catalog::{Catalog, Role};
use pg_orm_migrate::{Change, Fact, Object, Script, Step, create_script, diff};

use super::{
    facts::sentence,
    live::Live,
    part::Part,
    scratch::{self, Made},
};
use crate::{Error, Outcome, database::Database, output, project::Project, schema, words::count};

/// Say in what a database differs from the schema
#[derive(Debug, clap::Args)]
#[command(after_help = "\
A line for each fact: what it is about, and how it is in the database and in the schema.
The schema is made in a private server of the database's version and read back as the
database is, so that only what is really different is told. Roles are compared where the
schema makes them. The table of migrations, _pgorm.migrations, is left out.

Exit codes here: 0 no difference, 1 there is one, 2 misuse, 3 could not compare.

For programs, --json prints one array; each fact has the keys `object` and `change`, which is:
  added, removed    only in the schema, only in the database
  moved             elsewhere in the order
  changed           the `field` is `from` in the database, `to` in the schema; null: nothing
  gained, lost      the `element` of the `field` is only in the schema, only in the database

Examples:
  pgorm db diff --url \"$PRODUCTION\"    has somebody changed it by hand?
  pgorm db diff --sql                  the SQL for what is missing in the database")]
pub(super) struct Diff {
    #[command(flatten)]
    database: Database,
    /// A schema file, or a folder of them [default: pgorm.toml's `schema`, else schema.pgorm]
    #[arg(value_name = "SCHEMA")]
    schema: Option<PathBuf>,
    /// Print the facts for programs
    #[arg(long)]
    json: bool,
    /// Print the SQL that creates what the database lacks, and the other facts as comments
    #[arg(long, conflicts_with = "json")]
    sql: bool,
    #[command(flatten)]
    part: Part,
}

pub(super) fn run(arguments: &Diff) -> Result<Outcome, Error> {
    let project = Project::find()?;
    let path = project.schema(arguments.schema.as_deref());
    let Some(checked) = schema::load(&project, arguments.schema.as_deref())? else {
        let message = format!("{} has errors, so nothing was compared with it", path.display());
        return Err(Error::refused(message, "`pgorm check` shows them alone"));
    };
    let schema = schema::lower(&checked.schema)?;
    let mut live = Live::read(&arguments.database, &project, &arguments.part, true)?;
    live.tell_unseen();
    let mut made = made(&schema, &live, &arguments.part)?;
    compare_managed_roles(&schema, &mut live, &mut made);
    let changes = diff(&live.catalog, &made);
    output::result(if arguments.json {
        json(&changes)?
    } else if arguments.sql {
        sql(&schema, &changes)
    } else {
        changes.iter().fold(String::new(), |text, change| text + &sentence(change) + "\n")
    })?;
    match count(changes.len(), "fact") {
        Some(number) => {
            output::message(format_args!("the database differs from {} in {number}", path.display()))
        }
        None => output::message(format_args!("the database is as {} says", path.display())),
    }
    Ok(if changes.is_empty() { Outcome::Fine } else { Outcome::Found })
}

/// The schema as a server tells it; as it stands, which is said, where there is none to make it with.
fn made(schema: &Catalog, live: &Live, part: &Part) -> Result<Catalog, Error> {
    match scratch::make(schema, live, &part.options(true))? {
        Made::All(catalog) => Ok(*catalog),
        Made::Not(why) if part.is_all() => {
            output::warning(format_args!(
                "{why}: the schema is compared as it stands, and SQL that only looks different is told too"
            ));
            Ok(schema.clone())
        }
        Made::Not(why) => Err(Error::refused(
            format!("a part of the schema can't be compared: {why}"),
            "leave out --schema and --exclude, or install what is missing",
        )),
    }
}

/// Leaves the roles that the schema makes, all of them: who else there is on a server is no fact of one database.
fn compare_managed_roles(schema: &Catalog, live: &mut Live, made: &mut Catalog) {
    let managed: Vec<&Role> = schema.roles.iter().filter(|role| role.is_managed).collect();
    let is_managed = |role: &Role| managed.iter().any(|managed| managed.name == role.name);
    live.catalog.roles.retain(is_managed);
    made.roles.retain(is_managed);
    for role in managed {
        // Only those were read that an object names.
        let named = |roles: &[Role]| roles.iter().find(|other| other.name == role.name).cloned();
        let next = named(&made.roles).unwrap_or_else(|| {
            made.roles.push(role.clone());
            role.clone()
        });
        if named(&live.catalog.roles).is_none() && live.roles.contains(&role.name) {
            live.catalog.roles.push(next);
        }
    }
}

fn json(changes: &[Change]) -> Result<String, Error> {
    let mut text = serde_json::to_string(changes).map_err(io::Error::from).map_err(Error::Stdout)?;
    text.push('\n');
    Ok(text)
}

/// The statements of the schema's script that make what is only in the schema; a comment for each other fact.
fn sql(schema: &Catalog, changes: &[Change]) -> String {
    let added: Vec<&Object> =
        changes.iter().filter(|change| change.fact == Fact::Added).map(|change| &change.object).collect();
    let is_added = |object: &Object| added.contains(&object) || added.contains(&&object.home());
    let script = create_script(schema);
    let has_functions = added.iter().any(|object| matches!(object, Object::Function { .. }));
    let is_needed = |step: &&Step| match step.object {
        // What is set for functions' bodies.
        Object::Session => has_functions,
        _ => is_added(&step.object),
    };
    let steps: Vec<Step> = script.steps().iter().filter(is_needed).cloned().collect();
    let is_made = |change: &&Change| {
        change.fact == Fact::Added && steps.iter().any(|step| step.object == change.object)
    };
    let mut text = String::new();
    for change in changes.iter().filter(|change| !is_made(change)) {
        // A string takes all that is written.
        let _ = writeln!(text, "-- {}", sentence(change));
    }
    if !text.is_empty() && !steps.is_empty() {
        text.push('\n');
    }
    text + &Script::new(steps).to_string()
}
