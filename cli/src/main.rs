//! The `pgorm` command.
//!
//! # Terms
//! - **Project**: the folder with `pgorm.toml` or `schema.pgorm`, the nearest at or above the current one.
//! - **Result**: what a command was asked for; it alone goes to stdout.
//! - **Message**: anything said on the way, to a person; it goes to stderr.
//! - **Outcome**: how a command that did its work ended; with [`Error`]'s kinds it makes the exit code.

mod arguments;
mod commands;
mod database;
mod difference;
mod error;
mod json;
mod outcome;
mod output;
mod progress;
mod project;
mod replace;
mod schema;
mod words;

use std::{env, process::ExitCode};

use crate::{arguments::Arguments, error::Error, outcome::Outcome};

fn main() -> ExitCode {
    let arguments = match Arguments::read(&env::args_os().collect::<Vec<_>>()) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Nobody is left to tell when the reader of help or errors has gone.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { outcome::MISUSE } else { outcome::FINE });
        }
    };
    output::set_colours(arguments.color);
    progress::show();
    match commands::run(arguments.command) {
        Ok(outcome) => outcome.into(),
        Err(error) => {
            error.report();
            error.exit_code().into()
        }
    }
}
