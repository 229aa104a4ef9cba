//! `pgorm dev`: starts the server.

use pg_orm_local::{Durable, Port};

use crate::{Error, Outcome, output};

#[derive(Debug, Default, PartialEq, clap::Args)]
pub(crate) struct Start {
    /// Make it with this major version of PostgreSQL, such as 18 [default: the newest]
    #[arg(long, value_name = "VERSION", value_parser = clap::value_parser!(u32).range(15..))]
    major: Option<u32>,
    /// Listen on 127.0.0.1 too, on PORT or a free one; all users of this machine may connect
    #[arg(long, value_name = "PORT", num_args = 0..=1, require_equals = true, default_missing_value = "0")]
    tcp: Option<u16>,
}

pub(crate) fn run(server: Durable, arguments: &Start) -> Result<Outcome, Error> {
    let server = arguments.major.into_iter().fold(server, Durable::major);
    let port = arguments.tcp.map(|number| if number == 0 { Port::Free } else { Port::Number(number) });
    let server = port.into_iter().fold(server, Durable::tcp);
    let started = super::start(&server)?;
    if started.source.is_none() {
        output::message(format_args!("PostgreSQL {} is running already", started.version));
    }
    let suffix = arguments.tcp.filter(|number| *number != 0).map(|number| format!(":{number}/postgres"));
    let listens =
        started.tcp_url.as_ref().is_some_and(|url| suffix.is_none_or(|suffix| url.ends_with(&suffix)));
    if arguments.tcp.is_some() && !listens {
        return Err(Error::refused(
            "the server runs already, and does not listen on that TCP port",
            "stop it with `pgorm dev stop`, then run this again",
        ));
    }
    output::result(format!("{}\n", started.tcp_url.unwrap_or(started.url)))?;
    Ok(Outcome::Fine)
}
