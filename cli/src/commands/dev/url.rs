//! `pgorm dev url`: where the server is, without starting it.

use pg_orm_local::{Durable, State};

use crate::{Error, Outcome, output};

pub(crate) fn run(server: &Durable) -> Result<Outcome, Error> {
    let status = server.status()?;
    if !matches!(status.state, State::Running { .. }) {
        output::message("it is not running; `pgorm dev` starts it");
        return Ok(Outcome::Found);
    }
    output::result(format!("{}\n", status.tcp_url.unwrap_or(status.url)))?;
    Ok(Outcome::Fine)
}
