//! The merge: what a database has is taken over into a schema that is there, and nothing else of it is touched.
//!
//! Terms:
//! - *ours* is the schema as the user wrote it; *previous* is what it makes, printed; *next* is the database, printed
//!   with the user's names: where the last two say the same, nothing changed, however the user says it;
//! - a *key* says what an item is about ([`side`]).
//!
//! What differs between previous and next is done to the lines of ours that say it ([`members`]); the result is
//! compiled, and what it makes compared with the database. An item that does not make the same yet is printed anew,
//! with the user's names, comments and order ([`whole`]); one that still does not is left as it was, and told.

mod collect;
mod docs;
mod edits;
mod members;
mod mixins;
mod normal;
mod place;
mod side;
mod whole;

use std::collections::{BTreeMap, BTreeSet};

use pg_orm_ir::catalog::Catalog;
use pg_orm_ir::model::Schema;

use crate::printer::{ChosenNames, print_beside};
use crate::source::Span;
use crate::syntax::{self, ast::File};
use crate::{Diagnostics, Severity, Sources, compile};
use edits::Edits;
use members::{Texts, Three};
use side::{Items, Key, said};

/// A schema into which a database was merged.
#[derive(Debug, Clone)]
#[must_use]
pub struct Merged {
    /// The files, in the order and with the names of those that were merged into.
    pub sources: Sources,
    /// The items that do not say what the database has, which are as they were: `model User`.
    pub unmerged: Vec<String>,
    /// What was done that a reader of the schema might wonder about, a sentence each.
    pub notes: Vec<String>,
    /// What the language has no words for, in words.
    pub unsaid: Vec<String>,
    /// What the database has as a schema makes it that says the same: what the merged one makes, but for `unmerged`.
    pub next: Catalog,
}

/// Why nothing could be merged into a schema.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum MergeError {
    /// It has errors.
    #[error("the schema has {} errors", .0.error_count())]
    Schema(Diagnostics),
    /// It makes no catalog.
    #[error(transparent)]
    Lower(#[from] pg_orm_ir::LowerError),
}

/// Takes over into a schema what a database has otherwise: what is the same on both sides stays as it is written, to
/// the byte. Names in Rust, comments, order, mixins, and attributes that only Rust knows stay where lines change.
///
/// SQL is compared as text: where `next` was read from a database, the texts of the schema's own must be PostgreSQL's
/// spelling, or `next` must have the schema's spelling wherever it means the same.
///
/// # Errors
/// When the schema has errors, or refers to what is not there.
///
/// ```
/// use pg_orm_ir::{QualifiedName, catalog::{Catalog, Column, Table}};
/// use pg_orm_schema::{Sources, merge};
///
/// let ours = "// Who pays.\nmodel Customer {\n  @@map(\"users\")\n\n  mail text @map(\"email\") // shown to nobody\n}\n";
/// let columns = ["email", "name"].map(|name| Column { name: name.into(), ..Column::default() });
/// let table = Table { name: QualifiedName::new("public", "users"), columns: columns.into(), ..Table::default() };
/// let next = Catalog { tables: vec![table], ..Catalog::default() };
/// let merged = merge(&Sources::from_text("schema.pgorm", ours), &next)?;
/// assert_eq!(merged.sources.files().next().map(|file| file.text()), Some("\
/// // Who pays.
/// model Customer {
///   @@map(\"users\")
///
///   mail text @map(\"email\") // shown to nobody
///   name text
/// }
/// "));
/// # Ok::<(), pg_orm_schema::MergeError>(())
/// ```
pub fn merge(sources: &Sources, next: &Catalog) -> Result<Merged, MergeError> {
    let (schema, previous) = read(sources)?;
    let names = collect::names(&schema, &parse(sources));
    let printed = print_beside(next, &names);
    let previous = Sources::from_text("previous", print_beside(&previous, &names).text);
    let next_text = Sources::from_text("next", printed.text);
    let (previous_files, next_files) = (parse(&previous), parse(&next_text));
    let (previous, next_items) = (Items::of(&previous_files), Items::of(&next_files));

    // A default that is a text is a text in the language, and another SQL that means it.
    let next = read(&next_text).map_or_else(|_| next.clone(), |(_, said)| said);

    let mut sources = sources.clone();
    let mut notes = Vec::new();
    loop {
        let files = parse(&sources);
        let found = mixins::written_out(&Items::of(&files), &previous, &next_items, &sources);
        let Some((written, why)) = found else { break };
        notes.extend(why);
        sources = written;
    }

    let files = parse(&sources);
    let sides = Sides {
        ours: Items::of(&files),
        previous,
        next: next_items,
        texts: Texts { ours: &sources, next: &next_text },
    };
    let mut ways: BTreeMap<Key, Way> = BTreeMap::new();
    loop {
        let merged = sides.merged(&ways);
        let wrong = wrong(&merged, &next)?;
        let mut is_another = false;
        for key in &wrong {
            let way = ways.entry(key.clone()).or_default();
            is_another |= *way != Way::Left;
            *way = way.after();
        }
        if !is_another {
            return Ok(Merged {
                sources: merged,
                unmerged: wrong.into_iter().collect(),
                notes,
                unsaid: printed.unsaid,
                next,
            });
        }
    }
}

