//! TLS with real servers whose certificates the tests have made: each mode, with right and wrong authorities and names.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr)]

mod support;

use std::{
    path::{Path, PathBuf},
    process::Command,
    sync::LazyLock,
};

use pg_orm_connect::{Environment, Target};
use pg_orm_local::{Port, Server};
use rcgen::{KeyPair, date_time_ymd};
use support::{
    ask, local_url,
    pki::{self, Authority, Files, Leaf, MAJORS},
};

const HBA: &str = "host all all 127.0.0.1/32 trust\n";
const ENCRYPTED: &str = "SELECT ssl::text FROM pg_stat_ssl WHERE pid = pg_backend_pid()";

/// The servers of one version, by what is particular about their certificates.
struct Servers {
    major: u32,
    /// Its certificate is for `localhost`, and for no address.
    right: Server,
    /// Its certificate has `localhost` as its common name, and no alternative names, as the manual makes one.
    common_name: Server,
    /// The same with alternative names that are others.
    misnamed: Server,
    address: Server,
    wildcard: Server,
    expired: Server,
    self_signed: Server,
    below: Server,
    /// Takes connections without TLS only, or with TLS only.
    picky: [Server; 2],
    old: Server,
}

struct Fixture {
    files: Files,
    without_tls: Server,
    servers: Vec<Servers>,
}

