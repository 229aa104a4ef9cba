//! Which part of a catalog a name leads to.

use std::collections::HashMap;

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::RawKind;
use pg_orm_ir::types::{BaseType, DataType};

use pg_orm_sql::{TokenKind, tokens};

use super::left::Need;
use super::mentions::{Mention, mentions, word};
use super::part::Part;

/// What a name may be of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Kind {
    /// A relation or a type: a table is both.
    Relation,
    /// A function, a procedure, an aggregate.
    Function,
    /// An operator, a collation, an operator class, a configuration, a dictionary ..
    Other,
}

/// Names of a catalog, and the places of what has them.
#[derive(Default)]
pub(super) struct Names {
    qualified: HashMap<QualifiedName, Vec<(Kind, usize)>>,
    bare: HashMap<String, Vec<(Kind, usize)>>,
}

impl Names {
    /// Of these parts, each at its place. `tables` and sequences of columns have names too.
    pub(super) fn of(parts: &[Part<'_>]) -> Self {
        let mut names = Self::default();
        for (at, part) in parts.iter().enumerate() {
            match part {
                Part::Collation(it) => names.add(&it.name, Kind::Other, at),
                Part::Enum(it) => names.add(&it.name, Kind::Relation, at),
                Part::Domain(it) => names.add(&it.name, Kind::Relation, at),
                Part::Composite(it) => names.add(&it.name, Kind::Relation, at),
                Part::Range(it) => {
                    names.add(&it.name, Kind::Relation, at);
                    names.add(&it.multirange_name(), Kind::Relation, at);
                }
                Part::Sequence(it) => names.add(&it.name, Kind::Relation, at),
                Part::Function(it) => names.add(&it.name, Kind::Function, at),
                Part::Aggregate(it) => names.add(&it.name, Kind::Function, at),
                Part::Dictionary(it) => names.add(&it.name, Kind::Other, at),
                Part::Configuration(it) => names.add(&it.name, Kind::Other, at),
                Part::Table(it) => names.add(&it.name, Kind::Relation, at),
                Part::View(it) => names.add(&it.name, Kind::Relation, at),
                Part::Raw(it) => {
                    let kind = match it.kind {
                        RawKind::BaseType => Kind::Relation,
                        // These have no names of their own.
                        RawKind::Privileges | RawKind::Cast | RawKind::Transform => continue,
                        _ => Kind::Other,
                    };
                    if let Some(name) = raw_name(&it.name) {
                        names.add(&name, kind, at);
                    }
                }
                _ => {}
            }
        }
        names
    }

    /// A sequence that belongs to the part at this place.
    pub(super) fn add_sequence(&mut self, name: &QualifiedName, at: usize) {
        self.add(name, Kind::Relation, at);
    }

    fn add(&mut self, name: &QualifiedName, kind: Kind, at: usize) {
        self.qualified.entry(name.clone()).or_default().push((kind, at));
        self.bare.entry(name.name.clone()).or_default().push((kind, at));
    }

    /// The relation or type of this name.
    pub(super) fn relation(&self, name: &QualifiedName) -> Option<usize> {
        self.places(name, &[Kind::Relation]).next()
    }

    /// The functions of this name.
    pub(super) fn functions<'a>(&'a self, name: &QualifiedName) -> impl Iterator<Item = usize> + use<'a> {
        self.places(name, &[Kind::Function])
    }

    /// What is neither relation nor function: a collation, an operator class.
    pub(super) fn others<'a>(&'a self, name: &QualifiedName) -> impl Iterator<Item = usize> + use<'a> {
        self.places(name, &[Kind::Other])
    }

    fn places<'a>(
        &'a self,
        name: &QualifiedName,
        kinds: &'static [Kind],
    ) -> impl Iterator<Item = usize> + use<'a> {
        let places = self.qualified.get(name).map(Vec::as_slice).unwrap_or_default();
        places.iter().filter(|(kind, _)| kinds.contains(kind)).map(|(_, at)| *at)
    }

    /// The declared type, or the table, that a type is made of.
    pub(super) fn type_(&self, type_: &DataType) -> Option<usize> {
        match &type_.base {
            BaseType::Declared(name) => self.relation(name),
            BaseType::BuiltIn(_) => None,
        }
    }

    /// What SQL text names, more rather than less: what has its schema before it is needed, what has none may be
    /// something else altogether.
    pub(super) fn in_text(&self, sql: &str) -> Vec<Need> {
        let mut found = Vec::new();
        for Mention { schema, name, is_call } in mentions(sql) {
            let (places, is_hard) = match schema {
                Some(schema) => (self.qualified.get(&QualifiedName::new(schema, name)), true),
                None => (self.bare.get(&name), false),
            };
            let fits = |kind: Kind| kind != Kind::Function || is_call || is_hard;
            let places = places.map(Vec::as_slice).unwrap_or_default();
            found.extend(places.iter().filter(|(kind, _)| fits(*kind)).map(|&(_, on)| Need { on, is_hard }));
        }
        found.sort_unstable_by_key(|need| (need.on, !need.is_hard));
        found.dedup_by_key(|need| need.on);
        found
    }
}

/// The name at the head of a raw object's: `public.=== (text, text)`, `"Odd schema".numbers using btree`. What is between
/// parentheses, as a cast's, has none.
fn raw_name(text: &str) -> Option<QualifiedName> {
    let tokens = tokens(text).ok()?;
    let mut pieces =
        tokens.iter().filter_map(|token| Some((token.kind, text.get(token.span.clone())?))).peekable();
    let first = word(pieces.next()?)?;
    if pieces.next_if_eq(&(TokenKind::Symbol, ".")).is_none() {
        return Some(QualifiedName::new("public", first));
    }
    let next = *pieces.peek()?;
    if let Some(name) = word(next) {
        return Some(QualifiedName::new(first, name));
    }
    let symbols = pieces.take_while(|(kind, symbol)| *kind == TokenKind::Symbol && *symbol != "(");
    Some(QualifiedName::new(first, symbols.map(|(_, symbol)| symbol).collect::<String>()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raw_objects_have_names() {
        let name = |text: &str| raw_name(text).map(|name| (name.schema, name.name));
        let pair = |schema: &str, name: &str| Some((schema.to_owned(), name.to_owned()));
        assert_eq!(name("public.=== (text, text)"), pair("public", "==="));
        assert_eq!(name("\"a b\".<@> (\"a b\".t, none)"), pair("a b", "<@>"));
        assert_eq!(name("\"it\"\"s (odd)\".\"x y\" using btree"), pair("it\"s (odd)", "x y"));
        assert_eq!(name("plv8"), pair("public", "plv8"));
        assert_eq!(name("(a as b)"), None);
    }
}
