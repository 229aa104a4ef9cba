//! Columns: a field's attributes.

use pg_orm_ir::catalog::{Access, Grant, NotNull, Persistence, SequenceOptions};
use pg_orm_ir::model::{Field as Column, Identity, Key, OwnSequence};
use pg_orm_ir::types::{BaseType, BuiltIn, Category, DataType};

use super::args::Args;
use super::defaults::Place;
use super::models::{ColumnSite, GivenName, ModelDraft, Slot};
use super::seen::Seen;
use super::types::{Of, ValueType};
use super::{
    Context, constraints, defaults, enums, foreign_tables, grants, inherit, items, objects, read, storage,
    version_and_json, vocabulary,
};
use crate::diagnostics::attributes;
use crate::syntax::ast::{Attribute, Field, Value};

/// What `@identity` and `@serial` say of the column's own sequence.
const NUMBERING: &[&str] = &[
    "start",
    "increment",
    "min",
    "max",
    "cache",
    "cycle",
    "sequence",
    "unlogged",
    "comment",
    "grant",
    "grant_with_option",
    "revoke",
];

/// Adds a column to the model.
pub(super) fn add<'a>(
    cx: &mut Context<'a>,
    draft: &mut ModelDraft<'a>,
    field: &'a Field<'a>,
    value: ValueType,
) -> Slot {
    let Some(type_ref) = &field.type_ref else { return Slot::Broken };
    let docs = items::docs(field.docs.as_ref());
    let index = draft.columns.len();
    draft.ir.fields.push(Column {
        name: field.name.text.to_owned(),
        column: field.name.text.to_owned(),
        comment: docs.clone(),
        docs,
        type_: value.type_.clone(),
        shape: value.shape,
        is_nullable: type_ref.nullable.is_some(),
        has_type_default: !value.type_.is_array && cx.has_default(value.of),
        ..Column::default()
    });
    draft.columns.push(ColumnSite {
        name: field.name,
        type_span: type_ref.name_span,
        nullable: type_ref.nullable,
        column_span: field.name.span,
    });
    let mut seen = Seen::default();
    for attribute in &field.attributes {
        let name = attribute.name.text;
        let numbers = ["identity", "serial", "default", "generated"];
        let other = seen.attributes().iter().find(|other| numbers.contains(&other.name.text)).copied();
        if name != "check" && !seen.is_first(cx, attribute) {
            continue;
        }
        if let (Some(other), true) = (other, numbers.contains(&name)) {
            cx.report(attributes::conflict(attribute, other, "a column has one source of values"));
            continue;
        }
        self::attribute(cx, draft, index, field, attribute, &value);
    }
    version_and_json::finish(cx, draft, index, &field.attributes);
    check_name(cx, draft, index);
    Slot::Column(index)
}

fn attribute<'a>(
    cx: &mut Context<'a>,
    draft: &mut ModelDraft<'a>,
    index: usize,
    field: &'a Field<'a>,
    attribute: &'a Attribute<'a>,
    value: &ValueType,
) {
    match attribute.name.text {
        "id" => constraints::field_key(cx, draft, index, attribute, true),
        "unique" => constraints::field_key(cx, draft, index, attribute, false),
        "check" => constraints::check(cx, draft, attribute, Some(index)),
        "identity" | "serial" => identity(cx, draft, index, attribute),
        "map" => {
            let mapped = enums::text(cx, attribute, "the column's name");
            if let (Some(mapped), Some(column), Some(site)) =
                (mapped, draft.ir.fields.get_mut(index), draft.columns.get_mut(index))
            {
                mapped.clone_into(&mut column.column);
                site.column_span = attribute.span;
            }
        }
        "comment" => {
            let comment = enums::text(cx, attribute, "a comment");
            if let (Some(comment), Some(column)) = (comment, draft.ir.fields.get_mut(index)) {
                column.comment = Some(comment.to_owned()).filter(|comment| !comment.is_empty());
            }
        }
        "default" => {
            if let (Some(column), Some(site)) = (draft.ir.fields.get_mut(index), draft.columns.get(index)) {
                let place = Place { type_span: site.type_span, is_nullable: column.is_nullable };
                column.default = defaults::resolve(cx, attribute, value, place);
            }
        }
        "updated" => updated(cx, draft, index, attribute),
        "not_null" => not_null(cx, draft, index, attribute),
        "foreign" => foreign_tables::column(cx, draft, index, attribute),
        "inherited" => inherit::column(cx, draft, index, attribute),
        "version" => version_and_json::version(cx, draft, index, attribute),
        "json" => version_and_json::json(cx, draft, index, attribute),
        "" => {}
        _ if storage::column(cx, draft, index, attribute) => {}
        _ => cx.unknown_field_attribute(attribute, field, "a column"),
    }
}

