//! Compiling in a build script: from the schema to files in `OUT_DIR`, with cargo told of everything.

use std::env;
use std::path::{Path, PathBuf};

use crate::config::{Config, ConfigError, FILE, MIGRATIONS};
use crate::error::Error;
use crate::folder::write;
use crate::generate::generate;
use crate::read::{Read, load, read_with};
use crate::watch::watch;

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
    compile_in(&project, path.as_ref(), &out.join("pg_orm"), &mut |instruction| tell(&instruction))
}

/// Compiles the schema at `path` in `project` into the folder `out`; `tell` hands instructions to cargo.
fn compile_in(project: &Path, path: &Path, out: &Path, tell: &mut dyn FnMut(String)) -> Result<(), Error> {
    // Before anything can fail: the next build must look again.
    tell(format!("rerun-if-changed={}", path.display()));
    let config = Config::find_as(project, Path::new(FILE));
    // The migrations are watched for `pg_orm::migrations!`: a macro can't watch a folder.
    let migrations = config.as_ref().map_or(Path::new(MIGRATIONS), |config| &config.migrations);
    watch(project, &[Path::new(FILE), migrations], &out.with_extension("watch"), tell);
    let config = config?;
    let sources = load(project, path)?;
    for file in sources.files().filter(|file| Path::new(file.name()) != path) {
        tell(format!("rerun-if-changed={}", file.name()));
    }
    let Read { schema, warnings, .. } = read_with(sources, &config.lints)?;
    for warning in warnings {
        tell(format!("warning={warning}"));
    }
    let options = config.options(path.display().to_string());
    write(&generate(&schema, &options)?, out)?;
    Ok(())
}

/// Cargo shows a line for each `cargo::error`, and stderr, with all of the text, below.
#[allow(clippy::print_stderr)]
fn fail(error: &Error) -> ! {
    match error {
        Error::Schema { rendered, lines } => {
            for line in lines {
                tell(&format!("error={line}"));
            }
            eprintln!("{rendered}");
        }
        Error::Config(ConfigError::Wrong { path, text, mistake }) => {
            tell(&format!("error={}", mistake.line(&path.display().to_string(), text)));
            eprintln!("{error}");
        }
        Error::Problems { problems } => {
            for problem in problems {
                tell(&format!("error={problem}"));
            }
        }
        error => {
            let mut text = error.to_string();
            let mut source = std::error::Error::source(error);
            while let Some(cause) = source {
                text = format!("{text}: {cause}");
                source = cause.source();
            }
            tell(&format!("error={}", text.replace('\n', " ")));
        }
    }
    std::process::exit(1)
}

/// One instruction to cargo (The Cargo Book, "Outputs of the Build Script").
#[allow(clippy::print_stdout)]
fn tell(instruction: &str) {
    println!("cargo::{instruction}");
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn compiled(project: &Path, path: &str) -> (Result<(), Error>, Vec<String>) {
        let mut told = Vec::new();
        let out = project.join("out/pg_orm");
        let result = compile_in(project, Path::new(path), &out, &mut |instruction| told.push(instruction));
        (result, told)
    }

    #[test]
    fn a_folder_is_watched_as_a_whole_and_file_by_file() {
        let project = tempfile::tempdir().unwrap();
        fs::create_dir_all(project.path().join("db")).unwrap();
        fs::create_dir_all(project.path().join("migrations")).unwrap();
        fs::write(project.path().join("db/a.pgorm"), "model A { id bigint @id }").unwrap();
        fs::write(project.path().join("db/b.pgorm"), "enum B { x }").unwrap();
        fs::write(project.path().join("pgorm.toml"), "[generate]\nderive = [\"serde::Serialize\"]").unwrap();
        let (result, told) = compiled(project.path(), "db");
        result.unwrap();
        let watched = ["db", "pgorm.toml", "migrations", "db/a.pgorm", "db/b.pgorm"];
        assert_eq!(told, watched.map(|path| format!("rerun-if-changed={path}")));
        let text = fs::read_to_string(project.path().join("out/pg_orm/a.rs")).unwrap();
        assert!(
            text.starts_with("//! Generated from db. Do not edit.\n") && text.contains("serde::Serialize"),
            "{text}"
        );
    }

    #[test]
    fn a_schema_that_fails_is_watched_too_and_nothing_is_written() {
        let project = tempfile::tempdir().unwrap();
        let (result, told) = compiled(project.path(), "schema.pgorm");
        assert_eq!(result.unwrap_err().to_string(), "there is no schema at `schema.pgorm`");
        let watch = format!("rerun-if-changed={}", project.path().join("out/pg_orm.watch").display());
        let watched = if cfg!(unix) {
            vec!["rerun-if-changed=schema.pgorm", &watch]
        } else {
            vec!["rerun-if-changed=schema.pgorm"]
        };
        assert_eq!(told, watched);

        fs::write(project.path().join("schema.pgorm"), "model A { id bigin @id }").unwrap();
        let (result, told) = compiled(project.path(), "schema.pgorm");
        let error = result.unwrap_err().to_string();
        assert!(error.contains("--> schema.pgorm:1:14"), "{error}");
        assert_eq!(told, watched);
        assert!(!project.path().join("out/pg_orm").exists());
    }
}
