//! Temporary servers: started, used, and gone with their parent, however it ends.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use std::{
    fs,
    os::unix::fs::{chown, symlink},
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant, SystemTime},
};

use pg_orm_local::{Error, Port, Server, TestPostgres};
use support::{Child, pid_of, query, vanishes};

#[test]
fn a_server_starts_answers_and_leaves_nothing() {
    let server = Server::temporary().start().unwrap();
    let (data, pid) = (server.data().to_owned(), pid_of(server.data()));
    assert!(Path::new(&format!("/proc/{pid}")).exists() || cfg!(not(target_os = "linux")));
    assert_eq!(query(&server.url("postgres"), "SHOW fsync"), "off");
    assert_eq!(query(&server.url("postgres"), "SHOW server_encoding"), "UTF8");
    assert_eq!(query(&server.url("postgres"), "SHOW listen_addresses"), "");
    assert_eq!(query(&server.url("postgres"), "SELECT current_user"), "postgres");
    assert!(server.tcp_url("postgres").is_none());
    server.stop().unwrap();
    assert!(!data.parent().unwrap().exists());
    assert!(!support::is_running(pid));
}

#[test]
fn the_majors_asked_for_are_the_majors_started() {
    for major in [15, 18] {
        let server = Server::temporary().major(major).setting("wal_level", "logical").start().unwrap();
        let number = query(&server.url("postgres"), "SHOW server_version_num");
        assert_eq!(number.parse::<u32>().unwrap() / 10000, major);
        assert_eq!(server.version().major, major);
        assert_eq!(query(&server.url("postgres"), "SHOW wal_level"), "logical");
    }
}

#[test]
fn many_servers_run_at_once_each_with_its_own_data() {
    let servers: Vec<_> = std::thread::scope(|scope| {
        let starts: Vec<_> = (0..4).map(|_| scope.spawn(|| Server::temporary().start().unwrap())).collect();
        starts.into_iter().map(|start| start.join().unwrap()).collect()
    });
    for (index, server) in servers.iter().enumerate() {
        query(&server.url("postgres"), &format!("CREATE TABLE only_{index} ()"));
    }
    for server in &servers {
        assert_eq!(query(&server.url("postgres"), "SELECT count(*)::text FROM pg_stat_user_tables"), "1");
    }
}

#[test]
fn a_second_start_is_quick() {
    drop(Server::temporary().start().unwrap());
    let begin = Instant::now();
    let server = Server::temporary().start().unwrap();
    let taken = begin.elapsed();
    drop(server);
    // 0.1 to 0.3 s on an idle machine: this only shows that initdb (over 0.5 s) and fetching are not repeated.
    assert!(taken.as_secs() < 5, "{taken:?}");
    println!("second start: {taken:?}");
}

#[test]
fn it_listens_on_tcp_when_asked() {
    let server = Server::temporary().tcp(Port::Free).start().unwrap();
    assert_eq!(query(&server.tcp_url("postgres").unwrap(), "SELECT host(inet_server_addr())"), "127.0.0.1");
    assert_eq!(
        query(&server.url("postgres"), "SELECT coalesce(host(inet_server_addr()), 'socket')"),
        "socket"
    );
}

#[test]
fn a_server_that_can_not_start_shows_its_log_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    support::open_to_everyone(folder.path());
    let error =
        Server::temporary().folder(folder.path()).setting("shared_buffers", "lots").start().unwrap_err();
    assert!(matches!(&error, Error::Start { log, .. } if log.contains("shared_buffers")), "{error}");
    assert!(
        error.to_string().contains("invalid value for parameter \"shared_buffers\": \"lots\""),
        "{error}"
    );
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn the_log_stays_where_it_is_asked_to() {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("server.log");
    drop(Server::temporary().log(&log).start().unwrap());
    assert!(fs::read_to_string(log).unwrap().contains("database system is ready to accept connections"));
}

#[test]
fn a_long_path_gets_a_short_socket() {
    let folder = tempfile::tempdir().unwrap();
    support::open_to_everyone(folder.path());
    let long = folder.path().join("a".repeat(100));
    fs::create_dir(&long).unwrap();
    let server = Server::temporary().folder(&long).start().unwrap();
    assert_eq!(query(&server.url("postgres"), "SELECT 'here'"), "here");
    let sockets = query(&server.url("postgres"), "SHOW unix_socket_directories");
    drop(server);
    assert!(!Path::new(sockets.trim_matches('"')).exists());
}

#[test]
fn a_killed_parent_takes_its_server_along() {
    for ending in ["kill", "kill both", "exit"] {
        let mut child = Child::start("child_that_runs_a_server", &[("PGORM_TEST_ENDING", ending)]);
        let line = child.line("server ");
        let (pid, data) = line.split_once(' ').unwrap();
        let (pid, data) = (pid.parse().unwrap(), PathBuf::from(data));
        if ending != "exit" {
            assert!(support::is_running(pid));
            if ending == "kill both" {
                kill_supervisor(pid);
            }
            child.kill();
        }
        child.wait();
        vanishes(&format!("the server after {ending}"), || !support::is_running(pid));
        vanishes(&format!("its folder after {ending}"), || !data.parent().unwrap().exists());
    }
}

