//! Foreign keys that no relation can go by: those of periods, which several rows can cover; those between types
//! of which PostgreSQL alone knows that they compare; those whose action would write a null where there can be none; those to
//! partitions.

use pg_orm_ir::catalog::{ForeignKey, Table};

use super::constraints::{comment, deferrable, enforcement};
use super::context::Cx;
use super::entries::list;
use super::relations::action_word;
use super::text;

/// The lines of a table's foreign keys that no relation says.
pub(super) fn of(cx: &Cx<'_>, table: &Table, keys: &[&ForeignKey]) -> Vec<String> {
    keys.iter().filter_map(|key| line(cx, table, key)).collect()
}

fn line(cx: &Cx<'_>, table: &Table, key: &ForeignKey) -> Option<String> {
    // One that leads nowhere is told with the relations.
    let target = cx.types.called(&key.target)?;
    let is_bare = target.starts_with('"') || target.split('.').all(text::is_word);
    let target = if is_bare { target.to_owned() } else { text::string(target) };
    let mut args = vec![list(&cx.fields(&table.name, &key.columns)?), target];
    args.push(format!("references: {}", list(&cx.fields(&key.target, &key.references)?)));
    if key.has_period {
        args.push("period: true".to_owned());
    }
    for (name, action) in [("on_delete", key.on_delete), ("on_update", key.on_update)] {
        args.extend(action_word(action).map(|word| format!("{name}: {word}")));
    }
    if !key.on_delete_columns.is_empty() {
        args.push(format!("on_delete_fields: {}", list(&cx.fields(&table.name, &key.on_delete_columns)?)));
    }
    args.extend(deferrable(key.deferrable));
    if key.is_match_full {
        args.push("match: full".to_owned());
    }
    args.extend(enforcement(key.enforcement));
    if cx.given.is_foreign_key_given(table, key) {
        args.push(format!("name: {}", text::string(&key.name)));
    }
    args.extend(comment(key.comment.as_deref()));
    Some(format!("@@foreign_key({})", args.join(", ")))
}
