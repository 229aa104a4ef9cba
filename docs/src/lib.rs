//! PG-ORM's book as a package: each page's examples are compiled, and those that can be, run, by `cargo test -p pg-orm-book`.
//!
//! The book itself begins in `SUMMARY.md`; `mdbook build docs` makes a site of it.

/// What build.rs made of `schema.pgorm`, the schema that the examples use.
pub mod db {
    pg_orm::include_schema!();
}

/// What the macro makes of `types.pgorm`, which the page about types uses.
pub mod types_db {
    pg_orm::schema!("types.pgorm");
}

/// What the macro makes of `wide.pgorm`, which pages about views, vectors and versions use.
pub mod wide_db {
    pg_orm::schema!("wide.pgorm");
}

/// What `wide.pgorm` has typed JSON as.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Settings {
    /// Of the pages.
    pub theme: String,
}

/// What the macro makes of `calls.pgorm`, which the page about functions, queries and channels uses.
pub mod calls_db {
    pg_orm::schema!("calls.pgorm");
}

/// Declares a module for each page, which rustdoc reads for its examples.
macro_rules! pages {
    ($($name:ident $path:literal),* $(,)?) => {$(
        #[cfg(doctest)]
        // Fences such as `pgorm,error=P302` are for tests/pages.rs.
        #[allow(rustdoc::invalid_codeblock_attributes)]
        #[doc = include_str!($path)]
        mod $name {}
    )*};
}

pages! {
    readme "../../README.md",
    introduction "introduction.md",
    getting_started "getting-started.md",
    schema "schema.md",
    schema_relations "schema-relations.md",
    schema_types "schema-types.md",
    schema_access "schema-access.md",
    schema_database "schema-database.md",
    schema_functions "schema-functions.md",
    schema_views "schema-views.md",
    schema_families "schema-families.md",
    schema_storage "schema-storage.md",
    surface "surface.md",
    types "types.md",
    client "client.md",
    queries "queries.md",
    writing "writing.md",
    transactions "transactions.md",
    sessions "sessions.md",
    calls "calls.md",
    connections "connections.md",
    migrations "migrations.md",
    database "database.md",
    testing "testing.md",
    command "command.md",
    diagnostics "diagnostics.md",
    compile_errors "compile-errors.md",
    diagnostics_json "diagnostics-json.md",
    lints "lints.md",
}
