//! Indexes that are not a constraint's.

use pg_orm_ir::catalog::{Index, IndexKey, IndexTarget, Nulls, Table};
use pg_orm_sql::Identifier;

use super::expression::parenthesised;
use super::{name_list, reference};
use crate::script::{Action, Object, Step};

/// The access method that PostgreSQL takes when none is named.
const DEFAULT_METHOD: &str = "btree";

pub(super) fn create(table: &Table, index: &Index) -> Step {
    let unique = if index.is_unique { "unique " } else { "" };
    let mut sql = format!("create {unique}index {} on {}", Identifier(&index.name), table.name);
    if index.method != DEFAULT_METHOD {
        sql.push_str(&format!(" using {}", Identifier(&index.method)));
    }
    let keys: Vec<String> = index.keys.iter().map(key_sql).collect();
    sql.push_str(&format!(" ({})", keys.join(", ")));
    if !index.include.is_empty() {
        sql.push_str(&format!(" include ({})", name_list(&index.include)));
    }
    if let Some(predicate) = &index.predicate {
        sql.push_str(&format!(" where {}", parenthesised(predicate, "")));
    }
    let object = Object::Index { table: table.name.clone(), name: index.name.clone() };
    Step::new(Action::Create, object, sql)
}

fn key_sql(key: &IndexKey) -> String {
    let mut sql = match &key.target {
        IndexTarget::Column(column) => Identifier(column).to_string(),
        IndexTarget::Expression(sql) => parenthesised(sql, ""),
    };
    if let Some(class) = &key.operator_class {
        sql.push_str(&format!(" {}", reference(class)));
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
