//! Files in folders that the server's account may write to, where root must follow no link and wait for no pipe.

use std::{
    fs::{File, OpenOptions},
    io::{self, Read, Write},
    os::unix::fs::{MetadataExt, OpenOptionsExt},
    path::Path,
    process::Stdio,
};

use rustix::fs::OFlags;

use crate::{Error, account::Account};

/// More than any file that is read whole has, in bytes.
const LONGEST: u64 = 1 << 20;

/// Opens a regular file with one name, never the target of a link; of anything else it does not even wait for a
/// writer, as opening a pipe would.
pub(crate) fn open_plain(options: &mut OpenOptions, path: &Path) -> io::Result<File> {
    let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed();
    let file = options.custom_flags(flags).open(path)?;
    let metadata = file.metadata()?;
    if metadata.is_file() && metadata.nlink() <= 1 {
        return Ok(file);
    }
    Err(io::Error::new(
        io::ErrorKind::InvalidInput,
        "it is not a file of its own but a link, a pipe or the like",
    ))
}

/// Reads such a file whole.
pub(crate) fn read_plain(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    open_plain(File::options().read(true), path)?.take(LONGEST).read_to_string(&mut text)?;
    Ok(text)
}

/// Opens or makes a lock file that only its owner may read, and waits until nobody else has it locked.
pub(crate) fn lock(path: &Path) -> Result<File, Error> {
    let mut options = File::options();
    // Without `truncate`: should it be another file after all, it keeps its contents.
    open_plain(options.create(true).write(true).truncate(false).mode(0o600), path)
        .and_then(|file| file.lock().map(|()| file))
        .map_err(Error::file("lock", path))
}

/// Writes a file that only the server's account may read, as PostgreSQL wants it for keys; all of it or nothing.
///
/// The account itself writes it: in its own folders root would follow whatever links it finds there.
pub(crate) fn write_as(account: &Account, path: &Path, contents: &[u8]) -> Result<(), Error> {
    let script = r#"umask 077 && rm -f -- "$1.new" && cat >"$1.new" && mv -f -- "$1.new" "$1""#;
    feed(account, script, path, contents)
}

/// Appends to a file of the server's account, as this account.
pub(crate) fn append_as(account: &Account, path: &Path, contents: &[u8]) -> Result<(), Error> {
    feed(account, r#"cat >>"$1""#, path, contents)
}

fn feed(account: &Account, script: &str, path: &Path, contents: &[u8]) -> Result<(), Error> {
    let mut command = account.command("/bin/sh");
    command.args(["-c", script, "pgorm-write"]).arg(path);
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(Error::run("/bin/sh"))?;
    // A shell that has ended reads nothing: what it says about that comes first.
    let written = child.stdin.take().map_or(Ok(()), |mut stdin| stdin.write_all(contents));
    let output = child.wait_with_output().map_err(Error::run("/bin/sh"))?;
    if !output.status.success() {
        let reason = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        return Err(Error::file("write", path)(io::Error::other(reason)));
    }
    written.map_err(Error::file("write", path))
}

#[cfg(test)]
mod tests {
    use std::{fs, os::unix::fs::symlink};

    use super::{lock, open_plain, read_plain, write_as};
    use crate::account::Account;

    #[test]
    fn links_and_pipes_are_neither_followed_nor_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let (target, link, pipe) =
            (folder.path().join("target"), folder.path().join("link"), folder.path().join("pipe"));
        fs::write(&target, "secret").unwrap();
        symlink(&target, &link).unwrap();
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        for path in [&link, &pipe] {
            assert!(read_plain(path).is_err(), "{path:?}");
            assert!(lock(path).is_err(), "{path:?}");
            assert!(open_plain(fs::File::options().append(true), path).is_err(), "{path:?}");
        }
        assert_eq!(read_plain(&target).unwrap(), "secret");
        let second = folder.path().join("second");
        fs::hard_link(&target, &second).unwrap();
        assert!(read_plain(&second).is_err());
        // A link that leads nowhere yet makes no file there.
        symlink(folder.path().join("made"), folder.path().join("dangling")).unwrap();
        assert!(lock(&folder.path().join("dangling")).is_err());
        assert!(!folder.path().join("made").exists());
    }

    #[test]
    fn a_file_written_over_a_link_replaces_the_link() {
        let folder = tempfile::tempdir().unwrap();
        let account = Account::current().unwrap();
        account.own(folder.path()).unwrap();
        let (target, link) = (folder.path().join("target"), folder.path().join("link"));
        fs::write(&target, "kept").unwrap();
        for name in ["link", "link.new"] {
            symlink(&target, folder.path().join(name)).unwrap();
        }
        write_as(&account, &link, b"it's \0 new").unwrap();
        assert_eq!(fs::read(&link).unwrap(), b"it's \0 new");
        assert_eq!(fs::read_to_string(&target).unwrap(), "kept");
        let error = write_as(&account, &folder.path().join("no/file"), b"x").unwrap_err().to_string();
        assert!(error.contains("can't write") && error.contains("no/file"), "{error}");
    }
}
