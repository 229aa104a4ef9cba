//! Domains: what they are made of, their checks, their default.

use std::collections::HashMap;

use pg_orm_ir::catalog::{Enforcement, NotNull};
use pg_orm_ir::model::{Domain, DomainCheck};
use pg_orm_ir::types::{BuiltIn, DataType};

use super::args::Args;
use super::defaults::{self, Place};
use super::fragments::{Pending, Site};
use super::names::Declared;
use super::seen::Seen;
use super::types::{self, Resolved, ValueType};
use super::{Context, enums, items, read, sql, vocabulary};
use crate::diagnostics::{attributes, names, types as diagnostics};
use crate::source::Span;
use crate::syntax::ast::{Attribute, Item, Member, Name, ValueKind};

/// A domain and where its parts stand.
#[derive(Debug)]
pub(super) struct DomainDraft<'a> {
    pub(super) ir: Domain,
    pub(super) item: &'a Item<'a>,
    pub(super) name: &'a Name<'a>,
    /// The place of the type's name in the database.
    pub(super) type_span: Span,
    /// What it is made of; `None` where that is a diagnostic already.
    pub(super) base: Option<ValueType>,
    /// The place of `@@not_null`.
    pub(super) never_null: Option<Span>,
}

impl<'a> DomainDraft<'a> {
    /// The domain, without what it is made of.
    pub(super) fn named(cx: &mut Context<'a>, declared: Declared<'a>) -> Self {
        let Declared { item, name } = declared;
        let docs = items::docs(item.docs.as_ref());
        let (type_name, type_span) = enums::type_name(cx, declared);
        let never_null = item.members().iter().find_map(|member| match member {
            Member::Attribute(attribute) if attribute.name.text == "not_null" => Some(attribute.span),
            _ => None,
        });
        let ir = Domain {
            name: name.text.to_string(),
            type_name,
            comment: docs.clone(),
            docs,
            base: DataType::built_in(BuiltIn::Text),
            shape: Default::default(),
            is_never_null: never_null.is_some(),
            ..Domain::default()
        };
        Self { ir, item, name, type_span, base: None, never_null }
    }
}

/// Reads what the domain of this index is made of.
pub(super) fn base(cx: &mut Context<'_>, index: usize) {
    let Some(draft) = cx.domains.get(index) else { return };
    let (item, name) = (draft.item, draft.name);
    let mut clauses = item.clauses.iter().filter(|clause| clause.operator.text == ":");
    let first = clauses.next();
    let Some(type_ref) = first.and_then(|clause| clause.type_ref.as_ref()) else {
        if !item.has_junk {
            cx.report(diagnostics::no_base(item, &name.text));
        }
        return;
    };
    if let (Some(second), Some(first)) = (clauses.next(), first) {
        cx.report(diagnostics::second_base(second, first.span));
    }
    if let Some(found) = diagnostics::sql_behind_base(item, type_ref, &name.text) {
        // What stands in parentheses behind the words is told already.
        if !item.has_junk {
            cx.report(found);
        }
        return;
    }
    if let Some(mark) = type_ref.nullable {
        return cx.report(diagnostics::nullable_base(&name.text, mark));
    }
    match types::resolve(cx, type_ref) {
        Resolved::Value(value) => {
            if let Some(draft) = cx.domains.get_mut(index) {
                draft.ir.base = value.type_.clone();
                draft.ir.shape = value.shape;
                draft.base = Some(value);
            }
        }
        Resolved::Model(model) => {
            if let Some(model) = cx.names.models.get(model).map(|declared| declared.name.span) {
                cx.report(diagnostics::model_as_value(type_ref, "a domain", model));
            }
        }
        Resolved::Unknown => {}
    }
}

/// Reads the attributes of all domains.
pub(super) fn attributes(cx: &mut Context<'_>) {
    for index in 0..cx.domains.len() {
        block(cx, index);
    }
}

