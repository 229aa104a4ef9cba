//! `pgorm init`: makes a project that builds and runs, or adds to a Cargo project what it lacks.

mod cargo;
mod files;

use std::{
    fs,
    path::{Path, PathBuf},
};

use pg_orm_build::Config;

use crate::{
    Error, Outcome,
    commands::migrate::new,
    output::{self, Painted, STRONG},
    schema,
};

/// Make a new project, or add what is missing to a Cargo project
#[derive(Debug, clap::Args)]
#[command(after_help = "\
A new project has a schema, a first migration and a program that writes and reads
rows; it builds and runs at once. In a Cargo project, what is missing is added, and what
to write into its files is told: files that are there are never overwritten.

Examples:
  pgorm init todo        a new project in the folder todo
  pgorm init             in the current folder; a Cargo.toml that is there is left alone

Without --path-to-pg-orm the project depends on the checkout that this command was built
from, where that is still there, else on the published packages.")]
pub(crate) struct Init {
    /// The project's folder, made if it is missing
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
    /// The package's name [default: the folder's]
    #[arg(long)]
    name: Option<String>,
    /// Leave the first migration to `pgorm migrate new`
    #[arg(long)]
    no_migration: bool,
    /// Depend on the checkout of PG-ORM in this folder
    #[arg(long, value_name = "DIR")]
    path_to_pg_orm: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Init) -> Result<Outcome, Error> {
    let folder = &arguments.folder;
    let packages = cargo::Packages::new(arguments.path_to_pg_orm.as_deref())?;
    let manifest = cargo::Manifest::read(&folder.join("Cargo.toml"))?;
    let name = package_name(arguments, manifest.as_ref())?;
    if let (None, Some(checkout)) = (&arguments.path_to_pg_orm, packages.checkout()) {
        let checkout = checkout.display();
        output::message(format_args!(
            "depending on the checkout that this command was built from: {checkout}"
        ));
    }
    fs::create_dir_all(folder).map_err(Error::file("create the folder", folder))?;
    let config = Config::find(folder)?;
    let packages = packages.with_types(&config.types);
    let mut todo = Vec::new();
    let mut created = Vec::new();
    let new_name = manifest.is_none().then_some(name.as_str());
    for file in files::of_project(folder, new_name, &packages, &config) {
        let path = if folder == Path::new(".") { file.path.clone() } else { folder.join(&file.path) };
        if files::create(&path, &file.text)? {
            output::message(format_args!("created {}", path.display()));
            created.push(file.path);
        } else {
            output::message(format_args!("kept    {}", path.display()));
            todo.extend(file.advice_if_kept(&path)?);
        }
    }
    // A Cargo project has tables of its own in mind: its author changes the schema first.
    let is_own_schema = created.iter().any(|path| path.starts_with(&config.schema));
    if manifest.is_none() && is_own_schema && !arguments.no_migration {
        first_migration(folder, &config)?;
    }
    if let Some(manifest) = &manifest {
        if is_own_schema {
            todo.insert(0, format!("in {}, replace the models, which are examples", config.schema.display()));
        }
        todo.splice(0..0, manifest.advice(&packages, folder));
        todo.extend(cargo::module_advice(folder)?);
    }
    todo.extend(cargo::workspace_advice(folder, manifest.is_none())?);
    for advice in &todo {
        output::message(format_args!("\n{} {}", Painted(STRONG, "to do:"), advice));
    }
    output::message(format_args!("\n{}", Painted(STRONG, "next:")));
    let has_migration = folder.join(&config.migrations).exists();
    for command in next(folder, manifest.is_none(), has_migration) {
        output::message(format_args!("  {command}"));
    }
    Ok(Outcome::Fine)
}

/// The name for a new package; empty where there is one already.
fn package_name(arguments: &Init, manifest: Option<&cargo::Manifest>) -> Result<String, Error> {
    let path = arguments.folder.join("Cargo.toml");
    match (manifest, &arguments.name) {
        (Some(manifest), _) if !manifest.is_package() => {
            let help = "run this in the folder of the package that is to use the database";
            Err(Error::misuse(
                format!("{} is a workspace without a package of its own", path.display()),
                help,
            ))
        }
        (Some(_), Some(_)) => {
            let help = "leave out --name: the package in Cargo.toml has one";
            Err(Error::misuse(format!("{} is there already", path.display()), help))
        }
        (Some(_), None) => Ok(String::new()),
        (None, Some(name)) => cargo::check_name(name),
        (None, None) => cargo::name_of(&arguments.folder),
    }
}

/// The commands to type next.
fn next(folder: &Path, is_new: bool, has_migration: bool) -> Vec<String> {
    let mut commands = Vec::new();
    if folder != Path::new(".") {
        commands.push(format!("cd {}", quoted(folder)));
    }
    commands.push("export DATABASE_URL=$(pgorm dev)   # starts a private PostgreSQL".to_owned());
    if !has_migration {
        commands.push("pgorm migrate new first".to_owned());
    }
    commands.push(if is_new { "cargo run" } else { "cargo build" }.to_owned());
    commands
}

/// A path as a POSIX shell takes it.
fn quoted(path: &Path) -> String {
    let text = path.display().to_string();
    let is_plain = |c: char| c.is_alphanumeric() || "/._-+,:@%".contains(c);
    if text.starts_with(|c: char| c.is_alphanumeric() || "/._".contains(c)) && text.chars().all(is_plain) {
        return text;
    }
    let dashed = if text.starts_with('-') { format!("./{text}") } else { text };
    format!("'{}'", dashed.replace('\'', r"'\''"))
}

/// Writes the first migration, unless there are some.
fn first_migration(folder: &Path, config: &Config) -> Result<(), Error> {
    let migrations =
        if folder == Path::new(".") { config.migrations.clone() } else { folder.join(&config.migrations) };
    if migrations.exists() {
        return Ok(());
    }
    if let Some(checked) = schema::load_at(&folder.join(&config.schema), &config.lints)?
        && let Some(migration) = new::write(&migrations, "first", &checked.schema)?
    {
        output::message(format_args!("created {}", migration.display()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    #[test]
    fn odd_folders_are_quoted_for_the_shell() {
        let quoted = |path: &str| super::quoted(Path::new(path));
        assert_eq!(quoted("apps/todo-2"), "apps/todo-2");
        assert_eq!(quoted("my $app"), "'my $app'");
        assert_eq!(quoted("it's"), r"'it'\''s'");
        assert_eq!(quoted("-x"), "'./-x'");
    }
}
