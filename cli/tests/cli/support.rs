//! A folder to run `pgorm` in, and what a run printed.

use std::{
    ffi::OsStr,
    fmt, fs,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use tempfile::TempDir;

/// The binary under test.
pub(crate) const PGORM: &str = env!("CARGO_BIN_EXE_pgorm");

/// The checkout that the binary was built from.
pub(crate) fn checkout() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap()
}

/// A folder of its own, with an environment of its own; nothing of the caller's project or database is seen.
pub(crate) struct Sandbox {
    folder: TempDir,
    variables: Vec<(String, String)>,
}

/// What a run printed, and how it ended.
pub(crate) struct Run {
    arguments: String,
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Sandbox {
    pub(crate) fn new() -> Self {
        // Readable by all: root's servers run as another user.
        let folder =
            tempfile::Builder::new().permissions(fs::Permissions::from_mode(0o755)).tempdir().unwrap();
        let sandbox = Self { folder, variables: Vec::new() };
        fs::create_dir(sandbox.path("project")).unwrap();
        sandbox
    }

    /// The folder that commands run in is `project`.
    pub(crate) fn path(&self, below: impl AsRef<Path>) -> PathBuf {
        // As the program sees it, which asks the system for its current folder.
        self.folder.path().canonicalize().unwrap().join(below)
    }

    pub(crate) fn project(&self, below: impl AsRef<Path>) -> PathBuf {
        self.path("project").join(below)
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.project(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.project(path)).unwrap()
    }

    pub(crate) fn set(&mut self, variable: &str, value: &str) {
        self.variables.push((variable.to_owned(), value.to_owned()));
    }

    /// The command, not started yet.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(self.path("project")).stdin(Stdio::null());
        for (variable, _) in std::env::vars_os() {
            let name = variable.to_string_lossy();
            let is_of_postgres = name.starts_with("PG") && !name.starts_with("PGORM_");
            if is_of_postgres
                || ["DATABASE_URL", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TERM"].contains(&&*name)
            {
                command.env_remove(&variable);
            }
        }
        command.env("PGORM_STATE_DIR", self.path("state"));
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Runs `pgorm` to its end.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        let output = self.command(PGORM).args(arguments).output().unwrap();
        let folder = self.path("").display().to_string();
        let checkout = checkout().display().to_string();
        let text = |bytes: Vec<u8>| {
            let text = String::from_utf8(bytes).unwrap();
            text.replace(&folder, "[SANDBOX]/").replace(&checkout, "[CHECKOUT]")
        };
        Run {
            arguments: arguments.join(" "),
            code: output.status.code(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        if self.path("state").exists() {
            // A failed test must not leave a server behind.
            let _ = self.command(PGORM).args(["dev", "remove", "--yes"]).output();
        }
    }
}

impl Run {
    /// Ends the test unless the run ended with this code.
    #[track_caller]
    pub(crate) fn expect(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self}");
        self
    }
}

impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let code = self.code.map_or("a signal".to_owned(), |code| code.to_string());
        writeln!(f, "$ pgorm {}\nexit code: {code}", self.arguments)?;
        for (name, text) in [("stdout", &self.stdout), ("stderr", &self.stderr)] {
            if !text.is_empty() {
                writeln!(f, "--- {name}\n{}", text.trim_end_matches('\n'))?;
            }
        }
        Ok(())
    }
}
