//! `pgorm dev reset`: a new, empty server in place of the one that is there.

use pg_orm_local::{Binaries, Durable, Port, State};

use crate::{Error, Outcome, output};

#[derive(Debug, clap::Args)]
pub(crate) struct Reset {
    /// Really remove the data
    #[arg(long)]
    yes: bool,
}

pub(crate) fn run(server: Durable, arguments: &Reset) -> Result<Outcome, Error> {
    let status = server.status()?;
    let mut server = server;
    if status.state != State::Absent {
        if !arguments.yes {
            let message = format!("this would remove all data in {}", status.data.display());
            return Err(Error::misuse(message, "pass --yes if it can go"));
        }
        // The new one is as the old one was: of its version, and on its port. Version 0 stands for one that nobody
        // remembers.
        if let Some(major) = status.version.map(|version| version.major).filter(|major| *major > 0) {
            // Nothing is removed before it is known that the new one has programs to run.
            Binaries::find(Some(major))?;
            server = server.major(major);
        }
        if let Some(port) = status.tcp_url.as_deref().and_then(port_of) {
            server = server.tcp(Port::Number(port));
        }
        output::patiently("stopping PostgreSQL", || server.remove())?;
        output::message(format_args!("removed the server and its data in {}", status.data.display()));
    }
    let started = super::start(&server)?;
    output::message("it is empty; `pgorm migrate deploy` makes the tables");
    output::result(format!("{}\n", started.tcp_url.unwrap_or(started.url)))?;
    Ok(Outcome::Fine)
}

/// The port in the URL of a server on TCP.
fn port_of(url: &str) -> Option<u16> {
    let (_, behind) = url.rsplit_once(':')?;
    behind.split(['/', '?']).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_port_is_kept() {
        assert_eq!(super::port_of("postgresql://postgres@127.0.0.1:5433/postgres"), Some(5433));
        assert_eq!(super::port_of("postgresql:///postgres?host=/tmp"), None);
    }
}
