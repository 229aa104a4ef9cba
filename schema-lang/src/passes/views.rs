//! Views and materialized views: a model's fields and attributes, and a query.

use pg_orm_ir::catalog::{CheckOption, ViewKind};
use pg_orm_ir::model::{Index, Key, SqlText, View};

use super::args::Args;
use super::fragments::{Pending, Site};
use super::models::{self, ModelDraft};
use super::names::Declared;
use super::{Context, read, sql};
use crate::diagnostics::{attributes, objects as diagnostics};
use crate::source::Span;
use crate::syntax::ast::{Attribute, Item, Member};

/// A view on its way to the representation.
#[derive(Debug)]
pub(super) struct ViewDraft<'a> {
    /// Its name, columns and what else it has of a model.
    pub(super) model: ModelDraft<'a>,
    pub(super) kind: ViewKind,
    query: Option<SqlText>,
    check_option: Option<CheckOption>,
    is_security_barrier: bool,
    pub(super) is_security_invoker: bool,
    is_without_data: bool,
}

/// Attributes that a view takes beside those of a model, by whether it is materialized.
pub(super) const OWN: &[&str] =
    &["as", "check_option", "security_barrier", "security_invoker", "without_data"];

/// All views, in order, without their triggers and rules.
pub(super) fn resolve<'a>(cx: &mut Context<'a>) -> Vec<ViewDraft<'a>> {
    cx.names.views.clone().into_iter().map(|declared| view(cx, declared)).collect()
}

fn view<'a>(cx: &mut Context<'a>, declared: Declared<'a>) -> ViewDraft<'a> {
    let item = declared.item;
    let is_materialized = item.keyword.text == "materialized view";
    let kind = if is_materialized { ViewKind::Materialized } else { ViewKind::Plain };
    let model = models::view(cx, declared, is_materialized);
    let mut draft = ViewDraft {
        model,
        kind,
        query: None,
        check_option: None,
        is_security_barrier: false,
        is_security_invoker: false,
        is_without_data: false,
    };
    for (field, site) in draft.model.ir.fields.iter().zip(&draft.model.columns) {
        if field.is_version {
            let message = format!("`@version` on `{}`, a column of a view", field.name);
            cx.report(diagnostics::not_here(
                site.name.span,
                &message,
                "the client changes no rows of a view",
            ));
        }
    }
    for member in item.members() {
        if let Member::Attribute(attribute) = member {
            self::attribute(cx, &mut draft, attribute);
        }
    }
    let has_query = item.members().iter().any(|member| is_named(member, "as"));
    if !has_query && !item.has_junk && !item.members().is_empty() {
        let what = if is_materialized { "a materialized view" } else { "a view" };
        cx.report(diagnostics::missing_entry(item, what, "its query", "`@@as(`select ..`)`"));
    }
    keys(cx, &mut draft, item);
    draft
}

fn is_named(member: &Member<'_>, name: &str) -> bool {
    matches!(member, Member::Attribute(attribute) if attribute.name.text == name)
}

fn attribute<'a>(cx: &mut Context<'a>, draft: &mut ViewDraft<'a>, attribute: &'a Attribute<'a>) {
    let is_materialized = draft.kind == ViewKind::Materialized;
    let name = attribute.name.text;
    let is_of_other = match name {
        "check_option" | "security_barrier" | "security_invoker" => is_materialized,
        "without_data" => !is_materialized,
        _ => false,
    };
    if is_of_other {
        let other = if is_materialized { "a view, not to a materialized one" } else { "a materialized view" };
        let message = format!("`@@{name}` belongs to {other}");
        return cx.report(diagnostics::not_here(attribute.name.span, &message, "not here"));
    }
    match name {
        "as" => {
            let mut args = Args::new(attribute, &[]);
            let value = args.required(cx, "a query in SQL");
            args.finish(cx);
            let written = value.and_then(|value| read::sql(cx, value, "a query in SQL, between backticks"));
            if let Some(sql) = written {
                let model = Some(&*draft.model.name.text);
                cx.fragments.push(Pending { sql, site: Site::View, model });
            }
            draft.query = written.and_then(|written| sql::fragment(cx, written));
        }
        "check_option" => {
            let mut args = Args::new(attribute, &[]);
            let options = [("local", CheckOption::Local), ("cascaded", CheckOption::Cascaded)];
            let option = args.positional().map(|value| read::choice(cx, value, "a check option", &options));
            args.finish(cx);
            draft.check_option = option.unwrap_or(Some(CheckOption::Cascaded));
        }
        "security_barrier" => draft.is_security_barrier = flag(cx, attribute),
        "security_invoker" => draft.is_security_invoker = flag(cx, attribute),
        "without_data" => draft.is_without_data = flag(cx, attribute),
        _ => {}
    }
}

