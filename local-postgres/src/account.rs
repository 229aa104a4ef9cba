//! The operating system's user that runs the server: the caller, or an ordinary user in root's place.

use std::{
    env,
    fs::{self, File},
    os::unix::{
        fs::{fchown, lchown},
        process::CommandExt,
    },
    path::{Path, PathBuf},
    process::Command,
};

use rustix::process::geteuid;

use crate::Error;

/// Who runs the server and owns its files.
#[derive(Debug, Clone)]
pub(crate) struct Account {
    pub(crate) uid: u32,
    gid: u32,
    /// The name, when root has to switch to this account.
    switched_to: Option<String>,
}

impl Account {
    /// The caller; for root, `postgres`, else `nobody`.
    pub(crate) fn current() -> Result<Self, Error> {
        let uid = geteuid().as_raw();
        if uid != 0 {
            return Ok(Self { uid, gid: rustix::process::getegid().as_raw(), switched_to: None });
        }
        let path = "/etc/passwd";
        let passwd = fs::read_to_string(path).map_err(Error::file("read", path))?;
        ["postgres", "nobody"].iter().find_map(|name| find(&passwd, name)).ok_or(Error::NoAccount)
    }

    /// A command that runs as this account, away from the caller's folder, language and `PG*` variables.
    pub(crate) fn command(&self, program: impl AsRef<Path>) -> Command {
        let mut command = Command::new(program.as_ref());
        for (name, _) in env::vars_os() {
            if name.to_string_lossy().starts_with("PG") {
                command.env_remove(name);
            }
        }
        command.env("LC_ALL", "C").env("TZ", "UTC").current_dir("/");
        if self.switched_to.is_some() {
            // The standard library drops root's supplementary groups when it switches the user.
            command.uid(self.uid).gid(self.gid);
        }
        command
    }

    /// Gives a file or folder to this account; of a link the link, not what it leads to.
    pub(crate) fn own(&self, path: &Path) -> Result<(), Error> {
        if self.switched_to.is_some() {
            lchown(path, Some(self.uid), Some(self.gid)).map_err(Error::file("change the owner of", path))?;
        }
        Ok(())
    }

    /// Gives an open file or folder to this account; the path is for messages.
    pub(crate) fn own_open(&self, file: &File, path: &Path) -> Result<(), Error> {
        if self.switched_to.is_some() {
            fchown(file, Some(self.uid), Some(self.gid)).map_err(Error::file("change the owner of", path))?;
        }
        Ok(())
    }

    /// Whether root has to switch to this account, whose folders are then not to be trusted.
    pub(crate) fn is_switched_to(&self) -> bool {
        self.switched_to.is_some()
    }

    /// " as the user postgres" where root switches, else nothing: for messages.
    pub(crate) fn as_whom(&self) -> String {
        self.switched_to.as_ref().map(|name| format!(" as the user {name}")).unwrap_or_default()
    }
}

/// Whether the caller is root.
pub(crate) fn is_root() -> bool {
    geteuid().is_root()
}

/// The caller's home folder, when it is set and there.
pub(crate) fn home() -> Option<PathBuf> {
    env::var_os("HOME").map(PathBuf::from).filter(|home| home.is_absolute() && home.is_dir())
}

fn find(passwd: &str, wanted: &str) -> Option<Account> {
    passwd.lines().find_map(|line| {
        let mut fields = line.split(':');
        let name = fields.next().filter(|name| *name == wanted)?;
        let uid = fields.nth(1)?.parse().ok().filter(|uid| *uid != 0)?;
        let gid = fields.next()?.parse().ok()?;
        Some(Account { uid, gid, switched_to: Some(name.to_owned()) })
    })
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn accounts_are_found_by_their_whole_name_and_are_never_root() {
        let passwd = "root:x:0:0:root:/root:/bin/sh\nnobodys:x:7:7::/:/bin/sh\nbad line\nnobody:x:65534:65533:n:/:/bin/false\nfake:x:0:0::/:\n";
        let nobody = find(passwd, "nobody").unwrap();
        assert_eq!((nobody.uid, nobody.gid), (65534, 65533));
        assert!(find(passwd, "fake").is_none());
        assert!(find(passwd, "postgres").is_none());
    }
}
