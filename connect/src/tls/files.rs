//! Reading certificates, keys and lists of what was revoked.

use std::{fs, path::Path};

use rustls::pki_types::{
    CertificateDer, CertificateRevocationListDer, PrivateKeyDer,
    pem::{self, PemObject},
};

use super::unusable;
use crate::{
    Error,
    tls_policy::{Identity, Revoked},
};

/// The certificates of authorities in a file.
pub(super) fn roots(path: &Path) -> Result<Vec<CertificateDer<'static>>, Error> {
    certificates("sslrootcert", path)
}

/// The certificates that the operating system trusts.
pub(super) fn system_roots() -> Result<Vec<CertificateDer<'static>>, Error> {
    let found = rustls_native_certs::load_native_certs();
    let path = Path::new("system");
    match found.errors.first() {
        Some(error) if found.certs.is_empty() => Err(unusable("sslrootcert", path, error)),
        None if found.certs.is_empty() => Err(unusable("sslrootcert", path, "the system has none")),
        _ => Ok(found.certs),
    }
}

/// The client's certificate with those that lead to its authority, and its key.
pub(super) fn identity(
    identity: &Identity,
) -> Result<(Vec<CertificateDer<'static>>, PrivateKeyDer<'static>), Error> {
    let chain = certificates("sslcert", &identity.certificate)?;
    let Some(key) = &identity.key else {
        return Err(unusable("sslcert", &identity.certificate, "its key is not named: name it with sslkey"));
    };
    Ok((chain, private_key(key)?))
}

/// The lists of certificates that count no more; none where none are named.
pub(super) fn revoked(revoked: &Revoked) -> Result<Vec<CertificateRevocationListDer<'static>>, Error> {
    let mut lists = Vec::new();
    if let Some(path) = &revoked.file {
        lists.extend(revocation_lists("sslcrl", path)?);
        if lists.is_empty() {
            return Err(unusable("sslcrl", path, "it holds no revocation list in PEM form"));
        }
    }
    if let Some(folder) = &revoked.folder {
        let before = lists.len();
        let entries = fs::read_dir(folder).map_err(|error| unusable("sslcrldir", folder, error))?;
        let mut files = Vec::new();
        for entry in entries {
            files.push(entry.map_err(|error| unusable("sslcrldir", folder, error))?.path());
        }
        files.sort();
        for file in files.iter().filter(|file| file.is_file()) {
            lists.extend(revocation_lists("sslcrldir", file)?);
        }
        if lists.len() == before {
            return Err(unusable("sslcrldir", folder, "it holds no revocation list in PEM form"));
        }
    }
    Ok(lists)
}

fn revocation_lists(
    parameter: &'static str,
    path: &Path,
) -> Result<Vec<CertificateRevocationListDer<'static>>, Error> {
    let bytes = read(parameter, path)?;
    let lists: Result<Vec<_>, pem::Error> = CertificateRevocationListDer::pem_slice_iter(&bytes).collect();
    lists.map_err(|error| unusable(parameter, path, error))
}

fn certificates(parameter: &'static str, path: &Path) -> Result<Vec<CertificateDer<'static>>, Error> {
    let bytes = read(parameter, path)?;
    if !is_pem(&bytes) && bytes.first() == Some(&DER_SEQUENCE) {
        return Ok(vec![CertificateDer::from(bytes)]);
    }
    let found: Result<Vec<_>, pem::Error> = CertificateDer::pem_slice_iter(&bytes).collect();
    let found = found.map_err(|error| unusable(parameter, path, error))?;
    if found.is_empty() {
        return Err(unusable(parameter, path, "it holds no certificate in PEM form"));
    }
    Ok(found)
}

const DER_SEQUENCE: u8 = 0x30;

const ENCRYPTED: &str = "it is encrypted, and encrypted keys can't be read\nhelp: `openssl pkey -in <key> -out <new key>` \
                         decrypts it; `chmod 600` keeps others from reading it";
const OPEN: &str = "it has group or world access\nhelp: it must have permissions u=rw (0600) or less, or, if root owns it, \
                    u=rw,g=r (0640) or less: `chmod 600` sets them";

fn private_key(path: &Path) -> Result<PrivateKeyDer<'static>, Error> {
    let wrong = |reason: &dyn ToString| unusable("sslkey", path, reason.to_string());
    let metadata = fs::metadata(path).map_err(|error| wrong(&error))?;
    if !metadata.is_file() {
        return Err(wrong(&"it is not a regular file"));
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let forbidden = if metadata.uid() == 0 { 0o037 } else { 0o077 };
        if metadata.mode() & forbidden != 0 {
            return Err(wrong(&OPEN));
        }
    }
    let bytes = read("sslkey", path)?;
    if is_pem(&bytes) {
        let text = String::from_utf8_lossy(&bytes);
        if text.contains("BEGIN ENCRYPTED PRIVATE KEY") || text.contains("Proc-Type: 4,ENCRYPTED") {
            return Err(wrong(&ENCRYPTED));
        }
        return PrivateKeyDer::from_pem_slice(&bytes).map_err(|error| match error {
            pem::Error::NoItemsFound => wrong(&"it holds no private key"),
            error => wrong(&error),
        });
    }
    PrivateKeyDer::try_from(bytes)
        .map_err(|_| wrong(&"it is neither a key in PEM nor one in DER form, or is encrypted"))
}

fn is_pem(bytes: &[u8]) -> bool {
    bytes.windows(11).any(|window| window == b"-----BEGIN ")
}

fn read(parameter: &'static str, path: &Path) -> Result<Vec<u8>, Error> {
    fs::read(path).map_err(|error| unusable(parameter, path, error))
}
