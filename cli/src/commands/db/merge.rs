//! Taking over into a schema that is there what a database has otherwise.

use std::{
    io,
    path::{Path, PathBuf},
};

use pg_orm_ir::catalog::Catalog;
use pg_orm_migrate::{Change, Fact, Object, diff, restate, settled};
use pg_orm_schema::{Merged, Sources};
use serde::Serialize;

use super::{
    facts::{on_one_line, sentence},
    live::Live,
    part::Part,
    scratch::{self, Made},
};
use crate::{
    Error, Outcome, difference,
    output::{self, ERROR, Painted},
    replace, schema,
    words::count,
};

/// What of it is printed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ways {
    /// Nothing is written; what would be is printed.
    pub(super) is_check: bool,
    /// What was done is printed for programs.
    pub(super) is_json: bool,
}

/// What was done, for programs.
#[derive(Serialize)]
struct Report<'a> {
    /// What the database has otherwise than the schema had: `from` in the schema, `to` in the database.
    changes: &'a [Change],
    /// The files that were written, or would be.
    files: Vec<String>,
    /// What the schema still says otherwise than the database.
    unmerged: &'a [Change],
    notes: &'a [String],
}

/// Merges the database into the schema at `path`.
pub(super) fn run(path: &Path, live: &Live, part: &Part, ways: Ways) -> Result<Outcome, Error> {
    let sources = Sources::load(path)?;
    let compiled = pg_orm_schema::compile(&sources);
    let refused = |why: &str| {
        let message = format!("{} {why}, so nothing was taken over into it", path.display());
        Error::refused(message, "mend it; or --force overwrites a file with all that the database has")
    };
    let Some(checked) = schema::show(path, &sources, compiled) else { return Err(refused("has errors")) };
    let said = schema::lower(&checked.schema)?;
    let next = next(&said, live, part)?;
    let changes = diff(&said, &next);
    let merged = match changes.is_empty() {
        true => None,
        false => Some(pg_orm_schema::merge(&sources, &next).map_err(|error| refused(&error.to_string()))?),
    };
    let unmerged = merged.as_ref().map_or_else(Vec::new, left);
    let files = merged.as_ref().map_or_else(Vec::new, |merged| different(&sources, merged));
    if !ways.is_check {
        for (file, text) in &files {
            replace::contents(file, text).map_err(Error::file("write", file))?;
        }
    }
    let notes = merged.as_ref().map_or(&[][..], |merged| &merged.notes);
    if ways.is_json {
        let names = files.iter().map(|(file, _)| file.display().to_string()).collect();
        output::result(json(&Report { changes: &changes, files: names, unmerged: &unmerged, notes })?)?;
    } else if ways.is_check {
        for (file, text) in &files {
            let old = sources.files().find(|source| source.path() == Some(file)).map_or("", |it| it.text());
            output::result(difference::unified(&file.display().to_string(), old, text))?;
        }
    }
    tell(path, &changes, &files, ways);
    notes.iter().for_each(|note| output::message(format_args!("note: {note}")));
    let is_whole = told_unmerged(merged.as_ref(), &unmerged);
    let is_found = !is_whole || ways.is_check && !files.is_empty();
    Ok(if is_found { Outcome::Found } else { Outcome::Fine })
}

/// What the database has, in the words of the schema wherever it means the same.
fn next(said: &Catalog, live: &Live, part: &Part) -> Result<Catalog, Error> {
    // Of roles only those are known here that an object names: no reason to take another out of the schema.
    let without_roles = |catalog: &Catalog| Catalog { roles: Vec::new(), ..catalog.clone() };
    let mut next = live.catalog.clone();
    next.roles.retain(|role| !said.roles.iter().any(|said| said.name == role.name));
    let restated = |made: &Catalog| {
        restate(said, &without_roles(made), &next).map_err(io::Error::from).map_err(Error::Stdout)
    };
    let read = without_roles(said);
    if part.is_all() && diff(&settled(read.clone()), &settled(next.clone())).is_empty() {
        return Ok(said.clone());
    }
    match scratch::make(said, live, &part.options(false))? {
        Made::All(made) => restated(&made),
        Made::Not(why) if part.is_all() => {
            output::warning(format_args!(
                "{why}: the schema is compared as it stands, and SQL that only looks different is taken over too"
            ));
            restated(&read)
        }
        Made::Not(why) => Err(Error::refused(
            format!("a part of the schema can't be compared: {why}"),
            "leave out --schema and --exclude, or install what is missing",
        )),
    }
}