static FIXTURE: LazyLock<Fixture> = LazyLock::new(|| {
    let files = Files::new();
    let (ours, other) = (pki::authority("ours"), pki::authority("other"));
    let between = pki::below("between", &ours);
    files.write("ours.crt", ours.pem());
    files.write("other.crt", other.pem());
    files.write("both.crt", other.pem() + &ours.pem());
    files.write("empty.crt", "");
    files.write("broken.crt", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    files.write("ours.crl", pki::revoked(&ours, &[4], 3000));
    files.write("revoked.crl", pki::revoked(&ours, &[1, 2, 3], 3000));
    files.write("stale.crl", pki::revoked(&ours, &[], 2021));
    files.write("others.crl", pki::revoked(&other, &[1], 3000));
    files.write("crls/a.r0", pki::revoked(&other, &[], 3000));
    files.write("crls/b.r0", pki::revoked(&ours, &[2], 3000));
    files.write("crls/README", "no list");
    files.write("not-crls/README", "no list");

    let leaf = |common: &str, names: &[&str]| {
        pki::leaf(&ours, common, names, |params| params.serial_number = Some(2.into()))
    };
    let right = leaf("db", &["localhost"]);
    let own_key = KeyPair::generate().unwrap();
    let mut own = pki::leaf_params("localhost", &[]);
    own.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    let self_signed =
        Leaf { certificate: own.self_signed(&own_key).unwrap().pem(), key: own_key.serialize_pem() };
    files.write("self.crt", &self_signed.certificate);
    let mut below = pki::leaf(&between, "db", &["localhost"], |_| {});
    below.certificate += &between.pem();
    let expired =
        pki::leaf(&ours, "db", &["localhost"], |params| params.not_after = date_time_ymd(2001, 1, 1));

    let servers = MAJORS.iter().map(|&major| {
        let start = |leaf: &Leaf, hba: &str| pki::with_certificate(major, leaf, hba, &ours).unwrap();
        Servers {
            major,
            right: start(&right, HBA),
            common_name: start(&leaf("localhost", &[]), HBA),
            misnamed: start(&leaf("localhost", &["db.example"]), HBA),
            address: start(&leaf("db", &["127.0.0.1"]), HBA),
            wildcard: start(&leaf("db", &["*.db.example"]), HBA),
            expired: start(&expired, HBA),
            self_signed: start(&self_signed, HBA),
            below: start(&below, HBA),
            picky: ["hostnossl", "hostssl"].map(|kind| start(&right, &HBA.replace("host", kind))),
            old: old(major, &right, &ours),
        }
    });
    Fixture {
        servers: servers.collect(),
        without_tls: Server::temporary().tcp(Port::Free).start().unwrap(),
        files,
    }
});

/// Speaks nothing newer than TLS 1.2.
fn old(major: u32, leaf: &Leaf, clients: &Authority) -> Server {
    let server = Server::temporary().major(major).tcp(Port::Free).setting("ssl", "on");
    let server = server.setting("ssl_max_protocol_version", "TLSv1.2").file("clients.crt", clients.pem());
    let server = server.file("server.crt", leaf.certificate.as_str()).file("server.key", leaf.key.as_str());
    server.file("pg_hba.conf", HBA).start().unwrap()
}

/// Whether the connection is encrypted. libpq, where there is one with TLS, must come to the same.
#[track_caller]
fn connect(server: &Server, host: &str, parameters: &str) -> Result<String, String> {
    let url = local_url(server, host, parameters);
    let ours = ask(&url, ENCRYPTED).map_err(|error| error.to_string());
    // Its libpq is older than these.
    let is_newer = ["sslnegotiation", "=system"].iter().any(|newer| parameters.contains(newer));
    if let Some(psql) = PSQL.as_ref().filter(|_| !is_newer) {
        let theirs = libpq(psql, &url);
        let agree = match (&ours, &theirs) {
            (Ok(ours), Ok(theirs)) => ours == theirs,
            (ours, theirs) => ours.is_err() == theirs.is_err(),
        };
        assert!(agree, "{url}: we {ours:?}, libpq {theirs:?}");
    }
    ours
}

/// A `psql` with TLS: the one of version 15, where that was installed.
static PSQL: LazyLock<Option<PathBuf>> = LazyLock::new(|| {
    let server = &FIXTURE.servers.first().unwrap().right;
    let psql = server.psql()?;
    let has_tls = libpq(&psql, &local_url(server, "localhost", "sslmode=require")).as_deref() == Ok("true");
    eprintln!("TLS is {}compared with libpq's in {}", if has_tls { "" } else { "not " }, psql.display());
    has_tls.then_some(psql)
});

fn libpq(psql: &Path, url: &str) -> Result<String, String> {
    let mut command = Command::new(psql);
    command.env_clear().env("HOME", FIXTURE.files.folder());
    command.args(["-X", "-A", "-t", "-w", "-c", ENCRYPTED, "-d", url]);
    let output = command.output().unwrap();
    if output.status.success() {
        Ok(String::from_utf8(output.stdout).unwrap().trim_end().to_owned())
    } else {
        Err(String::from_utf8_lossy(&output.stderr).into_owned())
    }
}

fn root(file: &str) -> String {
    format!("sslrootcert={}", FIXTURE.files.path(file).display())
}

#[track_caller]
fn refused(server: &Server, host: &str, parameters: &str, expected: &[&str]) {
    let error = connect(server, host, parameters).unwrap_err();
    for expected in expected {
        assert!(error.contains(expected), "{parameters}: {error:?} has no {expected:?}");
    }
}

#[test]
fn modes_that_verify_nothing_take_any_certificate() {
    for servers in &FIXTURE.servers {
        for server in [&servers.right, &servers.expired, &servers.self_signed] {
            for (mode, encrypted) in
                [("disable", "false"), ("allow", "false"), ("prefer", "true"), ("require", "true")]
            {
                let connected = connect(server, "127.0.0.1", &format!("sslmode={mode}"));
                assert_eq!(connected.as_deref(), Ok(encrypted), "{mode}");
            }
        }
    }
}

#[test]
fn the_authority_is_verified() {
    let (ours, other, both) = (root("ours.crt"), root("other.crt"), root("both.crt"));
    for servers in &FIXTURE.servers {
        // With a root certificate, `require` is `verify-ca`. No name is compared.
        for mode in ["require", "verify-ca"] {
            for server in [&servers.right, &servers.misnamed, &servers.below, &servers.address] {
                for roots in [&ours, &both] {
                    let right = connect(server, "anything.example", &format!("sslmode={mode}&{roots}"));
                    assert_eq!(right.as_deref(), Ok("true"), "{mode}");
                }
            }
            let wrong = format!("sslmode={mode}&{other}");
            refused(&servers.right, "127.0.0.1", &wrong, &["UnknownIssuer", "help: sslrootcert must name"]);
            refused(&servers.below, "127.0.0.1", &wrong, &["UnknownIssuer"]);
            refused(&servers.self_signed, "localhost", &format!("sslmode={mode}&{ours}"), &["can't connect"]);
            let expired = format!("sslmode={mode}&{ours}");
            refused(&servers.expired, "localhost", &expired, &["expired", "help: give the server a new"]);
        }
        refused(&servers.right, "localhost", "sslrootcert=system", &["UnknownIssuer"]);
    }
}

#[test]
fn the_host_is_verified() {
    let ours = format!("sslmode=verify-full&{}", root("ours.crt"));
    for servers in &FIXTURE.servers {
        for (server, host) in [
            (&servers.right, "localhost"),
            (&servers.right, "LOCALHOST"),
            (&servers.below, "localhost"),
            (&servers.common_name, "localhost"),
            (&servers.address, "127.0.0.1"),
            (&servers.wildcard, "a.db.example"),
            (&servers.misnamed, "db.example"),
        ] {
            assert_eq!(connect(server, host, &ours).as_deref(), Ok("true"), "{host} of {}", servers.major);
        }
        for (server, host) in [
            (&servers.right, "127.0.0.1"),
            (&servers.right, "db.example"),
            // A common name counts only where there is no other.
            (&servers.right, "db"),
            (&servers.misnamed, "localhost"),
            (&servers.common_name, "db.example"),
            (&servers.address, "localhost"),
            (&servers.wildcard, "a.b.db.example"),
            (&servers.wildcard, "db.example"),
        ] {
            refused(server, host, &ours, &["not valid for name", "help: connect by a name"]);
        }
        refused(&servers.expired, "localhost", &ours, &["expired"]);
        let other = format!("sslmode=verify-full&{}", root("other.crt"));
        refused(&servers.right, "localhost", &other, &["UnknownIssuer"]);
    }
}

#[test]
fn a_certificate_that_signed_itself_is_its_own_authority() {
    let own = root("self.crt");
    for servers in &FIXTURE.servers {
        for mode in ["verify-ca", "verify-full"] {
            let parameters = format!("sslmode={mode}&{own}");
            assert_eq!(connect(&servers.self_signed, "localhost", &parameters).as_deref(), Ok("true"));
            refused(&servers.right, "localhost", &parameters, &["UnknownIssuer"]);
        }
        let full = format!("sslmode=verify-full&{own}");
        refused(&servers.self_signed, "db.example", &full, &["not valid for name"]);
        // A list says nothing of it: it is no less to be verified for being its own authority.
        let listed = format!("{full}&sslcrl={}", FIXTURE.files.path("ours.crl").display());
        refused(&servers.self_signed, "localhost", &listed, &["evocation", "help: each authority"]);
    }
}

#[test]
fn a_server_without_tls_is_taken_only_where_that_is_allowed() {
    for mode in ["disable", "allow", "prefer"] {
        let parameters = format!("sslmode={mode}");
        assert_eq!(connect(&FIXTURE.without_tls, "127.0.0.1", &parameters).as_deref(), Ok("false"), "{mode}");
    }
    for mode in ["require", "verify-ca", "verify-full"] {
        let parameters = format!("sslmode={mode}&{}", root("ours.crt"));
        refused(
            &FIXTURE.without_tls,
            "localhost",
            &parameters,
            &["server does not support TLS", "`ssl` setting"],
        );
    }
    refused(&FIXTURE.without_tls, "localhost", "sslmode=require&sslnegotiation=direct", &["can't connect"]);
    // A list of hosts ends with a server that answers and is not what is asked for.
    let error = ask(
        &format!(
            "host=localhost,localhost hostaddr=127.0.0.1,127.0.0.1 port={},{} user=postgres dbname=postgres sslmode=require",
            support::port(&FIXTURE.without_tls),
            support::port(&FIXTURE.servers.first().unwrap().right)
        ),
        ENCRYPTED,
    );
    assert!(error.unwrap_err().to_string().contains("does not support TLS"));
}

#[test]
fn allow_and_prefer_try_the_other_way_when_the_server_refuses() {
    for servers in &FIXTURE.servers {
        let [without, with] = &servers.picky;
        assert_eq!(connect(without, "127.0.0.1", "sslmode=prefer").as_deref(), Ok("false"));
        assert_eq!(connect(with, "127.0.0.1", "sslmode=allow").as_deref(), Ok("true"));
        refused(without, "127.0.0.1", "sslmode=require", &["no pg_hba.conf entry"]);
        refused(with, "127.0.0.1", "sslmode=disable", &["no encryption", "help: the server may want TLS"]);
        // What went wrong with TLS is what is told.
        let refusing = url_of_nobody(with, "sslmode=prefer");
        assert!(refusing.contains("role \"nobody\" does not exist"), "{refusing}");
        refused(with, "localhost", &format!("sslmode=prefer&{}", root("other.crt")), &["UnknownIssuer"]);
        // What can't be verified is not encrypted; `prefer` then goes without, as in libpq.
        let other = root("other.crt");
        assert_eq!(
            connect(&servers.right, "localhost", &format!("sslmode=prefer&{other}")).as_deref(),
            Ok("false")
        );
    }
}

fn url_of_nobody(server: &Server, parameters: &str) -> String {
    let url = local_url(server, "localhost", parameters).replace("postgres@", "nobody@");
    ask(&url, ENCRYPTED).unwrap_err().to_string()
}

#[test]
fn revoked_certificates_are_refused() {
    let with = |parameter: &str, file: &str| {
        let path = FIXTURE.files.path(file);
        format!("sslmode=verify-full&{}&{parameter}={}", root("ours.crt"), path.display())
    };
    for servers in &FIXTURE.servers {
        let right = &servers.right;
        assert_eq!(connect(right, "localhost", &with("sslcrl", "ours.crl")).as_deref(), Ok("true"));
        refused(right, "localhost", &with("sslcrl", "revoked.crl"), &["evoked", "help: the authority took"]);
        refused(right, "localhost", &with("sslcrldir", "crls"), &["evoked"]);
        // A certificate is not revoked by another authority's list, but its own authority's is missing then.
        refused(right, "localhost", &with("sslcrl", "others.crl"), &["evocation", "help: each authority"]);
        refused(right, "localhost", &with("sslcrl", "stale.crl"), &["help: get the authority's newest list"]);
        // The list of the authority between is missing.
        refused(&servers.below, "localhost", &with("sslcrl", "ours.crl"), &["evocation"]);
        // Where nothing is verified, nothing is revoked.
        let require = format!("sslmode=require&sslcrl={}", FIXTURE.files.path("revoked.crl").display());
        assert_eq!(connect(right, "localhost", &require).as_deref(), Ok("true"));
    }
}

#[test]
fn versions_are_kept_to() {
    let version = "SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
    let connect = |server: &Server, parameters: &str| {
        ask(&local_url(server, "localhost", &format!("sslmode=require&{parameters}")), version)
            .map_err(|error| error.to_string())
    };
    for servers in &FIXTURE.servers {
        let newest = connect(&servers.right, "sslsni=0");
        assert_eq!(newest.as_deref(), Ok("TLSv1.3"));
        assert_eq!(connect(&servers.right, "ssl_max_protocol_version=TLSv1.2").as_deref(), Ok("TLSv1.2"));
        assert_eq!(connect(&servers.right, "ssl_min_protocol_version=TLSv1.3").as_deref(), Ok("TLSv1.3"));
        assert_eq!(connect(&servers.old, "ssl_min_protocol_version=TLSv1").as_deref(), Ok("TLSv1.2"));
        let error = connect(&servers.old, "ssl_min_protocol_version=TLSv1.3").unwrap_err();
        assert!(error.contains("one version in common"), "{error}");
    }
}

#[test]
fn tls_can_come_first_from_version_17_on() {
    let parameters = "sslmode=require&sslnegotiation=direct";
    for servers in &FIXTURE.servers {
        let connected = connect(&servers.right, "localhost", parameters);
        if servers.major >= 17 {
            assert_eq!(connected.as_deref(), Ok("true"));
        } else {
            let error = connected.unwrap_err();
            assert!(
                error.contains("sslnegotiation=direct needs PostgreSQL 17")
                    && error.contains("&sslnegotiation=direct"),
                "{error}"
            );
        }
    }
}

#[test]
fn files_that_can_not_be_used_are_named() {
    let right = &FIXTURE.servers.first().unwrap().right;
    for (file, expected) in
        [("missing.crt", "No such file"), ("empty.crt", "no certificate"), ("broken.crt", "can't be used")]
    {
        let path = FIXTURE.files.path(file).display().to_string();
        let parameters = format!("sslmode=verify-ca&{}", root(file));
        refused(right, "localhost", &parameters, &[&format!("sslrootcert={path} can't be used"), expected]);
    }
    for (parameter, file, expected) in [
        ("sslcrl", "missing.crl", "No such file"),
        ("sslcrl", "ours.crt", "no revocation list"),
        ("sslcrldir", "missing", "No such file"),
        ("sslcrldir", "not-crls", "no revocation list"),
    ] {
        let path = FIXTURE.files.path(file).display().to_string();
        let parameters = format!("sslmode=verify-ca&{}&{parameter}={path}", root("ours.crt"));
        // libpq passes over such a list, which was to keep somebody out.
        let error = ask(&local_url(right, "localhost", &parameters), ENCRYPTED).unwrap_err().to_string();
        assert!(
            error.contains(&format!("{parameter}={path} can't be used")) && error.contains(expected),
            "{error}"
        );
    }
    refused(right, "localhost", "sslmode=verify-ca", &["help: name it with sslrootcert=<file>"]);
}

#[test]
fn root_certificates_in_the_home_folder_count() {
    let files = Files::new();
    let ours = std::fs::read(FIXTURE.files.path("ours.crt")).unwrap();
    files.write(".postgresql/root.crt", ours);
    let environment = Environment::empty().home(files.folder());
    let right = &FIXTURE.servers.first().unwrap().right;
    let connect = |host: &str, parameters: &str, environment: &Environment| {
        let target = Target::resolve_in(Some(&local_url(right, host, parameters)), environment).unwrap();
        support::query(&target, ENCRYPTED).map_err(|error| error.to_string())
    };
    for mode in ["require", "verify-ca", "verify-full"] {
        assert_eq!(connect("localhost", &format!("sslmode={mode}"), &environment).as_deref(), Ok("true"));
    }
    files.write(".postgresql/root.crt", std::fs::read(FIXTURE.files.path("other.crt")).unwrap());
    assert!(connect("localhost", "sslmode=require", &environment).unwrap_err().contains("UnknownIssuer"));
    // The variable names another.
    let environment = environment.set("PGSSLROOTCERT", FIXTURE.files.path("ours.crt"));
    assert_eq!(connect("localhost", "sslmode=verify-full", &environment).as_deref(), Ok("true"));
    let environment = environment.set("PGSSLMODE", "verify-full");
    assert!(connect("db.example", "", &environment).unwrap_err().contains("not valid for name"));
    files.write(".postgresql/root.crl", std::fs::read(FIXTURE.files.path("revoked.crl")).unwrap());
    assert!(connect("localhost", "", &environment).unwrap_err().contains("evoked"));
}
