//! Which of many diagnostics are shown: enough to begin with, and how many more there are.

use super::{Code, Diagnostic, Lint, Severity};

/// How many diagnostics are shown; more would bury the first ones.
const LIMIT: usize = 100;

/// How many warnings are shown whatever they are about.
const FEW: usize = 20;

/// How many warnings of one code are shown, where there are more than a few.
const OF_ONE_CODE: usize = 3;

/// Some of the diagnostics, and the number of the others.
///
/// ```
/// use pg_orm_schema::{Brief, Sources, compile};
///
/// let fields: String = (0..30).map(|number| format!("  f{number} json\n")).collect();
/// let sources = Sources::from_text("schema.pgorm", format!("model Note {{\n  id bigint @id\n{fields}}}"));
/// let diagnostics = compile(&sources).diagnostics;
/// let brief = Brief::of(diagnostics.iter().as_slice());
/// assert_eq!(brief.shown.len(), 3);
/// assert_eq!(brief.more_warnings.iter().map(|(code, count)| (code.as_str(), *count)).next(), Some(("P010", 27)));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brief<'d> {
    /// Errors and warnings, by place: the first hundred, errors before warnings; of more than twenty warnings the first
    /// three of each code.
    pub shown: Vec<&'d Diagnostic>,
    /// How many errors are not among them.
    pub more_errors: usize,
    /// How many warnings of which codes are not among them, the most of a code first.
    pub more_warnings: Vec<(Code, usize)>,
}

impl<'d> Brief<'d> {
    /// What is shown of diagnostics that are in order.
    #[must_use]
    pub fn of(diagnostics: &'d [Diagnostic]) -> Self {
        let errors = diagnostics.iter().filter(|found| found.severity == Severity::Error).count();
        let warnings = diagnostics.len() - errors;
        let of_one_code = if warnings > FEW { OF_ONE_CODE } else { FEW };
        let mut left_of_errors = LIMIT;
        let mut left_of_warnings = LIMIT.saturating_sub(errors);
        let mut brief = Brief { shown: Vec::new(), more_errors: 0, more_warnings: Vec::new() };
        // Of each code: how many are shown, how many are not. There are few codes.
        let mut codes: Vec<(Code, usize, usize)> = Vec::new();
        for diagnostic in diagnostics {
            if diagnostic.severity == Severity::Error {
                if left_of_errors > 0 {
                    left_of_errors -= 1;
                    brief.shown.push(diagnostic);
                } else {
                    brief.more_errors += 1;
                }
                continue;
            }
            let index = codes.iter().position(|(code, ..)| *code == diagnostic.code);
            let index = index.unwrap_or_else(|| {
                codes.push((diagnostic.code, 0, 0));
                codes.len() - 1
            });
            let Some((_, shown, hidden)) = codes.get_mut(index) else { continue };
            if left_of_warnings > 0 && *shown < of_one_code {
                left_of_warnings -= 1;
                *shown += 1;
                brief.shown.push(diagnostic);
            } else {
                *hidden += 1;
            }
        }
        codes.sort_by_key(|(code, _, hidden)| (std::cmp::Reverse(*hidden), *code));
        let more = codes.into_iter().filter(|(.., hidden)| *hidden > 0);
        brief.more_warnings = more.map(|(code, _, hidden)| (code, hidden)).collect();
        brief
    }

    /// What is said of those that are not shown; `None` where all are.
    pub(super) fn hidden(&self) -> Option<String> {
        let warnings: usize = self.more_warnings.iter().map(|(_, count)| count).sum();
        let counts = [(self.more_errors, "error"), (warnings, "warning")];
        let counts: Vec<String> = counts
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| format!("{count} more {what}{}", if count == 1 { "" } else { "s" }))
            .collect();
        if counts.is_empty() {
            return None;
        }
        let mut text = format!("and {}, not shown", counts.join(" and "));
        if warnings == 0 {
            return Some(text);
        }
        text.push_str("; `pgorm check --json` prints all of them, and `[lints]` in pgorm.toml allows those that are meant");
        let width = self.more_warnings.first().map_or(0, |(_, count)| count.to_string().len());
        for (code, count) in &self.more_warnings {
            let name = Lint::of(*code).map_or("", |lint| lint.name);
            text.push_str(&format!("\n  {count:>width$} of {code} {name}"));
        }
        Some(text)
    }
}
