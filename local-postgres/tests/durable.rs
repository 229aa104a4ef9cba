//! Durable servers: they outlive the process, keep data, port and socket, and survive crashes.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use std::{
    fs,
    io::Write,
    os::unix::{
        fs::{MetadataExt, symlink},
        process::CommandExt,
    },
    path::Path,
    process::Command,
    thread,
    time::Duration,
};

use pg_orm_local::{Durable, Error, Port, Server, State};
use support::{Child, pid_of, query, vanishes};

/// A durable server in a folder of its own, removed at the end.
struct Fixture {
    server: Durable,
    folder: tempfile::TempDir,
}

impl Fixture {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        support::open_to_everyone(folder.path());
        Self { server: Durable::at(folder.path().join("home")), folder }
    }

    fn pid(&self) -> i32 {
        pid_of(&self.folder.path().join("home/data"))
    }
}

impl Drop for Fixture {
    fn drop(&mut self) {
        self.server.remove().unwrap();
        assert!(!self.server.home().exists());
    }
}

#[test]
fn it_starts_once_stops_once_and_keeps_its_data_and_url() {
    let fixture = Fixture::new();
    assert_eq!(fixture.server.status().unwrap().state, State::Absent);
    assert!(!fixture.server.stop().unwrap());

    let first = fixture.server.start().unwrap();
    assert!(first.source.is_some());
    query(&first.url, "CREATE TABLE kept AS SELECT 42 AS answer");
    assert_eq!(query(&first.url, "SHOW fsync"), "on");
    let again = fixture.server.start().unwrap();
    assert_eq!((again.url.as_str(), again.version, again.source), (first.url.as_str(), first.version, None));

    let status = fixture.server.status().unwrap();
    let State::Running { pid, since } = status.state else { panic!("{status:?}") };
    assert_eq!(pid, fixture.pid() as u32);
    assert!(since.elapsed().unwrap().as_secs() < 120);
    assert!(status.size > 10_000_000, "{status:?}");
    assert_eq!((status.version, status.url.as_str()), (Some(first.version), first.url.as_str()));
    assert!(fs::read_to_string(status.log).unwrap().contains("ready to accept connections"));

    assert!(fixture.server.stop().unwrap());
    assert!(!fixture.server.stop().unwrap());
    assert_eq!(fixture.server.status().unwrap().state, State::Stopped);
    let second = fixture.server.start().unwrap();
    assert_eq!(second.url, first.url);
    assert_eq!(query(&second.url, "SELECT answer::text FROM kept"), "42");
}

#[test]
fn its_tcp_port_stays_the_same() {
    let fixture = Fixture::new();
    let server = fixture.server.clone().tcp(Port::Free);
    let first = server.start().unwrap();
    server.stop().unwrap();
    let second = server.start().unwrap();
    assert_eq!(first.tcp_url, second.tcp_url);
    assert_eq!(query(&second.tcp_url.unwrap(), "SELECT 'tcp'"), "tcp");
    assert_eq!(fixture.server.start().unwrap().tcp_url, first.tcp_url);
}

#[test]
fn two_starts_at_once_make_one_server() {
    let fixture = Fixture::new();
    let starts: Vec<_> = std::thread::scope(|scope| {
        let starts: Vec<_> = (0..3).map(|_| scope.spawn(|| fixture.server.start().unwrap())).collect();
        starts.into_iter().map(|start| start.join().unwrap()).collect()
    });
    assert_eq!(starts.iter().filter(|started| started.source.is_some()).count(), 1);
    assert!(starts.iter().all(|started| started.url == starts[0].url));
}

