//! Which entries of a dump an object's facts are about.

use pg_orm_ir::QualifiedName;
use pg_orm_migrate::{Change, Fact, Object};
use pg_orm_tests::DumpDifference;

/// Whether a difference of two dumps is what the fact says.
pub(crate) fn is_about(change: &Change, difference: &DumpDifference, all: &[DumpDifference]) -> bool {
    let entry = difference.object.as_str();
    if entries(&change.object).iter().any(|it| it == entry) {
        return true;
    }
    // A table that is partitioned now has all of its parts made in another way; what identifies its rows, or orders
    // them, is said with its indexes.
    let is_whole = match &change.fact {
        Fact::Added | Fact::Removed => true,
        Fact::Changed { field, .. } => {
            field.starts_with("partition") || field == "replica identity" || field == "clustered on"
        }
        _ => false,
    };
    match &change.object {
        Object::Table(name) | Object::View(name) => {
            is_whole && (is_part(name, difference) || is_owned(name, difference, all))
                // What is granted on a table is granted on its sequences and columns, too.
                || entry.starts_with("ACL ") && is_sequence_or_column(name, difference)
        }
        Object::Column { table, name } => {
            // Its sequence, and what only a column of a child says of it.
            is_sequence(table, Some(name), difference)
                || is_whole && (entry.starts_with("SEQUENCE") && is_sequence(table, None, difference))
        }
        // A partition's dump says what it has from its parent, too.
        Object::Constraint { name, .. } => {
            let lines = difference.previous.iter().chain(&difference.next).flatten();
            let constraint = format!("CONSTRAINT {name} ");
            entry.starts_with("TABLE ") && lines.into_iter().any(|line| line.contains(&constraint))
        }
        Object::Type(name) | Object::Function { name, .. } | Object::Aggregate { name, .. } => {
            // A composite's columns, a function's overload: `COMMENT app.COLUMN pair.a`.
            is_whole && entry.contains(&format!(" {}.", name.schema)) && entry.contains(&name.name)
        }
        Object::ForeignDataWrapper(name) | Object::Server(name) | Object::Publication(name) => {
            is_whole && entry.contains(name.as_str())
        }
        Object::Namespace(name) | Object::Extension(name) => {
            is_whole && entry.split([' ', '.']).any(|word| word == name)
        }
        Object::DefaultPrivileges { .. } => entry.starts_with("DEFAULT ACL "),
        Object::Raw(name) => is_raw(name, entry),
        _ => false,
    }
}

