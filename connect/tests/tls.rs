//! TLS with a real server whose certificate the test has made: each mode, with the right and the wrong authority.
#![allow(clippy::unwrap_used)]

mod support;

use std::{fs, path::PathBuf, sync::LazyLock};

use pg_orm_local::{Port, Server};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use support::ask;

/// The first version that takes TLS without negotiation. The wheel with 18 was built without TLS.
const MAJOR: u32 = 17;
const HBA: &str = "host all all 127.0.0.1/32 trust\n";
const ENCRYPTED: &str = "SELECT ssl::text FROM pg_stat_ssl WHERE pid = pg_backend_pid()";

struct Fixture {
    with_tls: Server,
    without_tls: Server,
    /// Takes connections without TLS only, or with TLS only.
    picky: [Server; 2],
    folder: tempfile::TempDir,
}

static FIXTURE: LazyLock<Fixture> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let authority = |file: &str| {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.distinguished_name.push(rcgen::DnType::CommonName, file);
        let authority = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
        fs::write(folder.path().join(file), authority.pem()).unwrap();
        authority
    };
    let ours = authority("ours.crt");
    authority("other.crt");
    let key = KeyPair::generate().unwrap();
    // The address 127.0.0.1 is not in it: a host by another name.
    let certificate =
        CertificateParams::new(vec!["localhost".to_owned()]).unwrap().signed_by(&key, &ours).unwrap();
    let server = |hba: &str| {
        let server = Server::temporary().major(MAJOR).tcp(Port::Free).setting("ssl", "on");
        let server = server.file("server.crt", certificate.pem()).file("server.key", key.serialize_pem());
        server.file("pg_hba.conf", hba).start().unwrap()
    };
    Fixture {
        with_tls: server(HBA),
        without_tls: Server::temporary().tcp(Port::Free).start().unwrap(),
        picky: ["hostnossl", "hostssl"].map(|kind| server(&HBA.replace("host", kind))),
        folder,
    }
});

fn connect(server: &Server, host: &str, parameters: &str) -> Result<String, String> {
    let url = server.tcp_url("postgres").unwrap().replace("127.0.0.1", host);
    // localhost may be ::1, where nobody listens.
    let url = format!("{url}?{parameters}&hostaddr=127.0.0.1");
    ask(&url, ENCRYPTED).map_err(|error| error.to_string())
}

fn root(file: &str) -> String {
    let path: PathBuf = FIXTURE.folder.path().join(file);
    format!("sslrootcert={}", path.display())
}

#[test]
fn modes_that_verify_nothing_take_any_certificate() {
    for (mode, encrypted) in
        [("disable", "false"), ("allow", "false"), ("prefer", "true"), ("require", "true")]
    {
        let parameters = format!("sslmode={mode}");
        assert_eq!(connect(&FIXTURE.with_tls, "127.0.0.1", &parameters).as_deref(), Ok(encrypted), "{mode}");
    }
}

#[test]
fn the_authority_is_verified() {
    let (ours, other) = (root("ours.crt"), root("other.crt"));
    // With a root certificate, `require` is `verify-ca`.
    for mode in ["require", "verify-ca"] {
        let right = connect(&FIXTURE.with_tls, "127.0.0.1", &format!("sslmode={mode}&{ours}"));
        assert_eq!(right.as_deref(), Ok("true"), "{mode}");
        let wrong = connect(&FIXTURE.with_tls, "127.0.0.1", &format!("sslmode={mode}&{other}")).unwrap_err();
        assert!(wrong.contains("UnknownIssuer") && wrong.contains("help: sslrootcert must name"), "{wrong}");
    }
    let unknown = connect(&FIXTURE.with_tls, "localhost", "sslrootcert=system").unwrap_err();
    assert!(unknown.contains("UnknownIssuer"), "{unknown}");
}

#[test]
fn the_host_is_verified() {
    let parameters = format!("sslmode=verify-full&{}", root("ours.crt"));
    assert_eq!(connect(&FIXTURE.with_tls, "localhost", &parameters).as_deref(), Ok("true"));
    for host in ["127.0.0.1", "db.example"] {
        let wrong = connect(&FIXTURE.with_tls, host, &parameters).unwrap_err();
        assert!(wrong.contains("not valid for name") && wrong.contains("help: connect by a name"), "{wrong}");
    }
    let wrong =
        connect(&FIXTURE.with_tls, "localhost", &format!("sslmode=verify-full&{}", root("other.crt")));
    assert!(wrong.unwrap_err().contains("UnknownIssuer"));
}

#[test]
fn a_server_without_tls_is_taken_only_where_that_is_allowed() {
    for mode in ["disable", "allow", "prefer"] {
        let parameters = format!("sslmode={mode}");
        assert_eq!(connect(&FIXTURE.without_tls, "127.0.0.1", &parameters).as_deref(), Ok("false"), "{mode}");
    }
    for parameters in ["sslmode=require".to_owned(), format!("sslmode=verify-full&{}", root("ours.crt"))] {
        let error = connect(&FIXTURE.without_tls, "localhost", &parameters).unwrap_err();
        assert!(error.contains("server does not support TLS") && error.contains("`ssl` setting"), "{error}");
    }
}

#[test]
fn allow_and_prefer_try_the_other_way_when_the_server_refuses() {
    let [without, with] = &FIXTURE.picky;
    assert_eq!(connect(without, "127.0.0.1", "sslmode=prefer").as_deref(), Ok("false"));
    assert_eq!(connect(with, "127.0.0.1", "sslmode=allow").as_deref(), Ok("true"));
    assert!(connect(without, "127.0.0.1", "sslmode=require").unwrap_err().contains("no pg_hba.conf entry"));
    let refused = connect(with, "127.0.0.1", "sslmode=disable").unwrap_err();
    assert!(refused.contains("no encryption\nhelp: the server may want TLS"), "{refused}");
}

#[test]
fn verifying_without_a_certificate_to_verify_by_is_an_error() {
    let home = std::env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
    if home.join(".postgresql/root.crt").exists() {
        // This user's own certificate is then the one to verify by.
        return;
    }
    let error = connect(&FIXTURE.with_tls, "localhost", "sslmode=verify-ca").unwrap_err();
    assert!(error.contains("help: name it with sslrootcert=<file>"), "{error}");
}

#[test]
fn tls_can_come_first_from_version_17_on() {
    let parameters = "sslmode=require&sslnegotiation=direct";
    assert_eq!(connect(&FIXTURE.with_tls, "localhost", parameters).as_deref(), Ok("true"));
}
