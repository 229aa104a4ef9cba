//! Targets: what they show, and where each part of them comes from.

use std::fs;

use super::Target;
use crate::{Environment, Error};

#[test]
fn the_password_is_never_shown() {
    for text in [
        "postgresql://app:s3cret@db:6000/shop?sslmode=disable",
        "postgresql://db:6000/shop?user=app&password=s3cret&sslmode=disable",
        "user=app password=s3cret host=db port=6000 dbname=shop sslmode=disable",
    ] {
        let target = Target::parse(text).unwrap();
        assert_eq!(target.to_string(), "postgresql://app:***@db:6000/shop?sslmode=disable");
        assert_eq!(format!("{target:?}"), format!("Target({target})"));
        let password = target.settings.endpoints.first().and_then(|endpoint| endpoint.password.bytes());
        assert_eq!(password, Some(&b"s3cret"[..]));
        assert!(!format!("{:?}", target.connector().unwrap()).contains("s3cret"));
    }
}

#[test]
fn what_is_shown_can_be_read_again() {
    for text in [
        "postgresql://a%40b@[::1]:6000/my%20db",
        "postgresql://u@%2Frun%2Fpg:6000/app",
        "postgresql://u@%40abstract/app",
        "postgresql://a:7,b,c:8/x?sslmode=prefer",
    ] {
        let target = Target::parse(text).unwrap();
        assert!(Target::parse(&target.to_string()).unwrap().settings == target.settings, "{target}");
    }
}

#[test]
fn another_database_is_all_that_changes() {
    let target = Target::parse("postgresql://app:s3cret@db:6000/shop?sslmode=disable").unwrap();
    let other = target.with_database("other/shop").unwrap();
    assert_eq!(other.to_string(), "postgresql://app:***@db:6000/other%2Fshop?sslmode=disable");
    assert!(other.with_database("shop").unwrap().settings == target.settings);
}

#[test]
fn bad_values_are_named_with_where_they_are_and_what_they_may_be() {
    for (text, expected) in [
        ("host=db port=0", "port=0 (in the connection string): expected a number from 1 to 65535"),
        ("host=db connect_timeout=soon", "connect_timeout=soon (in the connection string): expected seconds"),
        ("host=db connect_timeout=''", "connect_timeout= (in the connection string): expected seconds"),
        (
            "host=db sslmode=requires",
            "expected disable, allow, prefer, require, verify-ca or verify-full\nhelp: did you mean `require`?",
        ),
        ("host=db sslmode=verify_full", "help: did you mean `verify-full`?"),
        ("host=db sslmode=''", "sslmode= (in the connection string): expected disable, allow"),
        ("host=db target_session_attrs=readwrite", "help: did you mean `read-write`?"),
        ("host=db load_balance_hosts=on", "expected disable or random"),
        ("host=db sslnegotiation=direct", "expected sslmode=require or stronger"),
        ("host=db sslcertmode=require", "expected a certificate to go with it"),
        ("host=db sslrootcert=system sslmode=require", "needs sslmode=verify-full"),
        (
            "host=db client_encoding=LATIN1",
            "`client_encoding` (in the connection string) is not supported\nhelp: strings are UTF-8",
        ),
        (
            "host=db sslpassword=s3cret",
            "`sslpassword` (in the connection string) is not supported\nhelp: encrypted keys",
        ),
        ("host=db requiressl=yes", "expected 0 or 1"),
        (
            "host=db sslmod=require",
            "`sslmod` (in the connection string) is not known\nhelp: did you mean `sslmode`?",
        ),
    ] {
        let error = Target::parse(text).unwrap_err().to_string();
        assert!(error.contains(expected) && !error.contains("s3cret"), "{text}: {error}");
    }
    let environment = Environment::empty().set("DATABASE_URL", "postgresql://db?connect_timeout=x");
    let error = Target::resolve_in(None, &environment).unwrap_err().to_string();
    assert!(error.starts_with("connect_timeout=x (in the environment variable DATABASE_URL)"), "{error}");
    let environment = Environment::empty().set("DATABASE_URL", "s3cret");
    let error = Target::resolve_in(None, &environment).unwrap_err().to_string();
    assert!(
        error.starts_with("the connection string in the environment variable DATABASE_URL can't be read")
    );
    assert!(!error.contains("s3cret"), "{error}");
}

