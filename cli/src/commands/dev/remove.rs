//! `pgorm dev remove`: stops the server and removes its data.

use pg_orm_local::{Durable, State};

use crate::{Error, Outcome, output};

#[derive(Debug, clap::Args)]
pub(crate) struct Remove {
    /// Really remove the data
    #[arg(long)]
    yes: bool,
}

pub(crate) fn run(server: &Durable, arguments: &Remove) -> Result<Outcome, Error> {
    let status = server.status()?;
    if status.state == State::Absent {
        output::message("there is nothing to remove");
        return Ok(Outcome::Fine);
    }
    if !arguments.yes {
        let message = format!("this would remove all data in {}", status.data.display());
        return Err(Error::misuse(message, "pass --yes if it can go"));
    }
    output::patiently("stopping PostgreSQL", || server.remove())?;
    output::message(format_args!("removed the server and its data in {}", status.data.display()));
    Ok(Outcome::Fine)
}
