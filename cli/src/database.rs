//! Which database a command is about: `--url`, `DATABASE_URL` and its like, or the project's private server.

use pg_orm_connect::{Error as ConnectError, Opened, Target};
use pg_orm_ir::catalog::Catalog;
use pg_orm_migrate::require_version;
use tokio_postgres::Client;

use crate::{Error, commands::dev, output, project::Project};

/// The option that names a version of PostgreSQL.
#[derive(Debug, clap::Args)]
pub(crate) struct Major {
    /// The PostgreSQL that it is for: refuse what that version has not
    #[arg(long = "for", value_name = "MAJOR", value_parser = clap::value_parser!(u32).range(15..=18))]
    major: Option<u32>,
}

impl Major {
    /// Refuses a catalog that says something the version has not.
    pub(crate) fn require(&self, catalog: &Catalog) -> Result<(), Error> {
        Ok(self.major.map_or(Ok(()), |major| require_version(catalog, major))?)
    }
}

/// The option that names a database.
#[derive(Debug, clap::Args)]
pub(crate) struct Database {
    /// The database's URL [default: DATABASE_URL, else that of `pgorm dev` if it runs]
    #[arg(long, value_name = "URL")]
    url: Option<String>,
}

impl Database {
    /// What was given, completed from service files, `PGPASSWORD`, `PGSSLMODE` and their like, and password files.
    fn target(&self, project: &Project) -> Result<Target, Error> {
        if self.url.as_deref().is_some_and(|url| url.trim().is_empty()) {
            return Err(Error::misuse("--url is empty", "name a database: postgresql://user@host/database"));
        }
        let target = match Target::resolve(self.url.as_deref()) {
            Err(ConnectError::NoTarget) => private(project)?,
            resolved => resolved?,
        };
        Ok(target.with_application_name("pgorm")?)
    }

    /// Connects, and does something with the connection, which is closed afterwards.
    pub(crate) fn run<T>(
        &self,
        project: &Project,
        doing: &str,
        work: impl AsyncFnOnce(&mut Client) -> Result<T, Error>,
    ) -> Result<T, Error> {
        connected(&self.target(project)?, doing, work)
    }
}

/// Connects, and does something with the connection, which is closed afterwards.
pub(crate) fn connected<T>(
    target: &Target,
    doing: &str,
    work: impl AsyncFnOnce(&mut Client) -> Result<T, Error>,
) -> Result<T, Error> {
    let connector = target.connector()?;
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(Error::Runtime)?;
    output::patiently(doing, || {
        runtime.block_on(async {
            let Opened { mut client, driver, .. } = connector.open().await?;
            let result = work(&mut client).await;
            drop(client);
            // The driver says goodbye to the server; how that went changes nothing.
            let _ = driver.await;
            result
        })
    })
}

fn private(project: &Project) -> Result<Target, Error> {
    let Some(url) = dev::running_url(project)? else {
        let help = "pass --url postgresql://user@host/database, or set DATABASE_URL;\n\
                    `export DATABASE_URL=$(pgorm dev)` starts a private server";
        return Err(Error::misuse("no database is given", help));
    };
    output::message("neither --url nor DATABASE_URL is given: taking this project's private server");
    // Nothing of the environment is meant for the private server.
    Ok(Target::parse(&url)?)
}

/// The major version of the server.
pub(crate) async fn major(client: &Client) -> Result<u32, Error> {
    let failed = |source| Error::Database { doing: "ask what server it is", source };
    let sql = "select pg_catalog.current_setting('server_version_num')::int / 10000";
    let row = client.query_typed_one(sql, &[]).await.map_err(failed)?;
    let major: i32 = row.try_get(0).map_err(failed)?;
    Ok(u32::try_from(major).unwrap_or_default())
}
