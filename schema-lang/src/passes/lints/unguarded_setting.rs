//! `current_setting('app.tenant')`, which fails where nobody has set it (manual, section 9.28.1).

use pg_orm_sql::TokenKind;

use super::sql_words::{Words, each_sql, entry};
use super::{Checked, Findings, Spot};
use crate::diagnostics::{Diagnostic, codes};
use crate::source::Span;
use crate::syntax::ast::{Item, Sql, ValueKind};

pub(super) fn check(schema: &Checked<'_, '_>, found: &mut Findings) {
    let names = &schema.cx.names;
    let kinds = [&names.models, &names.mixins, &names.views, &names.domains, &names.policies, &names.objects];
    for item in kinds.into_iter().flatten().map(|declared| declared.item) {
        // A raw block is its author's, and other languages have words of their own.
        if item.keyword.text == "raw" || !is_sql(item) {
            continue;
        }
        each_sql(item, &mut |sql| fragment(schema, sql, found));
    }
}

/// Whether the bodies of an item are SQL.
fn is_sql(item: &Item<'_>) -> bool {
    match entry(item, "language").map(|value| &value.kind) {
        Some(ValueKind::Path(language)) => matches!(*language, "sql" | "plpgsql"),
        _ => true,
    }
}

fn fragment(schema: &Checked<'_, '_>, sql: &Sql, found: &mut Findings) {
    const FUNCTION: &str = "current_setting";
    let is_there =
        sql.text.as_bytes().windows(FUNCTION.len()).any(|it| it.eq_ignore_ascii_case(FUNCTION.as_bytes()));
    let Some(words) = is_there.then(|| Words::of(sql)).flatten() else { return };
    for at in 0..words.len() {
        let is_call = words.is(at, FUNCTION) && words.is(at + 1, "(");
        let Some(end) = is_call.then(|| words.closing(at + 1)).flatten() else { continue };
        let setting = words.string(at + 2).filter(|name| name.contains('.'));
        let has_second =
            (at + 2..end).any(|at| words.is(at, ",") && words.kind(at) == Some(TokenKind::Symbol));
        let (Some(setting), false) = (setting, has_second) else { continue };
        let (Some(span), Some(last)) = (words.span(at, end), words.span(end - 1, end - 1)) else { continue };
        found.add(diagnostic(schema, setting, span, last), Spot::Block);
    }
}

fn diagnostic(schema: &Checked<'_, '_>, setting: &str, span: Span, last: Span) -> Diagnostic {
    let of_session = schema.cx.sessions.iter().find_map(|session| {
        let name = setting.strip_prefix(&*session.ir.prefix)?.strip_prefix('.')?;
        session.ir.settings.iter().find(|it| it.name == name)
    });
    let guarded = format!("`current_setting('{setting}', true)`");
    let help = match of_session {
        Some(setting) => format!("write `session.{}`, which is null there, or {guarded}", setting.name),
        None => format!("write {guarded}, which is null there"),
    };
    Diagnostic::warning(
        codes::UNGUARDED_SETTING,
        format!("the setting `{setting}` is read without a guard"),
        span,
        "an error where nobody has set it",
    )
    .help(help)
    .insert_behind(last, ", true")
}
