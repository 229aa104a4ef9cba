//! What the tests share: a query, processes that are watched, and this test program run again as a child.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used)]

use std::{
    env, fs,
    io::{BufRead, BufReader},
    os::unix::{fs::PermissionsExt, process::CommandExt},
    path::{Path, PathBuf},
    process::{ChildStdout, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// Runs one statement on a new connection; the first column of the first row, or nothing.
pub fn query(url: &str, sql: &str) -> String {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls).await.unwrap();
        let driver = tokio::spawn(connection);
        let messages = client.simple_query(sql).await.unwrap();
        drop(client);
        driver.await.unwrap().unwrap();
        let mut rows = messages.into_iter().filter_map(|message| match message {
            tokio_postgres::SimpleQueryMessage::Row(row) => Some(row.get(0).unwrap_or_default().to_owned()),
            _ => None,
        });
        rows.next().unwrap_or_default()
    })
}

/// The process of the server with this data folder.
pub fn pid_of(data: &Path) -> i32 {
    fs::read_to_string(data.join("postmaster.pid")).unwrap().lines().next().unwrap().parse().unwrap()
}

/// Whether a process is there and is not a zombie that only waits for its parent.
pub fn is_running(pid: i32) -> bool {
    let output = Command::new("ps").args(["-o", "stat=", "-p", &pid.to_string()]).output().unwrap();
    let state = String::from_utf8(output.stdout).unwrap();
    !state.trim().is_empty() && !state.starts_with('Z')
}

/// Waits up to 10 s for something to come true.
pub fn vanishes(what: &str, is_gone: impl Fn() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(10);
    while !is_gone() {
        assert!(Instant::now() < deadline, "{what} is still there");
        thread::sleep(Duration::from_millis(10));
    }
}

/// Lets the server's account in.
pub fn open_to_everyone(folder: &Path) {
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
}

pub fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

/// This test program, run again for one of its tests.
pub struct Child {
    process: std::process::Child,
    output: BufReader<ChildStdout>,
}

impl Child {
    pub fn start(test: &str, variables: &[(&str, &str)]) -> Self {
        Self::run(Command::new(env::current_exe().unwrap()), test, variables)
    }

    /// The same as the user `nobody`, from a copy of the program in a folder that nobody can read.
    pub fn start_as_nobody(test: &str, folder: &Path, variables: &[(&str, &str)]) -> Self {
        let program: PathBuf = folder.join("program");
        fs::copy(env::current_exe().unwrap(), &program).unwrap();
        open_to_everyone(folder);
        let mut command = Command::new(program);
        command.uid(65534).gid(65534).current_dir("/");
        Self::run(command, test, variables)
    }

    fn run(mut command: Command, test: &str, variables: &[(&str, &str)]) -> Self {
        command.args(["--exact", test, "--nocapture"]).envs(variables.iter().copied());
        let mut process = command.stdout(Stdio::piped()).spawn().unwrap();
        let output = BufReader::new(process.stdout.take().unwrap());
        Self { process, output }
    }

    /// The rest of the first line of output that holds this text.
    pub fn line(&mut self, start: &str) -> String {
        let mut seen = String::new();
        loop {
            let mut line = String::new();
            assert!(self.output.read_line(&mut line).unwrap() > 0, "no line with {start:?} in:\n{seen}");
            // The test harness writes the test's name in front of the first line.
            if let Some((_, rest)) = line.split_once(start) {
                return rest.trim_end().to_owned();
            }
            seen.push_str(&line);
        }
    }

    /// Ends it with SIGKILL.
    pub fn kill(&mut self) {
        self.process.kill().unwrap();
    }

    /// Waits for its end; whether it succeeded.
    pub fn wait(&mut self) -> bool {
        self.process.wait().unwrap().success()
    }
}
