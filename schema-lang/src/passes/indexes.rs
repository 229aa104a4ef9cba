//! `@@index`: keys, method, predicate, carried columns.

use pg_orm_ir::model::{Index, IndexKey, IndexTarget, Nulls};

use super::args::Args;
use super::fragments::{Pending, Site};
use super::known_extensions::{Part, that_brings};
use super::models::ModelDraft;
use super::{Context, constraints, objects, operators, partitions, read, sql, storage};
use crate::diagnostics::{attributes, indexes as index_diagnostics, objects as objects_diagnostics, values};
use crate::syntax::ast::{Arg, Attribute, Value, ValueKind, Word};

const NAMED: &[&str] = &[
    "using",
    "where",
    "include",
    "name",
    "unique",
    "with",
    "nulls",
    "tablespace",
    "comment",
    "only",
    "part_of",
];

/// What a key says by name.
const KEY_OPTIONS: &[&str] = &["nulls", "ops", "ops_with", "collate", "statistics"];

/// PostgreSQL's own index methods (manual, section 11.2).
const METHODS: &[&str] = &["btree", "hash", "gist", "spgist", "gin", "brin"];

/// Adds the index to the model.
pub(super) fn index<'a>(cx: &mut Context<'a>, draft: &mut ModelDraft<'a>, attribute: &'a Attribute<'a>) {
    let mut args = Args::new(attribute, NAMED);
    let keys = args.required(cx, "a list of fields");
    let method = args.named("using").map(|value| read::word(cx, value, "an index method"));
    let predicate =
        args.named("where").map(|value| read::sql(cx, value, "a condition in SQL, between backticks"));
    let include = args.named("include");
    let name = constraints::given_name(cx, draft, &mut args, "the index");
    let is_unique =
        args.named("unique").and_then(|value| read::boolean(cx, value, "true or false")).unwrap_or(false);
    let options = args.named("with").map(|value| objects::options(cx, value)).unwrap_or_default();
    let nulls = [("distinct", false), ("not_distinct", true)];
    let nulls_value = args.named("nulls");
    let nulls_not_distinct = nulls_value
        .and_then(|value| read::choice(cx, value, "a way to compare nulls", &nulls))
        .unwrap_or(false);
    if let (Some(value), false) = (nulls_value, is_unique) {
        let help = "write `unique: true` beside it";
        cx.report(
            objects_diagnostics::not_here(
                value.span,
                "`nulls` of an index that is not unique",
                "nothing is compared",
            )
            .help(help),
        );
    }
    let tablespace = args
        .named("tablespace")
        .and_then(|value| read::name(cx, value, "a tablespace"))
        .map(|name| name.text.into_owned());
    let comment = constraints::comment(cx, &mut args);
    let is_only = partitions::only(cx, draft, &mut args);
    let part_of = partitions::whole(cx, draft, &mut args);
    let unique_span = args.span();
    args.finish(cx);

    let method = match method {
        // A slip in the method is a diagnostic already.
        Some(None) => return,
        Some(Some(word)) => word,
        None => Word { text: "btree", span: attribute.span },
    };
    if !is_method(cx, method) {
        return;
    }
    let Some(keys) = keys else { return };
    let elements = read::elements(keys);
    if elements.is_empty() {
        return cx.report(attributes::no_fields(attribute, keys.span));
    }
    let read: Vec<Option<IndexKey>> =
        elements.iter().map(|element| key(cx, draft, element, method)).collect();
    let include = include.and_then(|value| constraints::field_list(cx, draft, attribute, value));
    check_method(cx, method, is_unique.then_some(unique_span), elements, include.as_deref());
    let predicate = match predicate {
        Some(predicate) => predicate.and_then(|predicate| {
            cx.fragments.push(Pending { sql: predicate, site: Site::Index, model: Some(&draft.name.text) });
            sql::immutable(cx, predicate, "an index's condition")
        }),
        None => None,
    };
    let Some(keys) = read.into_iter().collect::<Option<Vec<_>>>() else { return };
    draft.index_spans.push(attribute.span);
    draft.ir.indexes.push(Index {
        name,
        is_unique,
        method: method.text.to_owned(),
        keys,
        include: include.into_iter().flatten().map(|(_, word)| word.text.to_owned()).collect(),
        predicate,
        nulls_not_distinct,
        options,
        tablespace,
        comment,
        is_only,
        part_of,
    });
}