#[test]
fn units_are_libpqs() {
    let read = |text: &str| Target::parse(text).unwrap().settings;
    let settings =
        read("host=db tcp_user_timeout=1500 connect_timeout=7 keepalives_idle=9 keepalives_count=3");
    assert_eq!(settings.keepalive.user_timeout.map(|time| time.as_millis()), Some(1500));
    assert_eq!(settings.keepalive.idle.map(|time| time.as_secs()), Some(9));
    assert_eq!(settings.keepalive.count, Some(3));
    assert_eq!(settings.timeout.map(|time| time.as_secs()), Some(7));
    assert_eq!(read("host=db").timeout.map(|time| time.as_secs()), Some(30));
    for text in ["host=db connect_timeout=0", "host=db connect_timeout=-1"] {
        assert_eq!(read(text).timeout, None);
    }
    assert!(!read("host=db keepalives=0").keepalive.is_on);
    assert!(read("host=db").keepalive.is_on);
}

/// The connection string, then the service, then the environment, then defaults.
#[test]
fn each_source_yields_to_the_one_before() {
    let folder = tempfile::tempdir().unwrap();
    let services = folder.path().join("services");
    fs::write(&services, "[s]\nhost=service\nport=1\nuser=service\napplication_name=\n[t]\nhost=t\n")
        .unwrap();
    let environment = Environment::empty()
        .set("PGSERVICEFILE", &services)
        .set("PGHOST", "variable")
        .set("PGPORT", "2")
        .set("PGDATABASE", "variable")
        .set("PGAPPNAME", "variable");
    let show = |text: &str| Target::resolve_in(Some(text), &environment).unwrap().to_string();
    assert_eq!(show("postgresql://"), "postgresql://variable:2/variable");
    assert_eq!(show("service=s"), "postgresql://service@service:1/variable");
    assert_eq!(show("service=s host=text dbname=text"), "postgresql://service@text:1/text");
    assert_eq!(show("postgresql://text/?service=s"), "postgresql://service@text:1/variable");
    // An empty value is the default's, and no other source's.
    assert_eq!(show("service=s dbname='' user=u port=''"), "postgresql://u@service");
    let target = Target::resolve_in(Some("service=s"), &environment).unwrap();
    assert_eq!(target.settings.config.get_application_name(), None);
    let with_service = environment.clone().set("PGSERVICE", "t");
    let target = Target::resolve_in(None, &with_service).unwrap();
    assert_eq!(target.to_string(), "postgresql://t:2/variable");
    let target = Target::resolve_in(Some("service=s"), &with_service).unwrap();
    assert_eq!(target.to_string(), "postgresql://service@service:1/variable");
}

#[test]
fn services_are_looked_for_in_the_users_file_then_in_the_systems() {
    let home = tempfile::tempdir().unwrap();
    let system = tempfile::tempdir().unwrap();
    fs::write(home.path().join(".pg_service.conf"), "[s]\nhost=home\n").unwrap();
    fs::write(system.path().join("pg_service.conf"), "[s]\nhost=system\n[t]\nhost=system\nport=none\n")
        .unwrap();
    let environment = Environment::empty().home(home.path()).set("PGSYSCONFDIR", system.path());
    let resolve = |text: &str| Target::resolve_in(Some(text), &environment);
    assert_eq!(resolve("service=s").unwrap().to_string(), "postgresql://home");
    let error = resolve("service=t").unwrap_err().to_string();
    let file = system.path().join("pg_service.conf");
    assert!(
        error.contains(&format!("port=none (in the service file {}, line 5)", file.display())),
        "{error}"
    );
    let error = resolve("service=u").unwrap_err();
    assert!(matches!(&error, Error::NoService { looked_at, .. } if looked_at.len() == 2), "{error}");
    let error = error.to_string();
    assert!(error.starts_with("there is no service `u`\nhelp: looked for [u] in "), "{error}");
    // A file that is named must be there.
    let error = resolve("service=s servicefile=/does/not/exist").unwrap_err().to_string();
    assert!(error.starts_with("the service file /does/not/exist can't be read"), "{error}");
}

