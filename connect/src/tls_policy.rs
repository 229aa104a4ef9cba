//! What the parameters of TLS mean together.
//!
//! [PostgreSQL's manual, section 34.19](https://www.postgresql.org/docs/current/libpq-ssl.html).

use std::path::PathBuf;

use crate::{Environment, Error, SslMode, parameters::Parameters};

/// What the parameters of TLS mean together; no file has been opened for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TlsPolicy {
    pub(crate) mode: SslMode,
    /// TLS from the first byte on, without asking the server for it.
    pub(crate) is_direct: bool,
    pub(crate) roots: Roots,
    pub(crate) revoked: Revoked,
    pub(crate) identity: Option<Identity>,
    /// The server must ask for the client's certificate.
    pub(crate) must_be_asked: bool,
    /// Tells the server by which name it was called.
    pub(crate) names_server: bool,
    pub(crate) oldest: TlsVersion,
    pub(crate) newest: TlsVersion,
}

/// The certificates that verify a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Roots {
    /// None: any server will do.
    None,
    /// Those in a file.
    File(PathBuf),
    /// The operating system's.
    System,
}

/// The lists of certificates that count no more.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Revoked {
    pub(crate) file: Option<PathBuf>,
    pub(crate) folder: Option<PathBuf>,
}

/// The client's certificate and its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Identity {
    pub(crate) certificate: PathBuf,
    /// `None` where there is neither `sslkey` nor a home folder.
    pub(crate) key: Option<PathBuf>,
    /// Nobody named it, and nobody insists on TLS: it need not be there.
    pub(crate) is_optional: bool,
}

/// The versions of TLS that there are here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum TlsVersion {
    Tls12,
    Tls13,
}

impl TlsPolicy {
    pub(crate) fn new(parameters: &Parameters, environment: &Environment) -> Result<Self, Error> {
        let default = |name: &str| environment.in_home(".postgresql").map(|folder| folder.join(name));
        let (mode, roots) = mode_and_roots(parameters, default("root.crt"))?;
        let direct = "sslnegotiation";
        let is_direct =
            choice(parameters, direct, &["postgres", "direct"], "postgres or direct")? == Some("direct");
        if is_direct && mode < SslMode::Require {
            return Err(parameters.bad(direct, "direct", "sslmode=require or stronger to go with it"));
        }
        let (file, folder) = (parameters.get("sslcrl"), parameters.get("sslcrldir"));
        let revoked = match (file, folder) {
            // As in libpq, the list in the home folder goes with authorities that are in a file.
            (None, None) if matches!(roots, Roots::File(_)) => {
                Revoked { file: default("root.crl").filter(|file| file.is_file()), folder: None }
            }
            (file, folder) => Revoked { file: file.map(PathBuf::from), folder: folder.map(PathBuf::from) },
        };
        let use_ =
            choice(parameters, "sslcertmode", &["disable", "allow", "require"], "disable, allow or require")?;
        let certificate = match parameters.get("sslcert") {
            Some(file) => Some(PathBuf::from(file)),
            None => default("postgresql.crt").filter(|file| file.is_file()),
        };
        let certificate = certificate.filter(|_| use_ != Some("disable"));
        let must_be_asked = use_ == Some("require");
        let is_named = parameters.get("sslcert").is_some() || parameters.get("sslkey").is_some();
        let is_optional = !is_named && !must_be_asked && mode < SslMode::Require;
        if must_be_asked && certificate.is_none() && mode > SslMode::Disable {
            return Err(parameters.bad(
                "sslcertmode",
                "require",
                "a certificate to go with it: name it with sslcert",
            ));
        }
        let key = || parameters.get("sslkey").map(PathBuf::from).or_else(|| default("postgresql.key"));
        let identity = certificate.map(|certificate| Identity { certificate, key: key(), is_optional });
        let names_server = choice(parameters, "sslsni", &["0", "1"], "0 or 1")? != Some("0");
        let (oldest, newest) = versions(parameters)?;
        Ok(Self { mode, is_direct, roots, revoked, identity, must_be_asked, names_server, oldest, newest })
    }
}

fn mode_and_roots(parameters: &Parameters, default: Option<PathBuf>) -> Result<(SslMode, Roots), Error> {
    let mode = match parameters.setting("sslmode") {
        Some(setting) => Some(
            SslMode::named(&setting.value)
                .ok_or_else(|| parameters.bad("sslmode", &setting.value, SslMode::EXPECTED))?,
        ),
        None => None,
    };
    let root = parameters.get("sslrootcert");
    if root == Some("system") {
        return match mode.unwrap_or(SslMode::VerifyFull) {
            mode @ (SslMode::VerifyFull | SslMode::Disable) => Ok((mode, Roots::System)),
            mode => Err(Error::WeakMode { mode }),
        };
    }
    let mode = mode.unwrap_or(SslMode::Prefer);
    // As in libpq, a root certificate turns `require` into `verify-ca`, even one that is merely there.
    let default = || default.filter(|file| mode >= SslMode::Require && file.is_file());
    match root.map(PathBuf::from).or_else(default) {
        Some(file) => Ok((mode, Roots::File(file))),
        None if mode >= SslMode::VerifyCa => Err(Error::NoRootCertificate { mode }),
        None => Ok((mode, Roots::None)),
    }
}

