//! The same connection strings, variables and files, given to `psql` and to this crate: both must end up at the same place,
//! or both be refused.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, clippy::indexing_slicing)]

mod support;

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::Command,
    sync::LazyLock,
};

use pg_orm_connect::{Environment, Target};
use pg_orm_local::{Port, Server};
use support::{ask, port, query};
use tempfile::TempDir;

const WHERE: &str = "SELECT concat_ws('|', current_user, current_database(), current_setting('application_name'), \
                     coalesce(inet_server_port()::text, 'socket'), current_setting('TimeZone'), \
                     current_setting('DateStyle'), current_setting('geqo'), current_setting('work_mem'))";

struct Fixture {
    server: Server,
    psql: PathBuf,
    files: TempDir,
}

/// A role, a database and a password with all that can bite.
const ROLE: &str = r#"o'b"r %40 ü=\:"#;
const DATABASE: &str = "my db's%/?#";
const PASSWORD: &str = r"p:a\s's %w&?/@#=";

static FIXTURES: LazyLock<Vec<Fixture>> = LazyLock::new(|| {
    let fixtures = [15, 18].map(|major| {
        let hba = "local all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n";
        let server =
            Server::temporary().major(major).tcp(Port::Free).file("pg_hba.conf", hba).start().unwrap();
        let Some(psql) = server.psql() else {
            eprintln!(
                "there is no psql with PostgreSQL {}: nothing is compared with its libpq",
                server.version()
            );
            return None;
        };
        for sql in [
            "CREATE ROLE app LOGIN PASSWORD 'secret'".to_owned(),
            "CREATE DATABASE app".to_owned(),
            "CREATE DATABASE shop".to_owned(),
            format!(
                "CREATE ROLE \"{}\" LOGIN PASSWORD '{}'",
                ROLE.replace('"', "\"\""),
                PASSWORD.replace('\'', "''")
            ),
            format!("CREATE DATABASE \"{DATABASE}\""),
        ] {
            ask(&server.url("postgres"), &sql).unwrap();
        }
        Some(Fixture { server, psql, files: tempfile::tempdir().unwrap() })
    });
    let found: Vec<_> = fixtures.into_iter().flatten().collect();
    assert!(!found.is_empty(), "there is no psql");
    found
});

impl Fixture {
    /// Puts in what differs from server to server.
    fn fill(&self, text: &str) -> String {
        let sockets = self.server.url("postgres");
        let sockets = Target::parse(&sockets).unwrap().to_string();
        let (_, sockets) = sockets.split_once('@').unwrap();
        let sockets = sockets.split([':', '/']).next().unwrap();
        text.replace("{port}", &port(&self.server).to_string())
            .replace("{socket}", &sockets.replace("%2F", "/"))
            .replace("{encoded}", sockets)
            .replace("{files}", &self.files.path().display().to_string())
    }

    fn write(&self, name: &str, contents: &str, mode: u32) {
        let path = self.files.path().join(name);
        fs::write(&path, self.fill(contents)).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
    }

    /// Where libpq ends up, or what it says.
    fn libpq(&self, text: &str, variables: &[(String, String)]) -> Result<String, String> {
        let mut psql = Command::new(&self.psql);
        psql.env_clear().env("HOME", self.files.path()).env("LC_ALL", "C.UTF-8");
        psql.envs(variables.iter().map(|(name, value)| (name, value)));
        psql.args(["-X", "-A", "-t", "-w", "-c", WHERE, "-d", text]);
        let output = psql.output().unwrap();
        if output.status.success() {
            Ok(String::from_utf8(output.stdout).unwrap().trim_end().to_owned())
        } else {
            Err(String::from_utf8_lossy(&output.stderr).into_owned())
        }
    }

    /// Where this crate ends up, or what it says.
    fn ours(&self, text: &str, variables: &[(String, String)]) -> Result<String, String> {
        let environment = Environment::empty().home(self.files.path());
        let environment =
            variables.iter().fold(environment, |environment, (name, value)| environment.set(name, value));
        let target = Target::resolve_in(Some(text), &environment);
        let target = target.and_then(|target| target.with_application_name("psql"));
        target.and_then(|target| query(&target, WHERE)).map_err(|error| error.to_string())
    }