/// The entries that are an object's own.
fn entries(object: &Object) -> Vec<String> {
    let of = |name: &QualifiedName| format!("{}.{}", name.schema, name.name);
    let plain = |kind: &str, name: &QualifiedName| {
        vec![
            format!("{kind} {}", of(name)),
            format!("COMMENT {}.{kind} {}", name.schema, name.name),
            format!("ACL {}.{kind} {}", name.schema, name.name),
        ]
    };
    let nowhere = |kind: &str, name: &str| {
        vec![
            format!("{kind} {name}"),
            format!("COMMENT {kind} {name}"),
            format!("ACL {kind} {name}"),
            format!("COMMENT public.{kind} {name}"),
            format!("ACL public.{kind} {name}"),
        ]
    };
    let on = |kinds: &[&str], table: &QualifiedName, name: &str| -> Vec<String> {
        let comment =
            format!("COMMENT {}.{} {name} ON {}", table.schema, kinds.last().unwrap_or(&""), table.name);
        let own = kinds.iter().map(|kind| format!("{kind} {} {name}", of(table)));
        own.chain([comment]).collect()
    };
    let relation = |name: &QualifiedName| -> Vec<String> {
        let kinds = ["TABLE", "FOREIGN TABLE", "VIEW", "MATERIALIZED VIEW"];
        let mut all: Vec<String> = kinds.iter().flat_map(|kind| plain(kind, name)).collect();
        all.extend([format!("ROW SECURITY {}", of(name)), format!("TABLE ATTACH {}", of(name))]);
        // What of an index belongs to the table: that it clusters it, or identifies its rows.
        all
    };
    match object {
        Object::Namespace(name) => nowhere("SCHEMA", name),
        Object::Extension(name) => nowhere("EXTENSION", name),
        Object::Collation(name) => plain("COLLATION", name),
        Object::Type(name) => {
            ["TYPE", "DOMAIN", "FUNCTION"].iter().flat_map(|kind| plain(kind, name)).collect()
        }
        Object::DomainCheck { domain, name } => {
            let comment = format!("COMMENT {}.CONSTRAINT {name} ON {}", domain.schema, domain.name);
            let comment_too =
                format!("COMMENT {}.CONSTRAINT {name} ON DOMAIN {}", domain.schema, domain.name);
            let apart = format!("CHECK CONSTRAINT {} {name}", of(domain));
            vec![format!("DOMAIN {}", of(domain)), comment, comment_too, apart]
        }
        Object::Attribute { composite, name } => {
            let comment = format!("COMMENT {}.COLUMN {}.{name}", composite.schema, composite.name);
            vec![format!("TYPE {}", of(composite)), comment]
        }
        Object::FreeSequence(name) | Object::Sequence { name, .. } => {
            let mut all = plain("SEQUENCE", name);
            all.push(format!("SEQUENCE OWNED BY {}", of(name)));
            all
        }
        Object::Function { name, arguments } | Object::Aggregate { name, arguments } => {
            let list = arguments.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            let is_bare = list.is_empty() && matches!(object, Object::Aggregate { .. });
            let list = if is_bare { "*" } else { &list };
            let whole = QualifiedName::new(&name.schema, format!("{}({list})", name.name));
            ["FUNCTION", "PROCEDURE", "AGGREGATE"].iter().flat_map(|kind| plain(kind, &whole)).collect()
        }
        Object::ForeignDataWrapper(name) => nowhere("FOREIGN DATA WRAPPER", name),
        Object::Server(name) => {
            let mut all = nowhere("SERVER", name);
            all.extend([format!("ACL FOREIGN SERVER {name}"), format!("COMMENT SERVER {name}")]);
            all
        }
        Object::UserMapping { server, role } => {
            vec![format!("USER MAPPING USER MAPPING {role} SERVER {server}")]
        }
        Object::TextSearchDictionary(name) => plain("TEXT SEARCH DICTIONARY", name),
        Object::TextSearchConfiguration(name) => plain("TEXT SEARCH CONFIGURATION", name),
        Object::Table(name) | Object::View(name) => relation(name),
        Object::Column { table, name } => {
            let mut all = relation(table);
            all.push(format!("DEFAULT {} {name}", of(table)));
            all.push(format!("COMMENT {}.COLUMN {}.{name}", table.schema, table.name));
            all.push(format!("ACL {}.COLUMN {}.{name}", table.schema, table.name));
            all
        }
        Object::Constraint { table, name } => {
            let mut all = on(&["FK CONSTRAINT", "CHECK CONSTRAINT", "CONSTRAINT"], table, name);
            all.push(format!("TABLE {}", of(table)));
            all.push(format!("FOREIGN TABLE {}", of(table)));
            all.push(format!("INDEX ATTACH {}.{name}", table.schema));
            all
        }
        Object::Index { table, name } => {
            let index = QualifiedName::new(&table.schema, name);
            let mut all = plain("INDEX", &index);
            all.push(format!("INDEX ATTACH {}", of(&index)));
            all
        }
        Object::Policy { table, name } => on(&["POLICY"], table, name),
        Object::Trigger { table, name } => on(&["TRIGGER"], table, name),
        Object::Rule { table, name } => on(&["RULE"], table, name),
        Object::Statistics { name, .. } => plain("STATISTICS", name),
        Object::Publication(name) => nowhere("PUBLICATION", name),
        Object::EventTrigger(name) => nowhere("EVENT TRIGGER", name),
        _ => Vec::new(),
    }
}

/// Whether an entry belongs to a table: it is named after it, or says so.
fn is_part(table: &QualifiedName, difference: &DumpDifference) -> bool {
    let entry = difference.object.as_str();
    let (schema, name) = (&table.schema, &table.name);
    let is_named = entry.contains(&format!(" {schema}.{name} "))
        || entry.ends_with(&format!(" {schema}.{name}"))
        || entry.contains(&format!(" {schema}.COLUMN {name}."))
        || entry.starts_with(&format!("COMMENT {schema}.")) && entry.ends_with(&format!(" ON {name}"));
    is_named || is_sequence(table, None, difference) || is_index_of(table, difference)
}

