//! A table as a model: its fields, relations, and what stands behind them.

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{
    Access, ForeignKey, ForeignSource, Grant, Persistence, Privilege, ReplicaIdentity, Table,
};
use pg_orm_ir::names::snake_case;

use super::context::Cx;
use super::entries::{PUBLIC, list, option, option_map, privileges};
use super::relations::{Line, Relations};
use super::{columns, constraints, foreign_keys, indexes, partitions, text};

/// A table's item.
pub(super) fn model(cx: &Cx<'_>, table: &Table, relations: &Relations<'_>) -> Option<String> {
    let model = cx.types.get(&table.name)?;
    let (docs, mut head) = head(&table.name, model, table.comment.as_deref());
    head.extend(inherits(cx, table));
    let owned = relations.owned.iter().map(relation).collect();
    let far = relations.far.iter().map(relation).collect();
    let groups = [head, columns::fields(cx, table), owned, far, attributes(cx, table, &relations.others)];
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
pub(super) fn attributes(cx: &Cx<'_>, table: &Table, others: &[&ForeignKey]) -> Vec<String> {
    let mut lines = constraints::keys(cx, table);
    lines.extend(indexes::indexes(cx, &table.name, &table.indexes));
    lines.extend(constraints::checks(cx, table));
    lines.extend(constraints::exclusions(cx, table));
    lines.extend(indexes::statistics(cx, &table.name, &table.statistics));
    lines.extend(table.partition_by.as_ref().and_then(|by| partitions::attribute(cx, table, by)));
    lines.extend(table.foreign.as_ref().map(foreign));
    if table.persistence == Persistence::Unlogged {
        lines.push("@@unlogged".to_owned());
    }
    lines.extend(foreign_keys::of(cx, table, others));
    lines.extend(of_type(cx, table));
    lines.extend(stored(table.access_method.as_deref(), table.clustered_on.as_deref()));
    lines.extend(kept(cx, &table.name, table.tablespace.as_deref(), &table.options));
    lines.extend(replica_identity(&table.replica_identity));
    if table.is_row_security_forced {
        lines.push("@@rls(force, enabled: false)".to_owned());
    }
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

/// `@@of(Person)`.
fn of_type(cx: &Cx<'_>, table: &Table) -> Option<String> {
    let type_ = table.of_type.as_ref()?;
    let word = cx.types.get(type_);
    cx.lacks(word.is_none(), "the composite type", &table.name);
    word.map(|word| format!("@@of({word})"))
}

/// `@@access_method(columnar)` and `@@cluster("users_by_name")`.
pub(super) fn stored(access_method: Option<&str>, clustered_on: Option<&str>) -> Vec<String> {
    let method = access_method.map(|method| format!("@@access_method({})", text::name(method)));
    let cluster = clustered_on.map(|index| format!("@@cluster({})", text::string(index)));
    method.into_iter().chain(cluster).collect()
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

/// `@@owner(boss)`, the `@@grant(..)`s and the `@@revoke(..)`s of a table or a view.
pub(super) fn access(cx: &Cx<'_>, name: &QualifiedName, access: &Access) -> Vec<String> {
    let owner = access.owner.as_deref().map(|owner| format!("@@owner({})", text::name(owner)));
    let grants = access.grants.iter().filter_map(|it| grant(cx, name, "grant", it));
    let revoked = access.revoked.iter().filter_map(|it| grant(cx, name, "revoke", it));
    owner.into_iter().chain(grants).chain(revoked).collect()
}

fn grant(cx: &Cx<'_>, name: &QualifiedName, attribute: &str, grant: &Grant) -> Option<String> {
    let known = if grant.columns.is_empty() { Privilege::TABLE } else { &[] };
    let given = match privileges(&grant.privileges, known).as_str() {
        "all" => "[all]".to_owned(),
        given => given.to_owned(),
    };
    let mut args = vec![text::name(&grant.role), given];
    if !grant.columns.is_empty() {
        let Some(fields) = cx.fields(name, &grant.columns) else {
            cx.unsaid(format_args!("privileges of {} on columns of {name}", grant.role));
            return None;
        };
        args.push(format!("columns: {}", list(&fields)));
    }
    if grant.is_grantable {
        args.push("grantable: true".to_owned());
    }
    Some(format!("@@{attribute}({})", args.join(", ")))
}

pub(super) fn relation(line: &Line) -> String {
    let attribute = line.attribute.as_ref().map_or_else(String::new, |attribute| format!(" {attribute}"));
    format!("{} {}{attribute}", line.name, line.type_)
}
