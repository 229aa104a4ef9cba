//! First pass: which items there are, under which names.

use std::collections::HashMap;

use super::{Context, rust_names};
use crate::diagnostics::{Diagnostic, calls, names as diagnostics, rust_names as rust_diagnostics};
use crate::source::Span;
use crate::syntax::ast::{Body, File, Item, Name, Word};

/// Items that this release gives a meaning to.
const SUPPORTED: &[&str] = &[
    "model",
    "enum",
    "mixin",
    "session",
    "policy",
    "role",
    "schema",
    "domain",
    "type",
    "range",
    "view",
    "materialized view",
    "query",
    "channel",
];

/// Items that only the database sees.
const OBJECTS: &[&str] = &[
    "extension",
    "sequence",
    "function",
    "procedure",
    "aggregate",
    "trigger",
    "partition",
    "rule",
    "event_trigger",
    "collation",
    "foreign_data_wrapper",
    "server",
    "text_search_dictionary",
    "text_search_configuration",
    "publication",
    "default_privileges",
    "raw",
];

/// Whether an item may start with this word.
pub(crate) fn is_keyword(word: &str) -> bool {
    SUPPORTED.contains(&word) || OBJECTS.contains(&word)
}

/// The diagnostic for an item that starts with another word.
pub(super) fn unknown_keyword(item: &Item<'_>) -> Diagnostic {
    diagnostics::unknown_keyword(item.keyword, SUPPORTED.iter().chain(OBJECTS).copied(), SUPPORTED)
}

/// What a name of a type stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The model of this index.
    Model(usize),
    /// The enum of this index.
    Enum(usize),
    /// The domain of this index.
    Domain(usize),
    /// The composite of this index.
    Composite(usize),
    /// The range of this index.
    Range(usize),
    /// The view, materialized or not, of this index.
    View(usize),
    /// The mixin of this index.
    Mixin(usize),
    Session,
    /// An item of a kind that is not supported yet, which is a diagnostic already.
    Unsupported,
}

impl Kind {
    pub(super) fn noun(self) -> &'static str {
        match self {
            Self::Model(_) => "model",
            Self::Enum(_) => "enum",
            Self::Domain(_) => "domain",
            Self::Composite(_) => "composite",
            Self::Range(_) => "range",
            Self::View(_) => "view",
            Self::Mixin(_) => "mixin",
            Self::Session => "session",
            Self::Unsupported => "type",
        }
    }
}

/// An item whose name can be used as a name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Declared<'a> {
    pub(super) item: &'a Item<'a>,
    pub(super) name: &'a Name<'a>,
}

/// The items of a schema, by kind, each in the order of declaration.
#[derive(Debug, Default)]
pub(super) struct Names<'a> {
    /// Models, enums, mixins, sessions, and what else names a type.
    pub(super) types: HashMap<&'a str, (Kind, Span)>,
    /// The names of `types`, in the order of declaration.
    pub(super) type_names: Vec<&'a str>,
    pub(super) models: Vec<Declared<'a>>,
    pub(super) enums: Vec<Declared<'a>>,
    pub(super) domains: Vec<Declared<'a>>,
    pub(super) composites: Vec<Declared<'a>>,
    pub(super) ranges: Vec<Declared<'a>>,
    pub(super) views: Vec<Declared<'a>>,
    pub(super) mixins: Vec<Declared<'a>>,
    pub(super) sessions: Vec<Declared<'a>>,
    pub(super) policies: Vec<Declared<'a>>,
    pub(super) roles: Vec<Declared<'a>>,
    pub(super) schemas: Vec<Declared<'a>>,
    pub(super) queries: Vec<Declared<'a>>,
    pub(super) channels: Vec<Declared<'a>>,
    /// What only the database sees.
    pub(super) objects: Vec<Declared<'a>>,
    /// Default privileges, which have no name.
    pub(super) default_privileges: Vec<&'a Item<'a>>,
    /// Partitions by their names as they are written: the place among the models' drafts, and where the name stands.
    pub(super) partitions: HashMap<&'a str, (usize, Span)>,
    pub(super) role_spans: HashMap<&'a str, Span>,
    pub(super) schema_spans: HashMap<&'a str, Span>,
    /// Channels by their names in the database.
    pub(super) channel_spans: HashMap<String, Span>,
    /// An item's kind or name is an error: it may be one that others name.
    pub(super) has_unread: bool,
}

