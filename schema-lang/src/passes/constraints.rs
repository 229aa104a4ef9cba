//! Keys, checks and grants of a model.

use pg_orm_ir::catalog::Enforcement;
use pg_orm_ir::model::{Check, Grant, Key};

use super::args::Args;
use super::fragments::{Pending, Site};
use super::models::{GivenName, ModelDraft};
use super::objects::DEFERRABLE;
use super::{Context, columns, grants, items, objects, partitions, read, sql, types_access};
use crate::diagnostics::{access, attributes, indexes as index_diagnostics};
use crate::syntax::ast::{Attribute, Value, ValueKind, Word};

/// Whether a constraint holds for every row.
pub(super) const ENFORCEMENT: &[(&str, Enforcement)] = &[
    ("valid", Enforcement::Valid),
    ("not_valid", Enforcement::NotValid),
    ("not_enforced", Enforcement::NotEnforced),
];

/// `@id` and `@unique`.
pub(super) fn field_key<'a>(
    cx: &mut Context<'a>,
    draft: &mut ModelDraft<'a>,
    index: usize,
    attribute: &'a Attribute<'a>,
    is_primary: bool,
) {
    let mut args = Args::new(attribute, if is_primary { &["name"] } else { &["name", "nulls"] });
    let name = given_name(cx, draft, &mut args, "the key");
    let nulls_not_distinct = !is_primary && nulls(cx, &mut args);
    args.finish(cx);
    check_key_column(cx, draft, index, attribute, is_primary);
    let Some(site) = draft.columns.get(index) else { return };
    let key = columns::key(name, site.name.text, nulls_not_distinct);
    if is_primary {
        set_primary_key(cx, draft, attribute, key);
    } else {
        draft.unique_spans.push(attribute.span);
        draft.ir.unique_keys.push(key);
    }
}

/// `@@id([a, b])`.
pub(super) fn primary_key<'a>(
    cx: &mut Context<'a>,
    draft: &mut ModelDraft<'a>,
    attribute: &'a Attribute<'a>,
) {
    let known = &[
        "name",
        "include",
        "deferrable",
        "with",
        "tablespace",
        "without_overlaps",
        "comment",
        "only",
        "part_of",
    ];
    let mut args = Args::new(attribute, known);
    let fields = args.required(cx, "a list of fields");
    let name = given_name(cx, draft, &mut args, "the key");
    let kept = index_of_key(cx, draft, &mut args);
    args.finish(cx);
    let Some(columns) = fields.and_then(|value| field_list(cx, draft, attribute, value)) else { return };
    for &(index, _) in &columns {
        check_key_column(cx, draft, index, attribute, true);
    }
    let fields = columns.into_iter().map(|(_, word)| word.text.to_owned()).collect();
    set_primary_key(cx, draft, attribute, Key { name, fields, ..kept });
}

fn set_primary_key<'a>(
    cx: &mut Context<'a>,
    draft: &mut ModelDraft<'a>,
    attribute: &'a Attribute<'a>,
    key: Key,
) {
    match (draft.primary_key, &draft.ir.primary_key) {
        (Some(first), Some(other)) => {
            let is_per_field = first.sigil == "@" && attribute.sigil == "@";
            let both: Vec<&str> = other.fields.iter().chain(&key.fields).map(String::as_str).collect();
            let fields: &[&str] = if is_per_field { &both } else { &[] };
            cx.report(attributes::two_primary_keys(attribute, first, fields));
        }
        _ => {
            draft.primary_key = Some(attribute);
            draft.ir.primary_key = Some(key);
        }
    }
}

/// `@@unique([a, b], nulls: not_distinct, name: "..")`.
pub(super) fn unique<'a>(cx: &mut Context<'a>, draft: &mut ModelDraft<'a>, attribute: &'a Attribute<'a>) {
    let known = &[
        "nulls",
        "name",
        "include",
        "deferrable",
        "with",
        "tablespace",
        "without_overlaps",
        "comment",
        "only",
        "part_of",
    ];
    let mut args = Args::new(attribute, known);
    let fields = args.required(cx, "a list of fields");
    let name = given_name(cx, draft, &mut args, "the key");
    let nulls_not_distinct = nulls(cx, &mut args);
    if let Some(predicate) = args.named("where") {
        cx.report(index_diagnostics::partial_unique(predicate.span));
    }
    let kept = index_of_key(cx, draft, &mut args);
    args.finish(cx);
    let Some(columns) = fields.and_then(|value| field_list(cx, draft, attribute, value)) else { return };
    for &(index, _) in &columns {
        check_key_column(cx, draft, index, attribute, false);
    }
    let fields = columns.into_iter().map(|(_, word)| word.text.to_owned()).collect();
    draft.unique_spans.push(attribute.span);
    draft.ir.unique_keys.push(Key { name, fields, nulls_not_distinct, ..kept });
}

