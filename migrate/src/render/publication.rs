//! Publications.

use pg_orm_ir::catalog::{Publication, PublishedColumns};
use pg_orm_sql::{Identifier, literal};

use super::expression::parenthesised;
use super::{access, comment, name_list};
use crate::script::{Action, Object, Step};

pub(super) fn create(publication: &Publication) -> Vec<Step> {
    let object = Object::Publication(publication.name.clone());
    let called = format!("publication {}", Identifier(&publication.name));
    let mut steps = vec![Step::new(Action::Create, object.clone(), create_sql(&called, publication))];
    steps.extend(comment::on(&object, &called, publication.comment.as_ref()));
    steps.extend(access::owner(&publication.access, &object, &called));
    steps
}

pub(super) fn drop(publication: &Publication) -> Step {
    let statement = format!("drop publication {}", Identifier(&publication.name));
    Step::new(Action::Drop, Object::Publication(publication.name.clone()), statement)
}

fn create_sql(called: &str, publication: &Publication) -> String {
    let mut sql = format!("create {called}");
    let mut what = Vec::new();
    if publication.is_for_all_tables {
        what.push("all tables".to_owned());
    }
    for table in &publication.tables {
        let columns = if table.columns.is_empty() {
            String::new()
        } else {
            format!(" ({})", name_list(&table.columns))
        };
        let predicate = table.predicate.as_ref();
        let predicate =
            predicate.map_or_else(String::new, |sql| format!(" where {}", parenthesised(sql, "    ")));
        what.push(format!("table {}{columns}{predicate}", table.table));
    }
    if !publication.schemas.is_empty() {
        what.push(format!("tables in schema {}", name_list(&publication.schemas)));
    }
    if !what.is_empty() {
        sql.push_str(&format!("\n  for {}", what.join(",\n  ")));
    }
    let mut options = Vec::new();
    if !publication.operations.is_empty() {
        options.push(format!("publish = {}", literal(&publication.operations.join(", "))));
    }
    if publication.is_via_root {
        options.push("publish_via_partition_root = true".to_owned());
    }
    if publication.generated_columns == PublishedColumns::Stored {
        options.push("publish_generated_columns = stored".to_owned());
    }
    if !options.is_empty() {
        sql.push_str(&format!("\n  with ({})", options.join(", ")));
    }
    sql
}
