//! Who is let in: client certificates, channel binding, `require_auth`, and cancelling under TLS, with real servers.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, clippy::indexing_slicing)]

mod support;

use std::{
    fs,
    io::{Read, Write},
    net::{Shutdown, TcpListener, TcpStream},
    os::unix::fs::PermissionsExt,
    process::Command,
    sync::{Arc, LazyLock, Mutex},
    thread,
};

use pg_orm_connect::{Environment, Error, Target};
use pg_orm_local::Server;
use rcgen::KeyPair;
use support::{
    ask, local_url,
    pki::{self, Files, MAJORS},
    query,
};
use tokio_postgres::error::SqlState;

const HBA: &str = "\
local all all trust
hostssl all certified,\"stränge one\" 127.0.0.1/32 cert
hostssl all twice 127.0.0.1/32 scram-sha-256 clientcert=verify-full
hostssl all known 127.0.0.1/32 trust clientcert=verify-ca
host all scram 127.0.0.1/32 scram-sha-256
host all md5er 127.0.0.1/32 md5
host all plain 127.0.0.1/32 password
host all free 127.0.0.1/32 trust
";

struct Fixture {
    files: Files,
    servers: Vec<Server>,
    /// Does not ask for certificates.
    incurious: Server,
}

static FIXTURE: LazyLock<Fixture> = LazyLock::new(|| {
    let files = Files::new();
    let (ours, other) = (pki::authority("ours"), pki::authority("other"));
    let between = pki::below("between", &ours);
    files.write("ours.crt", ours.pem());
    for user in ["certified", "twice", "nobody", "stränge one"] {
        let leaf = pki::leaf(&ours, user, &[], |_| {});
        files.write(&format!("{user}.crt"), &leaf.certificate);
        files.write(&format!("{user}.key"), &leaf.key);
    }
    let chained = pki::leaf(&between, "certified", &[], |_| {});
    files.write("chained.crt", chained.certificate + &between.pem());
    files.write("chained.key", &chained.key);
    let foreign = pki::leaf(&other, "certified", &[], |_| {});
    files.write("foreign.crt", &foreign.certificate);
    files.write("foreign.key", &foreign.key);
    let key = KeyPair::generate().unwrap();
    let certificate = pki::leaf_params("certified", &[]).signed_by(&key, &ours).unwrap();
    files.write("der.crt", certificate.der());
    files.write("der.key", key.serialize_der());

    let leaf = pki::leaf(&ours, "db", &["localhost"], |_| {});
    let servers = MAJORS.iter().map(|&major| {
        let server = pki::with_certificate(major, &leaf, HBA, &ours).unwrap();
        for role in [
            "certified LOGIN",
            "\"stränge one\" LOGIN",
            "known LOGIN",
            "free LOGIN",
            "twice LOGIN PASSWORD 'right'",
            "scram LOGIN PASSWORD 'right'",
            "plain LOGIN PASSWORD 'right'",
        ] {
            ask(&server.url("postgres"), &format!("CREATE ROLE {role}")).unwrap();
        }
        let md5 = "SET password_encryption = md5; CREATE ROLE md5er LOGIN PASSWORD 'right'";
        ask(&server.url("postgres"), md5).unwrap();
        server
    });
    let incurious = Server::temporary().major(*MAJORS.first().unwrap()).tcp(pg_orm_local::Port::Free);
    let incurious = incurious.setting("ssl", "on").file("server.crt", leaf.certificate.as_str());
    let incurious = incurious.file("server.key", leaf.key.as_str()).start().unwrap();
    Fixture { servers: servers.collect(), incurious, files }
});

fn url(server: &Server, user: &str, parameters: &str) -> String {
    let root = FIXTURE.files.path("ours.crt");
    let parameters = format!("sslmode=verify-full&sslrootcert={}&{parameters}", root.display());
    local_url(server, "localhost", &parameters).replace("postgres@", &format!("{user}@"))
}

fn connect(server: &Server, user: &str, parameters: &str) -> Result<String, Error> {
    ask(&url(server, user, parameters), "SELECT current_user")
}

fn certificate(name: &str) -> String {
    let path = |kind| FIXTURE.files.path(&format!("{name}.{kind}")).display().to_string().replace(' ', "%20");
    format!("sslcert={}&sslkey={}", path("crt"), path("key"))
}