fn flag<'a>(cx: &mut Context<'a>, attribute: &'a Attribute<'a>) -> bool {
    Args::new(attribute, &[]).finish(cx);
    true
}

/// The keys of a materialized view are unique indexes: it has no constraints. Those of a view are known to the client alone.
fn keys<'a>(cx: &mut Context<'a>, draft: &mut ViewDraft<'a>, item: &'a Item<'a>) {
    let ir = &mut draft.model.ir;
    if draft.kind == ViewKind::Plain {
        if ir.indexes.is_empty() {
            return;
        }
        let message = "an index of a view";
        let label = "only a materialized view keeps rows that can be indexed";
        ir.indexes.clear();
        let span = item.members().iter().find_map(index_span).unwrap_or(item.head);
        return cx.report(diagnostics::not_here(span, message, label));
    }
    let keys: Vec<Key> = ir.primary_key.iter().chain(&ir.unique_keys).cloned().collect();
    let indexes = keys.into_iter().map(|key| Index {
        name: key.name,
        is_unique: true,
        nulls_not_distinct: key.nulls_not_distinct,
        method: "btree".to_owned(),
        keys: key
            .fields
            .into_iter()
            .map(|field| pg_orm_ir::model::IndexKey {
                target: pg_orm_ir::model::IndexTarget::Field(field),
                ..Default::default()
            })
            .collect(),
        ..Index::default()
    });
    let indexes: Vec<Index> = indexes.chain(std::mem::take(&mut ir.indexes)).collect();
    ir.indexes = indexes;
    let primary = draft.model.primary_key.map(|attribute| attribute.span);
    let spans = primary.into_iter().chain(std::mem::take(&mut draft.model.unique_spans));
    draft.model.index_spans = spans.chain(std::mem::take(&mut draft.model.index_spans)).collect();
}

fn index_span(member: &Member<'_>) -> Option<Span> {
    let is_index = |attribute: &&Attribute<'_>| attribute.name.text == "index";
    match member {
        Member::Attribute(attribute) => Some(attribute).filter(is_index).map(|attribute| attribute.span),
        Member::Field(field) => field.attributes.iter().find(is_index).map(|attribute| attribute.span),
        Member::Entry(_) => None,
    }
}

/// Reports an attribute of models that a view does not take.
pub(super) fn refuse(cx: &mut Context<'_>, attribute: &Attribute<'_>, is_materialized: bool) {
    let what = if is_materialized { "a materialized view" } else { "a view" };
    let known: Vec<&str> = TAKEN.iter().chain(OWN).copied().collect();
    cx.report(attributes::unknown(attribute, what, &known));
}

/// What a view takes of a model's attributes.
pub(super) const TAKEN: &[&str] = &[
    "schema",
    "map",
    "comment",
    "owner",
    "grant",
    "id",
    "unique",
    "index",
    "statistics",
    "with",
    "tablespace",
    "access_method",
    "cluster",
    "revoke",
    "include",
];

impl ViewDraft<'_> {
    /// Its query, where it could be read.
    pub(super) fn query(&self) -> Option<&SqlText> {
        self.query.as_ref()
    }

    /// Whether privileges and policies of whoever reads it count.
    pub(super) fn is_security_invoker(&self) -> bool {
        self.is_security_invoker
    }

    /// The view; without its query where that is a diagnostic already.
    pub(super) fn into_ir(self) -> View {
        View {
            model: self.model.ir,
            kind: self.kind,
            query: self.query.unwrap_or_default(),
            check_option: self.check_option,
            is_security_barrier: self.is_security_barrier,
            is_security_invoker: self.is_security_invoker,
            is_without_data: self.is_without_data,
        }
    }
}
