//! `pgorm completions`: a shell's completion script.

use clap::CommandFactory as _;
use clap_complete::Shell;

use crate::{Error, Outcome, output};

/// Print a shell's completion script
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  pgorm completions bash > ~/.local/share/bash-completion/completions/pgorm
  pgorm completions zsh  > ~/.zfunc/_pgorm
  pgorm completions fish > ~/.config/fish/completions/pgorm.fish")]
pub(crate) struct Completions {
    /// The shell
    shell: Shell,
}

pub(crate) fn run(arguments: &Completions) -> Result<Outcome, Error> {
    let mut script = Vec::new();
    let mut command = crate::arguments::Arguments::command();
    clap_complete::generate(arguments.shell, &mut command, "pgorm", &mut script);
    output::result(script)?;
    Ok(Outcome::Fine)
}
