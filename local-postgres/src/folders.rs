//! The folders this crate keeps its files in, and how they are made.

use std::{
    env,
    fs::{self, File},
    io,
    os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt, fchown},
    path::{Path, PathBuf},
    process,
    sync::atomic::{AtomicU64, Ordering},
    time::{SystemTime, UNIX_EPOCH},
};

use rustix::fs::OFlags;

use crate::{
    Error,
    account::{Account, home, is_root},
};

/// `/dev/shm` is taken for throwaway data when it has this much room, in bytes.
const ROOM_FOR_DATA: u64 = 1 << 30;

/// The longest path of a Unix socket that every platform takes (107 bytes on Linux, 103 on macOS and the BSDs).
const LONGEST_SOCKET: usize = 103;

/// The folder for fetched archives and templates; made if it is missing.
pub(crate) fn cache() -> Result<PathBuf, Error> {
    let mac = "Library/Caches";
    base("PGORM_CACHE_DIR", "/var/cache/pg-orm", "XDG_CACHE_HOME", ".cache", mac)
}

/// The folder for durable servers; made if it is missing.
pub(crate) fn state() -> Result<PathBuf, Error> {
    let mac = "Library/Application Support";
    base("PGORM_STATE_DIR", "/var/lib/pg-orm", "XDG_STATE_HOME", ".local/state", mac)
}

fn base(own: &'static str, roots: &str, xdg: &str, under_home: &str, mac: &str) -> Result<PathBuf, Error> {
    let absolute =
        |variable: &str| env::var_os(variable).map(PathBuf::from).filter(|path| path.is_absolute());
    let under_home = if cfg!(target_os = "macos") { mac } else { under_home };
    if let Some(folder) = env::var_os(own).filter(|folder| !folder.is_empty()).map(PathBuf::from) {
        if !folder.is_absolute() {
            let value = folder.to_string_lossy().into_owned();
            return Err(Error::BadVariable { variable: own, value, expected: "an absolute path" });
        }
        return make_shared(&folder).map(|()| folder);
    }
    if is_root() {
        let folder = PathBuf::from(roots);
        return make_shared(&folder).map(|()| folder);
    }
    if let Some(folder) = absolute(xdg).or_else(|| home().map(|home| home.join(under_home))) {
        let folder = folder.join("pg-orm");
        return make_shared(&folder).map(|()| folder);
    }
    // Nobody's home: a folder of our own below the temporary one, which others must not have made for us.
    let kind = if xdg.contains("CACHE") { "cache" } else { "state" };
    let owner = rustix::process::geteuid().as_raw();
    let folder = env::temp_dir().join(format!("pg-orm-{kind}-{owner}"));
    make_private_once(&folder, owner).map(|_| folder)
}

/// Makes a folder, and those above it, that others may read.
pub(crate) fn make_shared(folder: &Path) -> Result<(), Error> {
    if folder.is_dir() {
        return Ok(());
    }
    if let Some(parent) = folder.parent().filter(|parent| !parent.is_dir()) {
        make_shared(parent)?;
    }
    match fs::create_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(()),
        made => made.map_err(Error::file("create the folder", folder))?,
    }
    // Root's umask may hide new folders from the account that runs the server.
    set_mode(folder, 0o755)
}

/// Makes a folder that only its owner may enter, or takes the one there if it belongs to the caller or to `owner`;
/// opened, so that what is done with it is done to this folder and to no other put in its place.
pub(crate) fn make_private_once(folder: &Path, owner: u32) -> Result<File, Error> {
    match fs::DirBuilder::new().mode(0o700).create(folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
            return Err(Error::file("create the folder", folder)(error));
        }
        _ => {}
    }
    let flags = (OFlags::NOFOLLOW | OFlags::DIRECTORY).bits().cast_signed();
    let open = File::options().read(true).custom_flags(flags).open(folder);
    let open = open.map_err(Error::file("use the folder", folder))?;
    let metadata = open.metadata().map_err(Error::file("look at", folder))?;
    if ![owner, rustix::process::geteuid().as_raw()].contains(&metadata.uid()) {
        let refused = io::Error::new(io::ErrorKind::PermissionDenied, "it belongs to another user");
        return Err(Error::file("use the folder", folder)(refused));
    }
    set_mode_open(&open, folder, 0o700).map(|()| open)
}