impl<'a> Names<'a> {
    /// The names of partitions, in order.
    pub(super) fn partition_names(&self) -> Vec<&'a str> {
        let mut names: Vec<&str> = self.partitions.keys().copied().collect();
        names.sort_unstable();
        names
    }
}

/// Fills `cx.names`.
pub(super) fn collect<'a>(cx: &mut Context<'a>, files: &'a [File<'a>]) {
    for item in files.iter().flat_map(|file| &file.items) {
        let keyword = item.keyword.text;
        if keyword == "default_privileges" {
            if let (Some(name), false) = (&item.name, item.has_junk) {
                cx.report(diagnostics::needless_name(item, name));
            }
            check_body(cx, item);
            cx.names.default_privileges.push(item);
        } else if SUPPORTED.contains(&keyword) || OBJECTS.contains(&keyword) {
            supported(cx, item);
        } else {
            cx.names.has_unread = true;
            cx.report(unknown_keyword(item));
            // So that what names it is not a second mistake.
            if let Some(name) = &item.name {
                cx.names.types.entry(&name.text).or_insert((Kind::Unsupported, name.span));
            }
        }
    }
    rust_names::check_modules(cx);
}

fn supported<'a>(cx: &mut Context<'a>, item: &'a Item<'a>) {
    let Some(name) = &item.name else {
        cx.names.has_unread = true;
        // Where the head is not understood, the name may be in it.
        if !item.has_junk {
            cx.report(diagnostics::missing_name(item));
        }
        return;
    };
    check_head(cx, item);
    let declared = Declared { item, name };
    match item.keyword.text {
        "policy" => cx.names.policies.push(declared),
        "role" => {
            if cx.check_database_name(&name.text, name.span, "this role's name")
                && declare_other(&mut cx.names.role_spans, &mut cx.diagnostics, "the role", name)
            {
                cx.names.roles.push(declared);
            }
        }
        "schema" => {
            if name.text.starts_with("pg_") || name.text == "information_schema" {
                cx.report(diagnostics::reserved_schema(name));
            } else if cx.check_database_name(&name.text, name.span, "this schema's name")
                && declare_other(&mut cx.names.schema_spans, &mut cx.diagnostics, "the schema", name)
            {
                cx.names.schemas.push(declared);
            }
        }
        keyword if OBJECTS.contains(&keyword) => cx.names.objects.push(declared),
        "query" | "channel" if name.is_quoted || name.text.contains(['.', ':']) => {
            cx.report(calls::not_a_word(item, name));
        }
        keyword @ ("query" | "channel") => {
            let word = Word { text: &name.text, span: name.span };
            let found = calls::bad_rust_name(word, if keyword == "query" { "function" } else { "type" });
            cx.diagnostics.extend(found);
            let of_kind = if keyword == "query" { &mut cx.names.queries } else { &mut cx.names.channels };
            of_kind.push(declared);
        }
        keyword => {
            if name.is_quoted {
                return cx.report(rust_diagnostics::quoted_name(item, name));
            }
            if name.text.contains(['.', ':']) {
                return cx.report(rust_diagnostics::dotted_name(item, name));
            }
            let kind = match keyword {
                "model" => Kind::Model(cx.names.models.len()),
                "enum" => Kind::Enum(cx.names.enums.len()),
                "domain" => Kind::Domain(cx.names.domains.len()),
                "type" => Kind::Composite(cx.names.composites.len()),
                "range" => Kind::Range(cx.names.ranges.len()),
                "view" | "materialized view" => Kind::View(cx.names.views.len()),
                "mixin" => Kind::Mixin(cx.names.mixins.len()),
                _ => Kind::Session,
            };
            rust_names::check_type(cx, item, name);
            if declare_type(cx, item, name, kind) {
                match kind {
                    Kind::Model(_) => cx.names.models.push(declared),
                    Kind::Enum(_) => cx.names.enums.push(declared),
                    Kind::Domain(_) => cx.names.domains.push(declared),
                    Kind::Composite(_) => cx.names.composites.push(declared),
                    Kind::Range(_) => cx.names.ranges.push(declared),
                    Kind::View(_) => cx.names.views.push(declared),
                    Kind::Mixin(_) => cx.names.mixins.push(declared),
                    Kind::Session | Kind::Unsupported => cx.names.sessions.push(declared),
                }
            }
        }
    }
}

