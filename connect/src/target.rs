//! Where and how to connect.

use std::fmt::{self, Write as _};

use tokio_postgres::{Config, config::Host};

use crate::{
    Connector, Error, SslMode, environment, parameters::Parameters, parse::parse, settings::Settings,
};

/// Where and how to connect: a database, its server, a user, and TLS.
///
/// `Display` writes it as a URL without its password; so do `Debug` and every error.
#[derive(Clone, PartialEq, Eq)]
pub struct Target {
    parameters: Parameters,
    settings: Settings,
}

impl Target {
    /// Reads a connection string and nothing else: what it leaves out has libpq's defaults.
    ///
    /// # Errors
    /// [`Error::Syntax`], [`Error::UnknownParameter`], [`Error::BadValue`] and those of `sslmode` and `sslrootcert`.
    pub fn parse(text: &str) -> Result<Self, Error> {
        Self::new(parse(text)?)
    }

    /// What to connect to: the connection string if there is one, else `DATABASE_URL`, else `PGHOST` and its like.
    /// What the string leaves out is filled in from the environment: `PGPASSWORD`, `PGSSLMODE` and so on.
    ///
    /// # Errors
    /// [`Error::NoTarget`] when none of them is set, [`Error::UnsupportedVariable`] for those of libpq that would be
    /// passed over, [`Error::VariableNotUtf8`], and those of [`Target::parse`].
    pub fn resolve(text: Option<&str>) -> Result<Self, Error> {
        let environment = environment::parameters()?;
        let text = match text {
            Some(text) => Some(text.to_owned()),
            None => environment::database_url()?,
        };
        let mut parameters = match text {
            Some(text) => parse(&text)?,
            None if ["host", "hostaddr", "dbname"].iter().any(|name| environment.get(name).is_some()) => {
                Parameters::default()
            }
            None => return Err(Error::NoTarget),
        };
        parameters.fill_from(environment);
        environment::check_password(&parameters)?;
        Self::new(parameters)
    }

    /// [`Target::resolve`] without a connection string.
    ///
    /// # Errors
    /// Those of [`Target::resolve`].
    pub fn from_env() -> Result<Self, Error> {
        Self::resolve(None)
    }

    fn new(parameters: Parameters) -> Result<Self, Error> {
        let settings = Settings::new(&parameters)?;
        Ok(Self { parameters, settings })
    }

    /// The same target with another database of the same server.
    ///
    /// # Errors
    /// None that this target did not have.
    pub fn with_database(&self, database: &str) -> Result<Self, Error> {
        self.with("dbname", database)
    }

    /// The same target with a name for `pg_stat_activity`, unless it has one.
    ///
    /// # Errors
    /// None that this target did not have.
    pub fn with_application_name(&self, name: &str) -> Result<Self, Error> {
        match self.parameters.get("application_name") {
            Some(_) => Ok(self.clone()),
            None => self.with("application_name", name),
        }
    }

    fn with(&self, name: &str, value: &str) -> Result<Self, Error> {
        let mut parameters = self.parameters.clone();
        parameters.set(name, value.to_owned())?;
        Self::new(parameters)
    }

    /// The database; `None` when it is left to the server, which takes the user's name.
    pub fn database(&self) -> Option<&str> {
        self.parameters.get("dbname")
    }

    /// The user; `None` when it is the operating system's.
    pub fn user(&self) -> Option<&str> {
        self.parameters.get("user")
    }

    /// How much of TLS is asked for.
    pub fn ssl_mode(&self) -> SslMode {
        self.settings.tls.mode
    }

    /// The driver's configuration. It knows nothing of the modes that verify: open connections with a [`Connector`].
    pub fn config(&self) -> &Config {
        &self.settings.config
    }

    /// Makes it ready to connect: reads the root certificates.
    ///
    /// # Errors
    /// [`Error::TlsNotBuilt`] and [`Error::RootCertificates`].
    pub fn connector(&self) -> Result<Connector, Error> {
        Connector::new(self.to_string(), &self.settings)
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let config = &self.settings.config;
        f.write_str("postgresql://")?;
        if let Some(user) = self.user() {
            encode(f, user)?;
            f.write_str(if config.get_password().is_some() { ":***@" } else { "@" })?;
        }
        let ports = config.get_ports();
        let port = |index: usize| ports.get(index).or(ports.first()).filter(|port| **port != 5432);
        for (index, host) in config.get_hosts().iter().enumerate() {
            if index > 0 {
                f.write_char(',')?;
            }
            match host {
                Host::Tcp(host) if host.contains(':') => write!(f, "[{host}]")?,
                Host::Tcp(host) => encode(f, host)?,
                #[cfg(unix)]
                Host::Unix(path) => encode(f, &path.to_string_lossy())?,
            }
            if let Some(port) = port(index) {
                write!(f, ":{port}")?;
            }
        }
        if let Some(database) = self.database() {
            f.write_char('/')?;
            encode(f, database)?;
        }
        match self.parameters.get("sslmode") {
            Some(mode) => write!(f, "?sslmode={mode}"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Target({self})")
    }
}

fn encode(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    text.bytes().try_for_each(|byte| match byte {
        byte if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) => f.write_char(char::from(byte)),
        byte => write!(f, "%{byte:02X}"),
    })
}

#[cfg(test)]
mod tests {
    use super::Target;
    use crate::Error;

