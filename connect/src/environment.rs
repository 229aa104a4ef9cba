//! The environment variables that libpq reads.

use std::{env, ffi::OsString};

use crate::{
    Error,
    parameters::{PARAMETERS, Parameters},
    unsupported::UNSUPPORTED,
};

/// The file of passwords, which is not read.
const PASSFILE: &str = "PGPASSFILE";

/// The parameters that the environment gives.
pub(crate) fn parameters() -> Result<Parameters, Error> {
    from(|name| env::var_os(name))
}

/// The connection string in `DATABASE_URL`.
pub(crate) fn database_url() -> Result<Option<String>, Error> {
    let url = text("DATABASE_URL", env::var_os("DATABASE_URL"))?;
    Ok(url.filter(|url| !url.trim().is_empty()))
}

/// Refuses `PGPASSFILE` where libpq would look for the password in it: where no other is given.
pub(crate) fn check_password(parameters: &Parameters) -> Result<(), Error> {
    let is_set = env::var_os(PASSFILE).is_some_and(|file| !file.is_empty());
    if is_set && parameters.get("password").is_none() {
        return Err(Error::UnsupportedVariable { variable: PASSFILE });
    }
    Ok(())
}

fn from(variable: impl Fn(&str) -> Option<OsString>) -> Result<Parameters, Error> {
    for unsupported in &UNSUPPORTED {
        let Some(name) = unsupported.variable else { continue };
        if text(name, variable(name))?.is_some_and(|value| !unsupported.is_harmless(&value)) {
            return Err(Error::UnsupportedVariable { variable: name });
        }
    }
    let mut parameters = Parameters::default();
    for (name, env) in PARAMETERS.iter().filter_map(|(name, env)| Some((name, (*env)?))) {
        if let Some(value) = text(env, variable(env))?.filter(|value| !value.is_empty()) {
            parameters.set(name, value)?;
        }
    }
    Ok(parameters)
}

fn text(variable: &'static str, value: Option<OsString>) -> Result<Option<String>, Error> {
    value.map(OsString::into_string).transpose().map_err(|_| Error::VariableNotUtf8 { variable })
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use super::from;
    use crate::Error;

    fn with(variables: &[(&str, &str)]) -> Result<crate::parameters::Parameters, Error> {
        from(|name| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).into()))
    }

    #[test]
    fn each_variable_gives_its_parameter() {
        let parameters =
            with(&[("PGHOST", "db"), ("PGPORT", "6000"), ("PGPASSWORD", "s"), ("PGSSLROOTCERT", "system")]);
        let parameters = parameters.unwrap();
        let read = ["host", "port", "password", "sslrootcert", "user"].map(|name| parameters.get(name));
        assert_eq!(read, [Some("db"), Some("6000"), Some("s"), Some("system"), None]);
    }

    #[test]
    fn a_variable_that_would_be_passed_over_is_refused() {
        for (name, value) in [
            ("PGSERVICE", "prod"),
            ("PGSSLMINPROTOCOLVERSION", "TLSv1.3"),
            ("PGSSLMAXPROTOCOLVERSION", "TLSv1.2"),
            ("PGGSSENCMODE", "require"),
            ("PGSSLCRL", "crl.pem"),
            ("PGSSLCRLDIR", "crls"),
            ("PGREQUIREAUTH", "scram-sha-256"),
            ("PGREQUIRESSL", "1"),
            ("PGTZ", "Europe/Berlin"),
        ] {
            let error = with(&[(name, value)]).err().unwrap();
            assert!(matches!(error, Error::UnsupportedVariable { variable } if variable == name), "{error}");
            assert!(error.to_string().contains(name), "{error}");
            with(&[(name, "")]).unwrap();
        }
    }

    #[test]
    fn a_variable_that_asks_for_what_is_done_anyway_is_fine() {
        with(&[
            ("PGGSSENCMODE", "disable"),
            ("PGSSLMINPROTOCOLVERSION", "TLSv1.2"),
            ("PGSSLMAXPROTOCOLVERSION", "TLSv1.3"),
            ("PGREQUIRESSL", "0"),
            ("PGSERVICEFILE", "/etc/services.conf"),
        ])
        .unwrap();
        // And so is its parameter.
        crate::Target::parse("postgresql://db?gssencmode=disable").unwrap();
        let error = crate::Target::parse("postgresql://db?gssencmode=require").unwrap_err();
        assert!(matches!(error, Error::UnknownParameter { name } if name == "gssencmode"));
    }

    #[cfg(unix)]
    #[test]
    fn a_value_that_is_not_utf_8_is_an_error_without_the_value() {
        use std::os::unix::ffi::OsStringExt;
        for name in ["PGPASSWORD", "PGHOST", "PGSSLCRL"] {
            let value = OsString::from_vec(b"s3cret\xff".to_vec());
            let error = from(|known| (known == name).then(|| value.clone())).err().unwrap();
            assert!(error.to_string().contains(name), "{error}");
            assert!(!format!("{error}{error:?}").contains("s3cret"), "{error:?}");
        }
    }
}
