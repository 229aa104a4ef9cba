//! TLS by rustls, as strict as `sslmode` says.

mod failure;
mod files;
mod help;
mod names;
mod verifier;

use std::{
    io,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use rustls::{
    ClientConfig, ConfigBuilder, SignatureScheme, SupportedProtocolVersion,
    client::{ResolvesClientCert, Resumption, WantsClientCert},
    crypto::ring,
    sign::CertifiedKey,
    version,
};
use tokio_postgres::tls::{MakeTlsConnect, TlsConnect};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::{
    Error,
    tls_policy::{Identity, TlsPolicy, TlsVersion},
    wire::Socket,
};

pub(crate) use failure::Failure;
pub(crate) use help::{help, is_verdict};

/// A socket under TLS.
pub(crate) type Stream = <MakeRustlsConnect as MakeTlsConnect<Socket>>::Stream;

/// What servers that are asked to speak TLS at once want to hear (PostgreSQL 17).
const ALPN: &[u8] = b"postgresql";

/// Makes TLS of sockets. Its files have been read.
#[derive(Clone)]
pub(crate) struct Tls {
    config: ClientConfig,
    connect: MakeRustlsConnect,
    must_be_asked: bool,
}

impl Tls {
    /// What this policy asks for; never `None`.
    pub(crate) fn new(policy: &TlsPolicy) -> Result<Option<Self>, Error> {
        let provider = Arc::new(ring::default_provider());
        let verifier = verifier::new(policy, &provider)?;
        let versions: &[&SupportedProtocolVersion] = match (policy.oldest, policy.newest) {
            (TlsVersion::Tls12, TlsVersion::Tls12) => &[&version::TLS12],
            (TlsVersion::Tls12, TlsVersion::Tls13) => &[&version::TLS13, &version::TLS12],
            (TlsVersion::Tls13, _) => &[&version::TLS13],
        };
        let builder = ClientConfig::builder_with_provider(provider).with_protocol_versions(versions);
        let builder = builder.map_err(|error| unusable("sslmode", Path::new(""), error))?;
        let builder = builder.dangerous().with_custom_certificate_verifier(verifier);
        let mut config = match &policy.identity {
            Some(identity) => match with_identity(builder.clone(), identity) {
                // A connection without TLS, or without a certificate, is as good to whoever asked for this one.
                Err(error) if identity.is_optional => {
                    tracing::warn!("connecting without a client certificate: {error}");
                    builder.with_no_client_auth()
                }
                config => config?,
            },
            None => builder.with_no_client_auth(),
        };
        config.alpn_protocols = vec![ALPN.to_vec()];
        config.enable_sni = policy.names_server;
        let connect = MakeRustlsConnect::new(config.clone());
        Ok(Some(Self { config, connect, must_be_asked: policy.must_be_asked }))
    }

    /// Sets TLS up with a server called `name`.
    pub(crate) async fn handshake(&self, name: &str, socket: Socket) -> Result<Stream, Failure> {
        if !self.must_be_asked {
            return handshake(self.connect.clone(), name, socket).await.map_err(Failure::Handshake);
        }
        let mut config = self.config.clone();
        let resolver = Arc::new(Asked {
            certificates: Arc::clone(&config.client_auth_cert_resolver),
            was_asked: AtomicBool::new(false),
        });
        // A session that is taken up again asks for nothing.
        config.resumption = Resumption::disabled();
        config.client_auth_cert_resolver = Arc::clone(&resolver) as Arc<dyn ResolvesClientCert>;
        let stream =
            handshake(MakeRustlsConnect::new(config), name, socket).await.map_err(Failure::Handshake)?;
        if resolver.was_asked.load(Ordering::Relaxed) { Ok(stream) } else { Err(Failure::NotAsked) }
    }
}

fn with_identity(
    builder: ConfigBuilder<ClientConfig, WantsClientCert>,
    identity: &Identity,
) -> Result<ClientConfig, Error> {
    let (chain, key) = files::identity(identity)?;
    let config = builder.with_client_auth_cert(chain, key);
    config.map_err(|error| unusable("sslcert", &identity.certificate, error))
}

async fn handshake(mut connect: MakeRustlsConnect, name: &str, socket: Socket) -> io::Result<Stream> {
    let Ok(connect) = MakeTlsConnect::<Socket>::make_tls_connect(&mut connect, name);
    connect.connect(socket).await
}

/// Remembers whether the server asked for the client's certificate.
#[derive(Debug)]
struct Asked {
    certificates: Arc<dyn ResolvesClientCert>,
    was_asked: AtomicBool,
}

impl ResolvesClientCert for Asked {
    fn resolve(&self, authorities: &[&[u8]], schemes: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
        self.was_asked.store(true, Ordering::Relaxed);
        self.certificates.resolve(authorities, schemes)
    }

    fn has_certs(&self) -> bool {
        self.certificates.has_certs()
    }
}

fn unusable(parameter: &'static str, path: &Path, reason: impl ToString) -> Error {
    Error::TlsFile { parameter, path: path.to_owned(), reason: reason.to_string() }
}
