//! The connection parameters that are supported, and a set of their values.

use std::collections::BTreeMap;

use crate::{Error, nearest::nearest, unsupported::UNSUPPORTED};

/// All parameters, with the environment variable that gives each when nothing else does.
pub(crate) const PARAMETERS: [(&str, Option<&str>); 20] = [
    ("application_name", Some("PGAPPNAME")),
    ("channel_binding", Some("PGCHANNELBINDING")),
    ("connect_timeout", Some("PGCONNECT_TIMEOUT")),
    ("dbname", Some("PGDATABASE")),
    ("host", Some("PGHOST")),
    ("hostaddr", Some("PGHOSTADDR")),
    ("keepalives", None),
    ("keepalives_count", None),
    ("keepalives_idle", None),
    ("keepalives_interval", None),
    ("load_balance_hosts", Some("PGLOADBALANCEHOSTS")),
    ("options", Some("PGOPTIONS")),
    ("password", Some("PGPASSWORD")),
    ("port", Some("PGPORT")),
    ("sslmode", Some("PGSSLMODE")),
    ("sslnegotiation", Some("PGSSLNEGOTIATION")),
    ("sslrootcert", Some("PGSSLROOTCERT")),
    ("target_session_attrs", Some("PGTARGETSESSIONATTRS")),
    ("tcp_user_timeout", None),
    ("user", Some("PGUSER")),
];

/// The names of all parameters, for messages.
pub(crate) fn supported() -> String {
    PARAMETERS.map(|(name, _)| name).join(", ")
}

/// The name that was probably meant by one that is not known, for messages.
pub(crate) fn meant(name: &str) -> Option<&'static str> {
    // libpq's own are not slips of the pen.
    let is_libpqs = UNSUPPORTED.iter().any(|unsupported| unsupported.parameter == name);
    if is_libpqs { None } else { nearest(name, PARAMETERS.map(|(name, _)| name)) }
}

/// Parameters and their values; an empty value counts as none, as in libpq.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Parameters(BTreeMap<&'static str, String>);

impl Parameters {
    /// Sets a parameter; the last value counts.
    pub(crate) fn set(&mut self, name: &str, value: String) -> Result<(), Error> {
        // Of JDBC's making, and understood by libpq too.
        if name == "ssl" && value == "true" {
            return self.set("sslmode", "require".to_owned());
        }
        if UNSUPPORTED.iter().any(|known| known.parameter == name && known.is_harmless(&value)) {
            return Ok(());
        }
        let known = PARAMETERS.iter().find(|(known, _)| *known == name);
        let (known, _) = known.ok_or_else(|| Error::UnknownParameter { name: name.to_owned() })?;
        if value.is_empty() {
            self.0.remove(known);
        } else {
            self.0.insert(known, value);
        }
        Ok(())
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// Takes from `others` what is not set here.
    pub(crate) fn fill_from(&mut self, others: Self) {
        for (name, value) in others.0 {
            self.0.entry(name).or_insert(value);
        }
    }
}
