//! Results to stdout, messages to stderr; a reader who left early is no error.

use std::{
    fmt,
    io::{self, ErrorKind, Write as _},
    sync::mpsc::{self, RecvTimeoutError},
    thread,
    time::Duration,
};

use anstyle::{AnsiColor, Style};

use crate::{arguments::Color, error::Error};

/// Decides for the whole process whether messages are coloured. `auto` heeds `NO_COLOR`, `TERM=dumb` and whether
/// stderr is a terminal.
pub(crate) fn set_colours(color: Color) {
    match color {
        Color::Auto => anstream::ColorChoice::Auto,
        Color::Always => anstream::ColorChoice::Always,
        Color::Never => anstream::ColorChoice::Never,
    }
    .write_global();
}

/// Prints a result, as it is. A closed pipe, as in `pgorm sql | head`, ends it quietly.
pub(crate) fn result(bytes: impl AsRef<[u8]>) -> Result<(), Error> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(bytes.as_ref()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written.map_err(Error::Stdout),
    }
}

/// Says something to the person, on a line of its own.
pub(crate) fn message(text: impl fmt::Display) {
    // When stderr is closed there is nobody to tell.
    let _ = writeln!(anstream::stderr(), "{text}");
}

/// Says something that deserves attention but stops nothing.
pub(crate) fn warning(text: impl fmt::Display) {
    message(format_args!("{} {text}", Painted(WARNING, "warning:")));
}

/// Prints text that has colours in it already, without a line end; they are taken out where nobody can see them.
pub(crate) fn styled_message(text: &str) {
    let _ = write!(anstream::stderr(), "{text}");
}

/// Does something that may take long, and says every five seconds that it is still at it.
pub(crate) fn patiently<T>(doing: &str, work: impl FnOnce() -> T) -> T {
    const STEP: Duration = Duration::from_secs(5);
    let (done, waiting) = mpsc::channel::<()>();
    thread::scope(|scope| {
        scope.spawn(move || {
            let mut passed = Duration::ZERO;
            while waiting.recv_timeout(STEP) == Err(RecvTimeoutError::Timeout) {
                passed += STEP;
                message(format_args!("still {doing} ({} s)", passed.as_secs()));
            }
        });
        let result = work();
        drop(done);
        result
    })
}

pub(crate) const ERROR: Style = AnsiColor::BrightRed.on_default().bold();
pub(crate) const WARNING: Style = AnsiColor::Yellow.on_default().bold();
pub(crate) const HELP: Style = AnsiColor::BrightCyan.on_default().bold();
pub(crate) const STRONG: Style = Style::new().bold();

/// Text in a style.
pub(crate) struct Painted<T>(pub(crate) Style, pub(crate) T);

impl<T: fmt::Display> fmt::Display for Painted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}{:#}", self.0, self.1, self.0)
    }
}
