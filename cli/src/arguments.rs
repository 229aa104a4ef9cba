//! The grammar of the command line: what all commands share, and the list of them.

use std::ffi::OsString;

use clap::{ColorChoice, CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum};

use crate::commands::{check, completions, db, dev, explain, fmt, generate, init, man, migrate, sql};

const AFTER_HELP: &str = "\
Results go to stdout, messages to stderr.

Exit codes:
  0  all went well
  1  found something: errors in the schema; with --check or `db diff`, a difference, a
     migration that is pending or changed, a server that does not run
  2  misuse: wrong arguments, no project here, or no database given
  3  could not do it: a file, the network, PostgreSQL or the database refused

Files:
  pgorm.toml    the project's settings; found here or in a folder above
  schema.pgorm  the schema, unless pgorm.toml or an argument names another
  migrations/   one folder a migration, unless pgorm.toml or --dir names another

`pgorm help COMMAND` tells more about a command.";

/// PostgreSQL, from one schema file: check it, see its SQL, generate a typed client, run migrations.
#[derive(Debug, Parser)]
#[command(name = "pgorm", version, after_help = AFTER_HELP, subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct Arguments {
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        hide_possible_values = true,
        display_order = 900
    )]
    #[arg(help = "Colour messages: auto, always or never; auto heeds NO_COLOR")]
    pub(crate) color: Color,
    #[command(subcommand)]
    pub(crate) command: Command,
}

impl Arguments {
    /// Reads a command line, the program's name first.
    ///
    /// # Errors
    /// Misuse; and the text that `--help` and `--version` ask for.
    pub(crate) fn read(words: &[OsString]) -> Result<Self, clap::Error> {
        // Clap's own messages are to heed `--color` too, which clap can't know before it has read the line.
        let matches = Self::command().color(color_of(words)).try_get_matches_from(words)?;
        Self::from_arg_matches(&matches)
    }
}

/// What `--color` says; `auto` where it is missing or means nothing.
fn color_of(words: &[OsString]) -> ColorChoice {
    let options: Vec<_> =
        words.iter().take_while(|word| *word != "--").filter_map(|word| word.to_str()).collect();
    let separate = options.windows(2).filter_map(|pair| match pair {
        ["--color", value] => Some(*value),
        _ => None,
    });
    let joined = options.iter().filter_map(|word| word.strip_prefix("--color="));
    match separate.chain(joined).next() {
        Some("always") => ColorChoice::Always,
        Some("never") => ColorChoice::Never,
        _ => ColorChoice::Auto,
    }
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Init(init::Init),
    Check(check::Check),
    Explain(explain::Explain),
    Fmt(fmt::Fmt),
    Sql(sql::Sql),
    Generate(generate::Generate),
    Dev(dev::Dev),
    Db(db::Db),
    Migrate(migrate::Migrate),
    Completions(completions::Completions),
    Man(man::Man),
}