#[cfg(unix)]
#[test]
fn each_host_has_its_own_password() {
    use std::os::unix::fs::PermissionsExt;
    let home = tempfile::tempdir().unwrap();
    let passwords = |file: &std::path::Path, text: &str| {
        fs::write(file, text).unwrap();
        fs::set_permissions(file, fs::Permissions::from_mode(0o600)).unwrap();
    };
    passwords(
        &home.path().join(".pgpass"),
        "a:*:shop:app:for a\nb:6000:*:*:for b\nlocalhost:*:*:*:local\n127.0.0.1:*:*:*:address\n",
    );
    let environment = Environment::empty().home(home.path());
    let read = |text: &str, environment: &Environment| {
        let target = Target::resolve_in(Some(text), environment).unwrap();
        let shown: Vec<_> = target
            .settings
            .endpoints
            .iter()
            .map(|endpoint| {
                endpoint
                    .password
                    .bytes()
                    .map_or(String::new(), |bytes| String::from_utf8_lossy(bytes).into_owned())
            })
            .collect();
        shown.join("|")
    };
    let text = "host=a,b,b,/run/postgresql,/tmp port=1,6000,1,1,1 dbname=shop user=app";
    assert_eq!(read(text, &environment), "for a|for b||local|");
    assert_eq!(read("host=a user=app dbname=other", &environment), "");
    // The database is the user's, where none is named.
    assert_eq!(read("host=a user=shop", &environment), "");
    assert_eq!(read("hostaddr=127.0.0.1 user=u", &environment), "address");
    assert_eq!(read("host=a hostaddr=127.0.0.1 user=app dbname=shop", &environment), "for a");
    // Another's word comes first.
    assert_eq!(read("host=a user=app dbname=shop password=p", &environment), "p");
    assert_eq!(read("host=a user=app dbname=shop", &environment.clone().set("PGPASSWORD", "v")), "v");
    let other = home.path().join("other");
    passwords(&other, "*:*:*:*:other");
    assert_eq!(read(text, &environment.clone().set("PGPASSFILE", &other)), "other|other|other|other|other");
    assert_eq!(read(&format!("host=a passfile={}", other.display()), &environment), "other");
}

#[cfg(not(feature = "tls"))]
#[test]
fn tls_that_is_not_there_is_an_error_and_not_a_plain_connection() {
    let target = Target::parse("postgresql://db/shop?sslmode=require").unwrap();
    let error = target.connector().unwrap_err();
    assert!(matches!(error, Error::TlsNotBuilt { .. }));
    assert!(error.to_string().contains("enable the feature `tls`"), "{error}");
    assert!(Target::parse("postgresql://db/shop").unwrap().connector().is_ok());
    // There is none over a socket either way.
    assert!(Target::parse("host=/run/pg sslmode=require").unwrap().connector().is_ok());
}

#[cfg(feature = "tls")]
#[test]
fn certificates_that_are_not_there_are_named() {
    for (text, expected) in [
        (
            "sslmode=verify-ca&sslrootcert=/does/not/exist.crt",
            "sslrootcert=/does/not/exist.crt can't be used: ",
        ),
        ("sslcert=/does/not/exist.crt&sslkey=/k", "sslcert=/does/not/exist.crt can't be used: "),
    ] {
        let error = Target::parse(&format!("postgresql://db?{text}")).unwrap().connector().unwrap_err();
        assert!(matches!(&error, Error::TlsFile { .. }), "{error}");
        assert!(error.to_string().contains(expected), "{error}");
    }
}
