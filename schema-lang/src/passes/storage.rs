//! How a table is kept: `@@with`, `@@tablespace`, `@@access_method`, `@@unlogged`, `@@cluster`, `@@owner`; and a column:
//! `@storage`, `@compression`, `@statistics`, `@with`, `@collate`, `@generated`.

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{Compression, Generated, GeneratedKind, Persistence, ReplicaIdentity, Storage};
use pg_orm_ir::types::{BaseType, BuiltIn, Category};

use super::args::Args;
use super::fragments::{Pending, Site};
use super::models::ModelDraft;
use super::names::Kind;
use super::{Context, items, read, sql};
use crate::diagnostics::{attributes, objects as diagnostics, values};
use crate::syntax::ast::{Attribute, Value, ValueKind};

const STORAGES: &[(&str, Storage)] = &[
    ("plain", Storage::Plain),
    ("external", Storage::External),
    ("extended", Storage::Extended),
    ("main", Storage::Main),
];

const COMPRESSIONS: &[(&str, Compression)] = &[("pglz", Compression::Pglz), ("lz4", Compression::Lz4)];

/// `@@owner(role)`.
pub(super) fn owner<'a>(cx: &mut Context<'a>, attribute: &'a Attribute<'a>) -> Option<String> {
    let mut args = Args::new(attribute, &[]);
    let value = args.required(cx, "a role");
    args.finish(cx);
    items::role(cx, value?).map(|role| role.text.into_owned())
}

/// `@@with(fillfactor: 90)`; `toast_` begins those of the TOAST table.
pub(super) fn options<'a>(cx: &mut Context<'a>, attribute: &'a Attribute<'a>) -> Vec<(String, String)> {
    let list = attribute.args.as_ref().map(|args| args.list.as_slice()).unwrap_or_default();
    let mut options: Vec<(String, String)> = Vec::new();
    if list.is_empty() {
        cx.report(attributes::missing_argument(attribute, "a parameter, such as fillfactor: 90"));
    }
    for arg in list {
        let Some(name) = arg.name else {
            cx.report(attributes::extra_argument(attribute, arg));
            continue;
        };
        let Some(text) = option(cx, &arg.value) else { continue };
        let key = match name.text.strip_prefix("toast_") {
            // A parameter of the table itself (manual, `CREATE TABLE`, storage parameters).
            Some(_) if name.text == "toast_tuple_target" => name.text.to_owned(),
            Some(rest) => format!("toast.{rest}"),
            None => name.text.to_owned(),
        };
        if options.iter().any(|(other, _)| *other == key) {
            cx.report(attributes::duplicate_argument(attribute, name, name));
            continue;
        }
        options.push((key, text));
    }
    options
}

fn option<'a>(cx: &mut Context<'a>, value: &'a Value<'a>) -> Option<String> {
    match &value.kind {
        ValueKind::Number(number) => Some((*number).to_owned()),
        ValueKind::Bool(is) => Some(is.to_string()),
        ValueKind::Path(word) => Some((*word).to_owned()),
        ValueKind::String(text) => Some(text.to_string()),
        _ => {
            cx.report(values::expected("a number, a word or a string", value));
            None
        }
    }
}

/// `@@tablespace(fast)`.
pub(super) fn tablespace<'a>(cx: &mut Context<'a>, attribute: &'a Attribute<'a>) -> Option<String> {
    let mut args = Args::new(attribute, &[]);
    let value = args.required(cx, "a tablespace");
    args.finish(cx);
    read::name(cx, value?, "a tablespace").map(|name| name.text.into_owned())
}

/// `@@replica_identity(full)`: the whole row, `nothing`, or an index by its name in the database.
pub(super) fn replica_identity<'a>(cx: &mut Context<'a>, attribute: &'a Attribute<'a>) -> ReplicaIdentity {
    let mut args = Args::new(attribute, &[]);
    let value = args.required(cx, "full, nothing, or the name of an index");
    args.finish(cx);
    let identity = value.and_then(|value| match &value.kind {
        ValueKind::String(_) => {
            let name = read::name_string(cx, value, "the index's name")?;
            Some(ReplicaIdentity::Index(name.to_owned()))
        }
        _ => {
            let words = [("full", true), ("nothing", false)];
            let is_full = read::choice(cx, value, "a replica identity", &words)?;
            Some(if is_full { ReplicaIdentity::Full } else { ReplicaIdentity::Nothing })
        }
    });
    identity.unwrap_or_default()
}

/// `@@access_method(columnar)`.
pub(super) fn access_method<'a>(cx: &mut Context<'a>, attribute: &'a Attribute<'a>) -> Option<String> {
    let mut args = Args::new(attribute, &[]);
    let value = args.required(cx, "a table access method");
    args.finish(cx);
    read::name(cx, value?, "a table access method").map(|name| name.text.into_owned())
}

/// `@@cluster("users_by_name")`: the index by which `CLUSTER` sorts, by its name in the database.
pub(super) fn cluster<'a>(cx: &mut Context<'a>, attribute: &'a Attribute<'a>) -> Option<String> {
    let mut args = Args::new(attribute, &[]);
    let value = args.required(cx, "the name of an index");
    args.finish(cx);
    read::name_string(cx, value?, "the index's name").map(str::to_owned)
}