#[test]
fn a_killed_supervisor_leaves_no_server_behind() {
    let server = Server::temporary().start().unwrap();
    let (data, pid) = (server.data().to_owned(), pid_of(server.data()));
    kill_supervisor(pid);
    assert!(support::is_running(pid));
    server.stop().unwrap();
    vanishes("the server", || !support::is_running(pid));
    assert!(!data.parent().unwrap().exists());
}

fn kill_supervisor(server: i32) {
    let output = Command::new("ps").args(["-o", "ppid=", "-p", &server.to_string()]).output().unwrap();
    let supervisor = String::from_utf8(output.stdout).unwrap();
    assert!(Command::new("kill").args(["-KILL", supervisor.trim()]).status().unwrap().success());
}

#[test]
fn only_abandoned_folders_of_one_s_own_are_swept_up() {
    let folder = tempfile::tempdir().unwrap();
    support::open_to_everyone(folder.path());
    let make = |name: &str| {
        let path = folder.path().join(name);
        fs::create_dir(&path).unwrap();
        path
    };
    let age = |path: &Path| {
        let long_ago = SystemTime::now() - Duration::from_secs(3600);
        fs::File::open(path).unwrap().set_modified(long_ago).unwrap();
    };
    let (abandoned, young, piped) = (make("pgorm-abandoned"), make("pgorm-young"), make("pgorm-piped"));
    let foreign = make("pgorm-foreign");
    // Opened for writing, a pipe waits for its reader.
    for path in [&piped, &foreign] {
        assert!(Command::new("mkfifo").arg(path.join("lock")).status().unwrap().success());
    }
    fs::write(abandoned.join("lock"), "").unwrap();
    for path in [&abandoned, &piped, &foreign] {
        age(path);
    }
    let elsewhere = tempfile::tempdir().unwrap();
    age(elsewhere.path());
    symlink(elsewhere.path(), folder.path().join("pgorm-link")).unwrap();
    let mut kept = vec![young, piped, elsewhere.path().to_owned()];
    if support::is_root() {
        // Without a lock, but of somebody else.
        fs::remove_file(foreign.join("lock")).unwrap();
        age(&foreign);
        chown(&foreign, Some(54321), Some(54321)).unwrap();
        kept.push(foreign);
    }
    drop(Server::temporary().folder(folder.path()).start().unwrap());
    assert!(!abandoned.exists());
    for path in kept {
        assert!(path.exists(), "{path:?}");
    }
}

#[test]
fn files_put_into_the_data_are_the_server_s_alone() {
    let server = Server::temporary().file("key", "secret").start().unwrap();
    let url = server.url("postgres");
    assert_eq!(query(&url, "SELECT pg_read_file('key')"), "secret");
    let mode = std::os::unix::fs::PermissionsExt::mode(
        &fs::metadata(server.data().join("key")).unwrap().permissions(),
    );
    assert_eq!(mode & 0o777, 0o600);
}

/// Not a test of its own: the parent to be killed, run by the test above in a process of its own.
#[test]
fn child_that_runs_a_server() {
    let Ok(ending) = std::env::var("PGORM_TEST_ENDING") else { return };
    let server = Server::temporary().start().unwrap();
    println!("server {} {}", pid_of(server.data()), server.data().display());
    if ending == "exit" {
        // No destructor runs.
        std::process::exit(0);
    }
    std::thread::sleep(std::time::Duration::from_secs(60));
}

#[test]
fn a_server_given_by_url_is_taken_and_its_password_never_shown() {
    const VARIABLE: &str = "PGORM_TEST_URL_OF_THIS_TEST";
    let mut child = Child::start("child_with_a_url", &[(VARIABLE, "postgresql://u:secret@db.example/app")]);
    assert_eq!(child.line("taken "), format!("the server that {VARIABLE} names"));
    child.wait();
}

/// Not a test of its own: run by the test above with the variable set.
#[test]
fn child_with_a_url() {
    const VARIABLE: &str = "PGORM_TEST_URL_OF_THIS_TEST";
    if std::env::var(VARIABLE).is_err() {
        let private = TestPostgres::obtain(VARIABLE, Server::temporary()).unwrap();
        assert!(private.to_string().starts_with("a private PostgreSQL "), "{private}");
        assert_eq!(query(&private.url(), "SELECT current_database()"), "postgres");
        return;
    }
    let given = TestPostgres::obtain(VARIABLE, Server::temporary()).unwrap();
    println!("taken {given}");
    assert_eq!(given.url(), "postgresql://u:secret@db.example/app");
}
