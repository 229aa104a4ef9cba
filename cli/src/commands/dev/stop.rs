//! `pgorm dev stop`: stops the server; its data stays.

use pg_orm_local::Durable;

use crate::{Error, Outcome, output};

pub(crate) fn run(server: &Durable) -> Result<Outcome, Error> {
    let stopped = output::patiently("stopping PostgreSQL", || server.stop())?;
    output::message(if stopped { "stopped; its data stays" } else { "it was not running" });
    Ok(Outcome::Fine)
}
