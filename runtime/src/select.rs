//! The statements of a query: one for the rows, one for each level of what is included.

use crate::expr::{Include, Select};
use crate::model::{Link, Table};
use crate::render::{Scope, Sql, Statement};

/// The statements that read a query's rows, in the order in which `load` expects their answers: a level before what is under it.
pub(crate) fn statements(root: &Select) -> Vec<Statement<'static>> {
    let mut statements = Vec::with_capacity(1 + root.includes.len());
    statements.push(rows(root));
    let mut path = vec![Level { link: None, select: root }];
    below(root, &mut path, &mut statements);
    statements
}

/// `select count(*)` over the rows that the query would read.
pub(crate) fn count(select: &Select) -> Statement<'static> {
    let mut sql = Sql::new();
    if select.is_limited() {
        sql.push("select count(*) from (select 1 from ");
        tail(&mut sql, select);
        sql.push(") c");
    } else {
        let t0 = Sql::root(select.table);
        sql.push("select count(*) from ");
        sql.table(t0);
        sql.where_(t0, &select.filter);
    }
    sql.finish()
}

/// `select exists(..)`: whether the query would read a row.
pub(crate) fn exists(select: &Select) -> Statement<'static> {
    let mut sql = Sql::new();
    sql.push("select exists(select 1 from ");
    tail(&mut sql, select);
    sql.push(")");
    sql.finish()
}

/// Where the bytes of its parent's key stand in a row of an included level.
#[derive(Debug, Clone, Copy)]
pub(crate) enum KeyPlace {
    /// In these columns of the row's own model.
    Own(&'static [usize]),
    /// The same, in whole numbers of another width than the parent's.
    Widened(&'static [usize]),
    /// Behind the model's columns, so many of them.
    Behind(usize),
}

/// Where the parent's key stands in the rows that `link` leads to.
pub(crate) fn key_place(link: &Link, source: &Table, target: &Table) -> KeyPlace {
    let has_same_bytes = link.source.iter().zip(near(link)).all(|(&there, &here)| {
        let type_ = source.column_type(there);
        let near_table = link.through.as_ref().map_or(target, |through| through.table);
        type_ == near_table.column_type(here) && is_bytewise(type_)
    });
    match link.through {
        None if has_same_bytes => KeyPlace::Own(link.target),
        None if is_whole(link.source, source) && is_whole(link.target, target) => {
            KeyPlace::Widened(link.target)
        }
        _ => KeyPlace::Behind(link.source.len()),
    }
}

/// The columns, of the target or of the table between, that hold the source's key.
fn near(link: &Link) -> &'static [usize] {
    link.through.as_ref().map_or(link.target, |through| through.source)
}

/// Whether these columns are whole numbers, of whatever width.
fn is_whole(columns: &[usize], table: &Table) -> bool {
    columns.iter().all(|&column| matches!(table.column_type(column), "smallint" | "integer" | "bigint"))
}

/// Whether values of a type are equal just where their bytes are. What is not listed goes the longer way, which is always right.
fn is_bytewise(type_: &str) -> bool {
    let name = type_.split_once('(').map_or(type_, |(name, _)| name);
    matches!(
        name,
        "boolean"
            | "smallint"
            | "integer"
            | "bigint"
            | "oid"
            | "uuid"
            | "text"
            | "character varying"
            | "varchar"
            | "bytea"
            | "date"
            | "timestamp without time zone"
            | "timestamp with time zone"
            | "timestamp"
            | "timestamptz"
    )
}

/// One level of the query, with the way that leads to it from the level above.
struct Level<'q> {
    link: Option<&'static Link>,
    select: &'q Select,
}

fn below<'q>(select: &'q Select, path: &mut Vec<Level<'q>>, statements: &mut Vec<Statement<'static>>) {
    for Include { link, select } in &select.includes {
        statements.push(related(path, link, select));
        path.push(Level { link: Some(link), select });
        below(select, path, statements);
        path.pop();
    }
}

