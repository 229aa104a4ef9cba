//! What libpq understands and this crate does not: refused by name, except where it asks for what is done anyway.

/// A parameter of libpq's, the variable that gives it, and the values that ask for nothing but what is done anyway.
pub(crate) struct Unsupported {
    pub(crate) parameter: &'static str,
    pub(crate) variable: Option<&'static str>,
    harmless: &'static [&'static str],
}

impl Unsupported {
    /// Whether connecting is the same with this value as without.
    pub(crate) fn is_harmless(&self, value: &str) -> bool {
        value.is_empty() || self.harmless.contains(&value)
    }
}

/// TLS is at least of version 1.2 here, and at most 1.3.
const TLS_BELOW: &[&str] = &["TLSv1", "TLSv1.1", "TLSv1.2"];

/// From libpq's manual, the sections on parameters and environment variables, without those that
///
/// - only choose among files or libraries for what is refused or not built in: `PGSERVICEFILE`, `PGSYSCONFDIR`,
///   `PGKRBSRVNAME`, `PGGSSLIB`, `PGGSSDELEGATION`;
/// - never reach a program's strings, which are UTF-8 whatever `PGCLIENTENCODING` says;
/// - do nothing any more: `PGSSLCOMPRESSION`; or are for messages: `PGLOCALEDIR`.
///
/// `PGPASSFILE` is not here: it counts only where no password is given.
pub(crate) const UNSUPPORTED: [Unsupported; 19] = [
    new("datestyle", Some("PGDATESTYLE"), &[]),
    new("geqo", Some("PGGEQO"), &[]),
    new("gssencmode", Some("PGGSSENCMODE"), &["disable", "prefer"]),
    new("max_protocol_version", Some("PGMAXPROTOCOLVERSION"), &["3.0", "3.2", "latest"]),
    new("min_protocol_version", Some("PGMINPROTOCOLVERSION"), &["3.0"]),
    new("passfile", None, &[]),
    new("require_auth", Some("PGREQUIREAUTH"), &[]),
    new("requirepeer", Some("PGREQUIREPEER"), &[]),
    new("requiressl", Some("PGREQUIRESSL"), &["0"]),
    new("service", Some("PGSERVICE"), &[]),
    new("ssl_max_protocol_version", Some("PGSSLMAXPROTOCOLVERSION"), &["TLSv1.3"]),
    new("ssl_min_protocol_version", Some("PGSSLMINPROTOCOLVERSION"), TLS_BELOW),
    new("sslcert", Some("PGSSLCERT"), &[]),
    new("sslcertmode", Some("PGSSLCERTMODE"), &["disable", "allow"]),
    new("sslcrl", Some("PGSSLCRL"), &[]),
    new("sslcrldir", Some("PGSSLCRLDIR"), &[]),
    new("sslkey", Some("PGSSLKEY"), &[]),
    new("sslsni", Some("PGSSLSNI"), &["1"]),
    new("timezone", Some("PGTZ"), &[]),
];

const fn new(
    parameter: &'static str,
    variable: Option<&'static str>,
    harmless: &'static [&'static str],
) -> Unsupported {
    Unsupported { parameter, variable, harmless }
}
