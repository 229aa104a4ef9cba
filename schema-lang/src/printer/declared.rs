//! Enums, domains and composites.

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{Catalog, Composite, Domain, Enum};
use pg_orm_ir::names::{object_name, snake_case};

use super::given::GivenNames;
use super::names::{MemberNames, TypeNames, enum_words};
use super::{defaults, text, types};

/// An enum's item.
pub(super) fn enum_(enum_: &Enum, types: &TypeNames<'_>) -> Option<String> {
    let word = types.get(&enum_.name)?;
    let (docs, mut lines) = head(&enum_.name, word, enum_.comment.as_deref());
    for (value, label) in enum_words(&enum_.labels).iter().zip(&enum_.labels) {
        let map = if value == label { String::new() } else { format!(" @map({})", text::string(label)) };
        lines.push(format!("{value}{map}"));
    }
    Some(block(&docs, &format!("enum {word}"), &lines))
}

/// A domain's item.
pub(super) fn domain(
    domain: &Domain,
    types: &TypeNames<'_>,
    given: &GivenNames<'_>,
    catalog: &Catalog,
) -> Option<String> {
    let word = types.get(&domain.name)?;
    let (docs, mut lines) = head(&domain.name, word, domain.comment.as_deref());
    if domain.is_never_null {
        lines.push("@@not_null".to_owned());
    }
    if let Some(default) = &domain.default {
        lines.push(format!("@@default({})", defaults::default(default, &domain.base, catalog)));
    }
    for check in &domain.checks {
        let default = object_name(&domain.name.name, "", "check");
        let sql = text::sql(&check.expression, 2);
        lines.push(match given.is_given(&domain.name.schema, &check.name, &default) {
            true => format!("@@check({}, {sql})", text::string(&check.name)),
            false => format!("@@check({sql})"),
        });
    }
    let head = format!("domain {word} : {}", types::type_ref(&domain.base, types));
    Some(if lines.is_empty() { format!("{docs}{head}\n") } else { block(&docs, &head, &lines) })
}

/// A composite's item.
pub(super) fn composite(composite: &Composite, types: &TypeNames<'_>, catalog: &Catalog) -> Option<String> {
    let word = types.get(&composite.name)?;
    let (docs, mut lines) = head(&composite.name, word, composite.comment.as_deref());
    let mut names = MemberNames::default();
    for attribute in &composite.attributes {
        let field = names.choose(&text::field_word(&attribute.name));
        let mut line = String::new();
        let comment = attribute.comment.as_deref().map(|comment| (comment, text::docs(comment, 2)));
        if let Some((_, Some(docs))) = &comment {
            line.push_str(docs.strip_prefix("  ").unwrap_or(docs));
            line.push_str("  ");
        }
        // In the database every attribute may be null.
        let mark = types::mark(true, &attribute.type_, catalog);
        line.push_str(&format!("{field} {}{mark}", types::type_ref(&attribute.type_, types)));
        if field != attribute.name {
            line.push_str(&format!(" @map({})", text::string(&attribute.name)));
        }
        if let Some((comment, None)) = comment {
            line.push_str(&format!(" @comment({})", text::string(comment)));
        }
        lines.push(line);
    }
    Some(block(&docs, &format!("type {word}"), &lines))
}

/// The doc comment, and what stands first in the block: the schema, the name, a comment that lines can't say.
fn head(name: &QualifiedName, word: &str, comment: Option<&str>) -> (String, Vec<String>) {
    let mut lines = Vec::new();
    if name.schema != "public" {
        lines.push(format!("@@schema({})", text::name(&name.schema)));
    }
    if snake_case(word) != name.name {
        lines.push(format!("@@map({})", text::string(&name.name)));
    }
    let docs = match comment.map(|comment| (comment, text::docs(comment, 0))) {
        None => String::new(),
        Some((_, Some(docs))) => docs,
        Some((comment, None)) => {
            lines.push(format!("@@comment({})", text::string(comment)));
            String::new()
        }
    };
    (docs, lines)
}

fn block(docs: &str, head: &str, lines: &[String]) -> String {
    let lines: String = lines.iter().map(|line| format!("  {line}\n")).collect();
    format!("{docs}{head} {{\n{lines}}}\n")
}
