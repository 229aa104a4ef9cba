//! `pgorm explain`: the long story of a diagnostic's code.

mod pages;
mod plain;

use pg_orm_schema::CODES;

use crate::{Error, Outcome, output};

/// Tell what a diagnostic's code means, with an example and its mend
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Without a code, lists all of them with a line each. The same pages are in the book.

Examples:
  pgorm explain P302
  pgorm explain | grep relation")]
pub(crate) struct Explain {
    /// The code, as in `error[P302]`; `302` and `p302` do too
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

pub(crate) fn run(arguments: &Explain) -> Result<Outcome, Error> {
    let Some(written) = &arguments.code else {
        let lines: String = CODES.iter().map(|(code, meaning)| format!("{code}  {meaning}\n")).collect();
        output::result(lines)?;
        return Ok(Outcome::Fine);
    };
    let code = code(written);
    match pages::page(&code) {
        Some(page) => {
            output::result(plain::text(page))?;
            Ok(Outcome::Fine)
        }
        None => Err(Error::misuse(format!("there is no code `{written}`"), help(&code))),
    }
}

/// `P302` from `302`, `p302`, `error[P302]` and `P302:`.
fn code(written: &str) -> String {
    let inner = written.split_once('[').map_or(written, |(_, inner)| inner);
    let inner: String = inner.chars().filter(char::is_ascii_alphanumeric).collect();
    let digits = inner.trim_start_matches(['p', 'P']);
    format!("P{}", digits.to_uppercase())
}

/// What there is instead of a code that does not exist: those of its group.
fn help(code: &str) -> String {
    let is_near = |known: &&str| code.len() == known.len() && code.get(..2) == known.get(..2);
    let group: Vec<&str> = CODES.iter().map(|(code, _)| code.as_str()).filter(is_near).collect();
    let near = match group.as_slice() {
        [] => String::new(),
        [one] => format!("did you mean `{one}`? "),
        [first, .., last] => format!("this group has {first} to {last}; "),
    };
    format!("{near}`pgorm explain` lists all codes")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_may_be_written_as_they_are_read() {
        for written in ["P302", "p302", "302", "error[P302]", "[P302]", "P302:", "`P302`"] {
            assert_eq!(code(written), "P302", "{written}");
        }
        assert_eq!(code(""), "P");
        assert_eq!(code("E0502"), "PE0502");
    }

    #[test]
    fn the_group_of_a_code_is_told() {
        assert_eq!(help("P902"), "did you mean `P901`? `pgorm explain` lists all codes");
        assert!(help("P199").starts_with("this group has P101 to P1"), "{}", help("P199"));
        for code in ["PX99", "P", "P3021", "PE0502"] {
            assert_eq!(help(code), "`pgorm explain` lists all codes", "{code}");
        }
    }
}