/// `@@of(Person)`: the composite type that a typed table is of.
pub(super) fn of_type<'a>(cx: &mut Context<'a>, attribute: &'a Attribute<'a>) -> Option<QualifiedName> {
    let mut args = Args::new(attribute, &[]);
    let value = args.required(cx, "a type");
    args.finish(cx);
    let word = read::word(cx, value?, "a type")?;
    if let Some((Kind::Composite(index), _)) = cx.names.types.get(word.text) {
        return cx.composites.get(*index).map(|draft| draft.ir.type_name.clone());
    }
    let names: Vec<&str> = cx.composites.iter().map(|draft| &*draft.name.text).collect();
    cx.report(diagnostics::unknown_object("composite type", (word.text, word.span), names, None));
    None
}

/// `@@unlogged`.
pub(super) fn unlogged<'a>(cx: &mut Context<'a>, attribute: &'a Attribute<'a>) -> Persistence {
    Args::new(attribute, &[]).finish(cx);
    Persistence::Unlogged
}

/// An attribute that says how the column of this index is kept; whether `attribute` is one.
pub(super) fn column<'a>(
    cx: &mut Context<'a>,
    draft: &mut ModelDraft<'a>,
    index: usize,
    attribute: &'a Attribute<'a>,
) -> bool {
    match attribute.name.text {
        "storage" => {
            let storage = choice(cx, attribute, "a kind of storage", STORAGES);
            set(draft, index, |field| field.storage = storage);
        }
        "compression" => {
            let compression = choice(cx, attribute, "a kind of compression", COMPRESSIONS);
            set(draft, index, |field| field.compression = compression);
        }
        "statistics" => {
            let mut args = Args::new(attribute, &[]);
            let value = args.required(cx, "a number from 0 to 10000");
            args.finish(cx);
            let target = value.and_then(|value| match value.kind {
                ValueKind::Number(number) => {
                    number.parse().ok().filter(|it| (0..=10_000).contains(it)).or_else(|| {
                        cx.report(diagnostics::number_range(value, "from 0 to 10000"));
                        None
                    })
                }
                _ => {
                    cx.report(values::expected("a number from 0 to 10000", value));
                    None
                }
            });
            set(draft, index, |field| field.statistics = target);
        }
        "collate" => {
            let name = collation(cx, attribute);
            let Some(field) = draft.ir.fields.get(index) else { return true };
            let type_ = cx.underlying_type(&field.type_).type_;
            let is_text = match &type_.base {
                BaseType::BuiltIn(base) => {
                    base.category() == Category::Text && *base != BuiltIn::InternalChar
                }
                BaseType::Declared(_) => true,
            };
            if let (false, Some(site)) = (is_text, draft.columns.get(index)) {
                let shown = field.type_.to_string();
                cx.report(attributes::column_type(attribute, &shown, site.type_span, "a type of text"));
            } else {
                set(draft, index, |field| field.collation = name);
            }
        }
        "generated" => generated(cx, draft, index, attribute),
        "with" => {
            let options = options(cx, attribute);
            set(draft, index, |field| field.options = options);
        }
        _ => return false,
    }
    true
}

fn set(draft: &mut ModelDraft<'_>, index: usize, change: impl FnOnce(&mut pg_orm_ir::model::Field)) {
    if let Some(field) = draft.ir.fields.get_mut(index) {
        change(field);
    }
}

fn choice<'a, T: Copy>(
    cx: &mut Context<'a>,
    attribute: &'a Attribute<'a>,
    what: &str,
    table: &[(&'static str, T)],
) -> Option<T> {
    let mut args = Args::new(attribute, &[]);
    let value = args.required(cx, what);
    args.finish(cx);
    read::choice(cx, value?, what, table)
}

/// `@collate("C")`: a collation of the schema, or one of PostgreSQL's.
pub(super) fn collation<'a>(cx: &mut Context<'a>, attribute: &'a Attribute<'a>) -> Option<QualifiedName> {
    let mut args = Args::new(attribute, &[]);
    let value = args.required(cx, "a collation");
    args.finish(cx);
    collation_name(cx, value?)
}

/// A collation by its name: one that is declared, or one of PostgreSQL's, whose names depend on the system.
pub(super) fn collation_name<'a>(cx: &mut Context<'a>, value: &'a Value<'a>) -> Option<QualifiedName> {
    let mut name = super::objects::object(cx, value, "a collation", "")?;
    if name.schema.is_empty() {
        let is_own = |declared: &super::names::Declared<'_>| {
            declared.item.keyword.text == "collation" && *declared.name.text == *name.name
        };
        let schema = if cx.names.objects.iter().any(is_own) { items::PUBLIC } else { "pg_catalog" };
        schema.clone_into(&mut name.schema);
    }
    Some(name)
}

/// `@generated(`..`)`, or `@generated(virtual: `..`)`.
fn generated<'a>(
    cx: &mut Context<'a>,
    draft: &mut ModelDraft<'a>,
    index: usize,
    attribute: &'a Attribute<'a>,
) {
    let mut args = Args::new(attribute, &["stored", "virtual"]);
    let (kind, value) = if let Some(value) = args.named("virtual") {
        (GeneratedKind::Virtual, Some(value))
    } else if let Some(value) = args.named("stored") {
        (GeneratedKind::Stored, Some(value))
    } else {
        (GeneratedKind::Stored, args.required(cx, "an expression in SQL"))
    };
    args.finish(cx);
    let written = value.and_then(|value| read::sql(cx, value, "an expression in SQL, between backticks"));
    let Some(written) = written else { return };
    if sql::immutable(cx, written, "a generated column").is_none() {
        return;
    }
    cx.fragments.push(Pending { sql: written, site: Site::Generated, model: Some(&draft.name.text) });
    let expression = written.text.clone();
    set(draft, index, |field| field.generated = Some(Generated { kind, expression }));
}
