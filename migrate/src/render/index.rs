//! Indexes that are not a constraint's.

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{Index, IndexKey, IndexTarget, Nulls};
use pg_orm_sql::Identifier;

use super::expression::parenthesised;
use super::plan::Relation;
use super::{comment, name_list, options, reference, reference_name};
use crate::script::{Action, Object, Step};

/// The access method that PostgreSQL takes when none is named.
const DEFAULT_METHOD: &str = "btree";

pub(super) fn create(relation: Relation<'_>, index: &Index) -> Vec<Step> {
    let object = Object::Index { table: relation.name().clone(), name: index.name.clone() };
    let name = QualifiedName::new(&relation.name().schema, &index.name);
    let mut steps = vec![Step::new(Action::Create, object.clone(), create_sql(relation, index))];
    for (i, key) in index.keys.iter().enumerate() {
        let Some(target) = key.statistics else { continue };
        let statement = format!("alter index {name} alter column {} set statistics {target}", i + 1);
        steps.push(Step::new(Action::Alter, object.clone(), statement));
    }
    steps.extend(comment::on(&object, &format!("index {name}"), index.comment.as_ref()));
    steps
}

/// Makes a partition's index a part of its table's.
pub(super) fn attach(relation: Relation<'_>, index: &str, whole: Option<&QualifiedName>) -> Option<Step> {
    let whole = whole?;
    let name = QualifiedName::new(&relation.name().schema, index);
    let object = Object::Index { table: relation.name().clone(), name: index.to_owned() };
    Some(Step::new(Action::Alter, object, format!("alter index {whole} attach partition {name}")))
}

pub(super) fn drop(relation: Relation<'_>, index: &Index) -> Step {
    let name = QualifiedName::new(&relation.name().schema, &index.name);
    let object = Object::Index { table: relation.name().clone(), name: index.name.clone() };
    Step::new(Action::Drop, object, format!("drop index {name}"))
}

fn create_sql(relation: Relation<'_>, index: &Index) -> String {
    let unique = if index.is_unique { "unique " } else { "" };
    let only = if index.is_only { "only " } else { "" };
    let mut sql = format!("create {unique}index {} on {only}{}", Identifier(&index.name), relation.name());
    if index.method != DEFAULT_METHOD {
        sql.push_str(&format!(" using {}", Identifier(&index.method)));
    }
    let keys: Vec<String> = index.keys.iter().map(key_sql).collect();
    sql.push_str(&format!(" ({})", keys.join(", ")));
    if !index.include.is_empty() {
        sql.push_str(&format!(" include ({})", name_list(&index.include)));
    }
    if index.nulls_not_distinct {
        sql.push_str(" nulls not distinct");
    }
    sql.push_str(&options::with(&index.options));
    sql.push_str(&reference_name("tablespace", index.tablespace.as_ref()));
    if let Some(predicate) = &index.predicate {
        sql.push_str(&format!(" where {}", parenthesised(predicate, "")));
    }
    sql
}

/// A key as it stands between the parentheses of an index or an exclusion constraint.
pub(super) fn key_sql(key: &IndexKey) -> String {
    let mut sql = target_sql(&key.target);
    if let Some(collation) = &key.collation {
        sql.push_str(&format!(" collate {}", reference(collation)));
    }
    if let Some(class) = &key.operator_class {
        sql.push_str(&format!(" {}", reference(class)));
        if !key.operator_class_options.is_empty() {
            sql.push_str(&format!(" ({})", options::parameters(&key.operator_class_options)));
        }
    }
    if key.is_descending {
        sql.push_str(" desc");
    }
    sql.push_str(match key.nulls {
        None => "",
        Some(Nulls::First) => " nulls first",
        Some(Nulls::Last) => " nulls last",
    });
    sql
}

/// A column, or an expression in parentheses.
pub(super) fn target_sql(target: &IndexTarget) -> String {
    match target {
        IndexTarget::Column(column) => Identifier(column).to_string(),
        IndexTarget::Expression(sql) => parenthesised(sql, ""),
    }
}