    /// Compares the two; `expected` is in what both say.
    #[track_caller]
    fn check(&self, text: &str, variables: &[(&str, &str)], expected: Option<&str>) {
        let text = self.fill(text);
        let variables: Vec<_> =
            variables.iter().map(|(name, value)| ((*name).to_owned(), self.fill(value))).collect();
        let (theirs, ours) = (self.libpq(&text, &variables), self.ours(&text, &variables));
        match (&theirs, &ours, expected) {
            (Ok(theirs), Ok(ours), Some(expected)) => {
                assert_eq!(theirs, ours, "{text} {variables:?}");
                let expected = self.fill(expected);
                assert!(ours.starts_with(&expected), "{text} {variables:?}: {ours}, not {expected}");
            }
            (Err(_), Err(_), None) => {}
            _ => panic!("{text} {variables:?}: libpq {theirs:?}, we {ours:?}, expected {expected:?}"),
        }
        for secret in ["s3cret", "p:a\\s"] {
            assert!(!format!("{ours:?}").contains(secret), "{ours:?}");
        }
    }
}

#[test]
fn connection_strings() {
    for fixture in FIXTURES.iter() {
        let tcp = "host=127.0.0.1 port={port} user=app password=secret";
        for (text, expected) in [
            (tcp.to_owned(), Some("app|app|psql|{port}|")),
            (format!("{tcp} dbname=shop application_name='my app'"), Some("app|shop|my app|{port}|")),
            (format!("{tcp} application_name="), Some("app|app||{port}|")),
            (format!("{tcp} application_name=''"), Some("app|app||{port}|")),
            (format!("{tcp} hostaddr=127.0.0.1 host=nowhere.invalid"), Some("app|app|psql|{port}|")),
            (format!("{tcp} client_encoding=UTF8"), Some("app|")),
            (format!("{tcp} options='-c work_mem=7MB -c geqo=off'"), Some("app|app|psql|{port}|")),
            (format!("{tcp} connect_timeout=' 9 ' keepalives=0 tcp_user_timeout=9"), Some("app|")),
            (format!("{tcp} connect_timeout=9s"), None),
            (format!("{tcp} keepalives_idle=''"), None),
            (format!("{tcp} sslmode="), None),
            (format!("{tcp} sslmode=DISABLE"), None),
            (format!("{tcp} target_session_attrs=primary"), Some("app|")),
            (format!("{tcp} target_session_attrs=standby"), None),
            (format!("{tcp} channel_binding=require"), None),
            (format!("{tcp} port=0"), None),
            (format!("{tcp} port={{port}},{{port}}"), None),
            (format!("{tcp} host=127.0.0.1,127.0.0.1"), Some("app|")),
            (format!("{tcp} host=127.0.0.1, hostaddr=127.0.0.1,127.0.0.1"), Some("app|")),
            (format!("{tcp} no_such_thing=1"), None),
            (format!("{tcp} password=wrong"), None),
            (format!("{tcp} dbname=nowhere"), None),
            (format!("{tcp}x 'y"), None),
            ("host={socket} port={port} user=app".to_owned(), Some("app|app|psql|socket|")),
            (
                "host={socket},127.0.0.1 port={port} user=app dbname=shop".to_owned(),
                Some("app|shop|psql|socket|"),
            ),
            ("host=/does/not/exist,{socket} port=1,{port} user=app".to_owned(), Some("app|app|psql|socket|")),
            ("postgresql://app:secret@127.0.0.1:{port}".to_owned(), Some("app|app|psql|{port}|")),
            ("postgres://app:secret@127.0.0.1:{port}/".to_owned(), Some("app|app|psql|{port}|")),
            (
                "postgresql://app:secret@127.0.0.1:1,127.0.0.1:{port}/shop".to_owned(),
                Some("app|shop|psql|{port}|"),
            ),
            ("postgresql://app@{encoded}:{port}/shop".to_owned(), Some("app|shop|psql|socket|")),
            (
                "postgresql:///shop?host={socket}&port={port}&user=app".to_owned(),
                Some("app|shop|psql|socket|"),
            ),
            (
                "postgresql:///shop?host={encoded}&port={port}&user=app".to_owned(),
                Some("app|shop|psql|socket|"),
            ),
            (
                "postgresql://127.0.0.1:{port}/shop?user=app&password=secret".to_owned(),
                Some("app|shop|psql|{port}|"),
            ),
            (
                "postgresql://app:secret@127.0.0.1:{port}/app?application_name=a%20b%26".to_owned(),
                Some("app|app|a b&|"),
            ),
            (
                "postgresql://app:secret@127.0.0.1:{port}/app?options=-c%20work_mem%3D7MB".to_owned(),
                Some("app|app|psql|{port}|"),
            ),
            (
                "postgresql://app:secret@127.0.0.1:{port}/app?ssl=true&sslmode=disable".to_owned(),
                Some("app|"),
            ),
            ("postgresql://app:secret@127.0.0.1:{port}/app?nothing".to_owned(), None),
            ("postgresql://app:secret@127.0.0.1:{port}/app?a=b=c".to_owned(), None),
            ("postgresql://app:secret@127.0.0.1:{port}/%zz".to_owned(), None),
            ("postgresql://app:secret@[::1:{port}/app".to_owned(), None),
            ("postgresql://app:secret@127.0.0.1:{port}x/app".to_owned(), None),
        ] {
            fixture.check(&text, &[], expected);
        }
    }
}