#[track_caller]
fn refused(connected: Result<String, Error>, expected: &[&str]) {
    let error = connected.unwrap_err();
    let text = error.to_string();
    for expected in expected {
        assert!(text.contains(expected), "{text:?} has no {expected:?}");
    }
    assert!(!format!("{text}{error:?}").contains("right"), "{error:?}");
}

#[test]
fn a_certificate_is_let_in_as_the_user_it_names() {
    for server in &FIXTURE.servers {
        for name in ["certified", "chained", "der"] {
            assert_eq!(connect(server, "certified", &certificate(name)).unwrap(), "certified", "{name}");
        }
        let strange = connect(server, "str%C3%A4nge%20one", &certificate("stränge one"));
        assert_eq!(strange.unwrap(), "stränge one");
        assert_eq!(connect(server, "known", &certificate("nobody")).unwrap(), "known");
        assert_eq!(connect(server, "twice:right", &certificate("twice")).unwrap(), "twice");

        refused(connect(server, "certified", &certificate("nobody")), &["authentication failed"]);
        let none = "help: the server wants a certificate for this user: name it with sslcert";
        refused(connect(server, "certified", ""), &["requires a valid client certificate", none]);
        let disabled = format!("{}&sslcertmode=disable", certificate("certified"));
        refused(connect(server, "certified", &disabled), &["requires a valid client certificate"]);
        refused(connect(server, "twice:wrong", &certificate("twice")), &["password authentication failed"]);
        refused(connect(server, "twice:right", &certificate("nobody")), &["failed"]);
        let foreign = "help: the server does not take the certificate of sslcert";
        refused(connect(server, "certified", &certificate("foreign")), &["UnknownCA", foreign]);
    }
}

#[test]
fn sslcertmode_require_wants_the_server_to_ask() {
    let require = format!("{}&sslcertmode=require", certificate("certified"));
    for server in &FIXTURE.servers {
        assert_eq!(connect(server, "certified", &require).unwrap(), "certified");
    }
    refused(
        connect(&FIXTURE.incurious, "postgres", &require),
        &["did not ask for a certificate", "ssl_ca_file"],
    );
    let allow = format!("{}&sslcertmode=allow", certificate("certified"));
    assert_eq!(connect(&FIXTURE.incurious, "postgres", &allow).unwrap(), "postgres");
}

#[test]
fn keys_that_can_not_be_used_are_named() {
    let server = FIXTURE.servers.first().unwrap();
    let files = Files::new();
    let (crt, key) = (FIXTURE.files.path("certified.crt"), FIXTURE.files.path("certified.key"));
    let with = |key: &std::path::Path| {
        connect(server, "certified", &format!("sslcert={}&sslkey={}", crt.display(), key.display()))
    };
    let open = files.write("open.key", fs::read(&key).unwrap());
    for mode in [0o644, 0o660, 0o604] {
        fs::set_permissions(&open, fs::Permissions::from_mode(mode)).unwrap();
        refused(
            with(&open),
            &["sslkey=", "has group or world access\nhelp: it must have permissions u=rw (0600)"],
        );
    }
    // A key that root lets a group read is root's to decide on; nobody else's is.
    fs::set_permissions(&open, fs::Permissions::from_mode(0o640)).unwrap();
    let is_roots = std::os::unix::fs::MetadataExt::uid(&fs::metadata(&open).unwrap()) == 0;
    assert_eq!(with(&open).is_ok(), is_roots);

    refused(with(&files.path("missing.key")), &["missing.key can't be used: No such file"]);
    refused(with(files.folder()), &["it is not a regular file"]);
    refused(with(&files.write("none.key", fs::read(&crt).unwrap())), &["it holds no private key"]);
    refused(with(&files.write("text.key", "hello")), &["neither a key in PEM nor one in DER form"]);
    refused(with(&FIXTURE.files.path("twice.key")), &["sslcert=", "certified.crt can't be used: "]);
    let alone = format!("sslcert={}", crt.display());
    refused(connect(server, "certified", &alone), &["its key is not named: name it with sslkey"]);
}