fn versions(parameters: &Parameters) -> Result<(TlsVersion, TlsVersion), Error> {
    const NAMES: [&str; 4] = ["TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"];
    // Their case does not count in libpq.
    let version = |name: &'static str, expected: &'static str| match parameters.get(name) {
        None => Ok(None),
        Some(value) => match NAMES.iter().position(|known| known.eq_ignore_ascii_case(value)) {
            Some(index) => Ok(Some(index)),
            None => Err(parameters.bad(name, value, expected)),
        },
    };
    let oldest = version("ssl_min_protocol_version", "TLSv1, TLSv1.1, TLSv1.2 or TLSv1.3")?;
    let name = "ssl_max_protocol_version";
    let expected = "TLSv1.2 or TLSv1.3: nothing older is spoken here";
    let oldest = if oldest == Some(3) { TlsVersion::Tls13 } else { TlsVersion::Tls12 };
    let newest = match version(name, expected)? {
        Some(0 | 1) => return Err(parameters.bad(name, parameters.get(name).unwrap_or_default(), expected)),
        Some(2) => TlsVersion::Tls12,
        _ => TlsVersion::Tls13,
    };
    if oldest > newest {
        let value = parameters.get(name).unwrap_or_default();
        return Err(parameters.bad(name, value, "no less than ssl_min_protocol_version"));
    }
    Ok((oldest, newest))
}

/// One of some words; an empty one is none of them.
pub(crate) fn choice<'p>(
    parameters: &'p Parameters,
    name: &'static str,
    choices: &[&str],
    expected: &'static str,
) -> Result<Option<&'p str>, Error> {
    let Some(setting) = parameters.setting(name) else { return Ok(None) };
    let value = setting.value.as_str();
    if choices.contains(&value) { Ok(Some(value)) } else { Err(parameters.bad(name, value, expected)) }
}

#[cfg(test)]
mod tests {
    use std::{fs, path::PathBuf};

    use super::{Roots, TlsPolicy, TlsVersion};
    use crate::{Environment, Error, Origin, SslMode, parse::parse};

    fn policy(text: &str, environment: &Environment) -> Result<TlsPolicy, Error> {
        TlsPolicy::new(&parse(text, &Origin::Text).unwrap(), environment)
    }

    #[test]
    fn the_systems_certificates_want_the_strongest_mode() {
        let none = Environment::empty();
        let system = policy("sslrootcert=system", &none).unwrap();
        assert_eq!((system.mode, system.roots), (SslMode::VerifyFull, Roots::System));
        assert_eq!(policy("sslrootcert=system sslmode=disable", &none).unwrap().mode, SslMode::Disable);
        let error = policy("sslrootcert=system sslmode=require", &none).unwrap_err();
        assert!(matches!(error, Error::WeakMode { mode: SslMode::Require }));
    }

    #[test]
    fn files_in_the_home_folder_count_where_none_are_named() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join(".postgresql");
        fs::create_dir(&folder).unwrap();
        for name in ["root.crt", "root.crl", "postgresql.crt"] {
            fs::write(folder.join(name), "").unwrap();
        }
        let environment = Environment::empty().home(home.path());
        let found = policy("sslmode=require", &environment).unwrap();
        assert_eq!(found.roots, Roots::File(folder.join("root.crt")));
        assert_eq!(found.revoked.file, Some(folder.join("root.crl")));
        let identity = found.identity.unwrap();
        assert_eq!(identity.certificate, folder.join("postgresql.crt"));
        assert_eq!(identity.key, Some(folder.join("postgresql.key")));
        assert_eq!(policy("sslmode=prefer", &environment).unwrap().roots, Roots::None);
        let named =
            policy("sslmode=verify-ca sslrootcert=a sslcrldir=d sslcert=c sslkey=k", &environment).unwrap();
        assert_eq!(named.roots, Roots::File(PathBuf::from("a")));
        assert_eq!((named.revoked.file, named.revoked.folder), (None, Some(PathBuf::from("d"))));
        assert_eq!(named.identity.unwrap().key, Some(PathBuf::from("k")));
        assert_eq!(policy("sslcertmode=disable", &environment).unwrap().identity, None);
    }

    #[test]
    fn versions_are_bounded() {
        let none = Environment::empty();
        let read = |text: &str| policy(text, &none).map(|policy| (policy.oldest, policy.newest));
        let (old, new) = (TlsVersion::Tls12, TlsVersion::Tls13);
        assert_eq!(read("").unwrap(), (old, new));
        assert_eq!(read("ssl_min_protocol_version=tlsv1.3").unwrap(), (new, new));
        assert_eq!(
            read("ssl_min_protocol_version=TLSv1 ssl_max_protocol_version=TLSv1.2").unwrap(),
            (old, old)
        );
        for (text, expected) in [
            ("ssl_max_protocol_version=TLSv1.1", "nothing older is spoken here"),
            ("ssl_min_protocol_version=TLSv1.3 ssl_max_protocol_version=TLSv1.2", "no less than"),
            ("ssl_min_protocol_version=1.3", "expected TLSv1, TLSv1.1"),
        ] {
            let error = read(text).unwrap_err().to_string();
            assert!(error.contains(expected), "{text}: {error}");
        }
    }
}
