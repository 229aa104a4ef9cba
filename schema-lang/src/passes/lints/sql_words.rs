//! The words of a fragment of SQL: its tokens without comments and spaces, and where fragments stand.

use pg_orm_sql::{Token, TokenKind, tokens};

use crate::source::Span;
use crate::syntax::ast::{Attribute, Item, Member, Sql, Value, ValueKind};

/// The tokens of a fragment that mean something.
pub(super) struct Words<'s> {
    sql: &'s Sql,
    tokens: Vec<Token>,
}

impl<'s> Words<'s> {
    /// `None` where the fragment can't be cut into tokens, which is a diagnostic already.
    pub(super) fn of(sql: &'s Sql) -> Option<Self> {
        let mut tokens = tokens(&sql.text).ok()?;
        tokens.retain(|token| !matches!(token.kind, TokenKind::Space | TokenKind::Comment));
        Some(Self { sql, tokens })
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(super) fn kind(&self, at: usize) -> Option<TokenKind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    /// The token as it is written; empty behind the end.
    pub(super) fn text(&self, at: usize) -> &'s str {
        self.tokens.get(at).and_then(|token| self.sql.text.get(token.span.clone())).unwrap_or_default()
    }

    /// Whether a token is this keyword or symbol.
    pub(super) fn is(&self, at: usize, word: &str) -> bool {
        self.text(at).eq_ignore_ascii_case(word)
    }

    pub(super) fn is_any(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(at, word))
    }

    /// The identifier that a token is, as PostgreSQL folds it; a keyword is taken for one, too.
    pub(super) fn name(&self, at: usize) -> Option<String> {
        let text = self.text(at);
        match self.kind(at)? {
            TokenKind::Word => Some(text.to_ascii_lowercase()),
            TokenKind::QuotedIdentifier => {
                Some(text.strip_prefix('"')?.strip_suffix('"')?.replace("\"\"", "\""))
            }
            _ => None,
        }
    }

    /// The text of a plain string.
    pub(super) fn string(&self, at: usize) -> Option<&'s str> {
        self.text(at).strip_prefix('\'')?.strip_suffix('\'')
    }

    /// The bracket that closes the one at `open`.
    pub(super) fn closing(&self, open: usize) -> Option<usize> {
        let mut depth = 0_usize;
        for at in open..self.len() {
            match self.text(at) {
                "(" => depth += 1,
                ")" => depth = depth.checked_sub(1)?,
                _ => {}
            }
            if depth == 0 {
                return Some(at);
            }
        }
        None
    }

    /// The place in the file from one token to another.
    pub(super) fn span(&self, first: usize, last: usize) -> Option<Span> {
        let (first, last) = (self.tokens.get(first)?, self.tokens.get(last)?);
        Some(self.sql.span_of(first.span.start..last.span.end))
    }
}

/// Each fragment of SQL in an item.
pub(super) fn each_sql<'a>(item: &'a Item<'a>, visit: &mut impl FnMut(&'a Sql)) {
    let attribute = |attribute: &'a Attribute<'a>, visit: &mut _| {
        for arg in attribute.args.iter().flat_map(|args| &args.list) {
            each_of_value(&arg.value, visit);
        }
    };
    for param in item.params.iter().flat_map(|params| &params.list) {
        param.default.iter().for_each(|value| each_of_value(value, visit));
    }
    for member in item.members() {
        match member {
            Member::Field(field) => field.attributes.iter().for_each(|it| attribute(it, visit)),
            Member::Attribute(it) => attribute(it, visit),
            Member::Entry(entry) => entry.value.iter().for_each(|value| each_of_value(value, visit)),
        }
    }
}

fn each_of_value<'a>(value: &'a Value<'a>, visit: &mut impl FnMut(&'a Sql)) {
    match &value.kind {
        ValueKind::Sql(sql) => visit(sql),
        ValueKind::List(values) => values.iter().for_each(|value| each_of_value(value, visit)),
        ValueKind::Map(pairs) => pairs.iter().for_each(|pair| each_of_value(&pair.value, visit)),
        ValueKind::Call(_, args) => args.list.iter().for_each(|arg| each_of_value(&arg.value, visit)),
        ValueKind::With(value, _) => each_of_value(value, visit),
        ValueKind::Path(_) | ValueKind::String(_) | ValueKind::Number(_) | ValueKind::Bool(_) => {}
    }
}

/// The value of an entry of an item.
pub(super) fn entry<'a>(item: &'a Item<'a>, key: &str) -> Option<&'a Value<'a>> {
    item.members().iter().find_map(|member| match member {
        Member::Entry(entry) if entry.key.text == key => entry.value.as_ref(),
        _ => None,
    })
}

/// The fragment that a value is.
pub(super) fn sql<'a>(value: &'a Value<'a>) -> Option<&'a Sql> {
    match &value.kind {
        ValueKind::Sql(sql) => Some(sql),
        _ => None,
    }
}
