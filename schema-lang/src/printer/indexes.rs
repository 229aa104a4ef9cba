//! Indexes and extended statistics of tables and materialized views.

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{Index, IndexKey, IndexTarget, Nulls, Statistics, StatisticsKind};
use pg_orm_ir::default_names;

use super::constraints::{comment, part_of};
use super::context::Cx;
use super::entries::{collation, list, object, option_map};
use super::text;

/// The lines of indexes.
pub(super) fn indexes(cx: &Cx<'_>, table: &QualifiedName, indexes: &[Index]) -> Vec<String> {
    indexes.iter().filter_map(|it| index(cx, table, it)).collect()
}

fn index(cx: &Cx<'_>, table: &QualifiedName, index: &Index) -> Option<String> {
    let whole = format_args!("the index {} of {table}", index.name);
    let keys: Option<Vec<String>> = index.keys.iter().map(|it| key(cx, table, it)).collect();
    let Some((keys, include)) = keys.zip(cx.fields(table, &index.include)) else {
        cx.unsaid(whole);
        return None;
    };
    let mut args = vec![list(&keys)];
    if index.is_unique {
        args.push("unique: true".to_owned());
    }
    if index.nulls_not_distinct {
        args.push("nulls: not_distinct".to_owned());
    }
    if index.method != "btree" {
        args.push(format!("using: {}", text::name(&index.method)));
    }
    if !include.is_empty() {
        args.push(format!("include: {}", list(&include)));
    }
    args.extend(index.predicate.as_deref().map(|sql| format!("where: {}", text::sql(sql, 2))));
    if !index.options.is_empty() {
        args.push(format!("with: {}", option_map(&index.options)));
    }
    args.extend(index.tablespace.as_deref().map(|it| format!("tablespace: {}", text::name(it))));
    if cx.given.is_given(&table.schema, &index.name, &default_names::index(&table.name, index)) {
        args.push(format!("name: {}", text::string(&index.name)));
    }
    if index.is_only {
        args.push("only: true".to_owned());
    }
    args.extend(part_of(index.part_of.as_ref()));
    args.extend(comment(index.comment.as_deref()));
    Some(format!("@@index({})", args.join(", ")))
}

/// `embedding(ops: vector_cosine_ops)`; `None` where the language can't say all of it.
pub(super) fn key(cx: &Cx<'_>, table: &QualifiedName, key: &IndexKey) -> Option<String> {
    let mut options = Vec::new();
    if key.is_descending {
        options.push("desc".to_owned());
    }
    options.extend(key.nulls.map(|nulls| match nulls {
        Nulls::First => "nulls: first".to_owned(),
        Nulls::Last => "nulls: last".to_owned(),
    }));
    options.extend(key.collation.as_ref().map(|name| format!("collate: {}", collation(name))));
    options.extend(key.operator_class.as_ref().map(|class| format!("ops: {}", object(class, ""))));
    if !key.operator_class_options.is_empty() {
        options.push(format!("ops_with: {}", option_map(&key.operator_class_options)));
    }
    options.extend(key.statistics.map(|target| format!("statistics: {target}")));
    Some(match &key.target {
        IndexTarget::Column(column) => {
            let field = cx.field(table, column)?;
            if options.is_empty() { field.to_owned() } else { format!("{field}({})", options.join(", ")) }
        }
        IndexTarget::Expression(sql) => {
            options.insert(0, text::sql(sql, 2));
            format!("expr({})", options.join(", "))
        }
    })
}

/// The lines of extended statistics.
pub(super) fn statistics(cx: &Cx<'_>, table: &QualifiedName, statistics: &[Statistics]) -> Vec<String> {
    statistics.iter().filter_map(|it| one_statistics(cx, table, it)).collect()
}

fn one_statistics(cx: &Cx<'_>, table: &QualifiedName, statistics: &Statistics) -> Option<String> {
    let whole = format_args!("the statistics {}", statistics.name);
    let targets = statistics.targets.iter().map(|target| match target {
        IndexTarget::Column(column) => cx.field(table, column).map(str::to_owned),
        IndexTarget::Expression(sql) => Some(format!("expr({})", text::sql(sql, 2))),
    });
    let targets: Option<Vec<String>> = targets.collect();
    let Some(targets) = targets else {
        cx.unsaid(whole);
        return None;
    };
    let mut args = vec![list(&targets)];
    let kinds = statistics.kinds.iter().map(|kind| match kind {
        StatisticsKind::NDistinct => "ndistinct".to_owned(),
        StatisticsKind::Dependencies => "dependencies".to_owned(),
        StatisticsKind::Mcv => "mcv".to_owned(),
    });
    let kinds: Vec<String> = kinds.collect();
    if !kinds.is_empty() {
        args.push(format!("kinds: {}", list(&kinds)));
    }
    args.extend(statistics.target.map(|target| format!("target: {target}")));
    let default = default_names::statistics(&table.name, statistics);
    if statistics.name.schema != table.schema {
        args.push(format!("name: {}", object(&statistics.name, "")));
    } else if cx.given.is_statistics_given(&statistics.name, &default) {
        args.push(format!("name: {}", text::string(&statistics.name.name)));
    }
    args.extend(statistics.access.owner.as_deref().map(|owner| format!("owner: {}", text::name(owner))));
    args.extend(comment(statistics.comment.as_deref()));
    Some(format!("@@statistics({})", args.join(", ")))
}
