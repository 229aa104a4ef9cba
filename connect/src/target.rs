//! Where and how to connect.

use std::fmt::{self, Write as _};

use crate::{
    Connector, Environment, Error, Origin, SslMode,
    endpoint::{DEFAULT_PORT, Endpoint, Place},
    parameters::Parameters,
    parse::parse,
    service,
    settings::Settings,
};

/// What must be said for a target to be meant.
const NAMING: [&str; 4] = ["host", "hostaddr", "dbname", "service"];

/// Where and how to connect: a database, its server, a user, and TLS.
///
/// `Display` writes it as a URL without its password; so do `Debug` and every error.
#[derive(Clone, PartialEq, Eq)]
pub struct Target {
    parameters: Parameters,
    settings: Settings,
    environment: Environment,
}

impl Target {
    /// Reads a connection string and nothing else: no variables, no files that it does not name.
    ///
    /// # Errors
    /// [`Error::Syntax`], [`Error::UnknownParameter`], [`Error::Unsupported`], [`Error::BadValue`], and those of
    /// `sslmode` and of the service that the string names.
    pub fn parse(text: &str) -> Result<Self, Error> {
        Self::resolve_in(Some(text), &Environment::empty())
    }

    /// What to connect to: the connection string if there is one, else `DATABASE_URL`, else `PGHOST` and its like.
    ///
    /// As in libpq, what the string leaves out is taken from the service that it or `PGSERVICE` names, then from the
    /// environment (`PGPASSWORD`, `PGSSLMODE` and so on), then from the password file.
    ///
    /// # Errors
    /// [`Error::NoTarget`] when none of them is set, [`Error::VariableNotUtf8`], and those of [`Target::parse`].
    pub fn resolve(text: Option<&str>) -> Result<Self, Error> {
        Self::resolve_in(text, &Environment::of_process())
    }

    /// [`Target::resolve`] without a connection string.
    ///
    /// # Errors
    /// Those of [`Target::resolve`].
    pub fn from_env() -> Result<Self, Error> {
        Self::resolve(None)
    }

    /// [`Target::resolve`] in another environment than this process's.
    ///
    /// # Errors
    /// Those of [`Target::resolve`].
    pub fn resolve_in(text: Option<&str>, environment: &Environment) -> Result<Self, Error> {
        let variables = environment.parameters()?;
        let mut parameters = match text {
            Some(text) => parse(text, &Origin::Text)?,
            None => match environment.database_url()? {
                Some(url) => parse(&url, &Origin::Variable("DATABASE_URL"))?,
                None if NAMING.iter().any(|name| variables.get(name).is_some()) => Parameters::default(),
                None => return Err(Error::NoTarget),
            },
        };
        let service = service::parameters(&parameters, &variables, environment)?;
        parameters.fill_from(service);
        parameters.fill_from(variables);
        Self::new(parameters, environment.clone())
    }

    fn new(parameters: Parameters, environment: Environment) -> Result<Self, Error> {
        let settings = Settings::new(&parameters, &environment)?;
        Ok(Self { parameters, settings, environment })
    }

    /// The same target with another database of the same server.
    ///
    /// # Errors
    /// None that this target did not have.
    pub fn with_database(&self, database: &str) -> Result<Self, Error> {
        self.with("dbname", database)
    }

    /// The same target with a name for `pg_stat_activity`, unless it has one: libpq's `fallback_application_name`.
    ///
    /// # Errors
    /// None that this target did not have.
    pub fn with_application_name(&self, name: &str) -> Result<Self, Error> {
        match self.parameters.get("fallback_application_name") {
            Some(_) => Ok(self.clone()),
            None => self.with("fallback_application_name", name),
        }
    }

    fn with(&self, name: &str, value: &str) -> Result<Self, Error> {
        let mut parameters = self.parameters.clone();
        parameters.set(name, value.to_owned(), Origin::Program)?;
        Self::new(parameters, self.environment.clone())
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

    /// Makes it ready to connect: reads the certificates.
    ///
    /// # Errors
    /// [`Error::TlsNotBuilt`] and [`Error::TlsFile`].
    pub fn connector(&self) -> Result<Connector, Error> {
        Connector::new(self.to_string(), &self.settings)
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("postgresql://")?;
        let endpoints = &self.settings.endpoints;
        if let Some(user) = self.user() {
            encode(f, user)?;
            let has_password = endpoints.iter().any(|endpoint| endpoint.password.bytes().is_some());
            f.write_str(if has_password { ":***@" } else { "@" })?;
        }
        for (index, Endpoint { place, port, .. }) in endpoints.iter().enumerate() {
            if index > 0 {
                f.write_char(',')?;
            }
            match place {
                Place::Tcp { name, .. } if name.contains(':') => write!(f, "[{name}]")?,
                place => encode(f, place.host())?,
            }
            if *port != DEFAULT_PORT {
                write!(f, ":{port}")?;
            }
        }
        if let Some(database) = self.database() {
            f.write_char('/')?;
            encode(f, database)?;
        }
        let of_tls = ["sslmode", "sslnegotiation"].into_iter();
        let of_tls = of_tls.filter_map(|name| Some((name, self.parameters.get(name)?)));
        for (index, (name, value)) in of_tls.enumerate() {
            write!(f, "{}{name}={value}", if index == 0 { '?' } else { '&' })?;
        }
        Ok(())
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
mod tests;
