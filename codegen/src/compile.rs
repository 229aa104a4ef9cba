//! Compiling in a build script: from the schema to files in `OUT_DIR`, with cargo told of everything.

use std::env;
use std::fmt::Display;
use std::path::{Path, PathBuf};

use crate::config::Config;
use crate::error::Error;
use crate::folder::write;
use crate::generate::generate;
use crate::options::Options;
use crate::read::{Read, read_sources};

/// Compiles the schema at `path`, a file or a folder relative to `Cargo.toml`, into `OUT_DIR/pg_orm`, from where
/// `pg_orm::include_schema!()` takes it. This is all of a `build.rs`:
///
/// ```no_run
/// pg_orm_build::compile("schema.pgorm");
/// ```
///
/// A schema with errors ends the process with the exit code 1, and all of the errors on stderr, which cargo then
/// shows. Warnings are shown by cargo, a line each. See [`try_compile`] for a `Result` instead.
pub fn compile(path: impl AsRef<Path>) {
    if let Err(error) = try_compile(path) {
        fail(&error);
    }
}

/// As [`compile`], with the error as a value and nothing printed for it. Cargo is told which files to watch all the same.
///
/// # Errors
/// When the schema can't be read or has errors, when the files can't be written, or outside a build script.
pub fn try_compile(path: impl AsRef<Path>) -> Result<(), Error> {
    let variable =
        |variable| env::var_os(variable).map(PathBuf::from).ok_or(Error::NotInBuildScript { variable });
    let (project, out) = (variable("CARGO_MANIFEST_DIR")?, variable("OUT_DIR")?);
    let path = path.as_ref();
    // Before anything can fail: the next build must look again.
    watch(&project, path);
    let config = Config::find(&project)?;
    // A build script runs in the folder of its Cargo.toml, so that diagnostics can name the path as it was given.
    let sources = pg_orm_schema::Sources::load(path)?;
    for file in sources.files().filter(|file| Path::new(file.name()) != path) {
        tell(format_args!("rerun-if-changed={}", file.name()));
    }
    let Read { schema, warnings, .. } = read_sources(sources)?;
    for warning in &warnings {
        tell(format_args!("warning={warning}"));
    }
    let options = Options { source: path.display().to_string(), derive: config.generate.derive };
    write(&generate(&schema, &options)?, &out.join("pg_orm"))?;
    Ok(())
}

/// The schema, the settings, and the migrations that `pg_orm::migrations!` embeds: a macro can't watch a folder. Cargo
/// takes a path that is missing for a change, so that only the schema is watched without looking.
fn watch(project: &Path, schema: &Path) {
    tell(format_args!("rerun-if-changed={}", schema.display()));
    for name in ["pgorm.toml", "migrations"] {
        if project.join(name).exists() {
            tell(format_args!("rerun-if-changed={name}"));
        }
    }
}

/// Cargo shows a line for each `cargo::error`, and stderr, with all of the text, below.
#[allow(clippy::print_stderr)]
fn fail(error: &Error) -> ! {
    match error {
        Error::Schema { rendered, lines } => {
            for line in lines {
                tell(format_args!("error={line}"));
            }
            eprintln!("{rendered}");
        }
        Error::Problems { problems } => {
            for problem in problems {
                tell(format_args!("error={problem}"));
            }
        }
        error => {
            let mut text = error.to_string();
            let mut source = std::error::Error::source(error);
            while let Some(cause) = source {
                text = format!("{text}: {cause}");
                source = cause.source();
            }
            tell(format_args!("error={}", text.replace('\n', " ")));
        }
    }
    std::process::exit(1)
}

/// One instruction to cargo (The Cargo Book, "Outputs of the Build Script").
#[allow(clippy::print_stdout)]
fn tell(instruction: impl Display) {
    println!("cargo::{instruction}");
}
