//! The environment variables and the home folder that libpq looks at.

use std::{
    collections::BTreeMap,
    env,
    ffi::OsString,
    path::{Path, PathBuf},
};

use crate::{
    Error, Origin,
    known::{PARAMETERS, Treatment},
    parameters::Parameters,
};

/// Variables that set something for the session, each with PostgreSQL's setting.
const SESSION: [(&str, &str); 3] = [("PGDATESTYLE", "DateStyle"), ("PGGEQO", "geqo"), ("PGTZ", "TimeZone")];

/// Environment variables, and the home folder that password files and certificates are looked for in.
///
/// ```
/// use pg_orm_connect::{Environment, Target};
///
/// let environment = Environment::empty().set("PGUSER", "app").set("PGPORT", "6000");
/// let target = Target::resolve_in(Some("postgresql://db/shop"), &environment)?;
/// assert_eq!(target.to_string(), "postgresql://app@db:6000/shop");
/// # Ok::<_, pg_orm_connect::Error>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Environment {
    variables: BTreeMap<OsString, OsString>,
    home: Option<PathBuf>,
}

impl Environment {
    /// This process's: its variables, and the user's home folder.
    pub fn of_process() -> Self {
        Self { variables: env::vars_os().collect(), home: env::home_dir() }
    }

    /// One without variables and without a home folder.
    pub fn empty() -> Self {
        Self::default()
    }

    /// Sets a variable.
    pub fn set(mut self, name: &str, value: impl Into<OsString>) -> Self {
        self.variables.insert(name.into(), value.into());
        self
    }

    /// Names the home folder, in which `.pgpass`, `.pg_service.conf` and `.postgresql` are.
    pub fn home(mut self, folder: impl Into<PathBuf>) -> Self {
        self.home = Some(folder.into());
        self
    }

    /// A file below the home folder.
    pub(crate) fn in_home(&self, path: impl AsRef<Path>) -> Option<PathBuf> {
        self.home.as_ref().map(|home| home.join(path))
    }

    /// The connection string in `DATABASE_URL`.
    pub(crate) fn database_url(&self) -> Result<Option<String>, Error> {
        Ok(self.text("DATABASE_URL")?.filter(|url| !url.trim().is_empty()))
    }

    /// A folder or file that a variable names.
    pub(crate) fn path(&self, variable: &str) -> Option<PathBuf> {
        let value = self.variables.get(&OsString::from(variable))?;
        Some(PathBuf::from(value)).filter(|path| !path.as_os_str().is_empty())
    }

    /// The parameters that the variables give. An empty variable is as one that is not set.
    pub(crate) fn parameters(&self) -> Result<Parameters, Error> {
        let mut parameters = Parameters::default();
        for known in PARAMETERS.iter().filter(|known| !matches!(known.treatment, Treatment::Ignored)) {
            let Some(variable) = known.variable else { continue };
            if let Some(value) = self.text(variable)?.filter(|value| !value.is_empty()) {
                parameters.set(known.name, value, Origin::Variable(variable))?;
            }
        }
        // Of old: only what begins with 1 counts, and only where there is no PGSSLMODE.
        let requires = self.text("PGREQUIRESSL")?.is_some_and(|value| value.starts_with('1'));
        if requires && !parameters.has("sslmode") {
            parameters.set("sslmode", "require".to_owned(), Origin::Variable("PGREQUIRESSL"))?;
        }
        Ok(parameters)
    }

    /// What the variables set for the session, as the server's command line says it.
    pub(crate) fn session_options(&self) -> Result<Vec<String>, Error> {
        let mut options = Vec::new();
        for (variable, setting) in SESSION {
            let value = self.text(variable)?.filter(|value| !value.is_empty());
            if let Some(value) = value.filter(|value| !value.eq_ignore_ascii_case("default")) {
                options.push(format!("-c {setting}={}", escape(&value)));
            }
        }
        Ok(options)
    }

    fn text(&self, variable: &'static str) -> Result<Option<String>, Error> {
        let value = self.variables.get(&OsString::from(variable)).cloned();
        let value = value.map(OsString::into_string).transpose();
        value.map_err(|_| Error::VariableNotUtf8 { variable })
    }
}

