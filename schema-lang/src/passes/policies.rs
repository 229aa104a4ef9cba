//! Policies: which rows of a model who may see and write.

use std::collections::HashMap;

use pg_orm_ir::model::{Policy, PolicyCommand, PolicyKind};

use super::fragments::{Pending, Site};
use super::models::ModelDraft;
use super::names::{Declared, Kind};
use super::{Context, items, read, sql};
use crate::diagnostics::access;
use crate::source::Span;
use crate::syntax::ast::{Body, Entry, Item, Word};

const ENTRIES: &[&str] = &["kind", "for", "to", "using", "with_check", "comment"];

const COMMANDS: &[(&str, PolicyCommand)] = &[
    ("all", PolicyCommand::All),
    ("select", PolicyCommand::Select),
    ("insert", PolicyCommand::Insert),
    ("update", PolicyCommand::Update),
    ("delete", PolicyCommand::Delete),
];

const KINDS: &[(&str, PolicyKind)] =
    &[("permissive", PolicyKind::Permissive), ("restrictive", PolicyKind::Restrictive)];

/// Adds the policies to their models.
pub(super) fn resolve<'a>(cx: &mut Context<'a>, models: &mut [ModelDraft<'a>]) {
    let mut seen: HashMap<(usize, &'a str), Span> = HashMap::new();
    for declared in cx.names.policies.clone() {
        let model = model(cx, declared.item);
        let on = model.and_then(|index| models.get(index)).map(|model| &*model.name.text);
        let policy = policy(cx, declared, on);
        let Some(index) = model else { continue };
        let Some(draft) = models.get_mut(index) else { continue };
        let name = declared.name;
        if let Some(&first) = seen.get(&(index, &*name.text)) {
            cx.report(access::duplicate_policy(name, &draft.ir.name, first));
            continue;
        }
        seen.insert((index, &name.text), name.span);
        draft.ir.policies.extend(policy);
    }
}

/// The model that follows `on`.
fn model<'a>(cx: &mut Context<'a>, item: &'a Item<'a>) -> Option<usize> {
    let clause = item.clauses.iter().find(|clause| clause.operator.text == "on");
    let Some((clause, type_ref)) = clause.and_then(|clause| Some((clause, clause.type_ref.as_ref()?))) else {
        // Junk in the head may be what was meant for it.
        if !item.has_junk {
            cx.report(access::policy_without_model(item));
        }
        return None;
    };
    // What belongs into the block stands in the head, which is told.
    if matches!(item.body, Body::Sql(_)) || item.has_junk && type_ref.words.contains(' ') {
        return None;
    }
    let word = Word { text: &type_ref.words, span: clause.span };
    let word = Word { span: type_ref.span, ..word };
    let partition = cx.names.partitions.get(word.text).copied();
    match cx.names.types.get(word.text).copied() {
        Some((Kind::Model(index), _)) => Some(index),
        Some((Kind::Unsupported, _)) => None,
        Some((kind, declared)) => {
            cx.report(access::policy_on_other(word, kind.noun(), declared));
            None
        }
        None if partition.is_some() => partition.map(|(index, _)| index),
        None => {
            let mut models: Vec<&str> = cx.names.models.iter().map(|model| &*model.name.text).collect();
            models.extend(cx.names.partition_names());
            let diagnostic = access::policy_on_unknown(word, &models);
            cx.report(diagnostic);
            None
        }
    }
}

fn policy<'a>(
    cx: &mut Context<'a>,
    Declared { item, name }: Declared<'a>,
    model: Option<&'a str>,
) -> Option<Policy> {
    cx.check_database_name(&name.text, name.span, "this policy's name");
    let entries = items::entries(cx, item, "a policy", ENTRIES);
    let kind =
        items::value(&entries, "kind").and_then(|value| read::choice(cx, value, "a kind of policy", KINDS));
    let command =
        items::value(&entries, "for").and_then(|value| read::choice(cx, value, "a command", COMMANDS));
    let command = command.unwrap_or_default();
    let mut roles = items::value(&entries, "to").map(|value| items::role_list(cx, value)).unwrap_or_default();
    if roles.iter().any(|role| role == items::PUBLIC) {
        roles.clear();
    }
    let entry = |key: &str| entries.iter().find(|entry| entry.key.text == key).copied();
    let mut condition = |entry: Option<&'a Entry<'a>>| {
        let value = entry.filter(|entry| !entry.has_junk)?.value.as_ref()?;
        let written = read::sql(cx, value, "a condition in SQL, between backticks")?;
        if model.is_some() {
            cx.fragments.push(Pending { sql: written, site: Site::Policy, model });
        }
        sql::fragment(cx, written)
    };
    let (using, with_check) = (condition(entry("using")), condition(entry("with_check")));
    match command {
        PolicyCommand::Insert => {
            if let Some(entry) = entry("using") {
                cx.report(access::using_on_insert(entry.span));
            }
        }
        PolicyCommand::Select | PolicyCommand::Delete => {
            if let Some(entry) = entry("with_check") {
                cx.report(access::check_on_read(entry.span, command == PolicyCommand::Select));
            }
        }
        PolicyCommand::All | PolicyCommand::Update => {}
    }
    let is_written = matches!(item.body, Body::Block(_));
    if is_written && entry("using").is_none() && entry("with_check").is_none() {
        cx.report(access::policy_without_condition(name, command == PolicyCommand::Insert));
    }
    let comment = match items::value(&entries, "comment") {
        Some(value) => read::string(cx, value, "a string").filter(|it| !it.is_empty()).map(str::to_owned),
        None => items::docs(item.docs.as_ref()),
    };
    Some(Policy {
        name: name.text.to_string(),
        comment,
        kind: kind.unwrap_or_default(),
        command,
        roles,
        using,
        with_check,
    })
}