/// `include: [a], deferrable: initially_deferred, with: { fillfactor: 70 }, tablespace: fast`.
fn index_of_key<'a>(cx: &mut Context<'a>, draft: &mut ModelDraft<'a>, args: &mut Args<'a>) -> Key {
    let attribute = args.attribute;
    let include = args.named("include").and_then(|value| field_list(cx, draft, attribute, value));
    let deferrable =
        args.named("deferrable").and_then(|value| read::choice(cx, value, "a time to check", DEFERRABLE));
    let options = args.named("with").map(|value| objects::options(cx, value));
    let tablespace = args.named("tablespace").and_then(|value| read::name(cx, value, "a tablespace"));
    let is_without_overlaps =
        args.named("without_overlaps").and_then(|value| read::boolean(cx, value, "true or false"));
    Key {
        is_without_overlaps: is_without_overlaps.unwrap_or(false),
        comment: comment(cx, args),
        include: include.into_iter().flatten().map(|(_, word)| word.text.to_owned()).collect(),
        deferrable: deferrable.unwrap_or_default(),
        options: options.unwrap_or_default(),
        tablespace: tablespace.map(|name| name.text.into_owned()),
        is_only: partitions::only(cx, draft, args),
        part_of: partitions::whole(cx, draft, args),
        ..Key::default()
    }
}

/// A primary key's columns are never null; any key's have an order.
fn check_key_column<'a>(
    cx: &mut Context<'a>,
    draft: &ModelDraft<'a>,
    index: usize,
    attribute: &'a Attribute<'a>,
    is_primary: bool,
) {
    let (Some(column), Some(site)) = (draft.ir.fields.get(index), draft.columns.get(index)) else { return };
    if let (true, Some(mark)) = (is_primary, site.nullable) {
        cx.report(attributes::nullable(attribute, site.name, mark));
    }
    if !columns::has_order(cx, &column.type_) {
        let type_ = cx.shown(&column.type_);
        cx.report(index_diagnostics::no_order(attribute.span, "a key", site.name, &type_, site.type_span));
    }
}

/// `@check(..)` on the field of this index, or `@@check(..)`.
pub(super) fn check<'a>(
    cx: &mut Context<'a>,
    draft: &mut ModelDraft<'a>,
    attribute: &'a Attribute<'a>,
    field: Option<usize>,
) {
    let mut args = Args::new(attribute, &["name", "no_inherit", "enforcement", "comment"]);
    let is_named = args.positional_if(|value| matches!(value.kind, ValueKind::String(_)));
    let name = match is_named {
        Some(value) => read::name_string(cx, value, "the check's name").map(|name| {
            give_name(draft, "the check", name, value, false, true);
            name.to_owned()
        }),
        None => given_name(cx, draft, &mut args, "the check"),
    };
    let expression = args.required(cx, "a condition in SQL");
    let is_no_inherit = args.named("no_inherit").and_then(|value| read::boolean(cx, value, "true or false"));
    let comment = comment(cx, &mut args);
    let enforcement = args
        .named("enforcement")
        .and_then(|value| read::choice(cx, value, "a kind of enforcement", ENFORCEMENT));
    args.finish(cx);
    let Some(expression) =
        expression.and_then(|value| read::sql(cx, value, "a condition in SQL, between backticks"))
    else {
        return;
    };
    cx.fragments.push(Pending { sql: expression, site: Site::Check, model: Some(&draft.name.text) });
    if let Some(expression) = sql::fragment(cx, expression) {
        let field = field.and_then(|index| draft.columns.get(index)).map(|site| site.name.text.to_owned());
        draft.ir.checks.push(Check {
            name,
            field,
            expression,
            is_no_inherit: is_no_inherit.unwrap_or(false),
            enforcement: enforcement.unwrap_or_default(),
            comment,
        });
    }
}

/// `@@grant(role, [select, ..])`.
pub(super) fn grant<'a>(cx: &mut Context<'a>, draft: &mut ModelDraft<'a>, attribute: &'a Attribute<'a>) {
    let mut args = Args::new(attribute, &["columns", "grantable"]);
    let role = args.required(cx, "a role");
    let list = if role.is_some() { args.required(cx, "a list of privileges") } else { None };
    let fields = args.named("columns");
    let is_grantable = args.named("grantable").and_then(|value| read::boolean(cx, value, "true or false"));
    args.finish(cx);
    if let (Some(first), Some(second)) = (role, list)
        && is_swapped(cx, first, second)
    {
        return cx.report(access::grant_swapped(first.span, second.span));
    }
    let roles = role.map(|value| items::role_list(cx, value)).unwrap_or_default();
    let Some(list) = list else { return };
    let known = if fields.is_some() { grants::COLUMN } else { grants::TABLE };
    let privileges = grants::privileges(cx, list, known);
    let columns = match fields {
        Some(value) => match column_names(cx, draft, read::elements(value)) {
            Some(columns) if !columns.is_empty() => columns,
            _ => return,
        },
        None => Vec::new(),
    };
    if privileges.is_empty() {
        return;
    }
    draft.ir.grants.extend(roles.into_iter().map(|role| Grant {
        role,
        privileges: privileges.clone(),
        columns: columns.clone(),
        is_grantable: is_grantable.unwrap_or(false),
    }));
}

