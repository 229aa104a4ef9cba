//! Authorities, certificates and keys made for the tests, and servers that have them.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    sync::LazyLock,
};

use pg_orm_local::{Port, Server};
use rcgen::{
    BasicConstraints, CertificateParams, CertificateRevocationListParams, CertifiedIssuer, DnType, IsCa,
    KeyIdMethod, KeyPair, KeyUsagePurpose, RevokedCertParams, SerialNumber, date_time_ymd,
};
use tempfile::TempDir;

pub type Authority = CertifiedIssuer<'static, KeyPair>;

/// A certificate, and those that lead to its authority, with its key; in PEM.
#[derive(Clone)]
pub struct Leaf {
    pub certificate: String,
    pub key: String,
}

pub fn authority(name: &str) -> Authority {
    Authority::self_signed(authority_params(name), KeyPair::generate().unwrap()).unwrap()
}

/// An authority below another.
pub fn below(name: &str, above: &Authority) -> Authority {
    let mut params = authority_params(name);
    params.serial_number = Some(SerialNumber::from(77));
    Authority::signed_by(params, KeyPair::generate().unwrap(), above).unwrap()
}

fn authority_params(name: &str) -> CertificateParams {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params.distinguished_name.push(DnType::CommonName, name);
    params
}

/// A certificate with this common name and these alternative names.
pub fn leaf(
    authority: &Authority,
    common: &str,
    names: &[&str],
    change: impl FnOnce(&mut CertificateParams),
) -> Leaf {
    let key = KeyPair::generate().unwrap();
    let mut params = leaf_params(common, names);
    change(&mut params);
    Leaf { certificate: params.signed_by(&key, authority).unwrap().pem(), key: key.serialize_pem() }
}

pub fn leaf_params(common: &str, names: &[&str]) -> CertificateParams {
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let mut params = CertificateParams::new(names).unwrap();
    params.distinguished_name.push(DnType::CommonName, common);
    params
}

/// A list of an authority's certificates that count no more.
pub fn revoked(authority: &Authority, serials: &[u64], until: i32) -> String {
    let params = CertificateRevocationListParams {
        this_update: date_time_ymd(2020, 1, 1),
        next_update: date_time_ymd(until, 1, 1),
        crl_number: SerialNumber::from(1),
        issuing_distribution_point: None,
        revoked_certs: serials
            .iter()
            .map(|serial| RevokedCertParams {
                serial_number: SerialNumber::from(*serial),
                revocation_time: date_time_ymd(2020, 1, 1),
                reason_code: None,
                invalidity_date: None,
            })
            .collect(),
        key_identifier_method: KeyIdMethod::Sha256,
    };
    params.signed_by(authority).unwrap().pem().unwrap()
}

/// A folder for the clients' files.
pub struct Files(TempDir);

impl Files {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// Writes a file that its owner alone can read.
    pub fn write(&self, name: &str, contents: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, contents).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        path
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn folder(&self) -> &Path {
        self.0.path()
    }
}

/// The major versions that can be had here and were built with TLS, said aloud where one is missing.
pub static MAJORS: LazyLock<Vec<u32>> = LazyLock::new(|| {
    let authority = authority("probe");
    let leaf = leaf(&authority, "localhost", &["localhost"], |_| {});
    let has_tls = |major: &u32| match with_certificate(*major, &leaf, "host all all all trust\n", &authority)
    {
        Ok(server) => {
            eprintln!("TLS is tested with PostgreSQL {} from {}", server.version(), server.source());
            true
        }
        Err(error) => {
            let text = format!("{error} {error:?}");
            assert!(text.contains("SSL is not supported by this build"), "{text}");
            eprintln!("PostgreSQL {major} here was built without TLS, and is not tested with it");
            false
        }
    };
    let majors: Vec<u32> = [15, 17, 18].into_iter().filter(has_tls).collect();
    assert!(!majors.is_empty(), "no version here has TLS");
    majors
});

/// A server with TLS that trusts an authority's clients.
pub fn with_certificate(
    major: u32,
    leaf: &Leaf,
    hba: &str,
    clients: &Authority,
) -> Result<Server, pg_orm_local::Error> {
    let server = Server::temporary().major(major).tcp(Port::Free).setting("ssl", "on");
    let server = server.setting("ssl_ca_file", "clients.crt").file("clients.crt", clients.pem());
    let server = server.file("server.crt", leaf.certificate.as_str()).file("server.key", leaf.key.as_str());
    server.file("pg_hba.conf", hba).start()
}
