//! Diagnostics of names: unknown items, duplicates, names that Rust or the database can't have.

use super::{Diagnostic, codes, list};
use crate::source::Span;
use crate::syntax::ast::{Clause, Item, Name, Word};

pub(crate) fn unknown_keyword<'c>(
    keyword: Word<'_>,
    keywords: impl IntoIterator<Item = &'c str>,
    supported: &[&str],
) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        codes::UNKNOWN_KEYWORD,
        format!("unknown item `{}`", keyword.text),
        keyword.span,
        "not a kind of item",
    );
    let meant = |word: &str| (format!("did you mean `{word}`?"), Some(word.to_owned()));
    let (help, word) = match keyword.text.to_lowercase().as_str() {
        "table" | "struct" | "class" | "entity" | "record" | "interface" => meant("model"),
        "abstract" | "trait" | "concern" | "fragment" => meant("mixin"),
        "datasource" | "generator" => (
            "connections and generation are set up outside the schema, in pgorm.toml and build.rs".to_owned(),
            None,
        ),
        "create" | "alter" | "drop" => (
            "a schema says what there is, not how to make it: a table is `model User { .. }`".to_owned(),
            None,
        ),
        "import" | "include" | "use" | "require" => (
            "the files of a schema see one another's items: a schema may be a folder of files".to_owned(),
            None,
        ),
        "index" => ("an index belongs to its model: `@@index([a])` in its block".to_owned(), None),
        "pub" | "export" | "public" | "private" | "typedef" => {
            ("models are all public: `model User { .. }`".to_owned(), None)
        }
        "create_table" | "def" => ("a table is `model User { .. }`".to_owned(), None),
        _ => {
            let help = || Some(format!("an item starts with {}", list(supported.iter().copied(), "or")));
            return diagnostic.nearest((keyword.text, keyword.span), keywords, help);
        }
    };
    match word {
        Some(word) => diagnostic.help(help).perhaps(keyword.span, word),
        None => diagnostic.help(help),
    }
}

pub(crate) fn unsupported(what: &str, span: Span) -> Diagnostic {
    let label = "without a meaning in this release";
    Diagnostic::error(codes::NOT_SUPPORTED, format!("{what} is not supported yet"), span, label)
}

pub(crate) fn missing_name(item: &Item<'_>) -> Diagnostic {
    let keyword = item.keyword.text;
    let example = match keyword {
        "model" => "model User { .. }",
        "enum" => "enum State { .. }",
        "mixin" => "mixin Timestamps { .. }",
        "domain" => "domain Email : text { .. }",
        "type" => "type Price { .. }",
        "session" => "session Viewer { .. }",
        "policy" => "policy tenant_isolation on User { .. }",
        "role" => "role app_user { login = false }",
        "schema" => "schema app",
        "view" | "materialized view" => "view Name { .. }",
        "function" => "function app.name() -> bigint { .. }",
        "trigger" | "rule" => return missing_name_of(item, &format!("{keyword} name on Model {{ .. }}")),
        "partition" => "partition name of Model { .. }",
        "extension" => "extension citext",
        keyword => return missing_name_of(item, &format!("{keyword} name {{ .. }}")),
    };
    missing_name_of(item, example)
}

fn missing_name_of(item: &Item<'_>, example: &str) -> Diagnostic {
    Diagnostic::error(
        codes::MISSING_NAME,
        format!("this {} has no name", item.keyword.text),
        item.keyword.span,
        "a name is missing",
    )
    .help(format!("write `{example}`"))
}

/// A name on an item that has none.
pub(crate) fn needless_name(item: &Item<'_>, name: &Name<'_>) -> Diagnostic {
    let message = format!("a name on {}", item.keyword.text);
    Diagnostic::error(codes::AFTER_ITEM, message, name.span, "does not belong here")
        .help("write `default_privileges in app { tables = { app_user: [select] } }`")
}

pub(crate) fn missing_block(item: &Item<'_>) -> Diagnostic {
    let keyword = item.keyword.text;
    Diagnostic::error(
        codes::MISSING_BLOCK,
        format!("this {keyword} has no block"),
        item.head,
        "expected `{` behind this",
    )
    .help(match keyword {
        "policy" => format!("write `{} {{ using = `..` }}`", head(item)),
        _ => format!("write `{} {{ .. }}`", head(item)),
    })
}