fn identity<'a>(
    cx: &mut Context<'a>,
    draft: &mut ModelDraft<'a>,
    index: usize,
    attribute: &'a Attribute<'a>,
) {
    let mut args = Args::new(attribute, NUMBERING);
    let kind = if attribute.name.text == "serial" {
        Some(Identity::Serial)
    } else if let Some(value) = args.positional() {
        read::choice(
            cx,
            value,
            "a kind of identity",
            &[("always", Identity::Always), ("by_default", Identity::ByDefault)],
        )
    } else {
        Some(Identity::Always)
    };
    let type_ = match draft.ir.fields.get(index).map(|field| &field.type_.base) {
        Some(BaseType::BuiltIn(type_)) => *type_,
        _ => BuiltIn::BigInt,
    };
    let options = objects::column_options(cx, type_, |key| args.named(key));
    let numbering = own_sequence(cx, draft, &mut args, options);
    args.finish(cx);
    let (Some(column), Some(site)) = (draft.ir.fields.get_mut(index), draft.columns.get(index)) else {
        return;
    };
    let base = &column.type_.base;
    let is_integer =
        matches!(base, BaseType::BuiltIn(BuiltIn::SmallInt | BuiltIn::Integer | BuiltIn::BigInt))
            && !column.type_.is_array;
    if !is_integer {
        let type_ = cx.shown(&column.type_);
        return cx.report(attributes::column_type(
            attribute,
            &type_,
            site.type_span,
            "smallint, integer or bigint",
        ));
    }
    if let Some(mark) = site.nullable {
        return cx.report(attributes::nullable(attribute, site.name, mark));
    }
    column.identity = kind;
    column.numbering = numbering;
}

/// `sequence: app.numbers, unlogged: true, comment: "..", grant: { app_user: [usage] }`.
fn own_sequence<'a>(
    cx: &mut Context<'a>,
    draft: &mut ModelDraft<'a>,
    args: &mut Args<'a>,
    options: SequenceOptions,
) -> OwnSequence {
    // Without a schema it is in its table's, which is not known yet.
    let name = args.named("sequence").and_then(|value| {
        let name = objects::object(cx, value, "the sequence's name", "")?;
        if name.schema.is_empty() {
            draft.given_names.push(GivenName {
                what: "the sequence",
                name: name.name.clone(),
                span: value.span,
                is_relation: true,
                is_constraint: false,
            });
        }
        Some(name)
    });
    let is_unlogged = args.named("unlogged").and_then(|value| read::boolean(cx, value, "true or false"));
    let comment = constraints::comment(cx, args);
    let given = ["grant", "grant_with_option", "revoke"].map(|key| (key, args.named(key)));
    let is_given = given.iter().any(|(_, value)| value.is_some());
    let mut access = Access::default();
    for (key, value) in given {
        let Some(value) = value else { continue };
        let grants = grants::by_role(cx, value, grants::SEQUENCE, key == "grant_with_option");
        let list = if key == "revoke" { &mut access.revoked } else { &mut access.grants };
        list.extend(grants);
    }
    access.grants.sort_by(grant_order);
    OwnSequence {
        name,
        comment,
        options,
        persistence: is_unlogged.map(|is| if is { Persistence::Unlogged } else { Persistence::Permanent }),
        access: is_given.then_some(access),
    }
}

/// The order that a database's are read in.
fn grant_order(a: &Grant, b: &Grant) -> std::cmp::Ordering {
    (&a.role, a.is_grantable).cmp(&(&b.role, b.is_grantable))
}

/// `@not_null(name: "..", no_inherit: true, enforcement: not_valid)`: what there is to say of a column's `NOT NULL`.
fn not_null<'a>(
    cx: &mut Context<'a>,
    draft: &mut ModelDraft<'a>,
    index: usize,
    attribute: &'a Attribute<'a>,
) {
    // That there is one is said by the type.
    if attribute.args.as_ref().is_none_or(|args| args.list.is_empty()) {
        return cx.report(attributes::unknown(attribute, "a column", vocabulary::COLUMN));
    }
    let mut args = Args::new(attribute, &["name", "no_inherit", "enforcement", "comment"]);
    if let Some(value) = args.positional() {
        args.finish(cx);
        return without_not_null(cx, draft, index, attribute, value);
    }
    let name = constraints::given_name(cx, draft, &mut args, "the constraint");
    let is_no_inherit = args.named("no_inherit").and_then(|value| read::boolean(cx, value, "true or false"));
    let kinds = [("valid", false), ("not_valid", true)];
    let is_not_valid =
        args.named("enforcement").and_then(|value| read::choice(cx, value, "a kind of enforcement", &kinds));
    let comment = constraints::comment(cx, &mut args);
    args.finish(cx);
    let (Some(column), Some(site)) = (draft.ir.fields.get_mut(index), draft.columns.get(index)) else {
        return;
    };
    if let Some(mark) = site.nullable {
        return cx.report(attributes::nullable(attribute, site.name, mark));
    }
    let not_null = NotNull {
        name,
        comment,
        is_no_inherit: is_no_inherit.unwrap_or(false),
        is_not_valid: is_not_valid.unwrap_or(false),
    };
    column.not_null = Some(not_null).filter(|it| *it != NotNull::default());
}