/// `@@revoke(role, [select, ..])`: what the owner has by itself, taken away.
pub(super) fn revoke<'a>(cx: &mut Context<'a>, draft: &mut ModelDraft<'a>, attribute: &'a Attribute<'a>) {
    draft.ir.revoked.extend(types_access::grants(cx, attribute, &[], grants::TABLE));
}

/// The columns of fields that a list names.
pub(super) fn column_names<'a>(
    cx: &mut Context<'a>,
    draft: &ModelDraft<'a>,
    values: impl IntoIterator<Item = &'a Value<'a>>,
) -> Option<Vec<String>> {
    let mut columns = Vec::new();
    let mut is_whole = true;
    for value in values {
        let index = read::word(cx, value, "a field").and_then(|word| draft.column(cx, word));
        match index.and_then(|index| draft.ir.fields.get(index)) {
            Some(field) => columns.push(field.column.clone()),
            None => is_whole = false,
        }
    }
    is_whole.then_some(columns)
}

/// Whether privileges stand where the role does, and a role where they do.
fn is_swapped(cx: &Context<'_>, first: &Value<'_>, second: &Value<'_>) -> bool {
    let all = |value: &Value<'_>, is: &dyn Fn(&str) -> bool| {
        read::elements(value).iter().all(|element| matches!(element.kind, ValueKind::Path(word) if is(word)))
    };
    let is_role = |word: &str| cx.names.role_spans.contains_key(word) || word == items::PUBLIC;
    let is_privilege = |word: &str| word == "all" || grants::TABLE.iter().any(|it| it.sql() == word);
    all(first, &|word| is_privilege(word) && !is_role(word)) && all(second, &is_role)
}

/// The fields that a list names, each once.
pub(super) fn field_list<'a>(
    cx: &mut Context<'a>,
    draft: &ModelDraft<'a>,
    attribute: &'a Attribute<'a>,
    value: &'a Value<'a>,
) -> Option<Vec<(usize, Word<'a>)>> {
    let elements = read::elements(value);
    if elements.is_empty() {
        cx.report(attributes::no_fields(attribute, value.span));
        return None;
    }
    let mut fields: Vec<(usize, Word<'a>)> = Vec::new();
    let mut is_whole = true;
    for element in elements {
        let Some(word) = read::word(cx, element, "a field") else {
            is_whole = false;
            continue;
        };
        if let Some((_, first)) = fields.iter().find(|(_, first)| first.text == word.text) {
            cx.report(attributes::repeated_field(attribute, word, *first));
            continue;
        }
        match draft.column(cx, word) {
            Some(index) => fields.push((index, word)),
            None => is_whole = false,
        }
    }
    is_whole.then_some(fields)
}

/// `comment: ".."`.
pub(super) fn comment<'a>(cx: &mut Context<'a>, args: &mut Args<'a>) -> Option<String> {
    let comment = read::string(cx, args.named("comment")?, "a comment")?;
    Some(comment.to_owned()).filter(|comment| !comment.is_empty())
}

/// `name: ".."`.
pub(super) fn given_name<'a>(
    cx: &mut Context<'a>,
    draft: &mut ModelDraft<'a>,
    args: &mut Args<'a>,
    what: &'static str,
) -> Option<String> {
    let value = args.named("name")?;
    let name = read::name_string(cx, value, &format!("{what}'s name"))?;
    let is_relation = !matches!(what, "the check" | "the constraint" | "the foreign key");
    give_name(draft, what, name, value, is_relation, what != "the index");
    Some(name.to_owned())
}

/// A name that stands first, in quotes.
pub(super) fn give<'a>(
    cx: &mut Context<'a>,
    draft: &mut ModelDraft<'a>,
    value: &'a Value<'a>,
    what: &'static str,
) -> Option<String> {
    let name = read::name_string(cx, value, &format!("{what}'s name"))?;
    give_name(draft, what, name, value, true, true);
    Some(name.to_owned())
}

fn give_name<'a>(
    draft: &mut ModelDraft<'a>,
    what: &'static str,
    name: &str,
    value: &Value<'a>,
    is_relation: bool,
    is_constraint: bool,
) {
    draft.given_names.push(GivenName {
        what,
        name: name.to_owned(),
        span: value.span,
        is_relation,
        is_constraint,
    });
}

/// `nulls: not_distinct`.
fn nulls<'a>(cx: &mut Context<'a>, args: &mut Args<'a>) -> bool {
    args.named("nulls")
        .and_then(|value| {
            read::choice(cx, value, "a way to compare nulls", &[("distinct", false), ("not_distinct", true)])
        })
        .unwrap_or(false)
}
