//! The files of a new project, and creating them without overwriting any.

use std::{
    fs::{self, File},
    io::{ErrorKind, Write as _},
    path::{Path, PathBuf},
};

use pg_orm_build::Config;

use super::cargo::Packages;
use crate::Error;

/// A file to create, unless it is there.
pub(super) struct NewFile {
    /// Its path below the project's folder.
    pub(super) path: PathBuf,
    /// What stands in it.
    pub(super) text: String,
    /// What must stand in a file that is kept, and what to tell where it does not.
    needs: Option<(&'static str, String)>,
}

/// The files of a new project, or those that belong into a Cargo project that is there. The schema comes first, if
/// none is where it is expected.
///
/// `name` is the new project's. A schema that is there has models of which nothing is known here: the program only connects.
pub(super) fn of_project(
    folder: &Path,
    name: Option<&str>,
    packages: &Packages,
    config: &Config,
) -> Vec<NewFile> {
    let file = |path: &str, text: &str| NewFile { path: path.into(), text: text.to_owned(), needs: None };
    let schema = &config.schema;
    // A string of Rust.
    let quoted = |path: &Path| format!("{:?}", path.display().to_string());
    let compile = format!("pg_orm_build::compile({});", quoted(schema));
    // A schema without the ending is a folder of files.
    let is_file = schema.extension().is_some_and(|extension| extension == "pgorm");
    let schema = if is_file { schema.to_owned() } else { schema.join("schema.pgorm") };
    let build = NewFile {
        needs: Some(("pg_orm_build", format!("in build.rs, add to `main`:\n\n  {compile}"))),
        ..file(
            "build.rs",
            &include_str!("../../../templates/build.rs.template").replace("{compile}", &compile),
        )
    };
    let settings = file("pgorm.toml", include_str!("../../../templates/pgorm.toml.template"));
    let is_own_schema = !folder.join(&config.schema).exists();
    let schema =
        NewFile { path: schema, ..file("", include_str!("../../../templates/schema.pgorm.template")) };
    let Some(name) = name else { return vec![schema, settings, build] };
    let manifest = include_str!("../../../templates/Cargo.toml.template")
        .replace("{name}", name)
        .replace("{dependencies}", &packages.dependencies())
        .replace("{build-dependencies}", &packages.build_dependencies());
    let main = if is_own_schema {
        include_str!("../../../templates/main.rs.template")
            .replace("{migrations}", &quoted(&config.migrations))
    } else {
        include_str!("../../../templates/connect.rs.template").to_owned()
    };
    let ignored = file(".gitignore", include_str!("../../../templates/gitignore.template"));
    vec![schema, settings, file("Cargo.toml", &manifest), build, file("src/main.rs", &main), ignored]
}

impl NewFile {
    /// What the person has to add to the file that stood in its place.
    pub(super) fn advice_if_kept(&self, path: &Path) -> Result<Option<String>, Error> {
        let Some((needed, advice)) = &self.needs else { return Ok(None) };
        let text = fs::read(path).map_err(Error::file("read", path))?;
        let has = String::from_utf8_lossy(&text).contains(*needed);
        Ok((!has).then(|| advice.clone()))
    }
}

/// Creates a file and the folders above it; whether it was missing. One that is there stays as it is.
pub(super) fn create(path: &Path, text: &str) -> Result<bool, Error> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(Error::file("create the folder", parent))?;
    }
    match File::create_new(path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
        created => {
            let mut file = created.map_err(Error::file("create", path))?;
            file.write_all(text.as_bytes()).map_err(Error::file("write", path))?;
            Ok(true)
        }
    }
}
