//! A live database as a catalog: a fixed number of queries, sent together in one read-only transaction.

mod access;
mod aggregates;
mod columns;
mod constraints;
mod context;
mod expression;
mod families;
mod foreign;
mod functions;
mod indexes;
mod namespaces;
mod others;
mod partitions;
mod publications;
mod raws;
mod roles;
mod rows;
mod sequences;
mod session;
mod settings;
mod subscriptions;
mod tables;
mod text_search;
mod triggers;
mod type_names;
mod types;
mod views;

use pg_orm_ir::catalog::Catalog;
use tokio_postgres::Client;

use context::Context;
use rows::Rows;
use session::Session;

/// The versions of PostgreSQL whose catalogs are known.
const MAJORS: std::ops::RangeInclusive<i32> = 15..=18;

/// What is asked for.
#[derive(Debug, Clone, Default)]
pub struct IntrospectOptions {
    /// The schemas to read; every one but the system's own where empty.
    pub schemas: Vec<String>,
    /// Schemas to leave out.
    pub exclude: Vec<String>,
    /// Whether the roles that objects name are described as ones to be made ([`Role::is_managed`]); only their names
    /// are listed otherwise, as of roles that must be there.
    ///
    /// [`Role::is_managed`]: pg_orm_ir::catalog::Role::is_managed
    pub has_roles: bool,
}

/// What a database holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Introspected {
    /// All that could be seen.
    pub catalog: Catalog,
    /// What is there and could not be seen or said, one sentence each.
    pub unseen: Vec<String>,
}

/// Why a database could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IntrospectError {
    /// The server is of a version whose catalogs are not known.
    #[error("PostgreSQL {major} can't be read: this release knows 15 to 18")]
    Version {
        /// Its major version.
        major: i32,
    },
    /// A query failed.
    #[error("can't read {what} from the database's catalogs: {source}")]
    Query {
        /// What it was to read.
        what: &'static str,
        /// Why.
        source: tokio_postgres::Error,
    },
    /// The server described an object in a way that is not understood.
    #[error("can't understand how PostgreSQL describes {what}: {text}")]
    Definition {
        /// What it describes.
        what: String,
        /// The server's text.
        text: String,
    },
}

/// Reads the database that `client` is connected to, from PostgreSQL 15 on to 18 (manual, chapter 53).
///
/// It sends `begin isolation level repeatable read read only` and asks for the server's version; then all queries at
/// once, as many however many objects there are; then `commit`. `client` must not be in a transaction. Objects that
/// belong to extensions are left to them, and so is what `initdb` makes. Where this future is dropped before its end,
/// the connection is left in its transaction.
///
/// Any role may do so; what its privileges don't show is said in [`Introspected::unseen`].
///
/// An owner is said ([`Access::owner`](pg_orm_ir::catalog::Access::owner)) where it is not the role that owns the
/// database; of the schema `public`, where it is not `pg_database_owner`. Lists are sorted by schema
/// and name, so that the same objects made in another order read the same; columns, labels, attributes and arguments
/// have their own order.
///
/// # Errors
/// When the version is not known, when the connection fails, and when a definition is not understood.
///
/// ```no_run
/// # async fn example(client: tokio_postgres::Client) -> Result<(), pg_orm_migrate::IntrospectError> {
/// use pg_orm_migrate::{IntrospectOptions, introspect};
///
/// let options = IntrospectOptions { exclude: vec!["audit".into()], ..IntrospectOptions::default() };
/// let found = introspect(&client, &options).await?;
/// println!("{} tables", found.catalog.tables.len());
/// for line in &found.unseen {
///     println!("{line}");
/// }
/// # Ok(())
/// # }
/// ```
pub async fn introspect(
    client: &Client,
    options: &IntrospectOptions,
) -> Result<Introspected, IntrospectError> {
    let failed = |what| move |source| IntrospectError::Query { what, source };
    client.batch_execute(include_str!("sql/begin.sql")).await.map_err(failed("the transaction"))?;
    let answers = read(client, options).await;
    // A transaction that only read has nothing to lose by its end, whatever happened in it.
    let ended = client.batch_execute("commit").await.map_err(failed("the transaction"));
    let rows = answers?;
    ended?;
    assemble(rows, options)
}

async fn read(client: &Client, options: &IntrospectOptions) -> Result<Rows, IntrospectError> {
    let failed = |source| IntrospectError::Query { what: "the server's version", source };
    let row = client.query_typed_one(include_str!("sql/server.sql"), &[]).await.map_err(failed)?;
    let major = row.try_get(0).map_err(failed)?;
    if !MAJORS.contains(&major) {
        return Err(IntrospectError::Version { major });
    }
    let session = Session::new(client, options, major, row.try_get(1).map_err(failed)?);
    Rows::fetch(&session).await
}

fn assemble(mut rows: Rows, options: &IntrospectOptions) -> Result<Introspected, IntrospectError> {
    let context = Context::of(&mut rows);
    let (mut catalog, mut unseen) = (Catalog::default(), Vec::new());
    namespaces::assemble(&mut rows, &context, &mut catalog, &mut unseen);
    types::assemble(&mut rows, &context, &mut catalog)?;
    functions::assemble(&mut rows, &context, &mut catalog)?;
    aggregates::assemble(&mut rows, &context, &mut catalog)?;
    foreign::assemble(&mut rows, &context, &mut catalog, &mut unseen);
    text_search::assemble(&mut rows, &context, &mut catalog);
    let numberings = sequences::assemble(&mut rows, &context, &mut catalog);
    let parts = tables::Parts::of(&mut rows, &context, numberings)?;
    parts.assemble(&mut rows, &context, &mut catalog)?;
    publications::assemble(&mut rows, &context, &mut catalog);
    let others = raws::assemble(&mut rows, &context);
    catalog.raws.extend(others);
    catalog.raws.extend(subscriptions::assemble(&mut rows, &context, &mut unseen));
    catalog.raws.extend(others::assemble(&mut rows, &context));
    // Last, when all names of roles were asked for.
    catalog.roles = roles::assemble(&mut rows, &context, options.has_roles);
    Ok(Introspected { catalog, unseen })
}