/// The start of an item, as it is written.
fn head(item: &Item<'_>) -> String {
    let name = item.name.as_ref().map_or("Name", |name| &name.text);
    let mut head = format!("{} {name}", item.keyword.text);
    let takes = match item.keyword.text {
        "policy" | "trigger" | "rule" => "on",
        "partition" | "range" => "of",
        _ => "",
    };
    for clause in item.clauses.iter().filter(|clause| clause.operator.text == takes) {
        let words = clause.type_ref.as_ref().map_or("Model", |type_ref| &type_ref.words);
        head.push_str(&format!(" {} {words}", clause.operator.text));
    }
    if item.keyword.text == "domain" {
        let words = item.clauses.iter().find_map(|clause| clause.type_ref.as_ref());
        head.push_str(&format!(" : {}", words.map_or("text", |type_ref| &type_ref.words)));
    }
    head
}

pub(crate) fn wrong_body(item: &Item<'_>, what: &str, span: Span) -> Diagnostic {
    let message = format!("{what} on this {}", item.keyword.text);
    Diagnostic::error(codes::AFTER_ITEM, message, span, "does not belong here")
        .help(format!("what it has stands in its block: `{} {{ .. }}`", head(item)))
}

/// `policy p on User for select using `true``.
pub(crate) fn policy_in_head(item: &Item<'_>) -> Diagnostic {
    Diagnostic::error(
        codes::AFTER_ITEM,
        "a policy without a block",
        item.head,
        "only its model belongs into its head",
    )
    .help("what it says are entries of its block: `policy name on Model { for = select, using = `..` }`")
}

pub(crate) fn wrong_clause(item: &Item<'_>, clause: &Clause<'_>) -> Diagnostic {
    let keyword = item.keyword.text;
    let message = format!("`{}` in the head of this {keyword}", clause.operator.text);
    let help = match (keyword, clause.operator.text) {
        ("model", ":") => "models do not inherit: what they share is a mixin, `@@include(Mixin)`".to_owned(),
        ("policy", _) => {
            "a policy's head is `policy name on Model`; the rest are entries of its block".to_owned()
        }
        _ => format!("write `{} {{ .. }}`", head(item)),
    };
    Diagnostic::error(codes::AFTER_ITEM, message, clause.span, "does not belong here").help(help)
}

pub(crate) fn duplicate(what: &str, name: &str, second: Span, first: Span) -> Diagnostic {
    Diagnostic::error(
        codes::DUPLICATE,
        format!("{what} `{name}` is declared twice"),
        second,
        "the second one",
    )
    .label(first, "the first one")
    .help("rename or remove one of them")
}

pub(crate) fn duplicate_member(model: &str, name: &str, second: Span, first: Span) -> Diagnostic {
    Diagnostic::error(
        codes::DUPLICATE_FIELD,
        format!("`{model}` has two fields `{name}`"),
        second,
        "the second one",
    )
    .label(first, "the first one")
    .help("rename or remove one of them")
}

pub(crate) fn built_in_name(item: &Item<'_>, name: &Name<'_>, type_: &str) -> Diagnostic {
    let message = format!("`{}` is a type of PostgreSQL's own", name.text);
    let help = match item.keyword.text {
        keyword @ ("model" | "enum" | "domain" | "type") => format!(
            "choose another name; the database's can stay: `{keyword} My{} {{ @@map(\"{}\") .. }}`",
            name.text,
            pg_orm_ir::names::snake_case(&name.text)
        ),
        _ => "choose another name".to_owned(),
    };
    Diagnostic::error(codes::BUILT_IN_NAME, message, name.span, format!("hides the built-in type `{type_}`"))
        .help(help)
}

pub(crate) fn database_name_length(what: &str, name: &str, span: Span, help: &str) -> Diagnostic {
    let message = format!("{what} is too long: {} bytes", name.len());
    let characters = name.chars().count();
    let diagnostic =
        Diagnostic::error(codes::NAME_LENGTH, message, span, "PostgreSQL keeps 63 bytes of a name");
    let diagnostic = if characters < name.len() {
        diagnostic.note(format!("it has {characters} characters, some of which take several bytes"))
    } else {
        diagnostic
    };
    diagnostic.help(help)
}

pub(crate) fn database_name_empty(what: &str, span: Span) -> Diagnostic {
    Diagnostic::error(codes::NAME_EMPTY, format!("{what} is empty"), span, "PostgreSQL has no empty names")
        .help("write a name")
}

pub(crate) fn system_column(name: &str, span: Span, is_mapped: bool) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        codes::SYSTEM_COLUMN,
        format!("a column cannot be called `{name}`"),
        span,
        "each table of PostgreSQL has a system column of this name",
    );
    if is_mapped {
        diagnostic
    } else {
        diagnostic.help("rename it, or give it another name in the database with @map(\"..\")")
    }
}

