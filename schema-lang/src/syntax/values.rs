//! Values, arguments and types: from the parser's pairs to the tree.

use std::borrow::Cow;

use pest::iterators::Pair;

use super::ast::{self, Arg, Args, Param, Params, Sql, TypeArgs, TypeRef, Value, ValueKind};
use super::build::Builder;
use super::generated::Rule;
use super::text;
use crate::diagnostics::syntax;
use crate::source::Span;

impl<'a> Builder<'a, '_> {
    pub(super) fn args(&mut self, pair: Pair<'a, Rule>) -> Args<'a> {
        let span = self.span(&pair);
        let list = pair.into_inner().filter_map(|arg| self.arg(arg)).collect();
        Args { list, span }
    }

    fn arg(&mut self, pair: Pair<'a, Rule>) -> Option<Arg<'a>> {
        let span = self.span(&pair);
        let inner = pair.into_inner().next()?;
        if inner.as_rule() != Rule::named {
            return Some(Arg { name: None, value: self.operand(inner), span });
        }
        let mut parts = inner.into_inner();
        let name = self.word(&parts.next()?);
        let value = self.operand(parts.next()?);
        Some(Arg { name: Some(name), span: name.span.to(value.span), value })
    }

    /// A value, perhaps with an operator.
    pub(super) fn operand(&mut self, pair: Pair<'a, Rule>) -> Value<'a> {
        let span = self.span(&pair);
        let mut parts = pair.into_inner();
        let value = parts.next().map(|value| self.value(value));
        let operator = parts.next().and_then(|operator| operator.into_inner().last());
        match (value, operator) {
            (Some(value), None) => value,
            (Some(value), Some(operator)) => {
                let operator = self.string(&operator);
                Value { kind: ValueKind::With(Box::new(value), operator), span }
            }
            (None, _) => Value { kind: ValueKind::Path(""), span },
        }
    }

    fn value(&mut self, pair: Pair<'a, Rule>) -> Value<'a> {
        let span = self.span(&pair);
        let kind = match pair.as_rule() {
            Rule::sql => ValueKind::Sql(self.sql(&pair)),
            Rule::string => ValueKind::String(self.string(&pair)),
            Rule::number => ValueKind::Number(pair.as_str()),
            Rule::boolean => ValueKind::Bool(pair.as_str() == "true"),
            Rule::list => ValueKind::List(pair.into_inner().map(|value| self.operand(value)).collect()),
            Rule::map => ValueKind::Map(pair.into_inner().filter_map(|pair| self.pair(pair)).collect()),
            Rule::call => return self.call(pair),
            _ => ValueKind::Path(pair.as_str()),
        };
        Value { kind, span }
    }

    fn pair(&mut self, pair: Pair<'a, Rule>) -> Option<ast::Pair<'a>> {
        let mut parts = pair.into_inner();
        let key = self.name(&parts.next()?);
        let value = self.operand(parts.next()?);
        Some(ast::Pair { key, value })
    }

    pub(super) fn params(&mut self, pair: Pair<'a, Rule>) -> Params<'a> {
        let span = self.span(&pair);
        let list = pair.into_inner().filter_map(|param| self.param(param)).collect();
        Params { list, span }
    }

    fn param(&mut self, pair: Pair<'a, Rule>) -> Option<Param<'a>> {
        let mut parts = pair.into_inner().peekable();
        let mode = parts.next_if(|part| part.as_rule() == Rule::param_mode).map(|mode| self.word(&mode));
        let name = self.name(&parts.next()?);
        let type_ref = self.type_ref(parts.next()?, &name.text);
        let default = parts.next().map(|value| self.operand(value));
        Some(Param { mode, name, type_ref, default })
    }

    fn call(&mut self, pair: Pair<'a, Rule>) -> Value<'a> {
        let span = self.span(&pair);
        let written = pair.as_str();
        let mut parts = pair.into_inner();
        let kind = match (parts.next(), parts.next()) {
            (Some(path), Some(args)) => ValueKind::Call(self.word(&path), self.args(args)),
            _ => ValueKind::Path(written),
        };
        Value { kind, span }
    }

    pub(super) fn type_ref(&mut self, pair: Pair<'a, Rule>, of: &str) -> TypeRef<'a> {
        let span = self.span(&pair);
        let mut type_ref = TypeRef {
            words: Cow::Borrowed(""),
            schema: None,
            is_quoted: false,
            is_set: false,
            args: None,
            dimensions: 0,
            nullable_elements: None,
            nullable: None,
            span,
            name_span: span,
        };
        let mut end = span;
        for part in pair.into_inner() {
            let at = self.span(&part);
            match part.as_rule() {
                Rule::string => {
                    type_ref.is_quoted = true;
                    type_ref.words = self.string(&part);
                }
                Rule::setof => type_ref.is_set = true,
                Rule::type_name => {
                    let mut parts = part.into_inner().map(|part| self.name(&part).text);
                    type_ref.is_quoted = true;
                    type_ref.schema = parts.next();
                    type_ref.words = parts.next().unwrap_or_default();
                }
                Rule::path if type_ref.words.is_empty() => type_ref.words = Cow::Borrowed(part.as_str()),
                Rule::path => {
                    let words = type_ref.words.to_mut();
                    words.push(' ');
                    words.push_str(part.as_str());
                }
                Rule::type_args => {
                    if type_ref.args.is_some() {
                        self.diagnostics.push(syntax::second_type_arguments(at));
                    }
                    let list = part.into_inner().map(|value| self.operand(value)).collect();
                    type_ref.args = Some(TypeArgs { list, span: at });
                }
                Rule::array => {
                    let written = part.as_str();
                    if part.into_inner().next().is_some() {
                        self.diagnostics.push(syntax::array_length(at, of, &type_ref.words, written));
                    }
                    match type_ref.nullable {
                        Some(_) if type_ref.dimensions == 0 => {
                            type_ref.nullable_elements = type_ref.nullable.take();
                        }
                        Some(nullable) => {
                            self.diagnostics.push(syntax::nullable_dimension(nullable.to(at)));
                        }
                        None => {}
                    }
                    type_ref.dimensions += 1;
                }
                Rule::nullable => {
                    if type_ref.nullable.is_some() {
                        self.diagnostics.push(syntax::second_question_mark(at));
                    }
                    type_ref.nullable = Some(at);
                }
                _ => {}
            }
            if type_ref.nullable.is_none() && type_ref.dimensions == 0 {
                type_ref.name_span = span.to(at);
            }
            end = at;
        }
        type_ref.span = span.to(end);
        type_ref
    }

    pub(super) fn string(&mut self, pair: &Pair<'a, Rule>) -> Cow<'a, str> {
        let span = self.span(pair);
        let written = pair.as_str();
        let inner = written.get(1..written.len().saturating_sub(1)).unwrap_or_default();
        text::unescape(inner).unwrap_or_else(|text::BadEscape(range)| {
            let start = span.start as usize + 1;
            let at = Span::new(self.file, start + range.start, start + range.end);
            self.diagnostics.push(syntax::bad_escape(at, inner.get(range).unwrap_or_default()));
            Cow::Borrowed(inner)
        })
    }

    pub(super) fn sql(&mut self, pair: &Pair<'a, Rule>) -> Sql {
        let span = self.span(pair);
        if let Some(string) = pair.clone().into_inner().flatten().find(|it| it.as_rule() == Rule::string) {
            let text = self.string(&string).into_owned();
            return Sql { text, span, places: Vec::new() };
        }
        let fragment = text::fragment(pair.as_str());
        let start = span.start as usize;
        let places = fragment.places.into_iter().map(|(text, at)| (text, start + at)).collect();
        Sql { text: fragment.text, span, places }
    }
}
