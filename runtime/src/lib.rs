//! A compile-time, schema-first ORM for PostgreSQL.