/// Whether there is an index method of this name; reports where there is none.
pub(super) fn is_method(cx: &mut Context<'_>, method: Word<'_>) -> bool {
    if METHODS.contains(&method.text) {
        return true;
    }
    match that_brings(Part::Method, method.text) {
        Some(extension) if cx.extension_schema(extension).is_some() => return true,
        Some(extension) => {
            cx.report(objects_diagnostics::lacks_extension(
                "the index method",
                method.text,
                method.span,
                extension,
            ));
        }
        None if cx.has_unknown_objects() => return true,
        None => cx.report(index_diagnostics::unknown_method(method, METHODS)),
    }
    false
}

/// A key of a partitioned model, of which nothing but a collation and an operator class can be said.
pub(super) fn partition_key<'a>(
    cx: &mut Context<'a>,
    draft: &ModelDraft<'a>,
    element: &'a Value<'a>,
    is_hash: bool,
) -> Option<IndexKey> {
    // Hashes need no order; what has none of the other is left to PostgreSQL.
    let method = Word { text: if is_hash { "hash" } else { "btree" }, span: element.span };
    let key = key(cx, draft, element, method)?;
    let is_plain = IndexKey {
        target: key.target.clone(),
        collation: key.collation.clone(),
        operator_class: key.operator_class.clone(),
        ..IndexKey::default()
    };
    if key != is_plain {
        let message = "what a partition's key does not have";
        let help = "it takes `collate` and `ops`";
        cx.report(objects_diagnostics::partition_rule(element.span, message, help));
        return None;
    }
    Some(key)
}

/// What a method can't do (manual, section 11.2 and `CREATE INDEX`).
fn check_method<'a>(
    cx: &mut Context<'a>,
    method: Word<'a>,
    unique: Option<crate::Span>,
    keys: &'a [Value<'a>],
    include: Option<&[(usize, Word<'a>)]>,
) {
    if let (Some(span), false) = (unique, method.text == "btree") {
        cx.report(index_diagnostics::method_cannot(
            method,
            span,
            "cannot be unique",
            "unique indexes are btree: remove `using`",
        ));
    }
    if let (Some((_, word)), "hash" | "gin" | "brin") = (include.and_then(<[_]>::first), method.text) {
        let help = "btree, gist and spgist can carry columns: remove `include`";
        cx.report(index_diagnostics::method_cannot(method, word.span, "cannot carry columns", help));
    }
    if let ([_, second, ..], "hash" | "spgist") = (keys, method.text) {
        let help = "make an index for each column";
        cx.report(index_diagnostics::method_cannot(method, second.span, "has one key", help));
    }
}

/// One key, with its options.
pub(super) fn key<'a>(
    cx: &mut Context<'a>,
    draft: &ModelDraft<'a>,
    element: &'a Value<'a>,
    method: Word<'a>,
) -> Option<IndexKey> {
    let (word, args) = match &element.kind {
        ValueKind::Path(_) => (read::word(cx, element, "a field")?, &[][..]),
        ValueKind::Call(word, args) => (*word, args.list.as_slice()),
        ValueKind::Sql(_) => {
            cx.report(values::bare_expression(element.span));
            return None;
        }
        _ => {
            cx.report(values::expected("a field, or expr(`..`)", element));
            return None;
        }
    };
    let expression = match args.first() {
        Some(Arg { name: None, value: Value { kind: ValueKind::Sql(sql), .. }, .. })
            if word.text == "expr" =>
        {
            Some(sql)
        }
        _ => None,
    };
    if expression.is_none() && word.text == "expr" && !draft.members.contains_key("expr") {
        cx.report(values::bare_expression(element.span));
        return None;
    }
    // `lower(email)`: a function of a field, not a field with its options.
    if expression.is_none()
        && !draft.members.contains_key(word.text)
        && matches!(args.first(), Some(Arg { name: None, value: Value { kind: ValueKind::Path(field), .. }, .. })
            if draft.members.contains_key(field))
    {
        cx.report(values::bare_function_of_field(element.span, word.text, args));
        return None;
    }
    let mut key = IndexKey {
        target: IndexTarget::Field(word.text.to_owned()),
        operator_class: None,
        is_descending: false,
        nulls: None,
        collation: None,
        operator_class_options: Vec::new(),
        statistics: None,
    };
    let is_whole =
        options(cx, &mut key, args.get(usize::from(expression.is_some())..).unwrap_or_default(), method);
    if let Some(expression) = expression {
        cx.fragments.push(Pending { sql: expression, site: Site::Index, model: Some(&draft.name.text) });
        key.target = IndexTarget::Expression(sql::immutable(cx, expression, "an index's expression")?);
    } else {
        let index = draft.column(cx, word)?;
        // One that is wrong is told.
        let is_given = args.iter().any(|arg| arg.name.is_some_and(|name| name.text == "ops"));
        if !is_given {
            operators::check(cx, draft, index, word, method);
        }
    }
    is_whole.then_some(key)
}