pub(crate) fn same_relation(
    what: &str,
    name: &str,
    second: Span,
    first: Span,
    first_what: &str,
) -> Diagnostic {
    let message = if what == first_what {
        format!("{what} and another one are both called {name}")
    } else {
        format!("{what} and {first_what} are both called {name}")
    };
    Diagnostic::error(codes::SAME_DATABASE_NAME, message, second, format!("{what}: {name}"))
        .label(first, format!("{first_what}: {name}"))
        .note("tables, views, indexes, keys, sequences and composites of one schema share their names; each table has a type of its name, too")
        .help("give one of them another, with `@@map`, `name:` or `@@schema`")
}

pub(crate) fn same_column(model: &str, column: &str, second: Span, first: Span) -> Diagnostic {
    Diagnostic::error(
        codes::SAME_COLUMN,
        format!("two columns of `{model}` are called `{column}` in the database"),
        second,
        "the second one",
    )
    .label(first, "the first one")
    .help("give one of them another name in the database, with `@map(\"..\")`")
}

pub(crate) fn same_constraint(model: &str, name: &str, second: Span, first: Span) -> Diagnostic {
    Diagnostic::error(
        codes::SAME_CONSTRAINT,
        format!("two constraints of `{model}` are called `{name}`"),
        second,
        "the second one",
    )
    .label(first, "the first one")
    .help("give one of them another name; without one, PostgreSQL's default is taken")
}

pub(crate) fn reserved_schema(name: &Name<'_>) -> Diagnostic {
    Diagnostic::error(
        codes::RESERVED_DATABASE_NAME,
        format!("`{}` is PostgreSQL's own", name.text),
        name.span,
        "reserved for the system",
    )
    .help("choose a name that does not start with `pg_`")
}

pub(crate) fn reserved_role(name: &Name<'_>) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        codes::RESERVED_DATABASE_NAME,
        format!("no role can be called `{}`", name.text),
        name.span,
        "reserved for the system",
    );
    match &*name.text {
        "public" => diagnostic.help("`public` stands for everybody, and needs no declaration"),
        "none" => diagnostic.help("choose another name"),
        _ => diagnostic.help(format!(
            "one of PostgreSQL's own is declared as such: `role {} {{ managed = false }}`",
            name.text
        )),
    }
}

pub(crate) fn undeclared_schema(name: &Name<'_>, near: &str) -> Diagnostic {
    Diagnostic::error(
        codes::UNKNOWN_SCHEMA,
        format!("there is no schema `{}`", name.text),
        name.span,
        "not declared",
    )
    .help(format!("did you mean `{near}`? Else declare it: `schema {}`", name.text))
    .perhaps(name.span, super::spelled(near))
}

pub(crate) fn empty_enum(item: &Item<'_>, name: &str) -> Diagnostic {
    Diagnostic::error(
        codes::EMPTY_ENUM,
        format!("the enum `{name}` has no values"),
        item.head,
        "an enum needs one at least",
    )
    .help(format!("write its values into the block: `enum {name} {{ draft, live }}`"))
}

pub(crate) fn label_with_type(field: &crate::syntax::ast::Field<'_>, type_: Span) -> Diagnostic {
    let words = field.type_ref.as_ref().map_or("", |type_ref| &*type_ref.words);
    let values: Vec<&str> = [field.name.text].into_iter().chain(words.split_whitespace()).collect();
    let values = values.join(", ");
    Diagnostic::error(
        codes::LABEL_WITH_TYPE,
        format!("`{words}` behind the enum's value `{}`", field.name.text),
        type_,
        "a value is one word, without a type",
    )
    .help(format!("values stand on lines of their own, or are separated by commas: `{values}`"))
    .perhaps(field.name.span.to(type_), values)
}

pub(crate) fn same_label(label: &str, second: Span, first: Span) -> Diagnostic {
    Diagnostic::error(
        codes::SAME_LABEL,
        format!("two values have the label `{label}` in the database"),
        second,
        "the second one",
    )
    .label(first, "the first one")
    .help("give one of them another label, with `@map(\"..\")`")
}

pub(crate) fn empty_composite(item: &Item<'_>, name: &str) -> Diagnostic {
    Diagnostic::error(
        codes::EMPTY_COMPOSITE,
        format!("the type `{name}` has no fields"),
        item.head,
        "a composite needs one at least",
    )
    .help(format!("write its fields into the block: `type {name} {{ amount numeric(12,2)  currency text }}`"))
}

pub(crate) fn same_attribute(composite: &str, attribute: &str, second: Span, first: Span) -> Diagnostic {
    Diagnostic::error(
        codes::SAME_COLUMN,
        format!("two fields of `{composite}` are called `{attribute}` in the database"),
        second,
        "the second one",
    )
    .label(first, "the first one")
}