#[test]
fn values_with_all_that_can_bite() {
    let quoted = |value: &str| format!("'{}'", value.replace('\\', r"\\").replace('\'', r"\'"));
    let encoded = |value: &str| value.bytes().map(|byte| format!("%{byte:02x}")).collect::<String>();
    let expected = format!("{ROLE}|{DATABASE}|{PASSWORD}|{{port}}|");
    for fixture in FIXTURES.iter() {
        let pairs = format!(
            "host=127.0.0.1 port={{port}} user={} dbname={} password={} application_name={}",
            quoted(ROLE),
            quoted(DATABASE),
            quoted(PASSWORD),
            quoted(PASSWORD)
        );
        // Servers keep of a name only what is ASCII; the passwords' are.
        fixture.check(&pairs, &[], Some(&expected));
        let url = format!(
            "postgresql://{}:{}@127.0.0.1:{{port}}/{}?application_name={}",
            encoded(ROLE),
            encoded(PASSWORD),
            encoded(DATABASE),
            encoded(PASSWORD)
        );
        fixture.check(&url, &[], Some(&expected));
        let variables = [
            ("PGHOST", "127.0.0.1"),
            ("PGPORT", "{port}"),
            ("PGUSER", ROLE),
            ("PGDATABASE", DATABASE),
            ("PGPASSWORD", PASSWORD),
            ("PGAPPNAME", PASSWORD),
        ];
        fixture.check("postgresql://", &variables, Some(&expected));
        let escaped = |value: &str| value.replace('\\', r"\\").replace(':', r"\:");
        fixture.write(
            "bites",
            &format!("127.0.0.1:{{port}}:{}:{}:{}\n", escaped(DATABASE), escaped(ROLE), escaped(PASSWORD)),
            0o600,
        );
        let variables = [
            ("PGUSER", ROLE),
            ("PGDATABASE", DATABASE),
            ("PGPASSFILE", "{files}/bites"),
            ("PGAPPNAME", PASSWORD),
        ];
        fixture.check("host=127.0.0.1 port={port}", &variables, Some(&expected));
        fixture.write(
            "bites.conf",
            &format!("[ü ' x]\nhost=127.0.0.1\nport={{port}}\nuser={ROLE}\ndbname={DATABASE}\npassword={PASSWORD}\napplication_name={PASSWORD}\n"),
            0o644,
        );
        let service = [("PGSERVICE", "ü ' x"), ("PGSERVICEFILE", "{files}/bites.conf")];
        fixture.check("", &service, Some(&expected));
        fixture.check(r"service='ü \' x'", &service[1..], Some(&expected));
    }
}