fn rows(select: &Select) -> Statement<'static> {
    let mut sql = Sql::new();
    sql.push("select ");
    sql.read_columns(Sql::root(select.table));
    sql.push(" from ");
    tail(&mut sql, select);
    sql.finish()
}

/// `users t0 where .. order by .. limit ..`
fn tail(sql: &mut Sql<'static>, select: &Select) {
    let t0 = Sql::root(select.table);
    sql.table(t0);
    sql.where_(t0, &select.filter);
    // What is included must belong to the same rows that this statement chose: no ties then.
    sql.order(t0, &select.order, select.is_limited() && !select.includes.is_empty());
    sql.limit(select.limit, select.offset);
}

/// The statement for the rows of `select`, related by `link` to the rows at the end of `path`.
fn related(path: &[Level<'_>], link: &'static Link, select: &Select) -> Statement<'static> {
    let mut sql = Sql::new();
    let t0 = Sql::root(select.table);
    let source = path.last().map_or(select.table, |level| level.select.table);
    let place = key_place(link, source, select.table);
    sql.push("select ");
    sql.read_columns(t0);
    if select.is_limited() || (matches!(place, KeyPlace::Behind(_)) && !is_through_bytewise(link, source)) {
        let p = lateral_head(&mut sql, link, place, source);
        sql.push(" from ");
        lateral(&mut sql, path, link, select, t0, p);
        sql.order(t0, &select.order, false);
        return sql.finish();
    }
    if let Some(through) = &link.through {
        let between = sql.scope(through.table);
        sql.push(", ");
        sql.columns(between, through.source.iter().copied());
        sql.push(" from ");
        sql.table(between);
        sql.push(" join ");
        sql.table(t0);
        sql.push(" on ");
        sql.equal(t0, link.target, between, through.target);
        sql.push(" where ");
        among(&mut sql, between, through.source, path, link.source);
    } else {
        sql.push(" from ");
        sql.table(t0);
        sql.push(" where ");
        among(&mut sql, t0, link.target, path, link.source);
    }
    sql.and(t0, &select.filter);
    sql.order(t0, &select.order, false);
    sql.finish()
}

fn is_through_bytewise(link: &Link, source: &Table) -> bool {
    let Some(through) = &link.through else { return false };
    link.source.iter().zip(through.source).all(|(&there, &here)| {
        let type_ = source.column_type(there);
        type_ == through.table.column_type(here) && is_bytewise(type_)
    })
}

/// Adds the parent's key to the list of columns, where it is not among the row's own; answers the parents' alias.
fn lateral_head(sql: &mut Sql<'static>, link: &Link, place: KeyPlace, source: &Table) -> usize {
    let p = sql.next_alias();
    if let KeyPlace::Behind(_) = place {
        for (i, &column) in link.source.iter().enumerate() {
            sql.push(", ");
            sql.number('p', p);
            sql.number_after(".k", i);
            sql.read_as(source, column);
        }
    }
    p
}

