//! The entries of an item that only the database sees, each read as what its key asks for.

use std::str::FromStr;

use pg_orm_ir::{Place, QualifiedName};

use super::super::names::Declared;
use super::super::{Context, items, read, sql};
use crate::diagnostics::{objects as diagnostics, values};
use crate::syntax::ast::{Body, Entry, Item, Name, Pair, Value, ValueKind};

/// The entries of one item.
pub(in super::super) struct Entries<'a> {
    pub(in super::super) item: &'a Item<'a>,
    pub(in super::super) name: &'a Name<'a>,
    /// "a sequence", for messages.
    pub(super) what: &'static str,
    list: Vec<&'a Entry<'a>>,
}

impl<'a> Entries<'a> {
    /// The entries of an item that takes those of `known`.
    pub(in super::super) fn read(
        cx: &mut Context<'a>,
        Declared { item, name }: Declared<'a>,
        what: &'static str,
        known: &'static [&'static str],
    ) -> Self {
        Self { item, name, what, list: items::entries(cx, item, what, known) }
    }

    /// The same of an item that has fields and attributes, too.
    pub(in super::super) fn beside(
        cx: &mut Context<'a>,
        Declared { item, name }: Declared<'a>,
        what: &'static str,
        known: &'static [&'static str],
    ) -> Self {
        Self { item, name, what, list: items::entries_beside(cx, item, what, known) }
    }

    pub(in super::super) fn value(&self, key: &str) -> Option<&'a Value<'a>> {
        items::value(&self.list, key)
    }

    /// Whether the entry is there, right or wrong.
    pub(in super::super) fn has(&self, key: &str) -> bool {
        self.list.iter().any(|entry| entry.key.text == key)
    }

    /// The value of an entry that must be there; its absence is reported.
    pub(in super::super) fn required(
        &self,
        cx: &mut Context<'a>,
        key: &str,
        lacks: &str,
        example: &str,
    ) -> Option<&'a Value<'a>> {
        if self.lacks(key) {
            cx.report(diagnostics::missing_entry(self.item, self.what, lacks, example));
        }
        self.value(key)
    }

    /// Whether an entry is missing where it could stand: an item without a block is a diagnostic of its own.
    pub(in super::super) fn lacks(&self, key: &str) -> bool {
        !self.has(key) && !self.item.has_junk && matches!(self.item.body, Body::Block(_))
    }

    pub(in super::super) fn flag(&self, cx: &mut Context<'a>, key: &str) -> Option<bool> {
        read::boolean(cx, self.value(key)?, "true or false")
    }

    pub(in super::super) fn choice<T: Copy>(
        &self,
        cx: &mut Context<'a>,
        key: &str,
        what: &str,
        table: &[(&'static str, T)],
    ) -> Option<T> {
        read::choice(cx, self.value(key)?, what, table)
    }

    /// A whole number.
    pub(in super::super) fn integer<T: FromStr>(&self, cx: &mut Context<'a>, key: &str) -> Option<T> {
        integer(cx, self.value(key)?)
    }

    /// A string.
    pub(in super::super) fn text(&self, cx: &mut Context<'a>, key: &str) -> Option<String> {
        read::string(cx, self.value(key)?, "a string").map(str::to_owned)
    }

    /// A name of the database without a schema.
    pub(in super::super) fn word(&self, cx: &mut Context<'a>, key: &str, what: &str) -> Option<String> {
        read::name(cx, self.value(key)?, what).map(|name| name.text.into_owned())
    }

    /// A name of the database, `schema.name` or one that is found in `schema`.
    pub(in super::super) fn object(
        &self,
        cx: &mut Context<'a>,
        key: &str,
        what: &str,
        schema: &str,
    ) -> Option<QualifiedName> {
        object(cx, self.value(key)?, what, schema)
    }

    /// An expression in SQL.
    pub(in super::super) fn sql(&self, cx: &mut Context<'a>, key: &str, place: Place) -> Option<String> {
        let written = read::sql(cx, self.value(key)?, "SQL, between backticks")?;
        let text = sql::fragment(cx, written)?;
        sql::lowered(cx, &text, place)
    }

    /// Options as name and value: `{ user: "x", port: 5432 }`.
    pub(in super::super) fn options(&self, cx: &mut Context<'a>, key: &str) -> Vec<(String, String)> {
        self.value(key).map(|value| options(cx, value)).unwrap_or_default()
    }

    /// The comment in the database: `comment = ".."`, else the doc comment.
    pub(in super::super) fn comment(&self, cx: &mut Context<'a>) -> Option<String> {
        match self.value("comment") {
            Some(value) => read::string(cx, value, "a string").filter(|it| !it.is_empty()).map(str::to_owned),
            None => items::docs(self.item.docs.as_ref()),
        }
    }

    /// The item's name, in the schema that it or the entry `schema` says, else in `public`.
    pub(in super::super) fn qualified(&self, cx: &mut Context<'a>) -> Option<QualifiedName> {
        let entry = self.value("schema");
        let (schema, name) = match self.name.text.split_once('.').filter(|_| !self.name.is_quoted) {
            Some((_, rest)) if rest.contains('.') || self.name.text.contains("::") => {
                cx.report(diagnostics::name_of_parts(&self.name.text, self.name.span));
                return None;
            }
            Some((schema, name)) => {
                if let Some(entry) = entry {
                    let message = "the schema is said twice";
                    cx.report(diagnostics::entries_conflict(entry.span, self.name.span, message));
                }
                let schema = Name { text: schema.into(), is_quoted: false, span: self.name.span };
                if !items::known_schema(cx, &schema) {
                    return None;
                }
                (schema.text.into_owned(), name)
            }
            None => match entry {
                Some(value) => (items::schema_name(cx, value)?, &*self.name.text),
                None => (items::PUBLIC.to_owned(), &*self.name.text),
            },
        };
        let what = format!("the name of {}", self.what);
        cx.check_database_name(name, self.name.span, &what).then(|| QualifiedName::new(schema, name))
    }

    /// The item's name, of a kind that belongs to no schema.
    pub(in super::super) fn unqualified(&self, cx: &mut Context<'a>) -> Option<String> {
        if !self.name.is_quoted && self.name.text.contains(['.', ':']) {
            cx.report(diagnostics::name_in_schema(self.what, self.name));
            return None;
        }
        let what = format!("the name of {}", self.what);
        cx.check_database_name(&self.name.text, self.name.span, &what).then(|| self.name.text.to_string())
    }
}

/// A whole number.
pub(in super::super) fn integer<'a, T: FromStr>(cx: &mut Context<'a>, value: &'a Value<'a>) -> Option<T> {
    let number = match value.kind {
        ValueKind::Number(digits) => digits.parse().ok(),
        _ => None,
    };
    if number.is_none() {
        cx.report(match value.kind {
            ValueKind::Number(digits) if digits.parse::<i128>().is_ok() => {
                diagnostics::number_range(value, "too large, or negative")
            }
            _ => values::expected("a whole number", value),
        });
    }
    number
}

