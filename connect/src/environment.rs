//! The environment variables that libpq reads.

use std::env;

use crate::{
    Error,
    parameters::{PARAMETERS, Parameters},
};

/// Variables that mean something to libpq that is not supported here: better refused than passed over.
const UNSUPPORTED: [(&str, &str); 6] = [
    ("PGSERVICE", "service"),
    ("PGREQUIREAUTH", "require_auth"),
    ("PGREQUIREPEER", "requirepeer"),
    ("PGSSLCERT", "sslcert"),
    ("PGSSLKEY", "sslkey"),
    ("PGSSLCRL", "sslcrl"),
];

/// The parameters that the environment gives.
pub(crate) fn parameters() -> Result<Parameters, Error> {
    from(|name| env::var(name).ok().filter(|value| !value.is_empty()))
}

/// The connection string in `DATABASE_URL`.
pub(crate) fn database_url() -> Result<Option<String>, Error> {
    match env::var("DATABASE_URL") {
        Ok(url) => Ok(Some(url).filter(|url| !url.trim().is_empty())),
        Err(env::VarError::NotPresent) => Ok(None),
        Err(env::VarError::NotUnicode(_)) => Err(Error::Syntax { reason: "DATABASE_URL is not UTF-8" }),
    }
}

fn from(variable: impl Fn(&str) -> Option<String>) -> Result<Parameters, Error> {
    if let Some((_, name)) = UNSUPPORTED.iter().find(|(name, _)| variable(name).is_some()) {
        return Err(Error::UnknownParameter { name: (*name).to_owned() });
    }
    let mut parameters = Parameters::default();
    for (name, value) in PARAMETERS.iter().filter_map(|(name, env)| Some((name, variable((*env)?)?))) {
        parameters.set(name, value)?;
    }
    Ok(parameters)
}

#[cfg(test)]
mod tests {
    use super::from;
    use crate::Error;

    #[test]
    fn each_variable_gives_its_parameter() {
        let variables =
            [("PGHOST", "db"), ("PGPORT", "6000"), ("PGPASSWORD", "s"), ("PGSSLROOTCERT", "system")];
        let find =
            |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, v)| (*v).to_owned());
        let parameters = from(find).unwrap();
        let read = ["host", "port", "password", "sslrootcert", "user"].map(|name| parameters.get(name));
        assert_eq!(read, [Some("db"), Some("6000"), Some("s"), Some("system"), None]);
    }

    #[test]
    fn a_variable_that_would_be_passed_over_is_refused() {
        let error = from(|name| (name == "PGSERVICE").then(|| "prod".to_owned())).err().unwrap();
        assert!(matches!(error, Error::UnknownParameter { name } if name == "service"));
    }
}
