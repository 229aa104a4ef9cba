//! Views and materialized views.

use pg_orm_ir::catalog::{CheckOption, View, ViewColumn, ViewKind};

use super::context::Cx;
use super::model::{access, block, head, kept, stored};
use super::{columns, defaults, indexes, text, types};

/// A view's item.
pub(super) fn view(cx: &Cx<'_>, view: &View) -> Option<String> {
    let word = cx.types.get(&view.name)?;
    let (docs, mut head) = head(&view.name, word, view.comment.as_deref());
    if view.is_security_invoker {
        head.push("@@security_invoker".to_owned());
    }
    if view.is_security_barrier {
        head.push("@@security_barrier".to_owned());
    }
    head.extend(view.check_option.map(|option| match option {
        CheckOption::Local => "@@check_option(local)".to_owned(),
        CheckOption::Cascaded => "@@check_option(cascaded)".to_owned(),
    }));
    let fields = view.columns.iter().filter_map(|column| field(cx, view, column)).collect();
    let mut attributes = vec![format!("@@as({})", text::sql(&view.query, 2))];
    if view.is_without_data {
        attributes.push("@@without_data".to_owned());
    }
    attributes.extend(indexes::indexes(cx, &view.name, &view.indexes));
    attributes.extend(indexes::statistics(cx, &view.name, &view.statistics));
    attributes.extend(stored(view.access_method.as_deref(), view.clustered_on.as_deref()));
    attributes.extend(kept(cx, &view.name, view.tablespace.as_deref(), &view.options));
    attributes.extend(access(cx, &view.name, &view.access));
    let keyword = if view.kind == ViewKind::Materialized { "materialized view" } else { "view" };
    Some(block(&docs, &format!("{keyword} {word}"), &[head, fields, attributes]))
}

fn field(cx: &Cx<'_>, view: &View, column: &ViewColumn) -> Option<String> {
    let name = cx.field(&view.name, &column.name)?;
    let default = column.default.as_deref();
    let default = default.map(|default| {
        format!("@default({})", defaults::default(default, &column.type_, cx.catalog, cx.chosen))
    });
    let kept = columns::kept(column.storage, column.compression, column.statistics);
    let parameters = columns::parameters(cx, &view.name, &column.name, &column.options);
    // In the database every column of a view may be null.
    let mark = types::mark(true, &column.type_, cx.catalog);
    let type_ = format!("{}{mark}", types::value_ref(&column.type_, &cx.types));
    let attributes = default.into_iter().chain(kept).chain(parameters).collect();
    Some(columns::line(name, &type_, &column.name, column.comment.as_deref(), attributes))
}
