//! Connections to a real server over its socket and over TCP, and what is said when they fail.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr)]

mod support;

use std::{
    net::TcpListener,
    sync::LazyLock,
    time::{Duration, Instant},
};

use pg_orm_connect::{Environment, Opened, Target};
use pg_orm_local::{Port, Server};
use support::{ask, query, run};
use tokio_postgres::error::SqlState;

/// With passwords over TCP, as servers elsewhere have them.
static SERVER: LazyLock<Server> = LazyLock::new(|| {
    let hba = "local all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n";
    let server = Server::temporary().tcp(Port::Free).file("pg_hba.conf", hba).start().unwrap();
    ask(&server.url("postgres"), "CREATE ROLE app LOGIN PASSWORD 'p@ss:/?#[]% wörd'").unwrap();
    server
});

const PASSWORD: &str = "p%40ss%3A%2F%3F%23%5B%5D%25%20w%C3%B6rd";

fn tcp(credentials: &str) -> String {
    SERVER.tcp_url("postgres").unwrap().replace("postgres@", &format!("{credentials}@"))
}

#[test]
fn it_connects_over_the_socket() {
    assert_eq!(ask(&SERVER.url("postgres"), "SELECT current_user").unwrap(), "postgres");
    // TLS is not to be had over a socket, and as in libpq nothing that is asked of it there counts.
    assert_eq!(ask(&(SERVER.url("postgres") + "&sslmode=require"), "SELECT 'in'").unwrap(), "in");
}

#[test]
fn it_connects_over_tcp_with_a_password_of_special_characters() {
    assert_eq!(ask(&tcp(&format!("app:{PASSWORD}")), "SELECT current_user").unwrap(), "app");
}

#[test]
fn parameters_reach_the_server() {
    let url = tcp(&format!("app:{PASSWORD}")) + "?application_name=our%20app&options=-c%20work_mem%3D7MB";
    assert_eq!(ask(&url, "SHOW application_name").unwrap(), "our app");
    assert_eq!(ask(&url, "SHOW work_mem").unwrap(), "7MB");
}

#[test]
fn a_wrong_password_is_said_and_not_shown() {
    let error = ask(&tcp("app:s3cret"), "SELECT 1").unwrap_err();
    assert_eq!(error.code(), Some(&SqlState::INVALID_PASSWORD));
    let text = error.to_string();
    assert!(text.contains("password authentication failed for user \"app\""), "{text}");
    assert!(text.contains("help: check the user and the password"), "{text}");
    assert!(!format!("{text}{error:?}").contains("s3cret"), "{error:?}");
}

#[test]
fn a_missing_password_is_said() {
    let error = ask(&tcp("app"), "SELECT 1").unwrap_err().to_string();
    assert!(
        error.contains("asks for a password, and none is given\nhelp: give it in")
            && error.contains("PGPASSWORD"),
        "{error}"
    );
}

#[test]
fn the_password_file_is_named_where_its_password_is_wrong_or_it_was_passed_over() {
    use std::{fs, os::unix::fs::PermissionsExt};
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join(".pgpass");
    let environment = Environment::empty().home(home.path());
    let connect = |password: &str, mode| {
        fs::write(&file, format!("127.0.0.1:*:*:app:{password}\n")).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
        query(&Target::resolve_in(Some(&tcp("app")), &environment).unwrap(), "SELECT 'in'")
            .map_err(|error| error.to_string())
    };
    assert_eq!(connect(r"p@ss\:/?#[]% wörd", 0o600).as_deref(), Ok("in"));
    let error = connect("s3cret", 0o600).unwrap_err();
    let wrong = format!("failed for user \"app\" (the password is from {})\nhelp: check", file.display());
    assert!(error.contains(&wrong) && !error.contains("s3cret"), "{error}");
    let error = connect("s3cret", 0o640).unwrap_err();
    let over =
        format!("none is given (the password file {} was passed over: it has group or", file.display());
    assert!(error.contains(&over), "{error}");
}

#[test]
fn a_missing_database_is_said() {
    let error = ask(&SERVER.url("nowhere"), "SELECT 1").unwrap_err();
    assert_eq!(error.code(), Some(&SqlState::INVALID_CATALOG_NAME));
    assert!(
        error.to_string().contains("database \"nowhere\" does not exist\nhelp: create the database"),
        "{error}"
    );
}

#[test]
fn a_server_that_is_not_there_is_said_with_what_to_do() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    for url in [
        format!("postgresql://u@127.0.0.1:{port}/app"),
        "postgresql://u@/app?host=/does/not/exist".to_owned(),
    ] {
        let error = ask(&url, "SELECT 1").unwrap_err().to_string();
        assert!(error.contains("help: is the server running") && error.contains("pgorm dev"), "{error}");
    }
    let error = ask("postgresql://u@does-not-exist.invalid/app", "SELECT 1").unwrap_err().to_string();
    assert!(error.contains("help: check the host's name"), "{error}");
}

#[test]
fn the_second_host_is_taken_when_the_first_is_not_there() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let url = tcp(&format!("app:{PASSWORD}")).replace("@127.0.0.1", &format!("@127.0.0.1:{port},127.0.0.1"));
    assert_eq!(ask(&url, "SELECT 'second'").unwrap(), "second");
}

