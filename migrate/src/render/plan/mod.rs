//! The order in which a catalog is made: each part after those that it needs.
//!
//! No database is asked: what needs what is known from the catalog's structure and guessed from the names that stand in its
//! SQL. A guess too many costs nothing unless it closes a cycle, and cycles break where they can: a default, a check or
//! a foreign key follows its table, and a view is made twice, first as an empty one with the same columns.

mod left;
mod mentions;
mod names;
mod needs;
mod part;

use std::collections::{HashMap, HashSet};

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{Catalog, Enforcement, ForeignKey, Table, ViewKind};

use super::sequence::Sequences;
use crate::family::Family;
use left::{Left, Next};
use names::Names;
use needs::Needs;
pub(super) use part::{Part, Relation, view_word};

/// What is made in one go.
pub(super) struct Made<'a> {
    pub(super) part: Part<'a>,
    pub(super) how: How<'a>,
    /// Whether it is an index or the like that comes later than right behind its table, so that what it needs may be
    /// newer than the table.
    pub(super) is_late: bool,
}

/// How a part is made.
pub(super) enum How<'a> {
    /// At once, with these pieces of it.
    Whole(Inline<'a>),
    /// A view: as one with its columns and no rows, because what it needs needs it too.
    Stub,
    /// That view, now that everything is there.
    Body,
}

/// A piece of a table or a domain that could as well follow it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Piece<'a> {
    /// The default of this column.
    Default(&'a str),
    /// This check.
    Check(&'a str),
    /// This exclusion constraint.
    Exclusion(&'a str),
    /// This foreign key.
    ForeignKey(&'a str),
    /// A domain's default and checks.
    Domain,
}

/// The pieces that are made with their table or domain.
#[derive(Default)]
pub(super) struct Inline<'a>(HashSet<Piece<'a>>);

impl<'a> Inline<'a> {
    pub(super) fn has(&self, piece: Piece<'a>) -> bool {
        self.0.contains(&piece)
    }
}

/// Every part of `catalog`, in the order in which they are made; the catalog's order, as far as they let it.
pub(super) fn plan<'a>(
    catalog: &'a Catalog,
    sequences: &Sequences<'a>,
    family: &Family<'a>,
) -> Vec<Made<'a>> {
    let parts = part::parts(catalog, family);
    let mut names = Names::of(&parts);
    let mut pieces: HashMap<usize, Vec<usize>> = HashMap::new();
    for (at, part) in parts.iter().enumerate() {
        if let Part::Table(table) = part {
            let columns = table.columns.iter().filter_map(|column| sequences.get(table, column));
            columns.for_each(|sequence| names.add_sequence(&sequence.name, at));
        }
        if let Some(home) = piece_home(part).and_then(|(home, _)| names.relation(home)) {
            pieces.entry(home).or_default().push(at);
        }
    }
    let needs = Needs::new(&names, &parts);
    let mut left = Left::new((0..parts.len()).map(|at| needs.of(at)).collect());
    let mut again: HashMap<usize, usize> = HashMap::new();
    let mut made = Vec::with_capacity(parts.len());
    let mut home: Option<&QualifiedName> = None;
    let is_view = |at: usize| matches!(parts.get(at), Some(Part::View(view)) if view.kind == ViewKind::Plain);
    while let Some(Next { at, is_forced }) = left.next(is_view) {
        if is_forced && is_view(at) {
            let body = left.again(at);
            again.insert(body, at);
        }
        left.take(at);
        let (origin, how) = match again.get(&at) {
            Some(&origin) => (origin, How::Body),
            None if is_forced && is_view(at) => (at, How::Stub),
            None => {
                let mut inline = HashSet::new();
                for &piece in pieces.get(&at).map(Vec::as_slice).unwrap_or_default() {
                    let Some((_, kind)) = parts.get(piece).and_then(piece_home) else { continue };
                    if left.is_free_beside(piece, at) && parts.get(piece).is_some_and(may_be_inline) {
                        left.take(piece);
                        inline.insert(kind);
                    }
                }
                (at, How::Whole(Inline(inline)))
            }
        };
        let Some(&part) = parts.get(origin) else { continue };
        let of = part.follows();
        let is_late = of.is_some() && of != home;
        if of.is_none() || is_late {
            home = part.name();
        }
        made.push(Made { part, how, is_late });
    }
    made
}

/// What a piece is a piece of.
fn piece_home<'a>(part: &Part<'a>) -> Option<(&'a QualifiedName, Piece<'a>)> {
    Some(match *part {
        Part::DomainRest(domain) => (&domain.name, Piece::Domain),
        Part::Default(table, column) => (&table.name, Piece::Default(&column.name)),
        Part::Check(table, check) => (&table.name, Piece::Check(&check.name)),
        Part::Exclusion(table, it) => (&table.name, Piece::Exclusion(&it.name)),
        Part::ForeignKey(table, key) => (&table.name, Piece::ForeignKey(&key.name)),
        _ => return None,
    })
}

/// Whether a piece means the same within `CREATE TABLE`, which takes all rows to be looked at.
fn may_be_inline(part: &Part<'_>) -> bool {
    match part {
        Part::Check(_, check) => check.enforcement != Enforcement::NotValid,
        Part::ForeignKey(table, key) => {
            key.enforcement != Enforcement::NotValid && !is_to_own_index(table, key)
        }
        _ => true,
    }
}

/// Whether a key to its own table references what is an index there, which comes after it, and no constraint.
fn is_to_own_index(table: &Table, key: &ForeignKey) -> bool {
    key.target == table.name && !needs::is_key(table, &key.references)
}
