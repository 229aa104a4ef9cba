//! Triggers and rules, by the table or view that they are of.

use std::collections::HashMap;

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{
    ConstraintTrigger, Deferrable, Firing, Rule, RuleEvent, Trigger, TriggerEvent, TriggerLevel,
    TriggerTiming,
};
use pg_orm_sql::TokenKind;

use super::IntrospectError;
use super::context::{Context, qualified};
use super::expression::{bare, group, pieces, split, unquoted};
use super::rows::{self, Rows};

pub(super) fn triggers(
    rows: &mut Rows,
    context: &Context,
) -> Result<HashMap<u32, Vec<Trigger>>, IntrospectError> {
    let mut triggers: HashMap<u32, Vec<Trigger>> = HashMap::new();
    for row in std::mem::take(&mut rows.triggers) {
        triggers.entry(row.relation).or_default().push(trigger(row, context)?);
    }
    Ok(triggers)
}

pub(super) fn rules(rows: &mut Rows, context: &Context) -> Result<HashMap<u32, Vec<Rule>>, IntrospectError> {
    let mut rules: HashMap<u32, Vec<Rule>> = HashMap::new();
    for row in std::mem::take(&mut rows.rules) {
        rules.entry(row.relation).or_default().push(rule(row, context)?);
    }
    Ok(rules)
}

/// By the letter of `tgenabled`, `ev_enabled` and `evtenabled`.
pub(super) fn firing(letter: &str) -> Firing {
    match letter {
        "R" => Firing::Replica,
        "A" => Firing::Always,
        "D" => Firing::Disabled,
        _ => Firing::Origin,
    }
}

pub(super) const fn deferrable(is_deferrable: bool, is_deferred: bool) -> Deferrable {
    match (is_deferrable, is_deferred) {
        (_, true) => Deferrable::InitiallyDeferred,
        (true, false) => Deferrable::InitiallyImmediate,
        (false, false) => Deferrable::No,
    }
}

/// The bits of `tgtype` are those of PostgreSQL's `pg_trigger.h`.
fn trigger(row: rows::Trigger, context: &Context) -> Result<Trigger, IntrospectError> {
    let has = |bit: i32| row.bits & bit != 0;
    let (when, arguments) = condition(&row.definition).ok_or_else(|| IntrospectError::Definition {
        what: format!("the trigger {}", row.name),
        text: row.definition.clone(),
    })?;
    let events = [
        (has(4), TriggerEvent::Insert),
        (has(16), TriggerEvent::Update(row.columns)),
        (has(8), TriggerEvent::Delete),
        (has(32), TriggerEvent::Truncate),
    ];
    let timing = match (row.bits & 2 != 0, row.bits & 64 != 0) {
        (_, true) => TriggerTiming::InsteadOf,
        (true, false) => TriggerTiming::Before,
        (false, false) => TriggerTiming::After,
    };
    Ok(Trigger {
        comment: context.comment(("pg_trigger", row.oid, 0)),
        timing,
        events: events.into_iter().filter(|(is_on, _)| *is_on).map(|(_, event)| event).collect(),
        level: if row.bits & 1 != 0 { TriggerLevel::Row } else { TriggerLevel::Statement },
        constraint: row.is_constraint.then(|| ConstraintTrigger {
            deferrable: deferrable(row.is_deferrable, row.is_deferred),
            from: qualified(row.from_schema, row.from_name),
        }),
        old_table: row.old_table,
        new_table: row.new_table,
        when,
        function: QualifiedName::new(row.function_schema, row.function),
        arguments,
        firing: firing(&row.firing),
        name: row.name,
    })
}

/// The condition and the arguments, which only the definition has as text: `.. WHEN (..) EXECUTE FUNCTION f('a')`.
fn condition(definition: &str) -> Option<(Option<String>, Vec<String>)> {
    let pieces = pieces(definition);
    let execute = pieces.iter().find(|piece| piece.is_word("EXECUTE"))?;
    let when = match pieces.iter().find(|piece| piece.is_word("WHEN")) {
        Some(when) => Some(bare(group(definition, &pieces, when.end)?.0)),
        None => None,
    };
    let (arguments, _) = group(definition, &pieces, execute.end)?;
    Some((when, split(arguments, ",").into_iter().map(unquoted).collect::<Option<_>>()?))
}

fn rule(row: rows::Rule, context: &Context) -> Result<Rule, IntrospectError> {
    let (condition, actions) = body(&row.definition).ok_or_else(|| IntrospectError::Definition {
        what: format!("the rule {}", row.name),
        text: row.definition.clone(),
    })?;
    Ok(Rule {
        comment: context.comment(("pg_rewrite", row.oid, 0)),
        event: match row.event.as_str() {
            "1" => RuleEvent::Select,
            "2" => RuleEvent::Update,
            "4" => RuleEvent::Delete,
            _ => RuleEvent::Insert,
        },
        is_instead: row.is_instead,
        condition,
        actions,
        firing: firing(&row.firing),
        name: row.name,
    })
}

/// The condition and the actions of `CREATE RULE .. WHERE (..) DO INSTEAD ( ..; ..; );`.
fn body(definition: &str) -> Option<(Option<String>, Vec<String>)> {
    let pieces = pieces(definition);
    // The names of a rule and its table are quoted where they are reserved words.
    let do_ = pieces.iter().position(|piece| piece.is_word("DO"))?;
    let condition = match pieces.iter().take(do_).find(|piece| piece.is_word("WHERE")) {
        Some(where_) => Some(bare(definition.get(where_.end..pieces.get(do_)?.start)?)),
        None => None,
    };
    let mut rest = pieces.iter().skip(do_ + 1).skip_while(|piece| piece.is_word("INSTEAD"));
    let first = rest.next()?;
    let sql = definition.get(first.start..)?.trim().trim_end_matches(';').trim();
    let actions = if first.is_word("NOTHING") {
        Vec::new()
    } else if first.kind == TokenKind::Symbol && first.text == "(" {
        split(sql.strip_prefix('(')?.strip_suffix(')')?, ";").into_iter().map(str::to_owned).collect()
    } else {
        vec![sql.to_owned()]
    };
    Some((condition, actions))
}

#[cfg(test)]
mod tests {
    use super::{body, condition};

    #[test]
    fn conditions_and_arguments() {
        let definition = "CREATE TRIGGER \"when\" BEFORE UPDATE ON a.b FOR EACH ROW \
            WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION a.f('x''y', 'b,c')";
        let (when, arguments) = condition(definition).unwrap();
        assert_eq!(when.as_deref(), Some("old.* IS DISTINCT FROM new.*"));
        assert_eq!(arguments, ["x'y", "b,c"]);
    }

    #[test]
    fn rules() {
        for (definition, when, actions) in [
            ("CREATE RULE r AS\n    ON INSERT TO a.b DO INSTEAD NOTHING;", None, &[][..]),
            (
                "CREATE RULE r AS\n    ON DELETE TO a.b\n   WHERE (old.x > 0) DO  DELETE FROM a.c;",
                Some("old.x > 0"),
                &["DELETE FROM a.c"],
            ),
            (
                "CREATE RULE r AS\n    ON UPDATE TO a.b DO INSTEAD ( SELECT 1;\n SELECT 2;\n);",
                None,
                &["SELECT 1", "SELECT 2"],
            ),
        ] {
            let (condition, found) = body(definition).unwrap();
            assert_eq!(
                (condition.as_deref(), found),
                (when, actions.iter().map(|s| s.to_string()).collect())
            );
        }
    }
}