/// Whether the heads of items of a kind have a clause of this operator.
fn takes_clause(keyword: &str, operator: &str) -> bool {
    matches!(
        (keyword, operator),
        ("policy" | "trigger" | "rule", "on")
            | ("domain", ":")
            | ("range" | "partition", "of")
            | ("function" | "procedure" | "query", "->")
    )
}

/// Only functions and queries have parameters; what has nothing more to say than its head needs no block.
fn check_head<'a>(cx: &mut Context<'a>, item: &'a Item<'a>) {
    let keyword = item.keyword.text;
    let takes_params = matches!(keyword, "function" | "procedure" | "aggregate" | "query");
    if let (Some(params), false) = (&item.params, takes_params) {
        cx.report(diagnostics::wrong_body(item, "parameters", params.span));
    }
    for clause in &item.clauses {
        if !takes_clause(keyword, clause.operator.text) {
            cx.report(diagnostics::wrong_clause(item, clause));
        }
    }
    check_body(cx, item);
}

fn check_body<'a>(cx: &mut Context<'a>, item: &'a Item<'a>) {
    const WITHOUT: &[&str] = &[
        "role",
        "schema",
        "domain",
        "range",
        "extension",
        "sequence",
        "foreign_data_wrapper",
        "publication",
        "text_search_configuration",
    ];
    match item.body {
        // What a query lacks is told where its SQL is read.
        Body::Sql(_) | Body::None if item.keyword.text == "query" => {}
        Body::Block(_) if item.keyword.text == "query" => cx.report(calls::query_without_sql(item)),
        Body::Sql(_) if item.keyword.text == "policy" => cx.report(diagnostics::policy_in_head(item)),
        Body::Sql(_) => cx.report(diagnostics::wrong_body(item, "SQL", item.head)),
        Body::None if !item.has_junk && !WITHOUT.contains(&item.keyword.text) => {
            cx.report(diagnostics::missing_block(item))
        }
        Body::None | Body::Block(_) => {}
    }
}

fn declare_type<'a>(cx: &mut Context<'a>, item: &'a Item<'a>, name: &'a Name<'a>, kind: Kind) -> bool {
    if let Some(&(_, first)) = cx.names.types.get(&*name.text) {
        cx.report(diagnostics::duplicate("the name", &name.text, name.span, first));
        return false;
    }
    cx.names.types.insert(&name.text, (kind, name.span));
    cx.names.type_names.push(&name.text);
    if kind != Kind::Unsupported
        && !rust_names::is_reserved(&name.text)
        && let Some(type_) = pg_orm_ir::types::BuiltIn::from_name(&name.text)
    {
        cx.report(diagnostics::built_in_name(item, name, type_.sql_name()));
    }
    true
}

fn declare_other<'a>(
    spans: &mut HashMap<&'a str, Span>,
    found: &mut Vec<Diagnostic>,
    what: &str,
    name: &'a Name<'a>,
) -> bool {
    if let Some(&first) = spans.get(&*name.text) {
        found.push(diagnostics::duplicate(what, &name.text, name.span, first));
        return false;
    }
    spans.insert(&name.text, name.span);
    true
}
