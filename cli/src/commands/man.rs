//! `pgorm man`: the manual pages.

use std::{fs, path::PathBuf};

use clap::CommandFactory as _;

use crate::{Error, Outcome, output};

/// Print the manual page, or write all of them to a folder
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  pgorm man | man -l -
  pgorm man --out ~/.local/share/man/man1")]
pub(crate) struct Man {
    /// Write a page for each command to this folder, which is made if it is missing
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Man) -> Result<Outcome, Error> {
    // There are no pages for `help`, so no page may refer to one.
    let mut command = without_help(crate::arguments::Arguments::command());
    command.build();
    let Some(out) = &arguments.out else {
        output::result(page(command)?)?;
        return Ok(Outcome::Fine);
    };
    fs::create_dir_all(out).map_err(Error::file("create the folder", out))?;
    let mut pages = Vec::new();
    collect(command, &mut pages)?;
    for (name, text) in pages {
        let path = out.join(format!("{name}.1"));
        fs::write(&path, text).map_err(Error::file("write", &path))?;
        output::result(format!("{}\n", path.display()))?;
    }
    Ok(Outcome::Fine)
}

fn without_help(command: clap::Command) -> clap::Command {
    command.disable_help_subcommand(true).mut_subcommands(without_help)
}

fn page(command: clap::Command) -> Result<Vec<u8>, Error> {
    let mut text = Vec::new();
    let source = format!("PG-ORM {}", env!("CARGO_PKG_VERSION"));
    clap_mangen::Man::new(command)
        .manual("PG-ORM")
        .source(source)
        .render(&mut text)
        .map_err(Error::Stdout)?;
    Ok(text)
}

/// The command's page and those below it, depth first, by their names such as `pgorm-dev-stop`.
fn collect(command: clap::Command, pages: &mut Vec<(String, Vec<u8>)>) -> Result<(), Error> {
    let name = command.get_display_name().unwrap_or(command.get_name()).to_owned();
    let below: Vec<_> = command.get_subcommands().cloned().collect();
    pages.push((name, page(command)?));
    below.into_iter().try_for_each(|command| collect(command, pages))
}