#[test]
fn what_lies_in_the_home_folder_is_used_and_does_not_hinder() {
    let server = FIXTURE.servers.first().unwrap();
    let files = Files::new();
    let environment = Environment::empty().home(files.folder());
    let connect = |user: &str, parameters: &str| {
        let url = local_url(server, "localhost", parameters).replace("postgres@", &format!("{user}@"));
        query(&Target::resolve_in(Some(&url), &environment)?, "SELECT current_user")
    };
    files.write(".postgresql/postgresql.crt", fs::read(FIXTURE.files.path("certified.crt")).unwrap());
    let error = connect("certified", "sslmode=require");
    refused(error, &["sslkey=", ".postgresql/postgresql.key can't be used: No such file"]);
    // Where TLS is not insisted on, nor the certificate named, one that is broken is none.
    assert_eq!(connect("free", "").unwrap(), "free");
    refused(connect("certified", ""), &["requires a valid client certificate"]);
    refused(connect("free", "sslcertmode=require"), &["postgresql.key can't be used"]);
    files.write(".postgresql/postgresql.key", fs::read(FIXTURE.files.path("certified.key")).unwrap());
    for mode in ["prefer", "require"] {
        assert_eq!(connect("certified", &format!("sslmode={mode}")).unwrap(), "certified");
    }
}

#[test]
fn encrypted_keys_are_refused_with_what_decrypts_them() {
    let server = FIXTURE.servers.first().unwrap();
    let files = Files::new();
    let (crt, key) = (FIXTURE.files.path("certified.crt"), FIXTURE.files.path("certified.key"));
    let text = "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n";
    let mut encrypted = vec![files.write("made.key", text)];
    // With the real thing too, where there is openssl.
    let real = files.path("real.key");
    let mut openssl = Command::new("openssl");
    openssl.args(["pkey", "-aes256", "-passout", "pass:x", "-in"]).arg(&key).arg("-out").arg(&real);
    if openssl.output().is_ok_and(|output| output.status.success()) {
        fs::set_permissions(&real, fs::Permissions::from_mode(0o600)).unwrap();
        encrypted.push(real);
    }
    for key in encrypted {
        let parameters = format!("sslcert={}&sslkey={}", crt.display(), key.display());
        refused(connect(server, "certified", &parameters), &["it is encrypted", "help: `openssl pkey -in"]);
    }
}

#[test]
fn passwords_are_bound_to_the_channel() {
    for server in &FIXTURE.servers {
        for binding in ["require", "prefer", "disable"] {
            let parameters = format!("channel_binding={binding}");
            assert_eq!(connect(server, "scram:right", &parameters).unwrap(), "scram", "{binding}");
        }
        let unbound = "help: channel_binding=require needs TLS and a password kept as scram-sha-256";
        for user in ["md5er:right", "plain:right", "free"] {
            refused(connect(server, user, "channel_binding=require"), &["channel binding", unbound]);
        }
        refused(connect(server, "scram:right", "channel_binding=require&sslmode=disable"), &[unbound]);
        refused(connect(server, "scram:wrong", "channel_binding=require"), &["authentication failed"]);
    }
}

#[test]
fn only_the_ways_of_authentication_that_are_taken_are_gone() {
    for server in &FIXTURE.servers {
        for (user, method) in [
            ("scram:right", "scram-sha-256"),
            ("md5er:right", "md5"),
            ("plain:right", "password"),
            ("free", "none"),
        ] {
            for mode in ["verify-full", "disable"] {
                let with = |list: &str| connect(server, user, &format!("sslmode={mode}&require_auth={list}"));
                assert!(with(method).is_ok(), "{method}");
                assert!(with(&format!("gss,{method}")).is_ok(), "{method}");
                assert!(with("!gss,!sspi").is_ok(), "{method}");
                let refusal = format!("asked for the authentication `{method}`");
                refused(with("gss"), &[&refusal]);
                refused(with(&format!("!{method}")), &[&refusal]);
            }
        }
        // Over a socket too.
        let socket = server.url("postgres");
        assert!(ask(&(socket.clone() + "&require_auth=none"), "SELECT 1").is_ok());
        refused(ask(&(socket + "&require_auth=scram-sha-256"), "SELECT 1"), &["authentication `none`"]);
    }
}