/// The same for a durable server's own folder. Root keeps it, so that the server's account, which may only pass
/// through it, can't put anything in the place of what root writes there.
pub(crate) fn make_home(folder: &Path, account: &Account) -> Result<(), Error> {
    if !account.is_switched_to() && folder.is_dir() {
        return Ok(());
    }
    let open = make_private_once(folder, account.uid)?;
    if account.is_switched_to() {
        let root = rustix::process::geteuid().as_raw();
        fchown(&open, Some(root), None).map_err(Error::file("change the owner of", folder))?;
        set_mode_open(&open, folder, 0o711)?;
    }
    Ok(())
}

fn set_mode_open(open: &File, folder: &Path, mode: u32) -> Result<(), Error> {
    open.set_permissions(fs::Permissions::from_mode(mode))
        .map_err(Error::file("set the permissions of", folder))
}

/// A new folder below `parent` that only its owner may enter.
pub(crate) fn make_unique(parent: &Path, prefix: &str) -> Result<PathBuf, Error> {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    loop {
        let nanoseconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |now| now.subsec_nanos());
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = parent.join(format!("{prefix}{}-{count}-{nanoseconds:x}", process::id()));
        match fs::DirBuilder::new().mode(0o700).create(&folder) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            made => return made.map(|()| folder.clone()).map_err(Error::file("create the folder", folder)),
        }
    }
}

/// Removes what a killed process left of folders made by [`make_unique`]; only under the lock that guards them.
pub(crate) fn remove_leftovers(parent: &Path, prefix: &str) -> Result<(), Error> {
    for entry in fs::read_dir(parent).map_err(Error::file("read the folder", parent))? {
        let entry = entry.map_err(Error::file("read the folder", parent))?;
        if entry.file_name().to_string_lossy().starts_with(prefix) {
            fs::remove_dir_all(entry.path()).map_err(Error::file("remove the folder", entry.path()))?;
        }
    }
    Ok(())
}

/// Sets a file's or folder's permissions.
pub(crate) fn set_mode(path: &Path, mode: u32) -> Result<(), Error> {
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
        .map_err(Error::file("set the permissions of", path))
}

/// Where throwaway data goes: memory where there is room, else the temporary folder.
pub(crate) fn for_throwaway_data() -> PathBuf {
    let memory = Path::new("/dev/shm");
    let room = rustix::fs::statvfs(memory).map_or(0, |stat| stat.f_bavail.saturating_mul(stat.f_frsize));
    if cfg!(target_os = "linux") && room >= ROOM_FOR_DATA { memory.to_owned() } else { env::temp_dir() }
}

/// Whether a server can make its socket in this folder.
pub(crate) fn fits_socket(folder: &Path, port: u16) -> bool {
    folder.as_os_str().len() + format!("/.s.PGSQL.{port}").len() <= LONGEST_SOCKET
}

/// The size of all files below a folder, in bytes; files that vanish meanwhile count nothing.
pub(crate) fn size(folder: &Path) -> u64 {
    let Ok(entries) = fs::read_dir(folder) else { return 0 };
    entries
        .flatten()
        .map(|entry| match entry.metadata() {
            Ok(metadata) if metadata.is_dir() => size(&entry.path()),
            Ok(metadata) => metadata.len(),
            Err(_) => 0,
        })
        .sum()
}

/// A short name for a path that stays the same in every release: FNV-1a, 64 bits, in hexadecimal.
pub(crate) fn digest(bytes: &[u8]) -> String {
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    format!("{hash:016x}")
}
