//! Choosing among several servers: dead ones, standbys, ones that refuse, and some that only pretend to be servers.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr)]

mod support;

use std::{
    collections::BTreeSet,
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    sync::LazyLock,
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use pg_orm_connect::Error;
use pg_orm_local::{Port, Server};
use support::{ask, port, primary_and_standby};
use tokio_postgres::error::SqlState;

struct Cluster {
    primary: Server,
    standby: Server,
    /// A primary whose sessions are read only.
    read_only: Server,
}

static CLUSTERS: LazyLock<Vec<Cluster>> = LazyLock::new(|| {
    let clusters = [15, 18].map(|major| {
        let (primary, standby) = primary_and_standby(major);
        let read_only = Server::temporary().major(major).tcp(Port::Free);
        let read_only = read_only.setting("default_transaction_read_only", "on").start().unwrap();
        Cluster { primary, standby, read_only }
    });
    clusters.into()
});

/// Connects to the first of these ports that will do; which one it was.
fn connect(ports: &[u16], parameters: &str) -> Result<u16, Error> {
    let hosts = ports.iter().map(|port| format!("127.0.0.1:{port}")).collect::<Vec<_>>().join(",");
    let url = format!("postgresql://postgres@{hosts}/postgres?connect_timeout=5&{parameters}");
    Ok(ask(&url, "SELECT inet_server_port()")?.parse().unwrap())
}

/// A port at which nobody listens.
fn dead() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// Answers whoever connects first with these bytes; what else came in after them.
fn pretender(answer: &[u8]) -> (u16, JoinHandle<Vec<u8>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let answer = answer.to_vec();
    let thread = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut length = [0; 4];
        stream.read_exact(&mut length).unwrap();
        let mut startup = vec![0; u32::from_be_bytes(length) as usize - 4];
        stream.read_exact(&mut startup).unwrap();
        stream.write_all(&answer).unwrap();
        if answer.is_empty() {
            return Vec::new();
        }
        let mut rest = Vec::new();
        // Whether it ends with a reset or not does not matter.
        let _ = stream.read_to_end(&mut rest);
        rest
    });
    (port, thread)
}

/// Lets anybody in, says nothing of what it is, and answers the question with an error.
fn evasive() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        let ready = b"Z\0\0\0\x05I";
        let (mut stream, _) = listener.accept().unwrap();
        let mut bytes = [0; 1024];
        let _startup = stream.read(&mut bytes).unwrap();
        stream.write_all(&[&b"R\0\0\0\x08\0\0\0\0"[..], ready].concat()).unwrap();
        let _question = stream.read(&mut bytes).unwrap();
        let error = String::from_utf8(refusal("42501")).unwrap().replace("FATAL", "ERROR");
        stream.write_all(&[error.as_bytes(), ready].concat()).unwrap();
        // Until the other side has read it.
        let _ = stream.read(&mut bytes);
    });
    port
}

/// What a server says that lets nobody in.
fn refusal(code: &str) -> Vec<u8> {
    let body = format!("SFATAL\0C{code}\0Mgo away\0\0");
    let length = u32::try_from(body.len() + 4).unwrap();
    [b"E", &length.to_be_bytes()[..], body.as_bytes()].concat()
}

#[test]
fn servers_are_chosen_by_what_they_are() {
    for Cluster { primary, standby, read_only } in CLUSTERS.iter() {
        let [primary, standby, read_only] = [primary, standby, read_only].map(port);
        let all = [read_only, standby, primary];
        for (attrs, ports, expected) in [
            ("any", &all[..], read_only),
            ("read-write", &all, primary),
            ("read-only", &all, read_only),
            ("read-only", &[primary, standby], standby),
            ("primary", &all, read_only),
            ("primary", &[standby, primary], primary),
            ("standby", &all, standby),
            ("prefer-standby", &all, standby),
            ("prefer-standby", &[primary, read_only], primary),
            ("prefer-standby", &[dead(), primary], primary),
        ] {
            let chosen = connect(ports, &format!("target_session_attrs={attrs}"));
            assert_eq!(chosen.unwrap(), expected, "{attrs} of {ports:?}, {all:?}");
        }
    }
}

#[test]
fn each_server_that_would_not_do_is_listed_with_its_reason() {
    let Cluster { primary, standby, read_only } = CLUSTERS.first().unwrap();
    let [primary, standby, read_only] = [primary, standby, read_only].map(port);
    let dead = dead();
    let error = connect(&[dead, standby, read_only], "target_session_attrs=read-write").unwrap_err();
    let text = error.to_string();
    for expected in [
        format!("\n  127.0.0.1, port {dead}: error connecting to server: Connection refused"),
        format!(
            "\n  127.0.0.1, port {standby}: it is a standby, and target_session_attrs=read-write does not take it"
        ),
        format!("\n  127.0.0.1, port {read_only}: it is a primary whose sessions are read only, and"),
    ] {
        assert!(text.contains(&expected), "{text}");
    }
    let error = connect(&[primary], "target_session_attrs=standby").unwrap_err().to_string();
    assert!(error.contains("it is a primary that takes writes, and target_session_attrs=standby"), "{error}");
}

