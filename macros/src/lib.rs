//! PG-ORM's procedural macros; use them through the crate `pg-orm`, which re-exports them.

mod migrations;
mod project;
#[cfg(feature = "schema-macro")]
mod schema;
mod test_attribute;

use proc_macro::TokenStream;

/// Makes a test of an `async` function that takes a `pg_orm::Pool`: each test has a database of
/// its own, made from a migrated template and dropped afterwards.
///
/// ```text
/// #[pg_orm::test]
/// async fn a_user_is_found(pool: pg_orm::Pool) -> Result<(), pg_orm::Error> {
///     let user = User::insert(user::New { email: "ada@example.com".into() }).exec(&pool).await?;
///     assert_eq!(User::by_id(user.id).one(&pool).await?, user);
///     Ok(())
/// }
/// ```
///
/// The function answers `()` or a `Result`; an `Err` or a panic fails the test. Options, all of which may be left out:
///
/// - `migrations = "db/migrations"`: the folder of migrations, relative to `Cargo.toml`; `"migrations"` by default;
/// - `schema = false`: an empty database, no migrations;
/// - `postgres = 15`: a server of this major version.
///
/// Other attributes, `#[ignore]` and `#[should_panic]` too, mean what they mean on any test.
#[proc_macro_attribute]
pub fn test(options: TokenStream, function: TokenStream) -> TokenStream {
    test_attribute::expand(options.into(), function.into())
        .unwrap_or_else(syn::Error::into_compile_error)
        .into()
}

/// Embeds a folder of migrations into the program: a constant `pg_orm::migrations::Migrations`.
///
/// ```text
/// const MIGRATIONS: pg_orm::migrations::Migrations = pg_orm::migrations!("migrations");
/// ```
///
/// The path is relative to `Cargo.toml`; `migrations!()` is `migrations!("migrations")`. A change of an embedded file
/// is noticed by cargo. A new folder is noticed where a build script calls `pg_orm_build::compile`, or prints
/// `cargo::rerun-if-changed=migrations`: a macro can't watch a folder.
///
/// # Errors
/// It does not compile when the folder is missing, or a migration in it lacks `up.sql`, `down.sql` or `migration.toml`.
#[proc_macro]
pub fn migrations(path: TokenStream) -> TokenStream {
    migrations::expand(path.into()).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// Compiles a schema where it stands, without a build script: the same code as `pg_orm_build::compile` writes.
///
/// ```text
/// mod db {
///     pg_orm::schema!("schema.pgorm");
/// }
/// ```
///
/// The path, of a file or a folder, is relative to `Cargo.toml`. A change of the schema is noticed by cargo; a new file
/// in a folder is not. Warnings of the schema are not shown: `pgorm check` shows them.
///
/// # Errors
/// It does not compile when the schema can't be read or has errors; all of them are in the message.
#[cfg(feature = "schema-macro")]
#[proc_macro]
pub fn schema(path: TokenStream) -> TokenStream {
    schema::expand(path.into()).unwrap_or_else(syn::Error::into_compile_error).into()
}
