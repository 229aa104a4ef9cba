//! What to do about TLS that could not be set up.

use std::io;

use rustls::{AlertDescription, CertificateError, Error, PeerIncompatible};

/// Whether TLS came to a decision, other than a connection that merely broke.
pub(crate) fn is_verdict(error: &io::Error) -> bool {
    verdict(error).is_some()
}

/// What to do, with a line break before it; nothing where there is nothing to say.
pub(crate) fn help(error: &io::Error) -> &'static str {
    verdict(error).map_or("", advice)
}

fn verdict(error: &io::Error) -> Option<&Error> {
    error.get_ref().and_then(|inner| inner.downcast_ref())
}

fn advice(error: &Error) -> &'static str {
    match error {
        Error::InvalidCertificate(reason) => certificate(reason),
        Error::AlertReceived(alert) => match alert {
            AlertDescription::CertificateRequired | AlertDescription::HandshakeFailure => {
                "\nhelp: the server may want a certificate: name it with sslcert, and its key with sslkey"
            }
            AlertDescription::UnknownCA
            | AlertDescription::BadCertificate
            | AlertDescription::CertificateUnknown
            | AlertDescription::CertificateExpired
            | AlertDescription::CertificateRevoked
            | AlertDescription::DecryptError => {
                "\nhelp: the server does not take the certificate of sslcert: its log says why"
            }
            AlertDescription::ProtocolVersion => VERSIONS,
            AlertDescription::NoApplicationProtocol => "\nhelp: is it PostgreSQL that listens there?",
            _ => "",
        },
        Error::PeerIncompatible(
            PeerIncompatible::Tls12NotOffered
            | PeerIncompatible::Tls12NotOfferedOrEnabled
            | PeerIncompatible::Tls13RequiredForQuic
            | PeerIncompatible::ServerTlsVersionIsDisabledByOurConfig
            | PeerIncompatible::ServerDoesNotSupportTls12Or13,
        ) => VERSIONS,
        Error::InvalidMessage(_) => DIRECT,
        _ => "",
    }
}

pub(super) const DIRECT: &str =
    "\nhelp: it does not speak TLS at once: sslnegotiation=direct needs PostgreSQL 17 or later";

const VERSIONS: &str = "\nhelp: the server's ssl_min_protocol_version and ssl_max_protocol_version, and those given here, must \
                        have one version in common; nothing older than TLSv1.2 is spoken here";

fn certificate(reason: &CertificateError) -> &'static str {
    match reason {
        CertificateError::UnknownIssuer => {
            "\nhelp: sslrootcert must name the certificate of the authority that signed the server's certificate"
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            "\nhelp: connect by a name that the server's certificate has; sslmode=verify-ca does not compare names"
        }
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
            "\nhelp: give the server a new certificate, or set this machine's clock"
        }
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            "\nhelp: wait until the server's certificate is valid, or set this machine's clock"
        }
        CertificateError::Revoked => {
            "\nhelp: the authority took this certificate back: do not trust the server"
        }
        CertificateError::UnknownRevocationStatus => {
            "\nhelp: each authority up to the root needs its list in sslcrl or sslcrldir"
        }
        CertificateError::ExpiredRevocationList | CertificateError::ExpiredRevocationListContext { .. } => {
            "\nhelp: get the authority's newest list for sslcrl"
        }
        _ => "",
    }
}