#[test]
fn servers_that_do_not_answer_are_passed_by() {
    let Cluster { primary, .. } = CLUSTERS.first().unwrap();
    let primary = port(primary);
    assert_eq!(connect(&[dead(), dead(), primary], "").unwrap(), primary);
    // Accepts, by the system's backlog, and says nothing.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let begin = Instant::now();
    let chosen = connect(&[silent.local_addr().unwrap().port(), primary], "connect_timeout=1");
    assert_eq!(chosen.unwrap(), primary);
    // The upper bound is only there for a wait that has no end of its own.
    assert!(begin.elapsed() >= Duration::from_secs(1) && begin.elapsed() < Duration::from_secs(30));
    // One that hangs up, and one that is starting.
    let (gone, _thread) = pretender(b"");
    assert_eq!(connect(&[gone, primary], "sslmode=disable").unwrap(), primary);
    let (starting, _thread) = pretender(&refusal("57P03"));
    assert_eq!(connect(&[starting, primary], "sslmode=disable").unwrap(), primary);
    // One that does not say what it is.
    let read_write = "sslmode=disable&target_session_attrs=read-write";
    assert_eq!(connect(&[evasive(), primary], read_write).unwrap(), primary);
    let error = connect(&[evasive()], read_write).unwrap_err();
    assert!(
        error.to_string().contains("asked what it is, for target_session_attrs: ERROR: go away"),
        "{error}"
    );
    // Nobody has this name.
    let url = format!(
        "postgresql://postgres@does-not-exist.invalid,127.0.0.1:{primary}/postgres?target_session_attrs=primary"
    );
    assert_eq!(ask(&url.replace(".invalid,", &format!(".invalid:{primary},")), "SELECT 'in'").unwrap(), "in");
}

#[test]
fn a_server_that_refuses_has_the_last_word() {
    let Cluster { primary, .. } = CLUSTERS.first().unwrap();
    let (refusing, _thread) = pretender(&refusal("28P01"));
    let error = connect(&[refusing, port(primary)], "sslmode=disable").unwrap_err();
    assert_eq!(error.code(), Some(&SqlState::INVALID_PASSWORD), "{error}");
    let (starting, _thread) = pretender(&refusal("57P03"));
    let error = connect(&[starting], "sslmode=disable").unwrap_err();
    assert_eq!(error.code(), Some(&SqlState::CANNOT_CONNECT_NOW), "{error}");
}

#[test]
fn the_password_is_not_given_to_one_who_asks_for_it_in_the_wrong_way() {
    for answer in [
        // In the clear, and by MD5.
        b"R\0\0\0\x08\0\0\0\x03".as_slice(),
        b"R\0\0\0\x0c\0\0\0\x05salt",
        // Nothing, as if the server knew the user already.
        b"R\0\0\0\x08\0\0\0\0Z\0\0\0\x05I",
    ] {
        let (false_one, thread) = pretender(answer);
        let parameters = "sslmode=disable&password=s3cret&require_auth=scram-sha-256";
        let error = connect(&[false_one, dead()], parameters).unwrap_err().to_string();
        assert!(error.contains("require_auth=scram-sha-256 does not take it"), "{error}");
        assert_eq!(thread.join().unwrap(), b"");
    }
    // The same without the parameter, to see that the pretender is worth its name.
    let (false_one, thread) = pretender(b"R\0\0\0\x08\0\0\0\x03");
    let attempt =
        thread::spawn(move || connect(&[false_one], "sslmode=disable&password=s3cret&connect_timeout=1"));
    assert!(thread.join().unwrap().windows(6).any(|window| window == b"s3cret"));
    assert!(attempt.join().unwrap().is_err());
}

#[test]
fn the_load_is_spread() {
    let Cluster { primary, standby, .. } = CLUSTERS.first().unwrap();
    let ports = [port(primary), port(standby)];
    let chosen: BTreeSet<_> =
        (0..40).map(|_| connect(&ports, "load_balance_hosts=random").unwrap()).collect();
    assert_eq!(chosen, BTreeSet::from(ports));
    let chosen: BTreeSet<_> = (0..5).map(|_| connect(&ports, "").unwrap()).collect();
    assert_eq!(chosen, BTreeSet::from([port(primary)]));
}

/// A pooler may keep what servers report to itself: they are asked then.
#[test]
fn what_a_server_is_is_asked_where_it_is_not_reported() {
    for Cluster { primary, standby, .. } in CLUSTERS.iter() {
        let [hidden_primary, hidden_standby] = [primary, standby].map(|server| hiding(port(server)));
        for (attrs, expected) in
            [("read-write", primary), ("primary", primary), ("standby", standby), ("read-only", standby)]
        {
            let parameters = format!("sslmode=disable&target_session_attrs={attrs}");
            assert_eq!(
                connect(&[hidden_primary, hidden_standby], &parameters).unwrap(),
                port(expected),
                "{attrs}"
            );
        }
    }
}

/// Passes everything on to this port, but for the report of what the server is.
fn hiding(to: u16) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for client in listener.incoming() {
            let (mut client, mut server) = (client.unwrap(), TcpStream::connect(("127.0.0.1", to)).unwrap());
            let (mut from_client, mut to_server) = (client.try_clone().unwrap(), server.try_clone().unwrap());
            thread::spawn(move || std::io::copy(&mut from_client, &mut to_server));
            thread::spawn(move || {
                let mut head = [0; 5];
                while server.read_exact(&mut head).is_ok() {
                    let [kind, length @ ..] = head;
                    let mut body = vec![0; u32::from_be_bytes(length) as usize - 4];
                    server.read_exact(&mut body).unwrap();
                    if kind == b'S' && body.starts_with(b"in_hot_standby") {
                        continue;
                    }
                    if client.write_all(&head).and_then(|()| client.write_all(&body)).is_err() {
                        break;
                    }
                }
            });
        }
    });
    port
}
