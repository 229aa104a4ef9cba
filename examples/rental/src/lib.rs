//! A service for companies that rent out tools and machines, as an application of PG-ORM's would be written.
//!
//! Read it in this order: `schema.pgorm` (the data, and who sees what), [`setup`] (the service's own work, as the
//! owner), [`bookings`] (one company's work: transactions, checks, retries), [`reports`] (reading with includes and
//! filters through relations), and `tests/rental.rs`, where each test has a database of its own.

pub mod bookings;
pub mod reports;
pub mod setup;

/// What build.rs made of schema.pgorm.
pub mod db {
    pg_orm::include_schema!();
}

/// The folder `migrations`, carried by the program.
pub static MIGRATIONS: pg_orm::migrations::Migrations = pg_orm::migrations!("migrations");

/// A session of one company's person: what every function here that reads or writes a company's rows takes.
pub type Desk = pg_orm::Session<db::Clerk>;