/// How an item is merged.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Way {
    /// Line for line.
    #[default]
    Lines,
    /// Printed anew.
    Whole,
    /// Not at all.
    Left,
}

impl Way {
    /// What to try where this did not do.
    const fn after(self) -> Self {
        match self {
            Self::Lines => Self::Whole,
            Self::Whole | Self::Left => Self::Left,
        }
    }
}

/// The three sides of a merge.
struct Sides<'a> {
    ours: Items<'a>,
    previous: Items<'a>,
    next: Items<'a>,
    texts: Texts<'a>,
}

impl Sides<'_> {
    /// The user's files with what changed.
    fn merged(&self, ways: &BTreeMap<Key, Way>) -> Sources {
        let mut edits = Edits::default();
        let mixins = mixins::all(&self.ours);
        let way = |key: &Key| ways.get(key).copied().unwrap_or_default();
        for (key, previous) in &self.previous.list {
            let Some(ours) = self.ours.get(key) else { continue };
            match self.next.get(key) {
                _ if way(key) == Way::Left => {}
                None => place::remove(ours, self.texts, &mut edits),
                Some(next) if way(key) == Way::Lines && said(previous) == said(next) => {}
                Some(next) => {
                    let three = Three { ours, mixins: mixins::of(ours, &mixins), previous, next };
                    if way(key) == Way::Whole {
                        let whole = place::whole(ours, self.texts);
                        edits.replace(whole, whole::item(&three, self.texts));
                    } else {
                        members::edit(&three, self.texts, &mut edits);
                    }
                }
            }
        }
        for (key, _) in &self.next.list {
            if self.previous.get(key).is_none() && way(key) != Way::Left {
                match self.ours.get(key) {
                    // It says something that the database had not.
                    Some(ours) => {
                        let written =
                            self.next.get(key).map(|next| members::text(self.texts.next, next.span()));
                        edits.replace(ours.span(), written.unwrap_or_default());
                    }
                    None => place::insert(key, &self.ours, &self.next, self.texts, &mut edits),
                }
            }
        }
        edits.apply(self.texts.ours)
    }
}

fn parse(sources: &Sources) -> Vec<File<'_>> {
    let mut diagnostics = Vec::new();
    sources.with_ids().map(|(id, file)| syntax::parse(id, file.text(), &mut diagnostics)).collect()
}

fn read(sources: &Sources) -> Result<(Schema, Catalog), MergeError> {
    let compiled = compile(sources);
    let schema = compiled.schema.ok_or(MergeError::Schema(compiled.diagnostics))?;
    let catalog = pg_orm_ir::lower(&schema)?;
    Ok((schema, catalog))
}

/// The keys of the items that don't make what the database has.
fn wrong(merged: &Sources, next: &Catalog) -> Result<BTreeSet<Key>, MergeError> {
    let files = parse(merged);
    let (schema, made) = match read(merged) {
        Ok(read) => read,
        Err(MergeError::Schema(diagnostics)) => {
            let errors = diagnostics.iter().filter(|found| found.severity == Severity::Error);
            let items = Items::of(&files);
            return Ok(errors.filter_map(|found| key_at(&items, found.span()?)).collect());
        }
        Err(error) => return Err(error),
    };
    let names: ChosenNames = collect::names(&schema, &files);
    let [made, next] =
        [&made, next].map(|catalog| Sources::from_text("", print_beside(catalog, &names).text));
    let (made, next) = (parse(&made), parse(&next));
    let (made, next) = (Items::of(&made), Items::of(&next));
    let (made, next) = (made.said(), next.said());
    let keys: BTreeSet<&str> = made.keys().chain(next.keys()).copied().collect();
    Ok(keys.into_iter().filter(|key| made.get(key) != next.get(key)).map(str::to_owned).collect())
}

/// The item at a place.
fn key_at(items: &Items<'_>, at: Span) -> Option<Key> {
    let is_in = |span: Span| span.file == at.file && (span.start..=span.end).contains(&at.start);
    items.list.iter().find(|(_, item)| is_in(item.span())).map(|(key, _)| key.clone())
}