    #[test]
    fn the_password_is_never_shown() {
        for text in [
            "postgresql://app:s3cret@db:6000/shop?sslmode=disable",
            "postgresql://db:6000/shop?user=app&password=s3cret&sslmode=disable",
            "user=app password=s3cret host=db port=6000 dbname=shop sslmode=disable",
        ] {
            let target = Target::parse(text).unwrap();
            assert_eq!(target.to_string(), "postgresql://app:***@db:6000/shop?sslmode=disable");
            assert_eq!(format!("{target:?}"), format!("Target({target})"));
            assert_eq!(target.config().get_password(), Some(&b"s3cret"[..]));
            assert!(!format!("{:?}", target.connector().unwrap()).contains("s3cret"));
        }
    }

    #[test]
    fn what_is_shown_can_be_read_again() {
        for text in [
            "postgresql://a%40b@[::1]:6000/my%20db",
            "postgresql://u@%2Frun%2Fpg:6000/app",
            "postgresql://a:7,b,c:8/x?sslmode=prefer",
        ] {
            let target = Target::parse(text).unwrap();
            assert_eq!(Target::parse(&target.to_string()).unwrap().config(), target.config(), "{target}");
        }
    }

    #[test]
    fn another_database_is_all_that_changes() {
        let target = Target::parse("postgresql://app:s3cret@db:6000/shop?sslmode=disable").unwrap();
        let other = target.with_database("other/shop").unwrap();
        assert_eq!(other.to_string(), "postgresql://app:***@db:6000/other%2Fshop?sslmode=disable");
        assert_eq!(other.config().get_password(), target.config().get_password());
        assert_eq!(other.with_database("shop").unwrap(), target);
    }

    #[test]
    fn bad_values_are_named_with_what_they_may_be() {
        for (text, expected) in [
            ("host=db port=0", "port=0: expected a number from 1 to 65535"),
            ("host=db port=1,2", "port=1,2: expected one port, or as many as there are hosts"),
            ("host=db hostaddr=here", "hostaddr=here: expected an IP address"),
            ("host=a,b hostaddr=127.0.0.1", "expected as many addresses as there are hosts"),
            ("host=db connect_timeout=soon", "connect_timeout=soon: expected seconds, 0 for no limit"),
            ("host=db sslmode=yes", "sslmode=yes: expected disable, allow"),
            ("host=db target_session_attrs=primary", "expected any, read-write or read-only"),
            ("host=db sslnegotiation=direct", "expected sslmode=require or stronger"),
            ("host=db sslrootcert=system sslmode=require", "needs sslmode=verify-full"),
        ] {
            let error = Target::parse(text).unwrap_err().to_string();
            assert!(error.contains(expected), "{text}: {error}");
        }
    }

    #[test]
    fn units_are_libpqs() {
        let config =
            Target::parse("host=db tcp_user_timeout=1500 connect_timeout=7 keepalives_idle=9").unwrap();
        let config = config.config();
        assert_eq!(config.get_tcp_user_timeout().map(|time| time.as_millis()), Some(1500));
        assert_eq!(config.get_connect_timeout().map(|time| time.as_secs()), Some(7));
        assert_eq!(config.get_keepalives_idle().as_secs(), 9);
        let unlimited = Target::parse("host=db connect_timeout=0").unwrap();
        assert_eq!(unlimited.config().get_connect_timeout(), None);
    }

    #[cfg(not(feature = "tls"))]
    #[test]
    fn tls_that_is_not_there_is_an_error_and_not_a_plain_connection() {
        let target = Target::parse("postgresql://db/shop?sslmode=require").unwrap();
        let error = target.connector().unwrap_err();
        assert!(matches!(error, Error::TlsNotBuilt { .. }));
        assert!(error.to_string().contains("enable the feature `tls`"), "{error}");
        assert!(Target::parse("postgresql://db/shop").unwrap().connector().is_ok());
    }

    #[cfg(feature = "tls")]
    #[test]
    fn certificates_that_are_not_there_are_named() {
        let target =
            Target::parse("postgresql://db?sslmode=verify-ca&sslrootcert=/does/not/exist.crt").unwrap();
        let error = target.connector().unwrap_err();
        assert!(matches!(&error, Error::RootCertificates { .. }), "{error}");
        assert!(error.to_string().contains("/does/not/exist.crt"), "{error}");
    }
}