#[test]
fn variables() {
    let base = [("PGHOST", "127.0.0.1"), ("PGPORT", "{port}"), ("PGUSER", "app"), ("PGPASSWORD", "secret")];
    for fixture in FIXTURES.iter() {
        let check = |text: &str, more: &[(&str, &str)], expected: Option<&str>| {
            fixture.check(text, &[&base[..], more].concat(), expected);
        };
        check("", &[], Some("app|app|psql|{port}|"));
        check("", &[("PGDATABASE", "shop")], Some("app|shop|psql|{port}|"));
        check("dbname=app", &[("PGDATABASE", "shop")], Some("app|app|psql|{port}|"));
        check("dbname=''", &[("PGDATABASE", "shop")], Some("app|app|psql|{port}|"));
        check("postgresql:///shop", &[("PGHOST", "{socket}")], Some("app|shop|psql|socket|"));
        check("host={socket}", &[], Some("app|app|psql|socket|"));
        check("", &[("PGHOSTADDR", "127.0.0.1"), ("PGHOST", "nowhere.invalid")], Some("app|"));
        check("", &[("PGHOST", "127.0.0.1,127.0.0.1"), ("PGPORT", "1,{port}")], Some("app|app|psql|{port}|"));
        check("", &[("PGAPPNAME", "mine")], Some("app|app|mine|"));
        check("", &[("PGTZ", "Europe/Berlin")], Some("app|app|psql|{port}|Europe/Berlin|"));
        check("", &[("PGDATESTYLE", "German, DMY")], Some("app|app|psql|{port}|"));
        check("", &[("PGGEQO", "off"), ("PGTZ", "default")], Some("app|app|psql|{port}|"));
        check("", &[("PGOPTIONS", "-c work_mem=9MB"), ("PGTZ", "UTC")], Some("app|app|psql|{port}|UTC|"));
        check("options='-c TimeZone=Asia/Tokyo'", &[("PGTZ", "UTC")], Some("app|app|psql|{port}|UTC|"));
        check("", &[("PGSSLMODE", "nonsense")], None);
        check("sslmode=disable", &[("PGREQUIRESSL", "1")], Some("app|"));
        check("", &[("PGSSLMODE", "disable"), ("PGREQUIRESSL", "1")], Some("app|"));
        check("", &[("PGTARGETSESSIONATTRS", "standby")], None);
        check("", &[("PGLOADBALANCEHOSTS", "random")], Some("app|"));
        check("", &[("PGGSSENCMODE", "disable"), ("PGCONNECT_TIMEOUT", "5")], Some("app|"));
        check("", &[("PGCHANNELBINDING", "require")], None);
        if fixture.server.version().major >= 16 {
            check("", &[("PGREQUIREAUTH", "scram-sha-256")], Some("app|"));
            check("", &[("PGREQUIREAUTH", "!scram-sha-256")], None);
            check("require_auth=md5", &[], None);
            check("require_auth=md5,scram-sha-256", &[("PGREQUIREAUTH", "md5")], Some("app|"));
            check("require_auth=md5,md5", &[], None);
        }
    }
}

#[test]
fn password_files() {
    for fixture in FIXTURES.iter() {
        let plain = "host=127.0.0.1 port={port} user=app";
        fixture.check(plain, &[], None);
        fixture.write(".pgpass", "# ours\n127.0.0.1:{port}:shop:app:wrong\n*:*:app:app:secret\n", 0o600);
        fixture.check(plain, &[], Some("app|app|psql|{port}|"));
        fixture.check(&format!("{plain} dbname=shop"), &[], None);
        fixture.check(&format!("{plain} dbname=shop password=secret"), &[], Some("app|shop|"));
        fixture.check(plain, &[("PGPASSWORD", "wrong")], None);
        fixture.write(".pgpass", "*:*:*:app:secret\n", 0o644);
        fixture.check(plain, &[], None);
        fixture.write(".pgpass", "*:*:*:app:wrong\n", 0o600);
        fixture.write("other", "nowhere:*:*:*:wrong\n127.0.0.1:*:*:*:secret\n", 0o600);
        fixture.check(plain, &[], None);
        fixture.check(plain, &[("PGPASSFILE", "{files}/other")], Some("app|"));
        fixture.check(&format!("{plain} passfile={{files}}/other"), &[], Some("app|"));
        fixture.check(&format!("{plain} passfile={{files}}/missing"), &[], None);
        // By the name, and by the address where there is no name.
        fixture.check("hostaddr=127.0.0.1 port={port} user=app passfile={files}/other", &[], Some("app|"));
        let named = "host=nowhere hostaddr=127.0.0.1 port={port} user=app passfile={files}/other";
        fixture.check(named, &[], None);
        fs::remove_file(fixture.files.path().join(".pgpass")).unwrap();
    }
}

