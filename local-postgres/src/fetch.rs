//! Fetching a pinned archive with a package client into the cache, once for all processes.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use sha2::{Digest as _, Sha256};

use crate::{
    Error, Tried,
    files::lock,
    folders::{make_shared, make_unique, remove_leftovers},
    pins::{Client, Pin},
    process::{tail, within},
    unpack::unpack,
};

/// How long a package client may take.
const LIMIT: Duration = Duration::from_secs(600);

/// How the names of folders for downloads start.
const SCRATCH: &str = ".fetch-";

/// The folder of the unpacked archive in the cache; `None` when it has not been fetched yet.
pub(crate) fn cached(cache: &Path, pin: &Pin, platform: &str) -> Option<PathBuf> {
    Some(cache.join("postgres").join(pin.folder(platform))).filter(|folder| folder.is_dir())
}

/// Fetches and unpacks an archive; the folder, and the client's command that fetched it.
///
/// `None` when no client could; `tried` then has a line for each.
pub(crate) fn fetch(
    cache: &Path,
    pin: &Pin,
    platform: &str,
    tried: &mut Tried,
) -> Result<Option<(PathBuf, &'static str)>, Error> {
    let Some(digest) = pin.digest(platform) else {
        tried.add(pin.package(platform), format_args!("no archive for {platform}"));
        return Ok(None);
    };
    let folders = cache.join("postgres");
    make_shared(&folders)?;
    let lock = lock(&folders.join("lock"))?;
    let folder = folders.join(pin.folder(platform));
    if folder.is_dir() {
        // Another process fetched it while this one waited for the lock.
        return Ok(Some((folder, "another process")));
    }
    remove_leftovers(&folders, SCRATCH)?;
    let scratch = make_unique(&folders, SCRATCH)?;
    let fetched = with_clients(pin, platform, digest, &scratch, tried);
    let placed = match fetched {
        Ok(Some((archive, client))) => {
            place(pin, &archive, &scratch, &folder).map(|()| Some((folder, client)))
        }
        Ok(None) => Ok(None),
        Err(error) => Err(error),
    };
    let removed = fs::remove_dir_all(&scratch).map_err(Error::file("remove the folder", &scratch));
    drop(lock);
    placed.and_then(|placed| removed.map(|()| placed))
}

/// Unpacks beside the final place, then renames: nobody ever sees half of it.
fn place(pin: &Pin, archive: &Path, scratch: &Path, folder: &Path) -> Result<(), Error> {
    let unpacked = scratch.join("unpacked");
    make_shared(&unpacked)?;
    unpack(pin.client, archive, &unpacked)?;
    fs::rename(&unpacked, folder).map_err(Error::file("create the folder", folder))
}

fn with_clients(
    pin: &Pin,
    platform: &str,
    digest: &str,
    scratch: &Path,
    tried: &mut Tried,
) -> Result<Option<(PathBuf, &'static str)>, Error> {
    let package = pin.package(platform);
    for client in clients(pin.client) {
        let downloads = make_unique(scratch, "")?;
        let place = format!("{client} ({package})");
        match download(client, pin.client, &package, &downloads, scratch) {
            Ok(archive) => match checksum(&archive)? {
                actual if actual == digest => return Ok(Some((archive, client))),
                actual => tried.add(place, format_args!("its SHA-256 is {actual}, not the pinned {digest}")),
            },
            Err(reason) => tried.add(place, reason),
        }
    }
    Ok(None)
}

fn clients(client: Client) -> &'static [&'static str] {
    match client {
        Client::Pip => &["pip3 download", "pip download", "python3 -m pip download"],
        Client::Npm => &["npm pack"],
    }
}

/// Runs a client; the archive it left, or why there is none.
fn download(
    client: &str,
    kind: Client,
    package: &str,
    into: &Path,
    scratch: &Path,
) -> Result<PathBuf, String> {
    let mut words = client.split(' ');
    let mut command = Command::new(words.next().unwrap_or_default());
    command.args(words).current_dir(into);
    match kind {
        Client::Pip => command
            .args(["--quiet", "--disable-pip-version-check", "--no-input", "--no-cache-dir"])
            .args(["--no-deps", "--only-binary=:all:", "--dest", ".", package])
            .env("PIP_ROOT_USER_ACTION", "ignore"),
        // A cache of our own: the user's may not be writable, and is of no use to us.
        Client::Npm => command
            .args(["--silent", "--loglevel=error", "--no-update-notifier", "--pack-destination", "."])
            .args(["--ignore-scripts", "--cache"])
            .arg(scratch.join("npm"))
            .arg(package),
    };
    let log = into.join("log");
    let log =
        File::options().create(true).append(true).read(true).open(&log).map_err(|error| error.to_string())?;
    match within(&mut command, &log, LIMIT) {
        Ok(Some(status)) if status.success() => {}
        Ok(Some(status)) => return Err(format!("{status}\n{}", tail(&log))),
        Ok(None) => return Err(format!("not finished after {} s\n{}", LIMIT.as_secs(), tail(&log))),
        Err(Error::Run { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
            return Err("not installed".to_owned());
        }
        Err(Error::Run { source, .. }) => return Err(source.to_string()),
        Err(error) => return Err(error.to_string()),
    }
    let extension = match kind {
        Client::Pip => "whl",
        Client::Npm => "tgz",
    };
    let entries = fs::read_dir(into).map_err(|error| error.to_string())?;
    let archive = entries
        .flatten()
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|e| e == extension));
    archive.ok_or_else(|| format!("it left no .{extension} file\n{}", tail(&log)))
}

fn checksum(archive: &Path) -> Result<String, Error> {
    let bytes = fs::read(archive).map_err(Error::file("read", archive))?;
    Ok(Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect())
}
