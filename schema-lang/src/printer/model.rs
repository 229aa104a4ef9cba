//! A table as a model: its fields, relations, and what stands behind them.

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{Access, ForeignSource, Grant, Persistence, Privilege, ReplicaIdentity, Table};
use pg_orm_ir::names::snake_case;

use super::context::Cx;
use super::entries::{PUBLIC, list, option, option_map, privileges};
use super::relations::{Line, Relations};
use super::{columns, constraints, indexes, partitions, relations, text};

/// A table's item.
pub(super) fn model(cx: &Cx<'_>, table: &Table, relations: &Relations) -> Option<String> {
    let model = cx.types.get(&table.name)?;
    let (docs, mut head) = head(&table.name, model, table.comment.as_deref());
    head.extend(inherits(cx, table));
    let owned = relations.owned.iter().map(relation).collect();
    let far = relations.far.iter().map(relation).collect();
    let groups = [head, columns::fields(cx, table), owned, far, attributes(cx, table)];
    Some(block(&docs, &format!("model {model}"), &groups))
}

/// The doc comment, and what stands first in the block: the schema, the name, a comment that lines can't say.
pub(super) fn head(name: &QualifiedName, word: &str, comment: Option<&str>) -> (String, Vec<String>) {
    let mut lines = Vec::new();
    if name.schema != PUBLIC {
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

/// An item whose lines stand in groups.
pub(super) fn block(docs: &str, head: &str, groups: &[Vec<String>]) -> String {
    let groups: Vec<String> = groups
        .iter()
        .filter(|group| !group.is_empty())
        .map(|group| group.iter().map(|line| format!("  {line}\n")).collect())
        .collect();
    format!("{docs}{head} {{\n{}}}\n", groups.join("\n"))
}

/// `@@inherits(Base, Other)`.
fn inherits(cx: &Cx<'_>, table: &Table) -> Option<String> {
    let parents: Option<Vec<&str>> = table.inherits.iter().map(|parent| cx.types.get(parent)).collect();
    match parents {
        Some(parents) if parents.is_empty() => None,
        Some(parents) => Some(format!("@@inherits({})", parents.join(", "))),
        None => {
            cx.unsaid(format_args!("the parents of {}", table.name));
            None
        }
    }
}

/// What stands behind the fields.
pub(super) fn attributes(cx: &Cx<'_>, table: &Table) -> Vec<String> {
    lacks(cx, table);
    let mut lines = constraints::keys(cx, table);
    lines.extend(relations::to_partitions(cx, table));
    lines.extend(indexes::indexes(cx, &table.name, &table.indexes));
    lines.extend(constraints::checks(cx, table));
    lines.extend(constraints::exclusions(cx, table));
    lines.extend(indexes::statistics(cx, &table.name, &table.statistics));
    lines.extend(table.partition_by.as_ref().and_then(|by| partitions::attribute(cx, table, by)));
    lines.extend(table.foreign.as_ref().map(foreign));
    if table.persistence == Persistence::Unlogged {
        lines.push("@@unlogged".to_owned());
    }
    lines.extend(kept(cx, &table.name, table.tablespace.as_deref(), &table.options));
    lines.extend(replica_identity(&table.replica_identity));
    if let Some(security) = table.row_security {
        lines.push(if security.is_forced { "@@rls(force)" } else { "@@rls" }.to_owned());
    }
    let mut given = table.access.clone();
    if let Some(whole) = cx.whole(table) {
        // A partition is its table's owner's without a word.
        let is_others = given.owner.is_none() && whole.access.owner.is_some();
        cx.lacks(is_others, "the owner", &table.name);
        given.owner = given.owner.filter(|owner| Some(owner) != whole.access.owner.as_ref());
    }
    lines.extend(access(cx, &table.name, &given));
    lines
}

/// `@@foreign(reporting, { table_name: "films" })`.
fn foreign(source: &ForeignSource) -> String {
    let server = text::name(&source.server);
    match source.options.as_slice() {
        [] => format!("@@foreign({server})"),
        options => format!("@@foreign({server}, {})", option_map(options)),
    }
}

fn replica_identity(identity: &ReplicaIdentity) -> Option<String> {
    Some(match identity {
        ReplicaIdentity::Default => return None,
        ReplicaIdentity::Full => "@@replica_identity(full)".to_owned(),
        ReplicaIdentity::Nothing => "@@replica_identity(nothing)".to_owned(),
        ReplicaIdentity::Index(name) => format!("@@replica_identity({})", text::string(name)),
    })
}

fn lacks(cx: &Cx<'_>, table: &Table) {
    let name = &table.name;
    cx.lacks(table.of_type.is_some(), "the composite type", name);
    cx.lacks(table.access_method.is_some(), "the access method", name);
    cx.lacks(table.clustered_on.is_some(), "the index of CLUSTER", name);
}

/// `@@tablespace(fast)` and `@@with(fillfactor: 70)`.
pub(super) fn kept(
    cx: &Cx<'_>,
    name: &QualifiedName,
    tablespace: Option<&str>,
    options: &[(String, String)],
) -> Vec<String> {
    let tablespace = tablespace.map(|tablespace| format!("@@tablespace({})", text::name(tablespace)));
    let mut pairs = Vec::new();
    for (key, value) in options {
        let word = key.replacen("toast.", "toast_", 1);
        if text::is_word(&word) {
            pairs.push(format!("{word}: {}", option(value)));
        } else {
            cx.unsaid(format_args!("the parameter {key} of {name}"));
        }
    }
    let options = (!pairs.is_empty()).then(|| format!("@@with({})", pairs.join(", ")));
    tablespace.into_iter().chain(options).collect()
}

/// `@@owner(boss)` and the `@@grant(..)`s of a table or a view.
pub(super) fn access(cx: &Cx<'_>, name: &QualifiedName, access: &Access) -> Vec<String> {
    cx.lacks(!access.revoked.is_empty(), "revoked privileges", name);
    let owner = access.owner.as_deref().map(|owner| format!("@@owner({})", text::name(owner)));
    owner.into_iter().chain(access.grants.iter().filter_map(|it| grant(cx, name, it))).collect()
}

fn grant(cx: &Cx<'_>, name: &QualifiedName, grant: &Grant) -> Option<String> {
    let known = if grant.columns.is_empty() { Privilege::TABLE } else { &[] };
    let given = match privileges(&grant.privileges, known).as_str() {
        "all" => "[all]".to_owned(),
        given => given.to_owned(),
    };
    let mut args = vec![text::name(&grant.role), given];
    if !grant.columns.is_empty() {
        args.push(format!("columns: {}", list(&cx.fields(name, &grant.columns)?)));
    }
    if grant.is_grantable {
        args.push("grantable: true".to_owned());
    }
    Some(format!("@@grant({})", args.join(", ")))
}

pub(super) fn relation(line: &Line) -> String {
    let attribute = line.attribute.as_ref().map_or_else(String::new, |attribute| format!(" {attribute}"));
    format!("{} {}{attribute}", line.name, line.type_)
}
