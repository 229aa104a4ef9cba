//! A compile-time, schema-first ORM for PostgreSQL: the client that generated code uses.
//!
//! ```no_run
//! # mod db { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/db/mod.rs")); }
//! // mod db { pg_orm::include_schema!(); }    // what `build.rs` made of `schema.pgorm`
//! use db::{Post, PostState, Tenant, User, Viewer, post, user};
//! use pg_orm::{Isolation, Pool};
//!
//! # async fn example() -> Result<(), pg_orm::Error> {
//! let pool = Pool::from_env().await?;
//! let acme: Tenant = Tenant::by_slug("acme").one(&pool).await?;
//!
//! // `User` is under row-level security: it is reached through a session alone.
//! let db = pool.session(Viewer { tenant_id: acme.id, user_id: None });
//! let users: Vec<(User, Vec<Post>)> = User::query()
//!     .filter(user::email.ilike("%@x.com").and(user::posts.some(post::state.eq(PostState::Live))))
//!     .order_by((user::email.asc(), user::id.desc()))
//!     .limit(20)
//!     .include(user::posts.order_by(post::title.asc()).limit(3))
//!     .all(&db)
//!     .await?;
//!
//! let new = user::New { tenant_id: acme.id, email: "ada@x.com".into(), first_name: "Ada".into() };
//! let ada: User = User::insert(new).tags(["math"]).exec(&db).await?;
//! User::by_id(ada.id).update(user::tags.append("poet")).exec(&db).await?;
//!
//! db.transaction()
//!     .isolation(Isolation::Serializable)
//!     .retry(5)
//!     .run(async |tx| {
//!         let count = Post::query().filter(post::author_id.eq(ada.id)).count(&tx).await?;
//!         User::by_id(ada.id).update(user::first_name.set(format!("Ada the {count}th"))).exec(&tx).await?;
//!         Ok(())
//!     })
//!     .await?;
//! # let _ = users;
//! # Ok(())
//! # }
//! ```
//!
//! # Terms
//! - A **model** is a table's row as a Rust struct, generated from the schema with constants for its columns and relations.
//! - An **executor** runs statements: [`Pool`], [`Connection`], [`Transaction`], [`Session`]. What it may run is a type
//!   ([`Access`]): models under row-level security take sessions.
//! - A **session** runs every statement as somebody: its role and settings hold for one transaction at a time.
//! - An **envelope** is what a statement is sent inside of: `BEGIN`, the session's settings, the statement, `COMMIT`; one round trip.
//! - A **level** is one statement of a query that reads relations along: its own rows, or those of one relation.

mod access;
mod advice;
mod answer;
mod by_key;
mod call;
mod change;
mod channel;
mod column;
mod connection;
mod delete;
mod dimensions;
mod encode;
mod enum_;
mod error;
mod executor;
mod expr;
mod filter;
pub mod generated;
mod guard;
mod include;
mod insert;
mod insert_many;
mod key;
mod lease;
mod load;
mod manager;
#[cfg(feature = "migrate")]
pub mod migrations;
mod mistake;
mod model;
mod operator;
mod order;
mod pipeline;
mod pool;
mod query;
mod raw;
mod raw_row;
mod refuse;
mod relation;
mod render;
mod row;
mod select;
mod session;
mod stale;
mod stored;
#[cfg(feature = "test")]
pub mod testing;
mod transaction;
pub mod types;
mod update;
mod value;
mod versioned;

pub use access::{Access, Open, RowSecurity};
pub use answer::Answer;
pub use by_key::ByKey;
pub use call::{Call, Command, Procedure, RowStream, Rows, Takes};
pub use channel::{Channel, Listener, Malformed, Notice};
pub use column::{
    Column, Distance, Equality, Incomparable, Ordered, ReadOnly, Sorting, Unordered, Vector, Writable, Write,
};
pub use connection::Connection;
pub use delete::{Delete, DeleteOne};
pub use enum_::{Enum, UnknownLabel};
pub use error::{Error, ErrorKind};
pub use executor::{Executor, Reaches};
pub use filter::{Condition, Filter};
pub use include::{Include, Related};
pub use insert::{InsertMany, NewRow, NewRows};
pub use model::Model;
pub use order::{IntoOrder, Order};
#[cfg(feature = "migrate")]
pub use pg_orm_macros::migrations;
#[cfg(feature = "schema-macro")]
pub use pg_orm_macros::schema;
#[cfg(feature = "test")]
pub use pg_orm_macros::test;
pub use pool::{Pool, PoolBuilder};
pub use query::{Query, Whole};
pub use raw_row::{ColumnIndex, Row};
pub use relation::{AtMost, Exactly, Many, Maybe, One, Relation, Several, ToMany, ToOne, ToOneOrNone};
pub use session::{Session, SessionSettings};
pub use stored::Stored;
pub use tokio_postgres::error::{DbError, SqlState};
pub use transaction::{Isolation, Transaction, TransactionBuilder};
pub use update::{Assignment, IntoAssignment, Update, UpdateOne};
pub use value::{
    Array, Counted, Domain, Fits, IntoValue, List, Matched, Nullable, Number, Parameter, SameAs, Text, Value,
};
pub use versioned::Versioned;

/// Includes the models that `pg_orm_build::compile` wrote from `build.rs`: `mod db { pg_orm::include_schema!(); }`.
#[macro_export]
macro_rules! include_schema {
    () => {
        include!(concat!(
            env!(
                "OUT_DIR",
                "`include_schema!` includes what a build script made of the schema, and this package has none: add a `build.rs` \
                 with `fn main() { pg_orm_build::compile(\"schema.pgorm\") }` and `pg-orm-build` to `[build-dependencies]`"
            ),
            "/pg_orm/mod.rs"
        ));
    };
}
