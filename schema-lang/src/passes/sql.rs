//! Fragments of SQL: whole tokens, balanced brackets, and `session.setting` replaced by references.
//!
//! What their grammar and their names say of the schema is looked at in [`fragments`](super::fragments).

use pg_orm_ir::model::{SqlPart, SqlText};
use pg_orm_ir::{LowerError, Place};
use pg_orm_sql::{Token, TokenKind};

use super::Context;
use crate::diagnostics::sql as diagnostics;
use crate::syntax::ast::{Sql, Word};

/// A fragment in which settings of the session may stand.
pub(super) fn fragment<'a>(cx: &mut Context<'a>, sql: &'a Sql) -> Option<SqlText> {
    let tokens = checked_tokens(cx, sql)?;
    with_settings(cx, sql, &tokens)
}

/// Statements, in which settings of the session may stand: the body of a function.
pub(super) fn statements<'a>(cx: &mut Context<'a>, sql: &'a Sql) -> Option<String> {
    if sql.text.trim().is_empty() {
        cx.report(diagnostics::empty(sql.span));
        return None;
    }
    let tokens = all_tokens(cx, sql)?;
    let text = with_settings(cx, sql, &tokens)?;
    lowered(cx, &text, Place::Table)
}

/// A fragment as PostgreSQL reads it, settings replaced by what reads them.
pub(super) fn lowered(cx: &Context<'_>, text: &SqlText, place: Place) -> Option<String> {
    let sessions: Vec<_> = cx.sessions.iter().map(|draft| draft.ir.clone()).collect();
    let lowered: Result<String, LowerError> = pg_orm_ir::lower_sql(&sessions, text, place);
    lowered.ok()
}

/// What no session has is left as it is where `session` is the name of something: a table, a variable.
fn with_settings<'a>(cx: &mut Context<'a>, sql: &'a Sql, tokens: &[Token]) -> Option<SqlText> {
    let mut parts: Vec<SqlPart> = Vec::new();
    let mut text = String::new();
    let mut is_whole = true;
    let mut rest = tokens.iter().enumerate();
    while let Some((index, token)) = rest.next() {
        let Some(setting) = setting_at(cx, sql, tokens, index) else {
            text.push_str(slice(sql, token));
            continue;
        };
        // The dot and the setting's name.
        rest.nth(1);
        match resolve(cx, sql, setting) {
            Some(part) => {
                if !text.is_empty() {
                    parts.push(SqlPart::Text(std::mem::take(&mut text)));
                }
                parts.push(part);
            }
            None => is_whole = false,
        }
    }
    if !text.is_empty() {
        parts.push(SqlPart::Text(text));
    }
    is_whole.then_some(SqlText { parts })
}

/// A fragment whose value can't depend on who is asking.
pub(super) fn immutable<'a>(cx: &mut Context<'a>, sql: &'a Sql, what: &str) -> Option<SqlText> {
    let tokens = checked_tokens(cx, sql)?;
    for index in 0..tokens.len() {
        if let Some(setting) = session_setting(sql, &tokens, index) {
            let span = sql.span_of(tokens.get(index)?.span.start..setting.span.end);
            cx.report(diagnostics::setting_not_immutable(span, what));
            return None;
        }
    }
    Some(SqlText::text(sql.text.clone()))
}

/// The setting's name, where `session.name` starts at `index`. What no session has is left as it is where `session` is the name of
/// something.
pub(super) fn setting_at<'t>(
    cx: &Context<'_>,
    sql: &Sql,
    tokens: &'t [Token],
    index: usize,
) -> Option<&'t Token> {
    session_setting(sql, tokens, index).filter(|setting| {
        let name = slice(sql, setting);
        cx.sessions.iter().any(|session| session.settings.contains_key(name)) || !is_name(sql, tokens)
    })
}

/// Whether `session` is the name of something here: it stands without a dot behind it.
fn is_name(sql: &Sql, tokens: &[Token]) -> bool {
    tokens.iter().enumerate().any(|(index, token)| {
        slice(sql, token) == "session" && tokens.get(index + 1).is_none_or(|next| slice(sql, next) != ".")
    })
}

fn slice<'s>(sql: &'s Sql, token: &Token) -> &'s str {
    sql.text.get(token.span.clone()).unwrap_or_default()
}