/// `desc`, `nulls: last`, `ops: text_pattern_ops`.
fn options<'a>(cx: &mut Context<'a>, key: &mut IndexKey, args: &'a [Arg<'a>], method: Word<'a>) -> bool {
    let mut is_whole = true;
    for arg in args {
        let is_read = match arg.name.map(|name| name.text) {
            None => {
                let order = [("asc", false), ("desc", true)];
                read::choice(cx, &arg.value, "an order", &order).map(|is| key.is_descending = is).is_some()
            }
            Some("nulls") => {
                let places = [("first", Nulls::First), ("last", Nulls::Last)];
                read::choice(cx, &arg.value, "a place for nulls", &places)
                    .map(|nulls| key.nulls = Some(nulls))
                    .is_some()
            }
            Some("ops") => {
                operator_class(cx, &arg.value).map(|name| key.operator_class = Some(name)).is_some()
            }
            Some("ops_with") => {
                key.operator_class_options = objects::options(cx, &arg.value);
                !key.operator_class_options.is_empty()
            }
            Some("collate") => {
                storage::collation_name(cx, &arg.value).map(|name| key.collation = Some(name)).is_some()
            }
            Some("statistics") => {
                objects::integer(cx, &arg.value).map(|target| key.statistics = Some(target)).is_some()
            }
            Some(_) => {
                if let Some(name) = arg.name {
                    cx.report(index_diagnostics::unknown_key_option(name, KEY_OPTIONS));
                }
                false
            }
        };
        is_whole &= is_read;
        let is_order = arg.name.is_none_or(|name| name.text == "nulls");
        if is_read && is_order && method.text != "btree" {
            let help = "only btree keeps its keys in order: remove this";
            cx.report(index_diagnostics::method_cannot(method, arg.span, "has no order", help));
        }
    }
    is_whole
}

/// A class as it is written, `schema.class`; one without a schema is found on the search path.
pub(super) fn class_name(written: &str) -> pg_orm_ir::QualifiedName {
    let (schema, name) = written.split_once('.').unwrap_or(("", written));
    pg_orm_ir::QualifiedName::new(schema, name)
}

/// An operator class by its name, with the schema of its extension where it is one's.
fn operator_class<'a>(cx: &mut Context<'a>, value: &'a Value<'a>) -> Option<String> {
    let name = objects::object(cx, value, "an operator class", "")?;
    if !name.schema.is_empty() {
        return Some(format!("{}.{}", name.schema, name.name));
    }
    let Some(extension) = that_brings(Part::OperatorClass, &name.name) else { return Some(name.name) };
    match cx.extension_schema(extension) {
        Some(schema) => Some(format!("{schema}.{}", name.name)),
        None => {
            let what = "the operator class";
            cx.report(objects_diagnostics::lacks_extension(what, &name.name, value.span, extension));
            None
        }
    }
}
