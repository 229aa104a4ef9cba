//! Foreign tables: `@@foreign(server, { .. })` of a model or a partition, `@foreign({ .. })` of a field.

use pg_orm_ir::catalog::ForeignSource;

use super::args::Args;
use super::expand::Placed;
use super::models::ModelDraft;
use super::{Context, objects, read};
use crate::diagnostics::{families, objects as diagnostics};
use crate::source::Span;
use crate::syntax::ast::{Attribute, Member, ValueKind};

/// What needs rows that are here (manual, `CREATE FOREIGN TABLE`).
const BLOCK: &[&str] = &[
    "id",
    "unique",
    "index",
    "exclude",
    "partition",
    "unlogged",
    "tablespace",
    "with",
    "rls",
    "replica_identity",
    "foreign_key",
];
const FIELD: &[&str] = &["id", "unique", "relation", "through", "compression"];

/// `@@foreign(reporting, { schema_name: "public", table_name: "films" })`.
pub(super) fn table<'a>(cx: &mut Context<'a>, draft: &mut ModelDraft<'a>, attribute: &'a Attribute<'a>) {
    let mut args = Args::new(attribute, &[]);
    let server = args.required(cx, "a foreign server");
    let options = args.positional_if(|value| matches!(value.kind, ValueKind::Map(_)));
    args.finish(cx);
    let options = options.map(|value| objects::options(cx, value)).unwrap_or_default();
    let Some(server) = server.and_then(|value| read::name(cx, value, "a foreign server")) else { return };
    let servers = cx.names.objects.iter().filter(|declared| declared.item.keyword.text == "server");
    let servers: Vec<&str> = servers.map(|declared| &*declared.name.text).collect();
    if !servers.contains(&&*server.text) && !cx.has_unknown_objects() {
        let help = "declare it: `server name { wrapper = postgres_fdw }`".to_owned();
        let name = (&*server.text, server.span);
        return cx.report(diagnostics::unknown_object("foreign server", name, servers, Some(help)));
    }
    draft.ir.foreign = Some(ForeignSource { server: server.text.into_owned(), options });
}

/// `@foreign({ column_name: "title" })`.
pub(super) fn column<'a>(
    cx: &mut Context<'a>,
    draft: &mut ModelDraft<'a>,
    index: usize,
    attribute: &'a Attribute<'a>,
) {
    let mut args = Args::new(attribute, &[]);
    let options = args.required(cx, "options, such as { column_name: \"title\" }");
    args.finish(cx);
    let options = options.map(|value| objects::options(cx, value)).unwrap_or_default();
    if let Some(field) = draft.ir.fields.get_mut(index) {
        field.foreign_options = options;
    }
}

/// Reports what of a block's members foreign tables don't have, or only they.
pub(super) fn check<'a>(cx: &mut Context<'a>, members: &[Placed<'a>]) {
    let foreign = members.iter().find_map(|placed| match placed.member {
        Member::Attribute(attribute) if attribute.name.text == "foreign" => Some(attribute.span),
        _ => None,
    });
    for placed in members {
        match (placed.member, foreign) {
            (Member::Attribute(attribute), Some(foreign)) => refuse(cx, attribute, BLOCK, foreign),
            (Member::Field(field), Some(foreign)) => {
                field.attributes.iter().for_each(|attribute| refuse(cx, attribute, FIELD, foreign));
            }
            (Member::Field(field), None) => {
                let options = field.attributes.iter().find(|attribute| attribute.name.text == "foreign");
                // A mixin's may be included by a foreign table, too.
                if let (Some(attribute), None) = (options, placed.include) {
                    cx.report(families::options_without_server(attribute.span));
                }
            }
            _ => {}
        }
    }
}

fn refuse(cx: &mut Context<'_>, attribute: &Attribute<'_>, refused: &[&str], foreign: Span) {
    let name = attribute.name.text;
    if refused.contains(&name) {
        let written = format!("{}{name}", attribute.sigil);
        cx.report(families::not_foreign(&written, attribute.name.span, foreign));
    }
}
