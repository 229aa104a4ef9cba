//! Domains, composites and shapes of arrays, from the schema to the client and back, on real servers; and types that change while
//! the client is running.

mod changes;
mod intervals;
mod names;
mod refused;
mod support;
mod undone;
mod values;

/// What `schemas/custom.pgorm` makes.
mod db {
    pg_orm::schema!("schemas/custom.pgorm");
}
