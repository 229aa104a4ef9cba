//! Constraints, as a line of their table or as a statement of their own.

use pg_orm_ir::catalog::{Check, Deferrable, ForeignKey, Key, ReferentialAction, Table};
use pg_orm_sql::Identifier;

use super::expression::parenthesised;
use super::name_list;
use crate::script::{Action, Object, Step};

pub(super) fn primary_key(key: &Key) -> String {
    format!("constraint {} primary key ({})", Identifier(&key.name), name_list(&key.columns))
}

pub(super) fn unique(key: &Key) -> String {
    let nulls = if key.nulls_not_distinct { " nulls not distinct" } else { "" };
    format!("constraint {} unique{nulls} ({})", Identifier(&key.name), name_list(&key.columns))
}

pub(super) fn check(check: &Check) -> String {
    format!("constraint {} check {}", Identifier(&check.name), parenthesised(&check.expression, "  "))
}

pub(super) fn foreign_key(key: &ForeignKey) -> String {
    let mut sql = format!(
        "constraint {} foreign key ({}) references {} ({})",
        Identifier(&key.name),
        name_list(&key.columns),
        key.target,
        name_list(&key.references),
    );
    for (event, action) in [("delete", key.on_delete), ("update", key.on_update)] {
        if let Some(action) = action_sql(action) {
            sql.push_str(&format!(" on {event} {action}"));
        }
    }
    sql.push_str(match key.deferrable {
        Deferrable::No => "",
        Deferrable::InitiallyImmediate => " deferrable",
        Deferrable::InitiallyDeferred => " deferrable initially deferred",
    });
    sql
}

/// The same, once all tables are there.
pub(super) fn add_foreign_key(table: &Table, key: &ForeignKey) -> Step {
    let object = Object::Constraint { table: table.name.clone(), name: key.name.clone() };
    let statement = format!("alter table {}\n  add {}", table.name, foreign_key(key));
    Step::new(Action::Create, object, statement)
}

pub(super) fn drop_foreign_key(table: &Table, key: &ForeignKey) -> Step {
    let object = Object::Constraint { table: table.name.clone(), name: key.name.clone() };
    let statement = format!("alter table {} drop constraint {}", table.name, Identifier(&key.name));
    Step::new(Action::Drop, object, statement)
}

/// What is said of an action; nothing of the default.
const fn action_sql(action: ReferentialAction) -> Option<&'static str> {
    match action {
        ReferentialAction::NoAction => None,
        ReferentialAction::Restrict => Some("restrict"),
        ReferentialAction::Cascade => Some("cascade"),
        ReferentialAction::SetNull => Some("set null"),
        ReferentialAction::SetDefault => Some("set default"),
    }
}