fn block(cx: &mut Context<'_>, index: usize) {
    let Some(draft) = cx.domains.get(index) else { return };
    let (item, name, base) = (draft.item, draft.name, draft.base.clone());
    let type_span =
        item.clauses.iter().find_map(|clause| clause.type_ref.as_ref()).map_or(item.head, |it| it.name_span);
    let mut default = None;
    let mut comment = None;
    let mut collation = None;
    let mut not_null = None;
    let mut checks = Checks::default();
    let mut seen = Seen::default();
    for member in item.members() {
        let attribute = match member {
            Member::Field(field) => {
                if !field.has_junk {
                    cx.report(diagnostics::domain_field(field, &name.text));
                }
                continue;
            }
            Member::Entry(entry) => {
                cx.report(attributes::entry_in_fields(entry, "a domain"));
                continue;
            }
            Member::Attribute(attribute) => attribute,
        };
        let word = attribute.name.text;
        if !matches!(word, "check" | "grant" | "revoke") && !seen.is_first(cx, attribute) {
            continue;
        }
        match word {
            "check" => checks.read(cx, &name.text, attribute),
            "default" => {
                if let Some(value) = &base {
                    let place = Place { type_span, is_nullable: true };
                    default = defaults::resolve(cx, attribute, value, place);
                }
            }
            "comment" => comment = Some(enums::comment(cx, attribute)),
            "not_null" => not_null = self::not_null(cx, attribute),
            "collate" => collation = super::storage::collation(cx, attribute),
            "" | "schema" | "map" | "owner" | "grant" | "revoke" => {}
            _ => cx.unknown_attribute(attribute, "a domain", vocabulary::DOMAIN),
        }
    }
    let access = super::types_access::of(cx, item);
    if let Some(draft) = cx.domains.get_mut(index) {
        draft.ir.access = access;
        draft.ir.collation = collation;
        draft.ir.not_null = not_null;
        draft.ir.default = default;
        draft.ir.checks = checks.list;
        if let Some(comment) = comment {
            draft.ir.comment = comment;
        }
    }
}

/// `@@not_null`, or `@@not_null(name: "..")`.
fn not_null<'a>(cx: &mut Context<'a>, attribute: &'a Attribute<'a>) -> Option<NotNull> {
    let mut args = Args::new(attribute, &["name", "comment"]);
    let name = args.named("name").and_then(|value| read::name_string(cx, value, "the constraint's name"));
    let comment = super::constraints::comment(cx, &mut args);
    args.finish(cx);
    let not_null = NotNull { name: name.map(str::to_owned), comment, ..NotNull::default() };
    Some(not_null).filter(|it| *it != NotNull::default())
}

/// The checks read so far.
#[derive(Default)]
struct Checks {
    list: Vec<DomainCheck>,
    names: HashMap<String, Span>,
}

impl Checks {
    /// `@@check("name", `value > 0`)`.
    fn read<'a>(&mut self, cx: &mut Context<'a>, domain: &str, attribute: &'a Attribute<'a>) {
        let mut args = Args::new(attribute, &["name", "enforcement", "comment"]);
        let positional = args.positional_if(|value| matches!(value.kind, ValueKind::String(_)));
        let given = positional.or_else(|| args.named("name"));
        let name = given.and_then(|value| read::name_string(cx, value, "the check's name"));
        let expression = args.required(cx, "a condition in SQL");
        let kinds = [("valid", Enforcement::Valid), ("not_valid", Enforcement::NotValid)];
        let enforcement = args
            .named("enforcement")
            .and_then(|value| read::choice(cx, value, "a kind of enforcement", &kinds));
        let comment = super::constraints::comment(cx, &mut args);
        args.finish(cx);
        if let (Some(name), Some(value)) = (name, given) {
            match self.names.get(name) {
                Some(&first) => cx.report(names::same_constraint(domain, name, value.span, first)),
                None => {
                    self.names.insert(name.to_owned(), value.span);
                }
            }
        }
        let Some(expression) = expression
            .and_then(|value| read::sql(cx, value, "a condition in SQL, between backticks"))
            .and_then(|expression| {
                cx.fragments.push(Pending { sql: expression, site: Site::Check, model: None });
                sql::fragment(cx, expression)
            })
        else {
            return;
        };
        let enforcement = enforcement.unwrap_or_default();
        self.list.push(DomainCheck { name: name.map(str::to_owned), expression, comment, enforcement });
    }
}
