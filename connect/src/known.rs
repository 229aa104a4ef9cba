//! All of libpq's connection parameters, and what becomes of each.

/// A connection parameter of libpq's.
#[derive(Debug)]
pub(crate) struct Parameter {
    pub(crate) name: &'static str,
    /// The environment variable that gives it when nothing else does.
    pub(crate) variable: Option<&'static str>,
    pub(crate) treatment: Treatment,
}

/// What becomes of a parameter.
#[derive(Debug)]
pub(crate) enum Treatment {
    /// It is obeyed.
    Obeyed,
    /// It has no bearing on connections such as ours.
    Ignored,
    /// It is refused, but for values that ask for what is done anyway.
    Refused {
        harmless: &'static [&'static str],
        /// Why, and what to do instead.
        reason: &'static str,
    },
}

use Treatment::{Ignored, Obeyed};

const fn obeyed(name: &'static str, variable: &'static str) -> Parameter {
    Parameter { name, variable: Some(variable), treatment: Obeyed }
}

/// One without an environment variable.
const fn silent(name: &'static str) -> Parameter {
    Parameter { name, variable: None, treatment: Obeyed }
}

const fn ignored(name: &'static str, variable: Option<&'static str>) -> Parameter {
    Parameter { name, variable, treatment: Ignored }
}

const fn refused(
    name: &'static str,
    variable: Option<&'static str>,
    harmless: &'static [&'static str],
    reason: &'static str,
) -> Parameter {
    Parameter { name, variable, treatment: Treatment::Refused { harmless, reason } }
}

const NO_GSS: &str = "GSSAPI is not supported: encrypt by TLS, with sslmode";
const NO_OAUTH: &str = "authentication by OAuth is not supported";
const NO_KEYS: &str = "give the password instead; the keys made of it can't be used";

/// From PostgreSQL 18's manual, sections 34.1.2 and 34.15, in alphabetical order.
///
/// Variables that are not here are those of files' places (`PGSYSCONFDIR`, `PGLOCALEDIR`), of the session
/// (`PGTZ`, `PGDATESTYLE`, `PGGEQO`), of old (`PGREQUIRESSL`), and `PGCLIENTENCODING`: a Rust program's strings are UTF-8
/// whatever a terminal speaks.
pub(crate) const PARAMETERS: [Parameter; 54] = [
    obeyed("application_name", "PGAPPNAME"),
    obeyed("channel_binding", "PGCHANNELBINDING"),
    refused(
        "client_encoding",
        None,
        &["UTF8", "UTF-8", "utf8", "utf-8", "unicode", "UNICODE", "auto"],
        "strings are UTF-8 in Rust: it may be UTF8 alone",
    ),
    obeyed("connect_timeout", "PGCONNECT_TIMEOUT"),
    obeyed("dbname", "PGDATABASE"),
    silent("fallback_application_name"),
    ignored("gssdelegation", Some("PGGSSDELEGATION")),
    refused("gssencmode", Some("PGGSSENCMODE"), &["disable", "prefer"], NO_GSS),
    ignored("gsslib", Some("PGGSSLIB")),
    obeyed("host", "PGHOST"),
    obeyed("hostaddr", "PGHOSTADDR"),
    silent("keepalives"),
    silent("keepalives_count"),
    silent("keepalives_idle"),
    silent("keepalives_interval"),
    ignored("krbsrvname", Some("PGKRBSRVNAME")),
    obeyed("load_balance_hosts", "PGLOADBALANCEHOSTS"),
    refused(
        "max_protocol_version",
        Some("PGMAXPROTOCOLVERSION"),
        &["3.0", "3.2", "latest"],
        "it may be 3.0, 3.2 or latest; the protocol spoken is 3.0",
    ),
    refused(
        "min_protocol_version",
        Some("PGMINPROTOCOLVERSION"),
        &["3.0"],
        "the protocol spoken is 3.0, which every server understands",
    ),
    refused("oauth_client_id", None, &[], NO_OAUTH),
    refused("oauth_client_secret", None, &[], NO_OAUTH),
    refused("oauth_issuer", None, &[], NO_OAUTH),
    refused("oauth_scope", None, &[], NO_OAUTH),
    obeyed("options", "PGOPTIONS"),
    obeyed("passfile", "PGPASSFILE"),
    obeyed("password", "PGPASSWORD"),
    obeyed("port", "PGPORT"),
    refused(
        "replication",
        None,
        &["false", "off", "no", "0"],
        "replication connections speak another language than SQL",
    ),
    obeyed("require_auth", "PGREQUIREAUTH"),
    refused(
        "requirepeer",
        Some("PGREQUIREPEER"),
        &[],
        "who runs a socket's server is not looked at: protect the socket's folder",
    ),
    silent("requiressl"),
    refused("scram_client_key", None, &[], NO_KEYS),
    refused("scram_server_key", None, &[], NO_KEYS),
    obeyed("service", "PGSERVICE"),
    obeyed("servicefile", "PGSERVICEFILE"),
    obeyed("ssl_max_protocol_version", "PGSSLMAXPROTOCOLVERSION"),
    obeyed("ssl_min_protocol_version", "PGSSLMINPROTOCOLVERSION"),
    obeyed("sslcert", "PGSSLCERT"),
    obeyed("sslcertmode", "PGSSLCERTMODE"),
    ignored("sslcompression", Some("PGSSLCOMPRESSION")),
    obeyed("sslcrl", "PGSSLCRL"),
    obeyed("sslcrldir", "PGSSLCRLDIR"),
    obeyed("sslkey", "PGSSLKEY"),
    refused(
        "sslkeylogfile",
        None,
        &[],
        "the keys of connections are written nowhere: listen at the server instead",
    ),
    obeyed("sslmode", "PGSSLMODE"),
    obeyed("sslnegotiation", "PGSSLNEGOTIATION"),
    refused(
        "sslpassword",
        None,
        &[],
        "encrypted keys can't be read; `openssl pkey -in <key> -out <new key>` decrypts one, which `chmod 600` protects",
    ),
    obeyed("sslrootcert", "PGSSLROOTCERT"),
    obeyed("sslsni", "PGSSLSNI"),
    obeyed("target_session_attrs", "PGTARGETSESSIONATTRS"),
    silent("tcp_user_timeout"),
    obeyed("user", "PGUSER"),
    // Those of versions gone by, which libpq still takes and does nothing with.
    ignored("authtype", None),
    ignored("tty", None),
];

/// The parameter of this name.
pub(crate) fn find(name: &str) -> Option<&'static Parameter> {
    PARAMETERS.iter().find(|known| known.name == name)
}

/// The names of all that are obeyed.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    PARAMETERS.iter().filter(|known| matches!(known.treatment, Obeyed)).map(|known| known.name)
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::{PARAMETERS, Treatment};

    /// Each is in the book, with its variable.
    #[test]
    fn the_book_knows_them_all() {
        let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/src/connections.md");
        let page = fs::read_to_string(page).unwrap();
        for known in PARAMETERS.iter().filter(|known| !["authtype", "tty"].contains(&known.name)) {
            let name = if known.name.starts_with("oauth_") { "oauth_*" } else { known.name };
            assert!(page.contains(&format!("`{name}`")), "{name}");
            if let (Some(variable), false) = (known.variable, matches!(known.treatment, Treatment::Ignored)) {
                assert!(page.contains(&format!("`{variable}`")), "{variable}");
            }
        }
    }

    #[test]
    fn each_is_there_once() {
        let mut names: Vec<_> = PARAMETERS.iter().map(|known| known.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), PARAMETERS.len());
    }
}