/// The third of the tokens `session` `.` `setting`, where they start at `index`.
fn session_setting<'t>(sql: &Sql, tokens: &'t [Token], index: usize) -> Option<&'t Token> {
    let word = |index: usize, text: &str| tokens.get(index).is_some_and(|token| slice(sql, token) == text);
    let before = index.checked_sub(1);
    // `a.session.b` is a column of somebody's.
    if !word(index, "session") || !word(index + 1, ".") || before.is_some_and(|before| word(before, ".")) {
        return None;
    }
    tokens.get(index + 2).filter(|token| token.kind == TokenKind::Word)
}

/// The setting of this name, which a session must have.
pub(super) fn resolve<'a>(cx: &mut Context<'a>, sql: &'a Sql, setting: &Token) -> Option<SqlPart> {
    let word = Word { text: sql.text.get(setting.span.clone())?, span: sql.span_of(setting.span.clone()) };
    let mut having = cx.sessions.iter().filter(|session| session.settings.contains_key(word.text));
    let Some(first) = having.next() else {
        // The setting may be in what could not be read, which is a diagnostic of its own.
        let is_lost = cx.sessions.is_empty() && cx.names.has_unread;
        if is_lost || cx.sessions.iter().any(|session| session.is_broken) {
            return None;
        }
        let settings: Vec<&str> = cx
            .sessions
            .iter()
            .flat_map(|session| session.ir.settings.iter().map(|setting| setting.name.as_str()))
            .collect();
        let diagnostic = diagnostics::unknown_setting(word, cx.sessions.is_empty(), &settings);
        cx.report(diagnostic);
        return None;
    };
    // Sessions of one prefix share their settings, where these have one type.
    let type_of = |session: &super::sessions::SessionDraft<'a>| {
        let setting = session.ir.settings.iter().find(|setting| setting.name == word.text);
        (session.ir.prefix.clone(), setting.map(|setting| setting.type_.clone()))
    };
    if let Some(other) = having.find(|other| type_of(other) != type_of(first)) {
        let diagnostic = diagnostics::ambiguous_setting(word, first.name, other.name);
        cx.report(diagnostic);
        return None;
    }
    Some(SqlPart::Setting { session: first.ir.name.clone(), setting: word.text.to_owned() })
}

/// The tokens of a fragment that is whole: not empty, one expression, each bracket closed.
pub(super) fn checked_tokens<'a>(cx: &mut Context<'a>, sql: &'a Sql) -> Option<Vec<Token>> {
    if sql.text.trim().is_empty() {
        cx.report(diagnostics::empty(sql.span));
        return None;
    }
    let tokens = all_tokens(cx, sql)?;
    let mut open: Vec<(char, &Token)> = Vec::new();
    for token in &tokens {
        let text = slice(sql, token);
        let span = || sql.span_of(token.span.clone());
        match (token.kind, text) {
            (TokenKind::Symbol, ";") => {
                cx.report(diagnostics::semicolon(span()));
                return None;
            }
            (TokenKind::Symbol, "(") => open.push((')', token)),
            (TokenKind::Symbol, "[") => open.push((']', token)),
            (TokenKind::Symbol, ")" | "]") => match open.pop() {
                Some((close, _)) if text.starts_with(close) => {}
                Some((close, opener)) => {
                    let opener = sql.span_of(opener.span.clone());
                    cx.report(diagnostics::wrong_bracket(span(), text, Some((close, opener))));
                    return None;
                }
                None => {
                    cx.report(diagnostics::wrong_bracket(span(), text, None));
                    return None;
                }
            },
            (TokenKind::Parameter, _) => {
                cx.report(diagnostics::parameter(span(), text));
                return None;
            }
            // It would swallow what is written behind the fragment.
            (TokenKind::Comment, comment)
                if comment.starts_with("--") && token.span.end == sql.text.len() =>
            {
                cx.report(diagnostics::comment_at_end(span()));
                return None;
            }
            _ => {}
        }
    }
    if let Some((_, opener)) = open.pop() {
        cx.report(diagnostics::unclosed_bracket(sql.span_of(opener.span.clone()), slice(sql, opener)));
        return None;
    }
    if tokens.iter().all(|token| matches!(token.kind, TokenKind::Space | TokenKind::Comment)) {
        cx.report(diagnostics::empty(sql.span));
        return None;
    }
    Some(tokens)
}

/// The tokens of a fragment, whose strings, names and comments end.
fn all_tokens<'a>(cx: &mut Context<'a>, sql: &'a Sql) -> Option<Vec<Token>> {
    match pg_orm_sql::tokens(&sql.text) {
        Ok(tokens) => Some(tokens),
        Err(error) => {
            let opener = sql.span_of(error.at..error.at + 1);
            cx.report(diagnostics::unclosed(opener, error.kind));
            None
        }
    }
}