/// `@not_null(false)`: a column that is never null because its type is not, and does not say so itself.
fn without_not_null<'a>(
    cx: &mut Context<'a>,
    draft: &mut ModelDraft<'a>,
    index: usize,
    attribute: &'a Attribute<'a>,
    value: &'a Value<'a>,
) {
    let Some(false) = read::boolean(cx, value, "false") else { return };
    let (Some(column), Some(site)) = (draft.ir.fields.get_mut(index), draft.columns.get(index)) else {
        return;
    };
    if cx.never_null(cx.underlying_of(&column.type_)).is_some() && !column.type_.is_array {
        column.lacks_not_null = true;
        return;
    }
    let type_ = cx.shown(&column.type_);
    cx.report(attributes::column_type(attribute, &type_, site.type_span, "a domain that is never null"));
}

/// What `now()` can be assigned to.
fn updated<'a>(cx: &mut Context<'a>, draft: &mut ModelDraft<'a>, index: usize, attribute: &'a Attribute<'a>) {
    Args::new(attribute, &[]).finish(cx);
    let (Some(column), Some(site)) = (draft.ir.fields.get_mut(index), draft.columns.get(index)) else {
        return;
    };
    let DataType { base, is_array, .. } = cx.underlying_type(&column.type_).type_;
    let is_time =
        matches!(base, BaseType::BuiltIn(BuiltIn::TimestampTz | BuiltIn::Timestamp | BuiltIn::Date));
    if is_time && !is_array {
        column.is_updated = true;
    } else {
        let type_ = cx.shown(&column.type_);
        cx.report(attributes::column_type(
            attribute,
            &type_,
            site.type_span,
            "timestamptz, timestamp or date",
        ));
    }
}

fn check_name<'a>(cx: &mut Context<'a>, draft: &ModelDraft<'a>, index: usize) {
    let (Some(column), Some(site)) = (draft.ir.fields.get(index), draft.columns.get(index)) else { return };
    let is_mapped = site.column_span != site.name.span;
    // What `@map` says was looked at where it was read.
    if !is_mapped && !cx.check_derived_name(&column.column, site.column_span, "the column's name", "@map") {
        return;
    }
    if ["ctid", "cmax", "cmin", "tableoid", "xmax", "xmin"].contains(&column.column.as_str()) {
        cx.report(crate::diagnostics::names::system_column(&column.column, site.column_span, is_mapped));
    }
}

/// A key over one field.
pub(super) fn key(name: Option<String>, field: &str, nulls_not_distinct: bool) -> Key {
    Key { name, fields: vec![field.to_owned()], nulls_not_distinct, ..Key::default() }
}

/// Whether PostgreSQL has a btree order for values of a type; keys and btree indexes need one.
pub(super) fn has_order(cx: &Context<'_>, type_: &DataType) -> bool {
    // A composite that is made of itself is a diagnostic already.
    has_order_within(cx, &cx.underlying_type(type_), cx.composites.len())
}

fn has_order_within(cx: &Context<'_>, value: &ValueType, depth: usize) -> bool {
    if let (Of::Composite(index), Some(depth)) = (value.of, depth.checked_sub(1)) {
        let Some(draft) = cx.composites.get(index) else { return true };
        return draft.types.iter().all(|value| has_order_within(cx, &cx.underlying(value), depth));
    }
    let BaseType::BuiltIn(base) = &value.type_.base else { return true };
    !matches!(base.category(), Category::Geometry)
        && !matches!(
            base,
            BuiltIn::Json
                | BuiltIn::JsonPath
                | BuiltIn::Xml
                | BuiltIn::PgSnapshot
                | BuiltIn::TxidSnapshot
                | BuiltIn::Xid
                | BuiltIn::Cid
        )
}
