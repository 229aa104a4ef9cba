//! The row types of tables and views by their names in the database, which columns and functions may have as types.

use pg_orm_ir::QualifiedName;
use pg_orm_ir::names::snake_case;

use super::names::Declared;
use super::{Context, items};
use crate::syntax::ast::{Attribute, Member, ValueKind};

/// Fills `cx.row_types`; what is wrong with a name is told where the model is read.
pub(super) fn name(cx: &mut Context<'_>) {
    cx.row_types = cx.names.models.iter().chain(&cx.names.views).map(row_type).collect();
}

fn row_type(declared: &Declared<'_>) -> QualifiedName {
    let attribute = |name: &str| {
        declared.item.members().iter().find_map(|member| match member {
            Member::Attribute(attribute) if attribute.name.text == name => text(attribute),
            _ => None,
        })
    };
    let schema = attribute("schema").unwrap_or(items::PUBLIC);
    let table = attribute("map").map_or_else(|| snake_case(&declared.name.text), str::to_owned);
    QualifiedName::new(schema, table)
}

fn text<'a>(attribute: &'a Attribute<'a>) -> Option<&'a str> {
    match &attribute.args.as_ref()?.list.first()?.value.kind {
        ValueKind::Path(word) => Some(word),
        ValueKind::String(text) => Some(text),
        _ => None,
    }
}