#[test]
fn of_several_hosts_the_one_that_refused_is_named() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let url = tcp("app:s3cret").replace("/postgres", &format!(",127.0.0.1:{port}/postgres"));
    let error = ask(&url, "SELECT 1").unwrap_err();
    let place = SERVER.tcp_url("postgres").unwrap();
    let (_, own) = place.rsplit_once(':').unwrap();
    let own = own.split('/').next().unwrap();
    let told = format!("port {own}: password authentication failed for user \"app\"");
    // The driver's level stands in front of the server's message.
    assert!(error.to_string().replace("FATAL: ", "").contains(&told), "{error}");
}

#[test]
fn a_server_that_never_answers_ends_in_an_error() {
    // Accepts, by the system's backlog, and says nothing.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let begin = Instant::now();
    let error =
        ask(&format!("postgresql://u@127.0.0.1:{port}/app?connect_timeout=1"), "SELECT 1").unwrap_err();
    assert!(begin.elapsed() < Duration::from_secs(10));
    assert!(error.to_string().contains("no answer within 1 s"), "{error}");
}

#[test]
fn a_query_can_be_cancelled() {
    let url = SERVER.url("postgres");
    support::cancel(&url, &url);
}

#[test]
fn the_driver_ends_with_the_client() {
    run(async {
        let connector = Target::parse(&SERVER.url("postgres")).unwrap().connector().unwrap();
        let Opened { client, driver, .. } = connector.open().await.unwrap();
        client.simple_query("DO $$ BEGIN RAISE NOTICE 'heard'; END $$").await.unwrap();
        drop(client);
        tokio::time::timeout(Duration::from_secs(10), driver).await.unwrap().unwrap();
    });
}

/// The environment is the process's own: each case is this program, run again for the test below.
#[test]
fn the_environment_names_a_target() {
    let show = |variables: &[(&str, &str)]| {
        let mut command = std::process::Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", "child_that_resolves", "--nocapture"]).env("PGORM_TEST_RESOLVE", "1");
        for name in [
            "DATABASE_URL",
            "PGHOST",
            "PGDATABASE",
            "PGUSER",
            "PGPASSWORD",
            "PGPORT",
            "PGSSLMODE",
            "PGPASSFILE",
            "PGREQUIREPEER",
            "PGSERVICE",
        ] {
            command.env_remove(name);
        }
        let output =
            String::from_utf8(command.envs(variables.iter().copied()).output().unwrap().stdout).unwrap();
        let (_, line) = output.split_once("resolved ").unwrap();
        line.lines().next().unwrap().to_owned()
    };
    let url = ("DATABASE_URL", "postgresql://db/shop");
    let others = [("PGHOST", "other"), ("PGUSER", "app"), ("PGPASSWORD", "s3cret"), ("PGDATABASE", "x")];
    assert!(show(&[]).starts_with("no database is named"));
    assert_eq!(show(&[url]), "postgresql://db/shop");
    assert_eq!(show(&[&[url][..], &others[..]].concat()), "postgresql://app:***@db/shop");
    assert_eq!(show(&others), "postgresql://app:***@other/x");
    assert!(
        show(&[("PGHOST", "h"), ("PGPORT", "x")])
            .starts_with("port=x (in the environment variable PGPORT): expected")
    );
    assert!(
        show(&[url, ("PGREQUIREPEER", "s")])
            .starts_with("the connection parameter `requirepeer` (in the environment")
    );
}

/// Not a test of its own: run by the test above.
#[test]
fn child_that_resolves() {
    if std::env::var("PGORM_TEST_RESOLVE").is_err() {
        return;
    }
    match Target::from_env() {
        Ok(target) => println!("resolved {target}"),
        Err(error) => println!("resolved {error}"),
    }
}

#[test]
fn a_socket_that_is_not_there_is_named_by_its_file() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("host={} port=7654 user=app dbname=x", folder.path().display());
    let error = ask(&url, "SELECT 1").unwrap_err().to_string();
    let file = folder.path().join(".s.PGSQL.7654");
    assert!(error.contains(&format!("{}: error connecting to server", file.display())), "{error}");
    let error = ask("postgresql://app@127.0.0.1:1/x", "SELECT 1").unwrap_err().to_string();
    assert!(error.contains("127.0.0.1, port 1: error connecting to server"), "{error}");
}

#[test]
fn what_verify_ca_is_told_to_do_is_taken() {
    let home = tempfile::tempdir().unwrap();
    let environment = Environment::empty().home(home.path());
    let resolve = |parameters: &str| {
        Target::resolve_in(Some(&format!("postgresql://app@x/y?{parameters}")), &environment)
            .map_err(|error| error.to_string())
    };
    let error = resolve("sslmode=verify-ca").unwrap_err();
    assert!(error.contains("or use the system's with sslmode=verify-full and sslrootcert=system"), "{error}");
    resolve("sslmode=verify-full&sslrootcert=system").unwrap();
    let error = resolve("sslmode=verify-ca&sslrootcert=system").unwrap_err();
    assert!(error.contains("help: set sslmode=verify-full"), "{error}");
}
