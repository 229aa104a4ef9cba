//! `pgorm dev logs`: the end of the server's log.

use std::{fs, io::ErrorKind};

use pg_orm_local::Durable;

use crate::{Error, Outcome, output};

#[derive(Debug, clap::Args)]
pub(crate) struct Logs {
    /// How many lines to print
    #[arg(long, short = 'n', value_name = "N", default_value_t = 100)]
    lines: usize,
}

pub(crate) fn run(server: &Durable, arguments: &Logs) -> Result<Outcome, Error> {
    let path = server.status()?.log;
    let log = match fs::read(&path) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let help = "`pgorm dev` starts it";
            return Err(Error::refused(
                "there is no log: the server was never started, or has been removed",
                help,
            ));
        }
        log => log.map_err(Error::file("read", &path))?,
    };
    output::result(last_lines(&log, arguments.lines))?;
    Ok(Outcome::Fine)
}

fn last_lines(log: &[u8], count: usize) -> &[u8] {
    let mut starts: Vec<usize> = Vec::new();
    let mut start = 0;
    for line in log.split_inclusive(|byte| *byte == b'\n') {
        starts.push(start);
        start += line.len();
    }
    let first = starts.len().checked_sub(count).and_then(|index| starts.get(index).copied());
    let from = if count == 0 { log.len() } else { first.unwrap_or(0) };
    log.get(from..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::last_lines;

    #[test]
    fn the_last_lines_are_whole() {
        let text = |count| String::from_utf8(last_lines(b"a\nbb\nccc", count).to_vec()).unwrap();
        assert_eq!([text(0), text(1), text(2), text(9)], ["", "ccc", "bb\nccc", "a\nbb\nccc"]);
        assert!(last_lines(b"", 3).is_empty());
    }
}