/// Whether an entry is a sequence that another entry says a table owns.
fn is_owned(table: &QualifiedName, difference: &DumpDifference, all: &[DumpDifference]) -> bool {
    let Some(sequence) = difference.object.strip_prefix("SEQUENCE ") else { return false };
    let owner = format!("OWNED BY {}.{}.", table.schema, table.name);
    let owned = format!("SEQUENCE OWNED BY {sequence}");
    let mut lines = all
        .iter()
        .filter(|it| it.object == owned)
        .flat_map(|it| it.previous.iter().chain(&it.next).flatten());
    lines.any(|line| line.contains(&owner))
}

fn is_sequence_or_column(table: &QualifiedName, difference: &DumpDifference) -> bool {
    difference.object.starts_with(&format!("ACL {}.COLUMN {}.", table.schema, table.name))
        || difference.object.starts_with(&format!("ACL {}.SEQUENCE {}_", table.schema, table.name))
}

/// Whether an entry is about a sequence of a table, or of one column of it.
fn is_sequence(table: &QualifiedName, column: Option<&str>, difference: &DumpDifference) -> bool {
    let entry = difference.object.as_str();
    let is_kind =
        ["SEQUENCE ", "SEQUENCE OWNED BY ", "ACL ", "COMMENT "].iter().any(|kind| entry.starts_with(kind));
    let owned = format!("{}_{}", table.name, column.unwrap_or_default());
    let is_named = entry.contains("SEQUENCE") && entry.contains(&owned);
    let lines = difference.previous.iter().chain(&difference.next).flatten();
    let owner = format!("{}.{}", table.schema, table.name);
    let says = |line: &String| {
        line.contains("OWNED BY") && line.contains(&owner)
            || line.contains("ALTER TABLE")
                && line.contains(&owner)
                && column.is_none_or(|it| line.contains(it))
    };
    is_kind && entry.contains("SEQUENCE") && (is_named || lines.into_iter().any(says))
}

/// Whether an entry is an index of a table, or what is said of one.
fn is_index_of(table: &QualifiedName, difference: &DumpDifference) -> bool {
    let entry = difference.object.as_str();
    let on = [
        format!(" ON {}.{} ", table.schema, table.name),
        format!(" ON ONLY {}.{} ", table.schema, table.name),
    ];
    let unquoted = |line: &String| line.replace('"', "");
    let mut lines = difference.previous.iter().chain(&difference.next).flatten().map(unquoted);
    let is_comment = entry.starts_with(&format!("COMMENT {}.INDEX ", table.schema))
        || entry.starts_with(&format!("COMMENT {}.STATISTICS ", table.schema))
        || entry.starts_with("INDEX ATTACH ")
        || entry.starts_with("STATISTICS ");
    is_comment || entry.starts_with("INDEX ") && lines.any(|line| on.iter().any(|on| line.contains(on)))
}

/// Whether an entry is one of those that have no words: a cast, an operator, a subscription.
fn is_raw(name: &str, entry: &str) -> bool {
    const KINDS: &[&str] = &[
        "ACCESS METHOD",
        "CAST",
        "CONVERSION",
        "OPERATOR",
        "OPERATOR CLASS",
        "OPERATOR FAMILY",
        "PROCEDURAL LANGUAGE",
        "SHELL TYPE",
        "SUBSCRIPTION",
        "TEXT SEARCH PARSER",
        "TEXT SEARCH TEMPLATE",
        "TRANSFORM",
        "TYPE",
        "FUNCTION",
        "INDEX",
        "TRIGGER",
        "RULE",
        "VIEW",
        "TABLE",
        "COMMENT",
        "ACL",
        "CONSTRAINT",
        "PROCEDURE",
        "STATISTICS",
        "SECURITY LABEL",
        "DEFAULT",
        "MATERIALIZED VIEW",
        "DOMAIN",
        "SEQUENCE",
        "AGGREGATE",
        "SCHEMA",
        "LANGUAGE",
    ];
    let word =
        name.split(|c: char| !c.is_alphanumeric() && c != '_').rfind(|word| !word.is_empty()).unwrap_or(name);
    KINDS.iter().any(|kind| entry.starts_with(kind)) && entry.to_lowercase().contains(&word.to_lowercase())
        || KINDS.iter().take(6).any(|kind| entry.starts_with(kind))
}