/// A value among the server's options, in which a backslash takes the next character as it is.
fn escape(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    for character in value.chars() {
        if character.is_whitespace() || character == '\\' {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// Without the values: passwords are among them.
impl std::fmt::Debug for Environment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let names: Vec<_> = self.variables.keys().collect();
        f.debug_struct("Environment").field("variables", &names).field("home", &self.home).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::Environment;
    use crate::{Error, Origin, parameters::Parameters};

    fn with(variables: &[(&str, &str)]) -> Result<Parameters, Error> {
        let environment = variables
            .iter()
            .fold(Environment::empty(), |environment, (name, value)| environment.set(name, *value));
        environment.parameters()
    }

    #[test]
    fn each_variable_gives_its_parameter() {
        let parameters =
            with(&[("PGHOST", "db"), ("PGPORT", "6000"), ("PGPASSWORD", "s"), ("PGSSLROOTCERT", "system")]);
        let parameters = parameters.unwrap();
        let read = ["host", "port", "password", "sslrootcert", "user"].map(|name| parameters.get(name));
        assert_eq!(read, [Some("db"), Some("6000"), Some("s"), Some("system"), None]);
        assert_eq!(parameters.setting("port").unwrap().origin, Origin::Variable("PGPORT"));
    }

    #[test]
    fn a_variable_that_can_not_be_obeyed_is_refused_by_name() {
        for (name, value) in [
            ("PGGSSENCMODE", "require"),
            ("PGREQUIREPEER", "postgres"),
            ("PGMINPROTOCOLVERSION", "3.2"),
            ("PGMAXPROTOCOLVERSION", "4.0"),
        ] {
            let error = with(&[(name, value)]).err().unwrap();
            assert!(matches!(error, Error::Unsupported { .. }), "{error}");
            assert!(error.to_string().contains(&format!("in the environment variable {name}")), "{error}");
            with(&[(name, "")]).unwrap();
        }
    }

    #[test]
    fn a_variable_that_asks_for_what_is_done_anyway_is_fine() {
        with(&[
            ("PGGSSENCMODE", "disable"),
            ("PGMAXPROTOCOLVERSION", "3.2"),
            ("PGREQUIRESSL", "0"),
            ("PGKRBSRVNAME", "pg"),
            ("PGCLIENTENCODING", "LATIN1"),
            ("PGLOCALEDIR", "/nowhere"),
        ])
        .unwrap();
    }

    #[test]
    fn the_old_way_to_ask_for_tls_counts_where_the_new_one_is_silent() {
        let mode = |variables: &[(&str, &str)]| with(variables).unwrap().get("sslmode").map(str::to_owned);
        assert_eq!(mode(&[("PGREQUIRESSL", "1")]).as_deref(), Some("require"));
        assert_eq!(mode(&[("PGREQUIRESSL", "yes")]), None);
        assert_eq!(mode(&[("PGREQUIRESSL", "1"), ("PGSSLMODE", "disable")]).as_deref(), Some("disable"));
    }

    #[test]
    fn what_is_set_for_the_session_goes_among_the_options() {
        let environment = Environment::empty()
            .set("PGTZ", "Europe/Berlin")
            .set("PGDATESTYLE", r"ISO, DMY\")
            .set("PGGEQO", "default");
        let options = environment.session_options().unwrap();
        assert_eq!(options, [r"-c DateStyle=ISO,\ DMY\\", "-c TimeZone=Europe/Berlin"]);
    }

    #[test]
    fn passwords_are_not_shown() {
        let environment = Environment::empty().set("PGPASSWORD", "s3cret");
        assert!(!format!("{environment:?}").contains("s3cret"));
    }

    #[cfg(unix)]
    #[test]
    fn a_value_that_is_not_utf_8_is_an_error_without_the_value() {
        use std::{ffi::OsString, os::unix::ffi::OsStringExt};
        for name in ["PGPASSWORD", "PGHOST", "PGSSLCRL"] {
            let value = OsString::from_vec(b"s3cret\xff".to_vec());
            let error = Environment::empty().set(name, value).parameters().err().unwrap();
            assert!(error.to_string().contains(name), "{error}");
            assert!(!format!("{error}{error:?}").contains("s3cret"), "{error:?}");
        }
    }
}
