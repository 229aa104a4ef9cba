//! Domains and composites: their names first, so that each can name the others; then what they are made of.

use std::collections::HashMap;

use pg_orm_ir::QualifiedName;
use pg_orm_ir::types::{BaseType, DataType};

use super::Context;
use super::composites::{self, CompositeDraft};
use super::domains::{self, DomainDraft};
use super::ranges;
use super::types::{Of, ValueType};
use crate::diagnostics::types as diagnostics;
use crate::source::Span;
use crate::syntax::ast::Word;

/// Fills `cx.domains` and `cx.composites`; the checks and defaults of domains are read later.
pub(super) fn resolve(cx: &mut Context<'_>) {
    for declared in cx.names.domains.clone() {
        let draft = DomainDraft::named(cx, declared);
        cx.domains.push(draft);
    }
    for declared in cx.names.composites.clone() {
        let draft = CompositeDraft::named(cx, declared);
        cx.composites.push(draft);
    }
    ranges::name(cx);
    cx.types_by_name = by_name(cx);
    for index in 0..cx.domains.len() {
        domains::base(cx, index);
    }
    ranges::resolve(cx);
    for index in 0..cx.composites.len() {
        composites::fields(cx, index);
    }
    cycles(cx);
}

/// What each type's name in the database stands for; of two types of one name, which is told, the first of these kinds.
fn by_name(cx: &Context<'_>) -> HashMap<QualifiedName, Of> {
    let domains = cx.domains.iter().enumerate().map(|(at, draft)| (&draft.ir.type_name, Of::Domain(at)));
    let composites =
        cx.composites.iter().enumerate().map(|(at, draft)| (&draft.ir.type_name, Of::Composite(at)));
    let enums = cx.enums.iter().enumerate().map(|(at, draft)| (&draft.ir.type_name, Of::Enum(at)));
    let ranges = cx.ranges.iter().enumerate().map(|(at, draft)| (&draft.ir.name, Of::Range(at)));
    let mut by_name = HashMap::new();
    for (name, of) in domains.chain(composites).chain(enums).chain(ranges) {
        by_name.entry(name.clone()).or_insert(of);
    }
    by_name
}

