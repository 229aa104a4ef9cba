//! What a durable server remembers from one start to the next.

use std::{
    fs,
    io::{self, Write},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

use crate::{Error, Version, files::read_plain};

/// What is remembered from one start to the next, in `server.json`.
#[derive(Default)]
pub(crate) struct Memory {
    pub(crate) version: Option<Version>,
    pub(crate) tcp: Option<u16>,
    pub(crate) project: Option<PathBuf>,
}

impl Memory {
    pub(crate) fn read(home: &Path) -> Result<Self, Error> {
        let path = home.join("server.json");
        let text = match read_plain(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            text => text.map_err(Error::file("read", &path))?,
        };
        // Written whole or not at all; if it is broken nonetheless, it is as if nothing were remembered.
        let value: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
        let text = |key: &str| value.get(key).and_then(|value| value.as_str());
        Ok(Self {
            version: text("version").and_then(Version::from_number),
            tcp: value.get("tcp").and_then(|port| u16::try_from(port.as_u64()?).ok()),
            project: text("project").map(PathBuf::from),
        })
    }

    pub(crate) fn write(&self, home: &Path) -> Result<(), Error> {
        let value = serde_json::json!({
            "version": self.version.map(|version| version.to_string()),
            "tcp": self.tcp,
            "project": self.project.as_ref().map(|project| project.to_string_lossy()),
        });
        let (path, new) = (home.join("server.json"), home.join("server.json.new"));
        match fs::remove_file(&new) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(Error::file("remove", new)(error));
            }
            _ => {}
        }
        let mut options = fs::File::options();
        options
            .create_new(true)
            .write(true)
            .mode(0o600)
            .open(&new)
            .and_then(|mut file| writeln!(file, "{value:#}"))
            .map_err(Error::file("write", &new))?;
        fs::rename(&new, &path).map_err(Error::file("write", path))
    }
}
