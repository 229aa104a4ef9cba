//! Verifying a server's certificate.

use std::{path::Path, sync::Arc, time::Duration};

use rustls::{
    CertificateError, DigitallySignedStruct, Error as TlsError, RootCertStore, SignatureScheme,
    client::{
        WebPkiServerVerifier,
        danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
        verify_server_name,
    },
    crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature},
    pki_types::{CertificateDer, ServerName, UnixTime},
    server::ParsedCertificate,
};
use x509_cert::{Certificate, der::Decode};

use super::{files, names::is_common_name, unusable};
use crate::{
    Error, SslMode,
    tls_policy::{Roots, TlsPolicy},
};

/// What verifies servers as this policy asks for.
pub(super) fn new(policy: &TlsPolicy, provider: &Arc<CryptoProvider>) -> Result<Arc<Verifier>, Error> {
    let (trusted, path) = match &policy.roots {
        Roots::None => (Vec::new(), Path::new("")),
        Roots::File(path) => (files::roots(path)?, path.as_path()),
        Roots::System => (files::system_roots()?, Path::new("system")),
    };
    let authority =
        if policy.roots == Roots::None { None } else { Some(authority(&trusted, path, policy, provider)?) };
    Ok(Arc::new(Verifier {
        authority,
        trusted,
        compares_names: policy.mode == SslMode::VerifyFull,
        has_lists: policy.revoked != Default::default(),
        provider: Arc::clone(provider),
    }))
}

fn authority(
    trusted: &[CertificateDer<'static>],
    path: &Path,
    policy: &TlsPolicy,
    provider: &Arc<CryptoProvider>,
) -> Result<Arc<WebPkiServerVerifier>, Error> {
    let mut store = RootCertStore::empty();
    if policy.roots == Roots::System {
        // Systems carry some that are too old to be read; the others are what counts.
        store.add_parsable_certificates(trusted.iter().cloned());
    } else {
        for certificate in trusted {
            store.add(certificate.clone()).map_err(|error| unusable("sslrootcert", path, error))?;
        }
    }
    // As in libpq, lists that are there must be there for the whole chain, and be current.
    let lists = files::revoked(&policy.revoked)?;
    let builder = WebPkiServerVerifier::builder_with_provider(Arc::new(store), Arc::clone(provider));
    let builder = builder.with_crls(lists).enforce_revocation_expiration();
    let parameter = if policy.revoked == Default::default() { "sslrootcert" } else { "sslcrl" };
    builder.build().map_err(|error| unusable(parameter, path, error))
}

/// Verifies what the mode asks for: nothing, the authority, or the authority and the host's name.
///
/// That the server has its certificate's key is verified always.
#[derive(Debug)]
pub(super) struct Verifier {
    authority: Option<Arc<WebPkiServerVerifier>>,
    trusted: Vec<CertificateDer<'static>>,
    compares_names: bool,
    /// Whether there are revocation lists.
    has_lists: bool,
    provider: Arc<CryptoProvider>,
}

impl Verifier {
    /// Compares a certificate's names with the host's.
    fn compare(&self, certificate: &CertificateDer<'_>, host: &ServerName<'_>) -> Result<(), TlsError> {
        if !self.compares_names || is_common_name(certificate, host) {
            return Ok(());
        }
        verify_server_name(&ParsedCertificate::try_from(certificate)?, host)
    }
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, TlsError> {
        let Some(authority) = &self.authority else { return Ok(ServerCertVerified::assertion()) };
        match authority.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now) {
            // The name is compared last, when all else is well.
            Err(TlsError::InvalidCertificate(
                CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
            )) => self.compare(end_entity, server_name)?,
            // A certificate that signed itself, as the manual makes one, calls itself an authority. Where it is
            // trusted by itself there is nothing more to verify by.
            Err(TlsError::InvalidCertificate(CertificateError::Other(_)))
                if self.trusted.iter().any(|trusted| trusted == end_entity) =>
            {
                // No list is looked at for it, and whoever gave some wants one that speaks of it.
                if self.has_lists {
                    return Err(CertificateError::UnknownRevocationStatus.into());
                }
                is_current(end_entity, now)?;
                self.compare(end_entity, server_name)?;
            }
            verified => return verified,
        }
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, TlsError> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls12_signature(message, certificate, signature, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, TlsError> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signature, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

/// Whether a certificate is valid at this time.
fn is_current(certificate: &CertificateDer<'_>, now: UnixTime) -> Result<(), TlsError> {
    let parsed = Certificate::from_der(certificate)
        .map_err(|_| TlsError::InvalidCertificate(CertificateError::BadEncoding))?;
    let validity = parsed.tbs_certificate.validity;
    let now = Duration::from_secs(now.as_secs());
    if now < validity.not_before.to_unix_duration() {
        return Err(CertificateError::NotValidYet.into());
    }
    if now > validity.not_after.to_unix_duration() {
        return Err(CertificateError::Expired.into());
    }
    Ok(())
}
