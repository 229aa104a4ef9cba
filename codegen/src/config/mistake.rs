//! What is wrong in `pgorm.toml`, in its user's words: the parser's are about Rust's fields and its own grammar.

use pg_orm_schema::{Mistake, suggestion};

/// What the parser says, as a mistake in the file.
pub(super) fn of(error: &toml::de::Error, text: &str) -> Mistake {
    let span = error.span().unwrap_or(text.len()..text.len());
    let message = error.message();
    match unknown(message) {
        Some((key, known)) => Mistake {
            message: format!("unknown key `{key}` in pgorm.toml"),
            span,
            help: Some(match suggestion(key, known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("known are {}", listed(&known)),
            }),
        },
        // What is to be done stands behind, where there is something.
        None => match message.split_once("\nhelp: ") {
            Some((message, help)) => {
                Mistake { message: message.to_owned(), span, help: Some(help.to_owned()) }
            }
            None => Mistake { message: message.replace('\n', ", "), span, help: None },
        },
    }
}

/// serde's words for a key that no field is called: "unknown field `a`, expected one of `b`, `c`".
fn unknown(message: &str) -> Option<(&str, Vec<&str>)> {
    let (key, expected) = message.strip_prefix("unknown field `")?.split_once("`, expected")?;
    Some((key, expected.split('`').skip(1).step_by(2).collect()))
}

fn listed(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
