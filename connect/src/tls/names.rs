//! The names in a certificate that only libpq still looks at: the subject's common name, as in section 34.19.1 of
//! [PostgreSQL's manual](https://www.postgresql.org/docs/current/libpq-ssl.html).

use rustls::pki_types::{CertificateDer, ServerName};
use x509_cert::{
    Certificate,
    der::{Decode, oid::ObjectIdentifier},
    ext::pkix::{SubjectAltName, name::GeneralName},
};

const COMMON_NAME: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.3");

/// Whether a certificate without alternative names of the host's kind has the host's as its common name.
pub(super) fn is_common_name(certificate: &CertificateDer<'_>, host: &ServerName<'_>) -> bool {
    let Ok(certificate) = Certificate::from_der(certificate) else { return false };
    let Ok(alternatives) = certificate.tbs_certificate.get::<SubjectAltName>() else { return false };
    let is_address = matches!(host, ServerName::IpAddress(_));
    let has_own_kind = alternatives.is_some_and(|(_, names)| {
        names.0.iter().any(|name| match name {
            GeneralName::IpAddress(_) => is_address,
            GeneralName::DnsName(_) => !is_address,
            _ => false,
        })
    });
    if has_own_kind {
        return false;
    }
    let parts = certificate.tbs_certificate.subject.0.iter().flat_map(|parts| parts.0.iter());
    let mut common = parts.filter(|part| part.oid == COMMON_NAME);
    let Some(name) = common.next().and_then(|part| str::from_utf8(part.value.value()).ok()) else {
        return false;
    };
    fits(name, &host.to_str())
}

/// Whether a name, which may begin with `*.` for one label, is the host's.
fn fits(name: &str, host: &str) -> bool {
    if name.contains('\0') {
        return false;
    }
    if name.eq_ignore_ascii_case(host) {
        return true;
    }
    match (name.strip_prefix("*."), host.split_once('.')) {
        (Some(rest), Some((label, domain))) => !label.is_empty() && rest.eq_ignore_ascii_case(domain),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn names_fit_as_in_libpq() {
        for (name, host) in
            [("db.example", "DB.Example"), ("*.example", "db.example"), ("10.0.0.1", "10.0.0.1")]
        {
            assert!(fits(name, host), "{name} {host}");
        }
        for (name, host) in [
            ("*.example", "a.db.example"),
            ("*.example", ".example"),
            ("*.example", "example"),
            ("*", "db"),
            ("db.*", "db.example"),
            ("d*.example", "db.example"),
            ("db.example\0.evil", "db.example"),
            ("", "db"),
        ] {
            assert!(!fits(name, host), "{name} {host}");
        }
    }
}
