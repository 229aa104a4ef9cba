//! How much of TLS is asked for, and which root certificates verify the server.

use std::{env, fmt, path::PathBuf, str::FromStr};

use crate::Error;

/// How much of TLS is asked for; see [PostgreSQL's manual](https://www.postgresql.org/docs/current/libpq-ssl.html).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SslMode {
    /// No TLS.
    Disable,
    /// No TLS, unless the server insists.
    Allow,
    /// TLS if the server has it. The default.
    Prefer,
    /// TLS, with whomever it may be.
    Require,
    /// TLS with a server whose certificate a trusted authority signed.
    VerifyCa,
    /// The same, and the certificate is for the host that was asked for.
    VerifyFull,
}

const NAMES: [(SslMode, &str); 6] = [
    (SslMode::Disable, "disable"),
    (SslMode::Allow, "allow"),
    (SslMode::Prefer, "prefer"),
    (SslMode::Require, "require"),
    (SslMode::VerifyCa, "verify-ca"),
    (SslMode::VerifyFull, "verify-full"),
];

impl fmt::Display for SslMode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = NAMES.iter().find(|(mode, _)| mode == self).map_or("", |(_, name)| name);
        f.write_str(name)
    }
}

impl FromStr for SslMode {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        NAMES.iter().find(|(_, name)| *name == text).map(|(mode, _)| *mode).ok_or_else(|| Error::BadValue {
            parameter: "sslmode",
            value: text.to_owned(),
            expected: "disable, allow, prefer, require, verify-ca or verify-full",
        })
    }
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

/// What `sslmode` and `sslrootcert` mean together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TlsPolicy {
    pub(crate) mode: SslMode,
    pub(crate) roots: Roots,
}

impl TlsPolicy {
    pub(crate) fn new(mode: Option<&str>, root: Option<&str>) -> Result<Self, Error> {
        let mode = mode.map(SslMode::from_str).transpose()?;
        if root == Some("system") {
            return match mode.unwrap_or(SslMode::VerifyFull) {
                mode @ (SslMode::VerifyFull | SslMode::Disable) => Ok(Self { mode, roots: Roots::System }),
                mode => Err(Error::WeakMode { mode }),
            };
        }
        let mode = mode.unwrap_or(SslMode::Prefer);
        let default = || {
            let home = env::var_os("HOME").filter(|_| mode >= SslMode::Require)?;
            Some(PathBuf::from(home).join(".postgresql/root.crt")).filter(|file| file.is_file())
        };
        // As in libpq, a root certificate turns `require` into `verify-ca`, even one that is merely there.
        match root.filter(|root| !root.is_empty()).map(PathBuf::from).or_else(default) {
            Some(file) => Ok(Self { mode, roots: Roots::File(file) }),
            None if mode >= SslMode::VerifyCa => Err(Error::NoRootCertificate { mode }),
            None => Ok(Self { mode, roots: Roots::None }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Roots, SslMode, TlsPolicy};
    use crate::Error;

    #[test]
    fn the_systems_certificates_want_the_strongest_mode() {
        let policy = TlsPolicy::new(None, Some("system")).unwrap();
        assert_eq!(policy, TlsPolicy { mode: SslMode::VerifyFull, roots: Roots::System });
        let error = TlsPolicy::new(Some("require"), Some("system")).unwrap_err();
        assert!(matches!(error, Error::WeakMode { mode: SslMode::Require }));
    }

    #[test]
    fn modes_are_written_as_they_are_read() {
        for name in ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"] {
            assert_eq!(name.parse::<SslMode>().unwrap().to_string(), name);
        }
        assert!(
            "on".parse::<SslMode>().unwrap_err().to_string().contains("sslmode=on: expected disable, allow")
        );
    }
}
