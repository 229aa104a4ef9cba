//! Reading: from a schema's files to its source, with every diagnostic on the way.

use std::path::Path;

use pg_orm_ir::model::Schema;
use pg_orm_schema::{Brief, Diagnostic, Lint, LintLevels, LoadError, Severity, Sources, Style};

use crate::error::Error;

/// A schema that was read, and what deserves a look in it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Read {
    /// The schema.
    pub schema: Schema,
    /// The files that it came from.
    pub sources: Sources,
    /// One line for each warning: place, message, code and the lint's name; of many, some and how many more.
    pub warnings: Vec<String>,
}

/// Reads the schema at `path`, a file or a folder.
///
/// # Errors
/// When it can't be read, or has errors: [`Error::Schema`] holds all of them.
pub fn read(path: &Path) -> Result<Read, Error> {
    read_sources(Sources::load(path)?)
}

/// The files of the schema at `path`, which is relative to the folder `project`: diagnostics name them relative to it
/// too, whatever the current folder is.
///
/// # Errors
/// When there is nothing at `path`, or it can't be read.
pub fn load(project: &Path, path: &Path) -> Result<Sources, LoadError> {
    let full = project.join(path);
    if !full.exists() {
        return Err(LoadError::Missing { path: path.to_owned() });
    }
    let mut sources = Sources::default();
    for file in Sources::load(full)?.files() {
        let name = Path::new(file.name());
        let name = name.strip_prefix(project).unwrap_or(name).display().to_string();
        sources = sources.and_text(name, file.text());
    }
    Ok(sources)
}

/// Reads the schema in `sources`.
///
/// # Errors
/// When it has errors: [`Error::Schema`] holds all of them.
pub fn read_sources(sources: Sources) -> Result<Read, Error> {
    read_with(sources, &LintLevels::default())
}

/// As [`read_sources`], with each lint as loud as `lints` says: a project's are [`Config::lints`](crate::Config::lints).
///
/// # Errors
/// When it has errors: [`Error::Schema`] holds all of them.
pub fn read_with(sources: Sources, lints: &LintLevels) -> Result<Read, Error> {
    let compiled = pg_orm_schema::compile_with(&sources, lints);
    let brief = Brief::of(compiled.diagnostics.iter().as_slice());
    let lines = |severity| -> Vec<String> {
        let shown = brief.shown.iter().filter(|diagnostic| diagnostic.severity == severity);
        let mut lines: Vec<String> = shown.map(|diagnostic| line(&sources, diagnostic)).collect();
        match severity {
            Severity::Error if brief.more_errors > 0 => {
                lines.push(format!("and {} more; `pgorm check --json` has all of them", brief.more_errors));
            }
            Severity::Error => {}
            Severity::Warning => lines.extend(brief.more_warnings.iter().map(|(code, count)| {
                let name = Lint::of(*code).map_or("", |lint| lint.name);
                format!("and {count} more [{code} {name}]; `pgorm check --json` has all of them")
            })),
        }
        lines
    };
    match compiled.schema {
        Some(schema) => {
            let warnings = lines(Severity::Warning);
            Ok(Read { schema, sources, warnings })
        }
        None => Err(Error::Schema {
            rendered: compiled.diagnostics.render(&sources, Style::Plain),
            lines: lines(Severity::Error),
        }),
    }
}

/// `schema.pgorm:3:9: the message [code lint-name]`: all that fits into a line.
fn line(sources: &Sources, diagnostic: &Diagnostic) -> String {
    let place = diagnostic.span().map(|span| {
        let (line, column) = sources.position(span);
        let file = sources.file(span.file).map_or("", |file| file.name());
        format!("{file}:{line}:{column}: ")
    });
    let lint = diagnostic.lint().map(|lint| format!(" {}", lint.name)).unwrap_or_default();
    format!("{}{} [{}{lint}]", place.unwrap_or_default(), diagnostic.message, diagnostic.code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_of_errors_are_told_in_a_hundred_lines() {
        let fields = |count: usize| (0..count).map(|i| format!("  f{i} bigin\n")).collect::<String>();
        let told = |count: usize| {
            let text = format!("model A {{\n  id bigint @id\n{}}}", fields(count));
            match read_sources(Sources::from_text("schema.pgorm", text)) {
                Err(Error::Schema { lines, .. }) => lines,
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(told(100).len(), 100);
        let many = told(1500);
        assert_eq!((many.len(), many[0].as_str()), (101, "schema.pgorm:3:6: unknown type `bigin` [P302]"));
        assert_eq!(many[100], "and 1400 more; `pgorm check --json` has all of them");
    }

    #[test]
    fn warnings_are_lines_with_the_names_of_lints_and_many_of_one_are_counted() {
        let told = |count: usize, lints: &LintLevels| {
            let fields = (0..count).map(|i| format!("  f{i} json\n")).collect::<String>();
            let text = format!("model A {{\n  id bigint @id\n{fields}}}");
            read_with(Sources::from_text("schema.pgorm", text), lints).unwrap().warnings
        };
        let one = "schema.pgorm:3:6: `json` keeps a text, with its spaces and its keys given twice [P010 json-for-jsonb]";
        assert_eq!(told(1, &LintLevels::default()), [one]);
        let many = told(500, &LintLevels::default());
        assert_eq!((many.len(), many[0].as_str()), (4, one));
        assert_eq!(many[3], "and 497 more [P010 json-for-jsonb]; `pgorm check --json` has all of them");
        assert!(told(500, &LintLevels::all(pg_orm_schema::Level::Allow)).is_empty());
    }
}
