//! Rewrite rules.

use pg_orm_ir::catalog::{Rule, RuleEvent};
use pg_orm_sql::Identifier;

use super::expression::{closed, parenthesised};
use super::plan::Relation;
use super::{comment, trigger};
use crate::script::{Action, Object, Step};

pub(super) fn create(relation: Relation<'_>, rule: &Rule) -> Vec<Step> {
    let object = object(relation, rule);
    let name = Identifier(&rule.name);
    let event = match rule.event {
        RuleEvent::Select => "select",
        RuleEvent::Insert => "insert",
        RuleEvent::Update => "update",
        RuleEvent::Delete => "delete",
    };
    let condition = rule.condition.as_ref();
    let condition =
        condition.map_or_else(String::new, |sql| format!("\n  where {}", parenthesised(sql, "  ")));
    let instead = if rule.is_instead { " instead" } else { "" };
    let actions = match rule.actions.as_slice() {
        [] => " nothing".to_owned(),
        [action] => format!("\n  {}", closed(action)),
        actions => {
            let actions: Vec<String> = actions.iter().map(|action| closed(action)).collect();
            format!(" (\n  {}\n)", actions.join(";\n  "))
        }
    };
    let statement = format!(
        "create rule {name} as\n  on {event} to {}{condition}\n  do{instead}{actions}",
        relation.name()
    );
    let mut steps = vec![Step::new(Action::Create, object.clone(), statement)];
    if let Some(word) = trigger::firing(rule.firing) {
        let statement = format!("alter table {} {word} rule {name}", relation.name());
        steps.push(Step::new(Action::Alter, object.clone(), statement));
    }
    let called = format!("rule {name} on {}", relation.name());
    steps.extend(comment::on(&object, &called, rule.comment.as_ref()));
    steps
}

pub(super) fn drop(relation: Relation<'_>, rule: &Rule) -> Step {
    let statement = format!("drop rule {} on {}", Identifier(&rule.name), relation.name());
    Step::new(Action::Drop, object(relation, rule), statement)
}

fn object(relation: Relation<'_>, rule: &Rule) -> Object {
    Object::Rule { table: relation.name().clone(), name: rule.name.clone() }
}
