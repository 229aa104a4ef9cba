//! TLS by rustls, as strict as `sslmode` says.

use std::{path::Path, sync::Arc};

use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, Error as TlsError, RootCertStore, SignatureScheme,
    client::{
        WebPkiServerVerifier,
        danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    },
    crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature},
    pki_types::{CertificateDer, ServerName, UnixTime, pem::PemObject},
};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::{
    Error, SslMode,
    ssl_mode::{Roots, TlsPolicy},
};

/// What servers that are asked to speak TLS at once want to hear (PostgreSQL 17).
const ALPN: &[u8] = b"postgresql";

/// What makes TLS of a connection's stream.
pub(crate) fn connector(policy: &TlsPolicy) -> Result<MakeRustlsConnect, Error> {
    let provider = Arc::new(ring::default_provider());
    let authority = match &policy.roots {
        Roots::None => None,
        Roots::File(path) => Some(verifier(from_file(path)?, path, &provider)?),
        Roots::System => Some(verifier(from_system()?, Path::new("system"), &provider)?),
    };
    let compares_names = policy.mode == SslMode::VerifyFull;
    let verifier = Arc::new(Verifier { authority, compares_names, provider: Arc::clone(&provider) });
    let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let builder = builder.map_err(|error| unusable(Path::new("system"), error))?;
    let mut config = builder.dangerous().with_custom_certificate_verifier(verifier).with_no_client_auth();
    config.alpn_protocols = vec![ALPN.to_vec()];
    Ok(MakeRustlsConnect::new(config))
}

fn from_file(path: &Path) -> Result<RootCertStore, Error> {
    let mut store = RootCertStore::empty();
    for certificate in CertificateDer::pem_file_iter(path).map_err(|error| unusable(path, error))? {
        store
            .add(certificate.map_err(|error| unusable(path, error))?)
            .map_err(|error| unusable(path, error))?;
    }
    if store.is_empty() { Err(unusable(path, "it holds no certificate in PEM form")) } else { Ok(store) }
}

fn from_system() -> Result<RootCertStore, Error> {
    let found = rustls_native_certs::load_native_certs();
    let mut store = RootCertStore::empty();
    // Systems carry some that are too old to be read; the others are what counts.
    store.add_parsable_certificates(found.certs);
    match found.errors.first() {
        Some(error) if store.is_empty() => Err(unusable(Path::new("system"), error)),
        None if store.is_empty() => Err(unusable(Path::new("system"), "the system has none")),
        _ => Ok(store),
    }
}

fn verifier(
    store: RootCertStore,
    path: &Path,
    provider: &Arc<CryptoProvider>,
) -> Result<Arc<WebPkiServerVerifier>, Error> {
    let builder = WebPkiServerVerifier::builder_with_provider(Arc::new(store), Arc::clone(provider));
    builder.build().map_err(|error| unusable(path, error))
}

fn unusable(path: &Path, reason: impl ToString) -> Error {
    Error::RootCertificates { path: path.to_owned(), reason: reason.to_string() }
}

/// Verifies what the mode asks for: nothing, the authority, or the authority and the host's name.
///
/// That the server has its certificate's key is verified always.
#[derive(Debug)]
struct Verifier {
    authority: Option<Arc<WebPkiServerVerifier>>,
    compares_names: bool,
    provider: Arc<CryptoProvider>,
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
            )) if !self.compares_names => Ok(ServerCertVerified::assertion()),
            verified => verified,
        }
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
