//! The project: its folder, and the paths that `pgorm.toml` or the defaults name.

use std::{
    env,
    path::{Path, PathBuf},
};

use pg_orm_build::Config;
use pg_orm_schema::{LoadError, Sources};

use crate::Error;

const SETTINGS: &str = "pgorm.toml";
const SCHEMA: &str = "schema.pgorm";

/// The project that a command is about.
#[derive(Debug)]
pub(crate) struct Project {
    root: PathBuf,
    is_found: bool,
    current: PathBuf,
    config: Config,
}

impl Project {
    /// The nearest folder, from the current one upwards, with `pgorm.toml` or `schema.pgorm`; else the current one.
    pub(crate) fn find() -> Result<Self, Error> {
        let current = env::current_dir().map_err(Error::file("find the current folder", "."))?;
        let is_root = |folder: &&Path| folder.join(SETTINGS).is_file() || folder.join(SCHEMA).exists();
        let found = current.ancestors().find(is_root);
        let is_found = found.is_some();
        let root = found.unwrap_or(&current).to_owned();
        // Messages name the file as short as they can.
        let config = Config::find(if root == current { Path::new("") } else { &root })?;
        Ok(Self { root, is_found, current, config })
    }

    /// Misuse where the current folder is in no project.
    pub(crate) fn require(&self) -> Result<(), Error> {
        if self.is_found {
            return Ok(());
        }
        let current = self.current.display();
        let message =
            format!("no project here: neither {current} nor a folder above has {SETTINGS} or {SCHEMA}");
        Err(Error::misuse(message, "`pgorm init` makes one; or go to the folder of one"))
    }

    /// The schema's files: those given as an argument, else the project's.
    pub(crate) fn sources(&self, given: Option<&Path>) -> Result<Sources, Error> {
        if given.is_none() {
            self.require()?;
        }
        Sources::load(self.schema(given)).map_err(|error| match error {
            LoadError::Missing { path } if given.is_none() && self.config.schema != Path::new(SCHEMA) => {
                let named = self.below(Path::new(SETTINGS));
                let message = format!(
                    "there is no schema at `{}`, which `schema` in {} names",
                    path.display(),
                    named.display()
                );
                Error::refused(message, "write it there, or name another file or folder in pgorm.toml")
            }
            error => error.into(),
        })
    }

    /// Its folder, absolute.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// What `pgorm.toml` says.
    pub(crate) fn config(&self) -> &Config {
        &self.config
    }

    /// The schema given as an argument, else the project's.
    pub(crate) fn schema(&self, given: Option<&Path>) -> PathBuf {
        given.map_or_else(|| self.below(&self.config.schema), Path::to_owned)
    }

    /// The folder of migrations given as an option, else the project's.
    pub(crate) fn migrations(&self, given: Option<&Path>) -> PathBuf {
        given.map_or_else(|| self.below(&self.config.migrations), Path::to_owned)
    }

    /// The folder for checked-in source given as an option, else the project's, if it has one.
    pub(crate) fn out(&self, given: Option<&Path>) -> Option<PathBuf> {
        let configured = || self.config.generate.out.as_deref().map(|out| self.below(out));
        given.map(Path::to_owned).or_else(configured)
    }

    /// A path of `pgorm.toml`, as short as the current folder allows: messages show it.
    fn below(&self, path: &Path) -> PathBuf {
        if self.root == self.current { path.to_owned() } else { self.root.join(path) }
    }
}