/// `(select distinct .. k0 from parents) p1 cross join lateral (select t2.* from child t2 where t2.x = p1.k0 .. limit ..) t0`
fn lateral(
    sql: &mut Sql<'static>,
    path: &[Level<'_>],
    link: &'static Link,
    select: &Select,
    alias: Scope,
    p: usize,
) {
    sql.push("(");
    parents(sql, path, link.source);
    sql.push(") ");
    sql.number('p', p);
    sql.push(" cross join lateral (select ");
    let child = sql.scope(select.table);
    sql.all_columns(child);
    sql.push(" from ");
    let near_scope = match &link.through {
        None => {
            sql.table(child);
            child
        }
        Some(through) => {
            let between = sql.scope(through.table);
            sql.table(between);
            sql.push(" join ");
            sql.table(child);
            sql.push(" on ");
            sql.equal(child, link.target, between, through.target);
            between
        }
    };
    sql.push(" where ");
    for (i, &column) in near(link).iter().enumerate() {
        if i > 0 {
            sql.push(" and ");
        }
        sql.column(near_scope, column);
        sql.equals(near_scope.table, column);
        sql.number('p', p);
        sql.number_after(".k", i);
    }
    sql.and(child, &select.filter);
    if select.is_limited() {
        sql.order(child, &select.order, true);
        sql.limit(select.limit, select.offset);
    }
    sql.push(") ");
    sql.alias(alias);
}

/// The distinct keys of the rows at the end of `path`, as `k0`, `k1`, ..
fn parents(sql: &mut Sql<'static>, path: &[Level<'_>], columns: &[usize]) {
    let table = path.last().map(|level| level.select.table);
    let is_plain =
        table.is_some_and(|table| columns.iter().all(|&column| is_bytewise(table.column_type(column))));
    // Equal keys may have unlike bytes (1.0 and 1.00): each of them must come back, for its own parents.
    let inner = sql.next_alias();
    if is_plain {
        sql.push("select distinct ");
    } else {
        sql.push("select distinct on (");
        for i in 0..columns.len() {
            if i > 0 {
                sql.push(", ");
            }
            sql.number('k', inner);
            sql.number_after(".k", i);
            sql.push("::text");
        }
        sql.push(") ");
    }
    sql.number('k', inner);
    sql.push(".* from (");
    keys(sql, path, columns);
    sql.push(") ");
    sql.number('k', inner);
    sql.push("(");
    for i in 0..columns.len() {
        if i > 0 {
            sql.push(", ");
        }
        sql.number('k', i);
    }
    sql.push(")");
}

/// `t1.author_id = any(array(select ..))`, or `(t1.a, t1.b) in (select ..)`: the key is one of the rows' at the end of `path`.
fn among(
    sql: &mut Sql<'static>,
    scope: Scope,
    columns: &[usize],
    path: &[Level<'_>],
    parent_columns: &[usize],
) {
    if let [column] = columns {
        sql.column(scope, *column);
        sql.equals(scope.table, *column);
        sql.push("any(array(");
        keys(sql, path, parent_columns);
        sql.push("))");
    } else {
        sql.push("(");
        sql.columns(scope, columns.iter().copied());
        sql.push(") in (");
        keys(sql, path, parent_columns);
        sql.push(")");
    }
}

/// `select t1.id from users t1 where ..`: these columns of the rows at the end of `path`.
fn keys(sql: &mut Sql<'static>, path: &[Level<'_>], columns: &[usize]) {
    let Some((Level { link, select }, above)) = path.split_last() else { return };
    let scope = sql.scope(select.table);
    sql.push("select ");
    sql.columns(scope, columns.iter().copied());
    sql.push(" from ");
    let Some(link) = link else {
        sql.table(scope);
        sql.where_(scope, &select.filter);
        if select.is_limited() {
            sql.order(scope, &select.order, true);
            sql.limit(select.limit, select.offset);
        }
        return;
    };
    if select.is_limited() {
        let p = sql.next_alias();
        return lateral(sql, above, link, select, scope, p);
    }
    sql.table(scope);
    sql.push(" where ");
    match &link.through {
        None => among(sql, scope, link.target, above, link.source),
        Some(through) => {
            let (open, close) =
                if link.target.len() == 1 { (" = any(array(", "))") } else { (") in (", ")") };
            if link.target.len() > 1 {
                sql.push("(");
            }
            sql.columns(scope, link.target.iter().copied());
            sql.push(open);
            let between = sql.scope(through.table);
            sql.push("select ");
            sql.columns(between, through.target.iter().copied());
            sql.push(" from ");
            sql.table(between);
            sql.push(" where ");
            among(sql, between, through.source, above, link.source);
            sql.push(close);
        }
    }
    sql.and(scope, &select.filter);
}

#[cfg(test)]
mod tests;