/// A name of the database: `schema.name`, or one that is found in `schema`; `["schema", "name"]` where they are no words.
pub(in super::super) fn object<'a>(
    cx: &mut Context<'a>,
    value: &'a Value<'a>,
    what: &str,
    schema: &str,
) -> Option<QualifiedName> {
    match &value.kind {
        ValueKind::Path(path) if !path.contains("::") => match path.split_once('.') {
            None => Some(QualifiedName::new(schema, *path)),
            Some((schema, name)) if !name.contains('.') => Some(QualifiedName::new(schema, name)),
            Some(_) => {
                cx.report(diagnostics::name_of_parts(path, value.span));
                None
            }
        },
        ValueKind::String(text) => {
            cx.check_database_name(text, value.span, what).then(|| QualifiedName::new(schema, &**text))
        }
        ValueKind::List(parts) if let [schema, name] = parts.as_slice() => {
            let schema = read::name(cx, schema, "a schema")?.text.into_owned();
            let name = read::name(cx, name, what)?.text.into_owned();
            Some(QualifiedName::new(schema, name))
        }
        _ => {
            cx.report(values::expected(what, value));
            None
        }
    }
}

/// The pairs of a map, each key once.
pub(in super::super) fn pairs<'a>(
    cx: &mut Context<'a>,
    value: &'a Value<'a>,
    what: &str,
) -> Vec<&'a Pair<'a>> {
    let ValueKind::Map(pairs) = &value.kind else {
        cx.report(values::expected(what, value));
        return Vec::new();
    };
    let mut known: Vec<&'a Pair<'a>> = Vec::new();
    for pair in pairs {
        match known.iter().find(|first| first.key.text == pair.key.text) {
            Some(first) => cx.report(diagnostics::repeated_pair(&pair.key, first.key.span)),
            None => known.push(pair),
        }
    }
    known
}

/// Options as name and value, as PostgreSQL keeps them: words, numbers and strings without quotes.
pub(in super::super) fn options<'a>(cx: &mut Context<'a>, value: &'a Value<'a>) -> Vec<(String, String)> {
    let mut options = Vec::new();
    for pair in pairs(cx, value, "a map, such as { name: value }") {
        let text = match &pair.value.kind {
            ValueKind::String(text) => text.to_string(),
            ValueKind::Path(word) => (*word).to_owned(),
            ValueKind::Number(number) => (*number).to_owned(),
            ValueKind::Bool(is) => is.to_string(),
            _ => {
                cx.report(values::expected("a word, a number or a string", &pair.value));
                continue;
            }
        };
        options.push((pair.key.text.to_string(), text));
    }
    options
}

/// Settings as name and value; a value is SQL as it stands behind `TO`.
pub(in super::super) fn settings<'a>(cx: &mut Context<'a>, value: &'a Value<'a>) -> Vec<(String, String)> {
    let mut settings = Vec::new();
    for pair in pairs(cx, value, "a map, such as { search_path: [app, pg_temp] }") {
        let elements = read::elements(&pair.value);
        let texts: Vec<String> = elements.iter().filter_map(|element| setting(cx, element)).collect();
        if texts.len() == elements.len() && !texts.is_empty() {
            settings.push((pair.key.text.to_string(), texts.join(", ")));
        } else if elements.is_empty() {
            // What an empty list is to a search path.
            settings.push((pair.key.text.to_string(), pg_orm_sql::literal("").to_string()));
        }
    }
    settings
}

fn setting<'a>(cx: &mut Context<'a>, value: &'a Value<'a>) -> Option<String> {
    match &value.kind {
        ValueKind::Path(word) if !word.contains(['.', ':']) => Some(pg_orm_sql::Identifier(word).to_string()),
        ValueKind::String(text) => Some(pg_orm_sql::literal(text).to_string()),
        ValueKind::Number(number) => Some((*number).to_owned()),
        ValueKind::Bool(is) => Some(is.to_string()),
        ValueKind::Sql(sql) => Some(sql.text.clone()),
        _ => {
            cx.report(values::expected("a word, a number or a string", value));
            None
        }
    }
}