#[test]
fn it_starts_after_a_crash_even_if_another_process_bears_its_number() {
    let fixture = Fixture::new();
    let first = fixture.server.start().unwrap();
    query(&first.url, "CREATE TABLE kept AS SELECT 42 AS answer");
    let pid = fixture.pid();
    assert!(Command::new("kill").args(["-KILL", &pid.to_string()]).status().unwrap().success());
    vanishes("the server", || !support::is_running(pid));
    let pid_file = fixture.folder.path().join("home/data/postmaster.pid");
    let text = fs::read_to_string(&pid_file).unwrap();
    // A process that is alive, and even looks like a PostgreSQL server, but of other data.
    let mut sleep = Command::new("sleep").arg0("postgres").arg("60").spawn().unwrap();
    fs::write(&pid_file, text.replacen(&pid.to_string(), &sleep.id().to_string(), 1)).unwrap();
    assert_eq!(fixture.server.status().unwrap().state, State::Stopped);
    let second = fixture.server.start().unwrap();
    assert_eq!(query(&second.url, "SELECT answer::text FROM kept"), "42");
    assert!(sleep.try_wait().unwrap().is_none(), "the other process must not have been touched");
    sleep.kill().unwrap();
    sleep.wait().unwrap();
}

#[test]
fn another_major_version_is_refused_with_both_named() {
    let fixture = Fixture::new();
    fixture.server.clone().major(15).start().unwrap();
    let error = fixture.server.clone().major(18).start().unwrap_err();
    assert!(matches!(error, Error::MajorMismatch { data: 15, wanted: 18, .. }), "{error}");
    fixture.server.stop().unwrap();
    // Without a wish, the data decides, whatever else is newer.
    assert_eq!(fixture.server.start().unwrap().version.major, 15);
    fixture.server.stop().unwrap();

    let version = fixture.folder.path().join("home/data/PG_VERSION");
    fs::write(&version, "12\n").unwrap();
    let error = fixture.server.start().unwrap_err();
    assert!(matches!(error, Error::DataNeedsMajor { data: 12, .. }), "{error}");
    assert!(error.to_string().contains("install PostgreSQL 12"), "{error}");
}

#[test]
fn a_project_s_server_outlives_the_command() {
    let folder = tempfile::tempdir().unwrap();
    support::open_to_everyone(folder.path());
    let (project, state) = (folder.path().join("project"), folder.path().join("state"));
    fs::create_dir(&project).unwrap();
    let variables =
        [("PGORM_STATE_DIR", state.to_str().unwrap()), ("PGORM_TEST_PROJECT", project.to_str().unwrap())];
    let mut child = Child::start("child_that_starts_a_durable_server", &variables);
    let (home, url) = (child.line("home "), child.line("url "));
    assert!(child.wait());
    let server = Durable::at(&home);
    assert!(Path::new(&home).starts_with(&state));
    assert_eq!(query(&url, "SELECT 'alive'"), "alive");
    assert!(server.psql().unwrap().is_none_or(|psql| psql.ends_with("psql")));
    let status = server.status().unwrap();
    assert_eq!(status.project.as_deref(), Some(project.canonicalize().unwrap().as_path()));
    server.remove().unwrap();
}

/// Not a test of its own: run by the test above in a process of its own.
#[test]
fn child_that_starts_a_durable_server() {
    let Ok(project) = std::env::var("PGORM_TEST_PROJECT") else { return };
    let server = Server::durable(project).unwrap();
    println!("home {}", server.home().display());
    println!("url {}", server.start().unwrap().url);
}

#[test]
fn a_project_that_is_not_there_is_named() {
    let error = Server::durable("/does/not/exist").unwrap_err();
    assert!(error.to_string().contains("/does/not/exist"), "{error}");
}

#[test]
fn a_setting_that_postgres_refuses_shows_the_log() {
    let fixture = Fixture::new();
    let error = fixture.server.clone().setting("max_connections", "none").start().unwrap_err();
    assert!(error.to_string().contains("invalid value for parameter \"max_connections\""), "{error}");
    fixture.server.start().unwrap();
}

