//! What a schema makes, as a server tells it: made in a private server of the database's version, and read back.

use pg_orm_connect::Target;
use pg_orm_ir::catalog::{Catalog, Role};
use pg_orm_local::{Error as LocalError, Server};
use pg_orm_migrate::{IntrospectOptions, Object, create_script, introspect, require_version};
use tokio_postgres::{Client, error::SqlState, types::Type};

use super::live::Live;
use crate::{Error, database::connected, output};

/// The database that every new server has.
const DATABASE: &str = "postgres";

/// The role that every new server of ours has.
const SUPERUSER: &str = "postgres";

/// How far making the schema came.
pub(super) enum Made {
    /// All of it, read back.
    All(Box<Catalog>),
    /// This machine has not what it takes: why.
    Not(String),
}

/// Makes `catalog` in a fresh database of the version and with the owner of `live`, and reads it as that one was.
///
/// Objects without an owner of their own are the database owner's: the same in both, or else each would differ in
/// its owner and grants.
pub(super) fn make(catalog: &Catalog, live: &Live, options: &IntrospectOptions) -> Result<Made, Error> {
    require_version(catalog, live.major)?;
    let started = output::patiently("starting PostgreSQL", || Server::temporary().major(live.major).start());
    let server = match started {
        Ok(server) => server,
        Err(error @ LocalError::UnusableBin { .. }) => {
            let why = error.to_string();
            return Ok(Made::Not(why.lines().next().unwrap_or_default().to_owned()));
        }
        Err(LocalError::NotFound { .. }) => {
            return Ok(Made::Not(format!("there is no PostgreSQL {} here to make it with", live.major)));
        }
        Err(error) => return Err(error.into()),
    };
    let target = Target::parse(&server.url(DATABASE))?;
    connected(&target, "making the schema in a private server", async |client| {
        // What the server remarks on the way is about itself: `wal_level is insufficient`.
        let quiet = "set client_min_messages = error";
        client.batch_execute(quiet).await.map_err(failed("ask a private server for silence"))?;
        own(client, catalog, &live.owner).await?;
        if let Some(why) = run(client, catalog).await? {
            return Ok(Made::Not(why));
        }
        disown(client, catalog, &live.owner).await?;
        Ok(Made::All(Box::new(introspect(client, options).await?.catalog)))
    })
}

/// Makes the roles that the schema takes for granted, and takes the place of the database's owner.
async fn own(client: &Client, catalog: &Catalog, owner: &str) -> Result<(), Error> {
    let named = |name: &str| Role { name: name.to_owned(), is_managed: true, ..Role::default() };
    let mut roles: Vec<Role> = catalog
        .roles
        .iter()
        .map(|role| if role.is_managed { role.clone() } else { named(&role.name) })
        .collect();
    if !roles.iter().any(|role| role.name == owner) {
        roles.push(named(owner));
    }
    // Those that are there already, such as `pg_monitor`, are left alone by the script.
    for step in create_script(&Catalog { roles, ..Catalog::default() }).steps() {
        client.batch_execute(&step.statement).await.map_err(failed("make the roles in a private server"))?;
    }
    if owner != SUPERUSER {
        execute(client, "select format('alter role %I superuser', $1)", owner).await?;
        execute(client, "select format('alter database postgres owner to %I', $1)", owner).await?;
        execute(client, "select format('set session authorization %I', $1)", owner).await?;
    }
    Ok(())
}

/// Makes the schema, statement for statement; why not, where something is not installed.
async fn run(client: &Client, catalog: &Catalog) -> Result<Option<String>, Error> {
    // At once: a transaction for each of thousands of statements would take minutes.
    client.batch_execute("begin").await.map_err(failed("begin a transaction in a private server"))?;
    for step in create_script(catalog).steps() {
        match client.batch_execute(&step.statement).await {
            Ok(()) => {}
            Err(error) if is_not_installed(&step.object, &error) => {
                return Ok(Some(format!("the private server has not what {} needs", step.object)));
            }
            Err(source) => return Err(Error::Make { object: step.object.to_string(), source }),
        }
    }
    client.batch_execute("commit").await.map_err(failed("end a transaction in a private server"))?;
    Ok(None)
}

/// Whether it is an extension of which the server has no files.
fn is_not_installed(object: &Object, error: &tokio_postgres::Error) -> bool {
    matches!(object, Object::Extension(_))
        && error
            .code()
            .is_some_and(|code| [SqlState::FEATURE_NOT_SUPPORTED, SqlState::UNDEFINED_FILE].contains(code))
}

/// Leaves the owner's place, and the owner as the schema says.
async fn disown(client: &Client, catalog: &Catalog, owner: &str) -> Result<(), Error> {
    if owner == SUPERUSER {
        return Ok(());
    }
    let told = failed("leave the owner's place in a private server");
    client.batch_execute("reset session authorization").await.map_err(told)?;
    let is_superuser = catalog.roles.iter().any(|role| role.name == owner && role.is_superuser);
    if is_superuser {
        return Ok(());
    }
    execute(client, "select format('alter role %I nosuperuser', $1)", owner).await
}

/// Runs the statement that `sql` makes of a name.
async fn execute(client: &Client, sql: &str, name: &str) -> Result<(), Error> {
    let doing = "take the owner's place in a private server";
    let row = client.query_typed_one(sql, &[(&name, Type::TEXT)]).await.map_err(failed(doing))?;
    let statement: String = row.try_get(0).map_err(failed(doing))?;
    client.batch_execute(&statement).await.map_err(failed(doing))
}

fn failed(doing: &'static str) -> impl FnOnce(tokio_postgres::Error) -> Error {
    move |source| Error::Database { doing, source }
}
