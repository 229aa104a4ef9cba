//! What a query costs the client, beside other PostgreSQL clients and ORMs: one run, one server, the same data.
//!
//! Terms: an *operation* is what is measured; a *peer* does all of them in its own way; a *sample* is a number of runs
//! of one operation between two readings of the clock; a *round* is one sample of each peer; a *flavour* is the
//! runtime under them.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;

mod affinity;
mod arguments;
mod callgrind;
mod clock;
mod digest;
mod error;
mod fixture;
mod operation;
mod peer;
mod peers;
mod report;
mod rounds;
mod server;
mod subject;
mod verify;

use affinity::Processors;
use arguments::{Arguments, Command};
use error::Result;
use fixture::Fixture;
use rounds::{Flavour, Plan};
use server::Server;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Standard error may be gone; the exit code says it as well.
            let _ = writeln!(io::stderr(), "queries: {}", error.chain());
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<()> {
    let processors = Processors::of_this_process()?;
    if !arguments.no_pin {
        // What is started now stays where this thread may be.
        processors.take_second_half()?;
    }
    let server = Server::resolve(arguments.url.as_deref())?;
    processors.take_all()?;
    if let Some(Command::Only { peer, operation, iterations, idle }) = &arguments.command {
        return callgrind::run_watched(server.url(), peer, *operation, *iterations, *idle);
    }
    let plan = Plan {
        operations: match arguments.operation.as_slice() {
            [] => operation::ALL.to_vec(),
            chosen => chosen.to_vec(),
        },
        peers: arguments.peer.clone(),
        rounds: if arguments.quick { arguments.rounds.min(2) } else { arguments.rounds },
        is_quick: arguments.quick,
        is_pinned: !arguments.no_pin,
    };
    let (mut out, mut progress) = (io::stdout(), io::stderr());
    writeln!(progress, "filling the database ({server})")?;
    let version = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(async { Fixture::connect(server.url()).await?.fill().await })?;
    report::header(&mut out, &plan, &version)?;
    let mut peers = Vec::new();
    for flavour in Flavour::ALL {
        writeln!(progress, "measuring: {flavour}")?;
        match flavour {
            _ if arguments.no_pin => {}
            Flavour::CurrentThread => processors.take_first()?,
            Flavour::MultiThread | Flavour::MultiThreadBlockOn => processors.take_first_half()?,
        }
        let (names, measured) = rounds::measure(server.url(), flavour, &plan)?;
        report::times(&mut out, flavour, &names, &measured)?;
        processors.take_all()?;
        peers = names;
    }
    if arguments.no_callgrind {
        writeln!(out, "\nInstructions were not counted (`--no-callgrind`).")?;
    } else if callgrind::is_installed() {
        writeln!(progress, "counting instructions")?;
        let counted = callgrind::count(server.url(), &peers, &plan)?;
        report::instructions(&mut out, &peers, &counted)?;
    } else {
        writeln!(out, "\nInstructions were not counted: valgrind is not installed.")?;
    }
    Ok(())
}
