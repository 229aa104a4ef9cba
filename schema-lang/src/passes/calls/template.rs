//! A query's SQL with its parameters: `{name}` is one, and `{? .. }` goes when a parameter in it is absent.

use pg_orm_ir::Place;
use pg_orm_ir::model::{Parameter, QueryPart, SqlText};
use pg_orm_sql::{Token, TokenKind};

use super::super::{Context, sql};
use crate::diagnostics::calls as diagnostics;
use crate::source::Span;
use crate::syntax::ast::{Sql, Word};

/// A query's SQL, read.
#[derive(Debug, Default)]
pub(super) struct Template {
    pub(super) parts: Vec<QueryPart>,
    /// The same text with blanks for braces and `$1` for a parameter, so that its places are those of what was written.
    pub(super) plain: String,
    /// Whether it reads a setting of the session.
    pub(super) has_setting: bool,
    /// Which parameters stand in it.
    pub(super) is_used: Vec<bool>,
}

/// Reads the SQL of a query of these parameters.
pub(super) fn read<'a>(cx: &mut Context<'a>, sql: &'a Sql, parameters: &[Parameter]) -> Option<Template> {
    let known: Vec<&str> = parameters.iter().filter_map(|it| it.name.as_deref()).collect();
    let all = pg_orm_sql::tokens(&sql.text).unwrap_or_default();
    if let Some(token) = all.iter().find(|token| token.kind == TokenKind::Parameter) {
        let written = sql.text.get(token.span.clone()).unwrap_or_default();
        cx.report(diagnostics::positional(sql.span_of(token.span.clone()), written, &known));
        return None;
    }
    let tokens = sql::checked_tokens(cx, sql)?;
    let template = Template { is_used: vec![false; parameters.len()], ..Template::default() };
    let mut reader = Reader { sql, tokens: &tokens, parameters, template, at: 0, is_whole: true };
    let parts = reader.parts(cx, None);
    reader.template.parts = trimmed(parts);
    reader.is_whole.then_some(reader.template)
}

struct Reader<'r, 'a> {
    sql: &'a Sql,
    tokens: &'r [Token],
    parameters: &'r [Parameter],
    template: Template,
    at: usize,
    is_whole: bool,
}