#[test]
fn links_that_the_server_s_account_planted_are_not_followed() {
    let fixture = Fixture::new();
    fixture.server.start().unwrap();
    fixture.server.stop().unwrap();
    let home = fixture.server.home();
    let victim = fixture.folder.path().join("victim");
    fs::write(&victim, "kept").unwrap();
    let before = fs::metadata(&victim).unwrap();
    let plant = |link: &str| {
        let link = home.join(link);
        if link.exists() {
            fs::remove_file(&link).unwrap();
        }
        symlink(&victim, link).unwrap();
    };

    // Both are replaced by files.
    plant("data/pgorm.conf");
    plant("server.json.new");
    fixture.server.start().unwrap();
    assert!(fs::symlink_metadata(home.join("data/pgorm.conf")).unwrap().is_file());
    fixture.server.stop().unwrap();
    // What is opened as it is must not be a link.
    for name in ["log", "lock"] {
        let path = home.join(name);
        let aside = home.join("aside");
        fs::rename(&path, &aside).unwrap();
        plant(name);
        let error = fixture.server.start().unwrap_err().to_string();
        assert!(error.contains(path.to_str().unwrap()), "{error}");
        fs::rename(&aside, &path).unwrap();
    }
    let after = fs::metadata(&victim).unwrap();
    assert_eq!(fs::read_to_string(&victim).unwrap(), "kept");
    assert_eq!((after.uid(), after.mode()), (before.uid(), before.mode()));
}

#[test]
fn root_trusts_nothing_that_the_server_s_account_can_change() {
    if !support::is_root() {
        return;
    }
    let fixture = Fixture::new();
    let url = fixture.server.start().unwrap().url;
    let home = fs::metadata(fixture.server.home()).unwrap();
    assert_eq!((home.uid(), home.mode() & 0o777), (0, 0o711));
    assert_ne!(fs::metadata(fixture.server.home().join("data")).unwrap().uid(), 0);
    // Its client, the superuser, is the server's account: it can't plant anything beside the data.
    let link = fixture.server.home().join("server.json.new");
    query(&url, &format!("COPY (SELECT 1) TO PROGRAM 'ln -s /etc/passwd {} || true'", link.display()));
    assert!(fs::symlink_metadata(&link).is_err());
    // Nor have root end a process of root's by naming it in the place of the server.
    let data = fixture.server.home().join("data");
    fixture.server.stop().unwrap();
    let mut sleep = Command::new("sleep").arg0(&data).arg("60").spawn().unwrap();
    fs::write(data.join("postmaster.pid"), format!("{}\n", sleep.id())).unwrap();
    assert!(!fixture.server.stop().unwrap());
    assert!(sleep.try_wait().unwrap().is_none());
    sleep.kill().unwrap();
    sleep.wait().unwrap();
    // A folder that belongs to the account all the same is taken over.
    let uid = fs::metadata(&data).unwrap().uid();
    std::os::unix::fs::chown(fixture.server.home(), Some(uid), None).unwrap();
    fixture.server.start().unwrap();
    assert_eq!(fs::metadata(fixture.server.home()).unwrap().uid(), 0);
}

#[test]
fn a_server_that_is_still_starting_is_waited_for() {
    let fixture = Fixture::new();
    fixture.server.start().unwrap();
    let pid_file = fixture.folder.path().join("home/data/postmaster.pid");
    let ready = fs::read_to_string(&pid_file).unwrap();
    // In place and at once, as the server writes it.
    let say = |text: &str| {
        fs::File::options().write(true).open(&pid_file).unwrap().write_all(text.as_bytes()).unwrap();
    };
    // What the file says while the server reads its log after a crash.
    say(&ready.replace("ready   ", "starting"));
    thread::scope(|scope| {
        let start = scope.spawn(|| fixture.server.start().unwrap());
        thread::sleep(Duration::from_millis(500));
        let is_waiting = !start.is_finished();
        say(&ready);
        assert!(is_waiting);
        assert_eq!(start.join().unwrap().source, None);
    });
}
