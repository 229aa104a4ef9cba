//! `pgorm dev status`: what is known of the server.

use std::{
    fmt::Write as _,
    time::{Duration, SystemTime},
};

use pg_orm_local::{Durable, State};

use crate::{Error, Outcome, output};

#[derive(Debug, clap::Args)]
pub(crate) struct Status {
    /// Exit with 1 unless it is running
    #[arg(long)]
    check: bool,
}

pub(crate) fn run(server: &Durable, arguments: &Status) -> Result<Outcome, Error> {
    let status = server.status()?;
    let state = match status.state {
        State::Absent => "absent: it was never started, or has been removed".to_owned(),
        State::Stopped => "stopped".to_owned(),
        State::Running { pid, since } => {
            let age = SystemTime::now().duration_since(since).unwrap_or_default();
            format!("running for {} (process {pid})", duration(age))
        }
    };
    let is_running = matches!(status.state, State::Running { .. });
    let mut lines = vec![("state", state)];
    if is_running {
        lines.push(("url", status.url));
        lines.extend(status.tcp_url.map(|url| ("url (TCP)", url)));
    }
    lines.extend(status.version.map(|version| ("version", version.to_string())));
    lines.extend(status.project.map(|project| ("project", project.display().to_string())));
    if status.state != State::Absent {
        lines.push(("data", format!("{} ({})", status.data.display(), size(status.size))));
        lines.push(("log", status.log.display().to_string()));
    }
    let text = lines.iter().fold(String::new(), |mut text, (name, value)| {
        // Writing to a `String` can't fail.
        let _ = writeln!(text, "{name:<9}  {value}");
        text
    });
    output::result(text)?;
    Ok(if arguments.check && !is_running { Outcome::Found } else { Outcome::Fine })
}

/// The two largest units: `3 d 4 h`, `5 min 12 s`.
fn duration(duration: Duration) -> String {
    let seconds = duration.as_secs();
    let (days, hours, minutes) = (seconds / 86400, seconds / 3600 % 24, seconds / 60 % 60);
    match (days, hours, minutes) {
        (0, 0, 0) => format!("{seconds} s"),
        (0, 0, _) => format!("{minutes} min {} s", seconds % 60),
        (0, _, _) => format!("{hours} h {minutes} min"),
        _ => format!("{days} d {hours} h"),
    }
}

/// Bytes as kB, MB or GB, with one decimal.
fn size(bytes: u64) -> String {
    let (divisor, unit) = match bytes {
        0..1_000_000 => (1_000, "kB"),
        1_000_000..1_000_000_000 => (1_000_000, "MB"),
        _ => (1_000_000_000, "GB"),
    };
    let tenths = bytes / (divisor / 10);
    format!("{}.{} {unit}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    #[test]
    fn times_and_sizes_are_short() {
        let said = |seconds| super::duration(Duration::from_secs(seconds));
        assert_eq!(
            [said(0), said(61), said(3600), said(100_000)],
            ["0 s", "1 min 1 s", "1 h 0 min", "1 d 3 h"]
        );
        assert_eq!([super::size(0), super::size(1_950)], ["0.0 kB", "1.9 kB"]);
        assert_eq!([super::size(42_170_000), super::size(1_000_000_000)], ["42.1 MB", "1.0 GB"]);
    }
}