impl Context<'_> {
    /// What values are made of: a domain's base, and the base's in turn; the array of a domain is made of the base's
    /// array. Anything else is itself.
    pub(super) fn underlying(&self, value: &ValueType) -> ValueType {
        let mut value = value.clone();
        for _ in 0..=self.domains.len() {
            let Of::Domain(index) = value.of else { break };
            let Some(base) = self.domains.get(index).and_then(|draft| draft.base.as_ref()) else { break };
            value = match (value.type_.is_array, base.type_.is_array) {
                (false, _) => base.clone(),
                (true, false) => ValueType { type_: base.type_.clone().into_array(), of: base.of, ..value },
                // Each element is an array.
                (true, true) => break,
            };
        }
        value
    }

    /// The same for a type of the representation.
    pub(super) fn underlying_type(&self, type_: &DataType) -> ValueType {
        let of = self.underlying_of(type_);
        self.underlying(&ValueType { type_: type_.clone(), shape: Default::default(), of })
    }

    /// What a type of the representation is declared as.
    pub(super) fn underlying_of(&self, type_: &DataType) -> Of {
        match &type_.base {
            BaseType::BuiltIn(_) => Of::BuiltIn,
            BaseType::Declared(name) => self.types_by_name.get(name).copied().unwrap_or(Of::BuiltIn),
        }
    }

    /// Whether a type is an extension's.
    pub(super) fn is_of_extension(&self, name: &QualifiedName) -> bool {
        let known = super::known_extensions::Part::Type;
        super::known_extensions::that_brings(known, &name.name)
            .and_then(|extension| self.extension_schema(extension))
            .is_some_and(|schema| schema == name.schema)
    }

    /// A type as the schema names it, for messages: `Email[]`, where the database has `app.email[]`.
    pub(super) fn shown(&self, type_: &DataType) -> String {
        let BaseType::Declared(name) = &type_.base else { return type_.to_string() };
        let domains = self.domains.iter().map(|draft| (&draft.ir.type_name, draft.ir.name.as_str()));
        let composites = self.composites.iter().map(|draft| (&draft.ir.type_name, draft.ir.name.as_str()));
        let enums = self.enums.iter().map(|draft| (&draft.ir.type_name, draft.ir.name.as_str()));
        let array = if type_.is_array { "[]" } else { "" };
        let ranges = self.ranges.iter().map(|draft| (&draft.ir.name, &*draft.name.text));
        match domains.chain(composites).chain(enums).chain(ranges).find(|(type_name, _)| *type_name == name) {
            Some((_, declared)) => format!("{declared}{array}"),
            None => type_.to_string(),
        }
    }

    /// Where it is said that values are never null.
    pub(super) fn never_null(&self, of: Of) -> Option<Span> {
        self.chain(of).find_map(|draft| draft.never_null)
    }

    /// Whether a domain, or one that it is made of, has a default.
    pub(super) fn has_default(&self, of: Of) -> bool {
        self.chain(of).any(|draft| draft.ir.default.is_some())
    }

    /// A domain, the domain that it is made of, and so on.
    fn chain(&self, of: Of) -> impl Iterator<Item = &DomainDraft<'_>> {
        let mut of = of;
        std::iter::from_fn(move || {
            let Of::Domain(index) = of else { return None };
            let draft = self.domains.get(index)?;
            let base = draft.base.as_ref().filter(|base| !base.type_.is_array);
            of = base.map_or(Of::BuiltIn, |base| base.of);
            Some(draft)
        })
        .take(self.domains.len())
    }

    /// What a type is made of, directly.
    fn parts(&self, of: Of) -> Vec<Of> {
        match of {
            Of::Domain(index) => {
                let base = self.domains.get(index).and_then(|draft| draft.base.as_ref());
                base.map(|base| base.of).into_iter().collect()
            }
            Of::Composite(index) => {
                let draft = self.composites.get(index);
                draft.into_iter().flat_map(|draft| draft.types.iter().map(|value| value.of)).collect()
            }
            Of::BuiltIn | Of::Enum(_) | Of::Range(_) => Vec::new(),
        }
    }

    fn word(&self, of: Of) -> Option<(Word<'_>, &'static str)> {
        let (name, keyword) = match of {
            Of::Domain(index) => (self.domains.get(index)?.name, "domain"),
            Of::Composite(index) => (self.composites.get(index)?.name, "type"),
            Of::BuiltIn | Of::Enum(_) | Of::Range(_) => return None,
        };
        Some((Word { text: &name.text, span: name.span }, keyword))
    }
}

/// Reports each cycle of types once, at the type of it that is declared first.
fn cycles(cx: &mut Context<'_>) {
    let domains = (0..cx.domains.len()).map(Of::Domain);
    let composites = (0..cx.composites.len()).map(Of::Composite);
    let mut told: Vec<Of> = Vec::new();
    for of in domains.chain(composites) {
        if told.contains(&of) {
            continue;
        }
        let Some(path) = way_back(cx, of) else { continue };
        let between: Vec<&str> =
            path.iter().filter_map(|of| cx.word(*of)).map(|(word, _)| word.text).collect();
        let Some((word, keyword)) = cx.word(of) else { continue };
        let diagnostic = diagnostics::cycle(word, keyword, &between);
        told.push(of);
        told.extend(path);
        cx.report(diagnostic);
    }
}

/// The types on the shortest way from a type back to itself.
fn way_back(cx: &Context<'_>, start: Of) -> Option<Vec<Of>> {
    // Each type reached, and from where.
    let mut reached: Vec<(Of, Option<usize>)> = Vec::new();
    let mut next = 0;
    let mut from = None;
    let mut current = start;
    loop {
        for part in cx.parts(current) {
            if part == start {
                let mut path = Vec::new();
                let mut at = from;
                while let Some((of, before)) = at.and_then(|at: usize| reached.get(at)) {
                    path.push(*of);
                    at = *before;
                }
                path.reverse();
                return Some(path);
            }
            if !reached.iter().any(|(of, _)| *of == part) {
                reached.push((part, from));
            }
        }
        current = reached.get(next)?.0;
        from = Some(next);
        next += 1;
    }
}