#[test]
fn service_files() {
    for fixture in FIXTURES.iter() {
        let service =
            "[s]\nhost=127.0.0.1\nport={port}\nuser=app\npassword=secret\nport=1\n[shop]\ndbname=shop\n";
        fixture.write("services", service, 0o644);
        let file = ("PGSERVICEFILE", "{files}/services");
        fixture.check("service=s", &[file], Some("app|app|psql|{port}|"));
        fixture.check("postgresql://?service=s", &[file], Some("app|app|psql|{port}|"));
        fixture.check("", &[file, ("PGSERVICE", "s")], Some("app|app|psql|{port}|"));
        fixture.check("service=s dbname=shop", &[file], Some("app|shop|psql|{port}|"));
        fixture.check("service=s", &[file, ("PGUSER", "nobody"), ("PGDATABASE", "shop")], Some("app|shop|"));
        fixture.check("service=s password=wrong", &[file], None);
        fixture.check("service=missing", &[file], None);
        fixture.check("service=s", &[("PGSERVICEFILE", "{files}/missing")], None);
        fixture.check("service=s", &[], None);
        let base = "host=127.0.0.1 port={port} user=app password=secret";
        fixture.check(&format!("{base} service=shop"), &[file], Some("app|shop|"));
        // The system's file has what the user's does not.
        fixture.write("pg_service.conf", "[system]\ndbname=shop\n[s]\ndbname=nowhere\n", 0o644);
        let folder = ("PGSYSCONFDIR", "{files}");
        fixture.check(&format!("{base} service=system"), &[folder], Some("app|shop|"));
        fixture.check(&format!("{base} service=system"), &[file, folder], Some("app|shop|"));
        fixture.check("service=s", &[file, folder], Some("app|app|"));
        for (name, line) in [
            ("nested", "service=s"),
            ("unknown", "no_such_thing=1"),
            ("bare", "dbname"),
            ("spaced", "dbname =shop"),
            ("value", "sslmode=nonsense"),
        ] {
            fixture.write("wrong", &format!("[{name}]\n{line}\n"), 0o644);
            fixture.check(&format!("{base} service={name}"), &[("PGSERVICEFILE", "{files}/wrong")], None);
        }
        fixture.write("odd", "\n  [s]  \n # no\n  dbname=shop  \n\n[s]\ndbname=nowhere\n", 0o644);
        fixture.check(&format!("{base} service=s"), &[("PGSERVICEFILE", "{files}/odd")], Some("app|shop|"));
    }
}

/// Linux's sockets without a file.
#[cfg(target_os = "linux")]
#[test]
fn abstract_sockets() {
    use std::os::{
        linux::net::SocketAddrExt,
        unix::net::{SocketAddr, UnixListener, UnixStream},
    };
    for fixture in FIXTURES.iter() {
        let name = format!("pgorm test {}-{}", std::process::id(), fixture.server.version().major);
        let address = SocketAddr::from_abstract_name(format!("{name}/.s.PGSQL.77")).unwrap();
        let listener = UnixListener::bind_addr(&address).unwrap();
        let real = fixture.fill("{socket}/.s.PGSQL.{port}");
        std::thread::spawn(move || {
            for client in listener.incoming() {
                let (client, server) = (client.unwrap(), UnixStream::connect(&real).unwrap());
                for (mut from, mut to) in
                    [(client.try_clone().unwrap(), server.try_clone().unwrap()), (server, client)]
                {
                    std::thread::spawn(move || {
                        let _ = std::io::copy(&mut from, &mut to);
                        let _ = to.shutdown(std::net::Shutdown::Write);
                    });
                }
            }
        });
        let encoded = name.replace(' ', "%20");
        for text in [
            format!("host='@{name}' port=77 user=postgres"),
            format!("postgresql://postgres@%40{encoded}:77/postgres"),
        ] {
            fixture.check(&text, &[], Some("postgres|postgres|psql|socket|"));
        }
        fixture.check(&format!("host='@{name}x' port=77 user=postgres"), &[], None);
    }
}