impl<'a> Reader<'_, 'a> {
    fn written(&self, index: usize) -> &'a str {
        let token = self.tokens.get(index).map(|token| token.span.clone());
        token.and_then(|span| self.sql.text.get(span)).unwrap_or_default()
    }

    fn span(&self, index: usize) -> Span {
        self.tokens.get(index).map_or(self.sql.span, |token| self.sql.span_of(token.span.clone()))
    }

    fn is_space(&self, index: usize) -> bool {
        self.tokens.get(index).is_some_and(|token| token.kind == TokenKind::Space)
    }

    fn wrong(&mut self, cx: &mut Context<'a>, found: crate::diagnostics::Diagnostic) {
        self.is_whole = false;
        cx.report(found);
    }

    fn blank(&mut self, index: usize) {
        let blanks = " ".repeat(self.written(index).len());
        self.template.plain.push_str(&blanks);
    }

    /// Up to the end, or the brace that closes `open`.
    fn parts(&mut self, cx: &mut Context<'a>, open: Option<usize>) -> Vec<QueryPart> {
        let mut parts = Vec::new();
        let mut text = String::new();
        let flush = |text: &mut String, parts: &mut Vec<QueryPart>| {
            if !text.is_empty() {
                parts.push(QueryPart::Text(std::mem::take(text)));
            }
        };
        while self.at < self.tokens.len() {
            match self.written(self.at) {
                "{" if self.written(self.at + 1) == "?" => {
                    flush(&mut text, &mut parts);
                    let opener = self.at;
                    self.blank(opener);
                    self.blank(opener + 1);
                    self.at += 2;
                    let inner = self.parts(cx, Some(opener));
                    if open.is_some() {
                        let span = self.span(opener);
                        self.wrong(cx, diagnostics::optional_in_optional(span));
                    } else if !inner.iter().any(|part| self.may_be_absent(part)) {
                        let span = self.span(opener);
                        self.wrong(cx, diagnostics::optional_without_parameter(span));
                    }
                    parts.push(QueryPart::Optional(inner));
                }
                "{" => {
                    flush(&mut text, &mut parts);
                    parts.extend(self.parameter(cx));
                }
                "}" if open.is_some() => {
                    self.blank(self.at);
                    self.at += 1;
                    flush(&mut text, &mut parts);
                    return parts;
                }
                "}" => {
                    let span = self.span(self.at);
                    self.wrong(cx, diagnostics::brace(span, "}"));
                    self.at += 1;
                }
                _ => self.text(cx, &mut text),
            }
        }
        if let Some(opener) = open {
            let span = self.span(opener);
            self.wrong(cx, diagnostics::brace(span, "{"));
        }
        flush(&mut text, &mut parts);
        parts
    }

    /// A token that stays as it is, or the setting of a session.
    fn text(&mut self, cx: &mut Context<'a>, text: &mut String) {
        let Some(setting) = sql::setting_at(cx, self.sql, self.tokens, self.at) else {
            text.push_str(self.written(self.at));
            self.template.plain.push_str(self.written(self.at));
            self.at += 1;
            return;
        };
        let lowered = sql::resolve(cx, self.sql, setting)
            .and_then(|part| sql::lowered(cx, &SqlText { parts: vec![part] }, Place::Policy));
        match lowered {
            Some(lowered) => {
                self.template.has_setting = true;
                text.push_str(&lowered);
            }
            None => self.is_whole = false,
        }
        // The word, the dot and the setting's name; the text is parsed as a column of a table `session`.
        for index in self.at..self.at + 3 {
            self.template.plain.push_str(self.written(index));
        }
        self.at += 3;
    }

    /// `{name}`.
    fn parameter(&mut self, cx: &mut Context<'a>) -> Option<QueryPart> {
        let opener = self.at;
        let mut name = opener + 1;
        while self.is_space(name) {
            name += 1;
        }
        let mut end = name + 1;
        while self.is_space(end) {
            end += 1;
        }
        let is_word = self.tokens.get(name).is_some_and(|token| token.kind == TokenKind::Word);
        if !is_word || self.written(end) != "}" {
            let span = self.span(opener);
            self.wrong(cx, diagnostics::brace(span, "{"));
            self.at += 1;
            return None;
        }
        let word = Word { text: self.written(name), span: self.span(name) };
        let index = self.parameters.iter().position(|it| it.name.as_deref() == Some(word.text));
        let length: usize = (opener..=end).map(|index| self.written(index).len()).sum();
        self.at = end + 1;
        let Some(index) = index else {
            let known: Vec<&str> = self.parameters.iter().filter_map(|it| it.name.as_deref()).collect();
            self.wrong(cx, diagnostics::unknown_parameter(word, &known));
            return None;
        };
        let number = format!("${}", index + 1);
        // A parameter's name may be shorter than its number only with a hundred of them: no place is wrong then but its own.
        self.template.plain.push_str(&format!("{number:<length$}"));
        if let Some(is_used) = self.template.is_used.get_mut(index) {
            *is_used = true;
        }
        Some(QueryPart::Parameter(index))
    }

    fn may_be_absent(&self, part: &QueryPart) -> bool {
        matches!(part, QueryPart::Parameter(index) if self.parameters.get(*index).is_some_and(|it| it.is_nullable))
    }
}

/// Without white space at its ends.
fn trimmed(mut parts: Vec<QueryPart>) -> Vec<QueryPart> {
    if let Some(QueryPart::Text(first)) = parts.first_mut() {
        *first = first.trim_start().to_owned();
    }
    if let Some(QueryPart::Text(last)) = parts.last_mut() {
        *last = last.trim_end().to_owned();
    }
    parts
}
