//! `@@exclude`: what two rows may not agree in.

use pg_orm_ir::QualifiedName;
use pg_orm_ir::model::Exclusion;
use pg_orm_ir::types::BaseType;

use super::args::Args;
use super::models::ModelDraft;
use super::objects::DEFERRABLE;
use super::{Context, constraints, indexes, objects, partitions, read, sql};
use crate::diagnostics::{attributes, values};
use crate::syntax::ast::{Attribute, Value, ValueKind, Word};

const NAMED: &[&str] = &["using", "where", "deferrable", "name", "include", "with", "tablespace", "comment"];

/// Adds the exclusion constraint to the model.
pub(super) fn exclude<'a>(cx: &mut Context<'a>, draft: &mut ModelDraft<'a>, attribute: &'a Attribute<'a>) {
    let mut args = Args::new(attribute, NAMED);
    let given = args.positional_if(|value| matches!(value.kind, ValueKind::String(_)));
    let list = args.required(cx, "a list such as [room with \"=\", at with \"&&\"]");
    let name = match given {
        Some(value) => constraints::give(cx, draft, value, "the exclusion"),
        None => constraints::given_name(cx, draft, &mut args, "the exclusion"),
    };
    let method = args.named("using").map(|value| read::word(cx, value, "an index method"));
    let predicate =
        args.named("where").and_then(|value| read::sql(cx, value, "a condition in SQL, between backticks"));
    let predicate = predicate.and_then(|written| sql::immutable(cx, written, "an exclusion's condition"));
    let deferrable =
        args.named("deferrable").and_then(|value| read::choice(cx, value, "a time to check", DEFERRABLE));
    let include =
        args.named("include").and_then(|value| constraints::field_list(cx, draft, attribute, value));
    let options = args.named("with").map(|value| objects::options(cx, value));
    let tablespace = args.named("tablespace").and_then(|value| read::name(cx, value, "a tablespace"));
    let comment = constraints::comment(cx, &mut args);
    let part_of = partitions::whole(cx, draft, &mut args);
    args.finish(cx);
    let method = match method {
        Some(None) => return,
        Some(Some(word)) => word,
        None => Word { text: "gist", span: attribute.span },
    };
    if !indexes::is_method(cx, method) {
        return;
    }
    let Some(list) = list else { return };
    if read::elements(list).is_empty() {
        return cx.report(attributes::no_fields(attribute, list.span));
    }
    let elements: Option<Vec<_>> =
        read::elements(list).iter().map(|value| element(cx, draft, value, method)).collect();
    let Some(elements) = elements else { return };
    draft.exclusion_spans.push(attribute.span);
    draft.ir.exclusions.push(Exclusion {
        name,
        method: method.text.to_owned(),
        elements,
        predicate,
        deferrable: deferrable.unwrap_or_default(),
        comment,
        include: include.into_iter().flatten().map(|(_, word)| word.text.to_owned()).collect(),
        options: options.unwrap_or_default(),
        tablespace: tablespace.map(|name| name.text.into_owned()),
        part_of,
    });
}

fn element<'a>(
    cx: &mut Context<'a>,
    draft: &ModelDraft<'a>,
    value: &'a Value<'a>,
    method: Word<'a>,
) -> Option<(pg_orm_ir::model::IndexKey, QualifiedName)> {
    let ValueKind::With(key, operator) = &value.kind else {
        cx.report(values::expected("a field and its operator, such as room with \"=\"", value));
        return None;
    };
    let key = indexes::key(cx, draft, key, method)?;
    // Operators stand with their types: an extension's in its schema.
    let field = match &key.target {
        pg_orm_ir::model::IndexTarget::Field(field) => draft.ir.field(field),
        pg_orm_ir::model::IndexTarget::Expression(_) => None,
    };
    let schema = match field.map(|field| cx.underlying_type(&field.type_).type_.base) {
        Some(BaseType::Declared(name)) if cx.is_of_extension(&name) => name.schema,
        _ => "pg_catalog".to_owned(),
    };
    let name = match operator.rsplit_once('.') {
        Some((schema, name)) if !schema.is_empty() => QualifiedName::new(schema, name),
        _ => QualifiedName::new(schema, &**operator),
    };
    Some((key, name))
}