#[test]
fn a_wrong_password_is_not_sent_once_more_without_tls() {
    let ours = pki::authority("alone");
    let leaf = pki::leaf(&ours, "db", &["localhost"], |_| {});
    for major in MAJORS.iter() {
        let server = pki::with_certificate(*major, &leaf, HBA, &ours).unwrap();
        ask(&server.url("postgres"), "CREATE ROLE scram LOGIN PASSWORD 'right'").unwrap();
        let url = local_url(&server, "localhost", "sslmode=prefer").replace("postgres@", "scram:wrong@");
        assert_eq!(ask(&url, "SELECT 1").unwrap_err().code(), Some(&SqlState::INVALID_PASSWORD));
        let log = server.log_tail();
        assert_eq!(log.matches("password authentication failed for user \"scram\"").count(), 1, "{log}");
    }
}

#[test]
fn cancelling_uses_the_same_tls() {
    let parameters = certificate("certified");
    for (index, server) in FIXTURE.servers.iter().enumerate() {
        let direct =
            if MAJORS.get(index).is_some_and(|major| *major >= 17) { "&sslnegotiation=direct" } else { "" };
        for url in [
            url(server, "certified", &parameters),
            url(server, "certified", &(parameters.clone() + direct)),
            url(server, "free", "sslmode=prefer"),
            url(server, "free", "sslmode=disable"),
            server.url("postgres"),
        ] {
            support::cancel(&url, &server.url("postgres"));
        }
    }
}

/// What each connection sent to this port said first, in the order of connections, while it was passed on.
fn overheard(to: u16) -> (u16, Arc<Mutex<Vec<Vec<u8>>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let heard = Arc::new(Mutex::new(Vec::<Vec<u8>>::new()));
    let hearing = Arc::clone(&heard);
    thread::spawn(move || {
        for (index, client) in listener.incoming().enumerate() {
            let (mut client, server) = (client.unwrap(), TcpStream::connect(("127.0.0.1", to)).unwrap());
            let (mut answers, mut back) = (server.try_clone().unwrap(), client.try_clone().unwrap());
            thread::spawn(move || {
                let _ = std::io::copy(&mut answers, &mut back);
                let _ = back.shutdown(Shutdown::Write);
            });
            hearing.lock().unwrap().push(Vec::new());
            let hearing = Arc::clone(&hearing);
            thread::spawn(move || {
                let mut server = server;
                let mut bytes = [0; 4096];
                while let Ok(read @ 1..) = client.read(&mut bytes) {
                    hearing.lock().unwrap()[index].extend_from_slice(&bytes[..read]);
                    if server.write_all(&bytes[..read]).is_err() {
                        break;
                    }
                }
                let _ = server.shutdown(Shutdown::Write);
            });
        }
    });
    (port, heard)
}

#[test]
fn nobody_overhears_who_is_to_be_cancelled() {
    const TLS_REQUEST: &[u8] = &[0, 0, 0, 8, 4, 210, 22, 47];
    const CANCEL_REQUEST: &[u8] = &[0, 0, 0, 16, 4, 210, 22, 46];
    let holds = |bytes: &[u8], wanted: &[u8]| bytes.windows(wanted.len()).any(|window| window == wanted);
    for server in &FIXTURE.servers {
        for (mode, is_encrypted) in [("verify-full", true), ("prefer", true), ("disable", false)] {
            let real = support::port(server);
            let (port, heard) = overheard(real);
            // The first host is dead: the request must go where the connection went.
            let dead = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
            let url = url(server, "free", &format!("sslmode={mode}"));
            let url =
                url.replace(&format!("localhost:{real}"), &format!("localhost:{dead},localhost:{port}"));
            let url = url.replace("hostaddr=127.0.0.1", "hostaddr=127.0.0.1,127.0.0.1");
            support::cancel(&url, &server.url("postgres"));
            let heard = heard.lock().unwrap();
            assert_eq!(heard.len(), 2);
            for bytes in heard.iter() {
                assert_eq!(bytes.starts_with(TLS_REQUEST), is_encrypted, "{mode}: {bytes:?}");
            }
            assert_eq!(holds(&heard[0], b"pg_sleep"), !is_encrypted, "{mode}");
            assert_eq!(holds(&heard[1], CANCEL_REQUEST), !is_encrypted, "{mode}");
        }
    }
}