/// The user of the operating system, where none is named.
#[test]
fn the_user_of_the_operating_system() {
    for fixture in FIXTURES.iter() {
        let me = fixture.libpq(&fixture.fill("host={socket} port={port} dbname=shop"), &[]);
        let ours = fixture.ours(&fixture.fill("host={socket} port={port} dbname=shop"), &[]);
        match (me, ours) {
            (Ok(theirs), Ok(ours)) => assert_eq!(theirs, ours),
            // There is no such role: both say which.
            (Err(theirs), Err(ours)) => {
                let role = theirs.split('"').rev().nth(1).unwrap();
                assert!(ours.contains(&format!("\"{role}\"")), "{theirs} {ours}");
            }
            (theirs, ours) => panic!("libpq {theirs:?}, we {ours:?}"),
        }
        assert!(Path::new(&fixture.fill("{socket}")).is_dir());
    }
}

/// Strings with slips of the pen, always the same ones.
#[test]
fn strings_with_slips() {
    // What libpq refuses without need: the string can be read in one way only.
    const LENIENT: [&str; 3] = [
        "unexpected spaces found",
        "extra key/value separator",
        "missing key/value separator \"=\" in URI query parameter: \"\"",
    ];
    let fixture = FIXTURES.last().unwrap();
    let mut state = 88_172_645_463_325_252_u64;
    let mut below = |limit: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % u64::try_from(limit).unwrap()).unwrap()
    };
    // By sockets alone: a slip in an address would lead out of this machine.
    let seeds = [
        "host={socket} port={port} user=app dbname=shop application_name='this and that, and then some more of it, and what else' connect_timeout = 2",
        "host=/does/not/exist,{socket} port=1,{port} user=app options='-c work_mem=7MB -c geqo=off'",
        "postgresql://app:unused@{encoded}:{port}/shop?application_name=this%20and%20that,%20and%20then%20some%20more%20of%20it&connect_timeout=2",
        "postgresql:///shop?host={socket}&port={port}&user=app&application_name=this+and+that%26+then+some+more+of+it+and+what+else",
    ];
    let alphabet: Vec<char> = "'\\ =:/?#%&,[]a1é\t+".chars().collect();
    let mut connected = 0;
    for round in 0..300 {
        let mut text: Vec<char> = fixture.fill(seeds[round % seeds.len()]).chars().collect();
        for _ in 0..1 + below(2) {
            let at = below(text.len());
            match below(3) {
                0 => drop(text.remove(at)),
                1 => text.insert(at, alphabet[below(alphabet.len())]),
                _ => text[at] = alphabet[below(alphabet.len())],
            }
        }
        let text: String = text.into_iter().collect();
        // Space around the whole does not count here: variables are often filled from files.
        let text = text.trim();
        match (fixture.libpq(text, &[]), fixture.ours(text, &[])) {
            (Ok(theirs), ours) => {
                assert_eq!(ours.as_ref(), Ok(&theirs), "{text}");
                connected += 1;
            }
            (Err(theirs), Ok(ours)) => {
                assert!(
                    LENIENT.iter().any(|lenient| theirs.contains(lenient)),
                    "{text}: {theirs}, we {ours}"
                );
            }
            (Err(_), Err(_)) => {}
        }
    }
    assert!(connected > 30, "only {connected} strings lead anywhere");
}
