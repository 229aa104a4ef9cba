//! Running other programs to their end, with what they printed.

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom},
    process::{Command, ExitStatus, Stdio},
    thread,
    time::{Duration, Instant},
};

use crate::Error;

/// How much of a program's output or a server's log a message carries, in lines and in bytes.
const TAIL_LINES: usize = 20;
const TAIL_BYTES: u64 = 16 * 1024;

/// Runs a program and returns its standard output; its end is an error unless it succeeded.
pub(crate) fn output(command: &mut Command) -> Result<String, Error> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.stdin(Stdio::null()).output().map_err(Error::run(&program))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let text = [output.stdout, output.stderr].concat();
    Err(Error::Failed { program, status: output.status, output: last_lines(&String::from_utf8_lossy(&text)) })
}

/// Runs a program that may hang, with its output in a file, and kills it after `limit`.
///
/// Returns `None` when it had to be killed.
pub(crate) fn within(
    command: &mut Command,
    log: &File,
    limit: Duration,
) -> Result<Option<ExitStatus>, Error> {
    let program = command.get_program().to_string_lossy().into_owned();
    let copy = || log.try_clone().map_err(Error::run(&program));
    command.stdin(Stdio::null()).stdout(copy()?).stderr(copy()?);
    let mut child = command.spawn().map_err(Error::run(&program))?;
    let deadline = Instant::now() + limit;
    loop {
        if let Some(status) = child.try_wait().map_err(Error::run(&program))? {
            return Ok(Some(status));
        }
        if Instant::now() > deadline {
            // It may have ended by itself in between: then there is nothing to kill, and `wait` still reaps it.
            child
                .kill()
                .or_else(
                    |error| if error.kind() == io::ErrorKind::InvalidInput { Ok(()) } else { Err(error) },
                )
                .and_then(|()| child.wait())
                .map_err(Error::run(&program))?;
            return Ok(None);
        }
        thread::sleep(Duration::from_millis(20));
    }
}

/// The last lines of an open file, which may have been removed since; empty when it can't be read.
pub(crate) fn tail(file: &File) -> String {
    let read = || -> io::Result<String> {
        let mut file = file;
        let length = file.metadata()?.len();
        file.seek(SeekFrom::Start(length.saturating_sub(TAIL_BYTES)))?;
        let mut bytes = Vec::new();
        file.take(TAIL_BYTES).read_to_end(&mut bytes)?;
        Ok(last_lines(&String::from_utf8_lossy(&bytes)))
    };
    read().unwrap_or_else(|error| format!("(the log can't be read: {error})"))
}

fn last_lines(text: &str) -> String {
    let lines: Vec<_> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    lines.get(lines.len().saturating_sub(TAIL_LINES)..).unwrap_or_default().join("\n")
}