/// What the merged schema makes otherwise than the database; all where it does not compile.
fn left(merged: &Merged) -> Vec<Change> {
    let schema = pg_orm_schema::compile(&merged.sources).schema;
    let made = schema.and_then(|schema| schema::lower(&schema).ok());
    let is_order =
        |change: &Change| change.fact == Fact::Moved && matches!(change.object, Object::Column { .. });
    let mut left = made.map_or_else(Vec::new, |made| diff(&made, &merged.next));
    // The order of fields is the user's.
    left.retain(|change| !is_order(change));
    left
}

/// The files that are not as they were.
fn different(sources: &Sources, merged: &Merged) -> Vec<(PathBuf, String)> {
    let pairs = sources.files().zip(merged.sources.files());
    let changed = pairs.filter(|(old, new)| old.text() != new.text());
    changed.filter_map(|(old, new)| Some((old.path()?.to_owned(), new.text().to_owned()))).collect()
}

fn tell(path: &Path, changes: &[Change], files: &[(PathBuf, String)], ways: Ways) {
    let Some(number) = count(changes.len(), "fact") else {
        return output::message(format_args!("{} is unchanged: the database is as it says", path.display()));
    };
    let would = if ways.is_check { "would take" } else { "took" };
    output::message(format_args!("{would} over {number} that the database has otherwise:"));
    for change in changes {
        output::message(format_args!("  {}", on_one_line(&change.to_string())));
    }
    for (file, _) in files.iter().filter(|_| !ways.is_check) {
        output::message(format_args!("wrote {}", file.display()));
    }
}

/// Says what could not be merged; whether that is nothing.
fn told_unmerged(merged: Option<&Merged>, unmerged: &[Change]) -> bool {
    let Some(merged) = merged else { return true };
    if merged.unmerged.is_empty() && unmerged.is_empty() {
        return true;
    }
    let compiled = pg_orm_schema::compile(&merged.sources);
    if compiled.schema.is_none() {
        output::styled_message(&compiled.diagnostics.render(&merged.sources, pg_orm_schema::Style::Colour));
    }
    let error = Painted(ERROR, "error:");
    if !merged.unmerged.is_empty() {
        let items = merged.unmerged.join(", ");
        output::message(format_args!("{error} could not be changed, do it by hand: {}", on_one_line(&items)));
    }
    if let Some(number) = count(unmerged.len(), "fact") {
        output::message(format_args!(
            "{error} not merged: the schema differs from the database in {number}:"
        ));
    }
    for change in unmerged {
        output::message(format_args!("  {}", sentence(&reversed(change))));
    }
    false
}

/// The fact of the database and the schema, for the one of the schema and the database.
fn reversed(change: &Change) -> Change {
    let mut reversed = change.clone();
    reversed.fact = match reversed.fact {
        Fact::Added => Fact::Removed,
        Fact::Removed => Fact::Added,
        Fact::Changed { field, from, to } => Fact::Changed { field, from: to, to: from },
        Fact::Gained { field, element } => Fact::Lost { field, element },
        Fact::Lost { field, element } => Fact::Gained { field, element },
        other => other,
    };
    reversed
}

fn json(report: &Report<'_>) -> Result<String, Error> {
    let mut text = serde_json::to_string(report).map_err(io::Error::from).map_err(Error::Stdout)?;
    text.push('\n');
    Ok(text)
}
