//! Subscriptions, as SQL that makes them without connecting to anything.

use pg_orm_ir::catalog::{Raw, RawKind};
use pg_orm_sql::{Identifier, literal};

use super::context::Context;
use super::rows::{self, Rows};

/// All of them whose connection may be seen, without its password.
pub(super) fn assemble(rows: &mut Rows, context: &Context, unseen: &mut Vec<String>) -> Vec<Raw> {
    let mut raws = Vec::new();
    for row in std::mem::take(&mut rows.subscriptions) {
        let Some(connection) = row.connection.clone() else {
            unseen.push(format!("the subscription {}: where it connects to is a secret", row.name));
            continue;
        };
        if row.whole.as_ref() != Some(&connection) {
            unseen.push(format!("the password of the subscription {}", row.name));
        }
        raws.push(subscription(&row, &connection, context));
    }
    raws
}

fn subscription(row: &rows::Subscription, connection: &str, context: &Context) -> Raw {
    let name = Identifier(&row.name);
    let publications: Vec<String> =
        row.publications.iter().map(|publication| Identifier(publication).to_string()).collect();
    let slot = row.slot.as_ref().map_or_else(|| "none".to_owned(), |slot| literal(slot).to_string());
    let mut options = vec!["connect = false".to_owned(), format!("slot_name = {slot}")];
    let said = [
        (row.is_binary, "binary = true".to_owned()),
        (row.streaming != row.usual_streaming, format!("streaming = {}", row.streaming)),
        (
            row.synchronous_commit != "off",
            format!("synchronous_commit = {}", literal(&row.synchronous_commit)),
        ),
        (row.is_two_phase, "two_phase = true".to_owned()),
        (row.disables_on_error, "disable_on_error = true".to_owned()),
        (!row.needs_password, "password_required = false".to_owned()),
        (row.runs_as_owner, "run_as_owner = true".to_owned()),
        (row.origin != "any", format!("origin = {}", literal(&row.origin))),
        (row.has_failover, "failover = true".to_owned()),
    ];
    options.extend(said.into_iter().filter(|(is, _)| *is).map(|(_, option)| option));
    let mut create = vec![format!(
        "create subscription {name} connection {} publication {} with (\n  {}\n)",
        literal(connection),
        publications.join(", "),
        options.join(",\n  ")
    )];
    create.extend(
        context
            .owner(row.owner)
            .map(|owner| format!("alter subscription {name} owner to {}", Identifier(&owner))),
    );
    create.extend(
        context
            .comment(("pg_subscription", row.oid, 0))
            .map(|comment| format!("comment on subscription {name} is {}", literal(&comment))),
    );
    // A slot that is named would be looked for where it connects to.
    let drop = format!(
        "alter subscription {name} disable;\nalter subscription {name} set (slot_name = none);\ndrop subscription {name}"
    );
    Raw {
        kind: RawKind::Subscription,
        name: row.name.clone(),
        after: Vec::new(),
        create: create.join(";\n"),
        drop: Some(drop),
    }
}
