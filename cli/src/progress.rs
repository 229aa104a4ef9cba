//! Shows what the packages below tell on the way: a migration that runs, a lock that is waited for, a server's notice.

use std::fmt::{self, Write as _};

use tracing::{
    Event, Level, Metadata, Subscriber,
    field::{Field, Visit},
    span,
};

use crate::output;

/// Events of PG-ORM's own packages from now on become messages.
pub(crate) fn show() {
    // Fails only if it was done before, and then nothing is left to do.
    let _ = tracing::subscriber::set_global_default(Messages);
}

/// Writes events to stderr. Spans mean nothing to a person who waits.
struct Messages;

impl Subscriber for Messages {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.is_event() && *metadata.level() <= Level::INFO && metadata.target().starts_with("pg_orm")
    }

    fn event(&self, event: &Event<'_>) {
        let mut line = Line::default();
        event.record(&mut line);
        if *event.metadata().level() <= Level::WARN { output::warning(line) } else { output::message(line) }
    }

    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}

/// `message: name value, name value`.
#[derive(Default)]
struct Line {
    message: String,
    fields: String,
}

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        // Writing to a `String` can't fail.
        if field.name() == "message" {
            let _ = write!(self.message, "{value:?}");
            return;
        }
        let separator = if self.fields.is_empty() { "" } else { ", " };
        let (name, unit) = field.name().strip_suffix("_ms").map_or((field.name(), ""), |name| (name, " ms"));
        let _ = write!(self.fields, "{separator}{name} {value:?}{unit}");
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.record_debug(field, &format_args!("{value}"));
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.fields.as_str() {
            "" => f.write_str(&self.message),
            fields => write!(f, "{}: {fields}", self.message),
        }
    }
}
