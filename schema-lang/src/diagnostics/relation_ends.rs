//! Diagnostics of relations whose other side is missing, or is another than it should be.

use super::{Diagnostic, codes, list, suggestion};
use crate::passes::drafts::{ModelDraft, Owner, RelationDraft};
use crate::source::Span;
use crate::syntax::ast::Word;

/// The exact lines that are missing are told.
pub(crate) fn no_owner(
    relation: &RelationDraft<'_>,
    model: &ModelDraft<'_>,
    target: &ModelDraft<'_>,
    has_other_side: bool,
) -> Diagnostic {
    let (name, model_name, target_name) = (relation.field.name.text, &model.ir.name, &target.ir.name);
    if relation.is_list {
        let lines = owner_lines(target, &free_name(target, model_name), model, relation, false);
        let diagnostic = Diagnostic::error(
            codes::RELATION_NO_OWNER,
            format!("`{target_name}` has no relation to `{model_name}`"),
            relation.field.span,
            "the fields of this relation are missing",
        )
        .label(target.name.span, "nothing here leads back")
        .help(format!(
            "add to `{target_name}`:\n{lines}\nor go through a model that leads to both: \
             `{name} {target_name}[] @through(Model)`"
        ));
        return match target.last {
            Some(last) => diagnostic.perhaps(Span { start: last.end, ..last }, format!("\n{lines}")),
            None => diagnostic,
        };
    }
    if let Some(word) = relation.name.filter(|word| model.members.contains_key(word.text)) {
        return quoted_field(relation, word);
    }
    let is_nullable = relation.type_ref.nullable.is_some();
    let lines = owner_lines(model, name, target, relation, is_nullable);
    let mut help = format!("write into `{model_name}`:\n{lines}");
    if is_nullable && !has_other_side {
        // A far end may be absent too.
        let lines = owner_lines(target, &free_name(target, model_name), model, relation, false);
        help.push_str(&format!("\nor into `{target_name}`, with a unique key over its fields:\n{lines}"));
    }
    Diagnostic::error(
        codes::RELATION_NO_OWNER,
        format!("the relation `{name}` names no fields"),
        relation.field.span,
        format!("which field leads to `{target_name}`?"),
    )
    .help(help)
    .perhaps(relation.field.span, lines.trim_start())
}

/// Lists on both sides, with no model between.
pub(crate) fn many_to_many(
    relation: &RelationDraft<'_>,
    model: &ModelDraft<'_>,
    target: &ModelDraft<'_>,
    other: Word<'_>,
) -> Diagnostic {
    let (here, there) = (&model.ir.name, &target.ir.name);
    let between = format!("{here}{there}");
    let ends = if here == there {
        vec![("from_one".to_owned(), model), ("to_one".to_owned(), target)]
    } else {
        vec![(pg_orm_ir::names::snake_case(here), model), (pg_orm_ir::names::snake_case(there), target)]
    };
    let (mut columns, mut relations, mut key) = (String::new(), String::new(), Vec::new());
    for (name, end) in &ends {
        let mut fields = Vec::new();
        for (column, type_) in key_columns(end) {
            columns.push_str(&format!("    {name}_{column} {type_}\n"));
            fields.push(format!("{name}_{column}"));
        }
        relations.push_str(&format!("    {name} {} @relation({})\n", end.ir.name, fields.join(", ")));
        key.append(&mut fields);
    }
    let direction = |from: usize, to: usize| match (here == there, ends.get(from), ends.get(to)) {
        (true, Some((from, _)), Some((to, _))) => format!(", from: {from}, to: {to}"),
        _ => String::new(),
    };
    let name = relation.field.name.text;
    Diagnostic::error(
        codes::RELATION_NO_OWNER,
        format!("`{here}` and `{there}` are lists of each other, and no model is between"),
        relation.field.span,
        "many rows here ..",
    )
    .label(other.span, ".. and many there")
    .help(format!(
        "declare the model between:\n  model {between} {{\n{columns}{relations}    @@id([{}])\n  }}\nand go through it: \
         `{name} {there}[] @through({between}{})`, `{} {here}[] @through({between}{})`",
        key.join(", "),
        direction(0, 1),
        other.text,
        direction(1, 0),
    ))
}

pub(crate) fn no_owner_of_name(
    relation: &RelationDraft<'_>,
    target: &str,
    owners: &[&Owner<'_>],
) -> Diagnostic {
    let name = relation.field.name.text;
    let names: Vec<&str> = owners.iter().filter_map(|owner| owner.name).map(|name| name.text).collect();
    let mut diagnostic = match relation.name {
        Some(word) => {
            let help = match (suggestion(word.text, names.iter().copied()), owners) {
                (Some(near), _) => format!("did you mean \"{near}\"?"),
                (None, [owner]) if owner.name.is_none() => {
                    format!(
                        "give `{}` the same name: @relation(\"{}\", {})",
                        owner.field.text,
                        word.text,
                        owner.fields.join(", ")
                    )
                }
                (None, _) => format!("the names there are {}", list(names.iter().copied(), "and")),
            };
            let message = format!("`{target}` has no relation called \"{}\" that leads here", word.text);
            let found =
                Diagnostic::error(codes::RELATION_NAME, message, word.span, "no other side").help(help);
            match suggestion(word.text, names.iter().copied()) {
                Some(near) => found.perhaps(word.span, super::string(near)),
                None => found,
            }
        }
        None => {
            let message = format!("`{name}` does not say of which relation it is the other side");
            let help = names.iter().map(|n| {
                format!(
                    "`{name} {}{} @relation(\"{n}\")`",
                    relation.type_ref.words,
                    if relation.is_list { "[]" } else { "?" }
                )
            });
            Diagnostic::error(codes::RELATION_NAME, message, relation.field.span, "lacks a name")
                .help(format!("write {}", help.collect::<Vec<_>>().join(" or ")))
        }
    };
    for owner in owners {
        let text = match owner.name {
            Some(name) => format!("a relation called \"{}\"", name.text),
            None => "a relation without a name".to_owned(),
        };
        diagnostic = diagnostic.label(owner.field.span, text);
    }
    diagnostic
}

pub(crate) fn ambiguous(
    relation: &RelationDraft<'_>,
    model: &str,
    target: &str,
    first: Word<'_>,
    second: Word<'_>,
) -> Diagnostic {
    let name = relation.field.name.text;
    Diagnostic::error(
        codes::RELATION_AMBIGUOUS,
        format!("`{name}` may be the other side of several relations"),
        relation.field.span,
        "of which one?",
    )
    .label(first.span, format!("leads from `{target}` to `{model}`"))
    .label(second.span, "so does this one")
    .help(format!(
        "give the two sides of each a name: `@relation(\"{}\", ..)` on `{}` and `@relation(\"{}\")` here",
        first.text, first.text, first.text
    ))
}

pub(crate) fn second_far_end(field: Word<'_>, first: Span, owner: Word<'_>) -> Diagnostic {
    Diagnostic::error(
        codes::RELATION_SECOND_END,
        format!("a second other side of `{}`", owner.text),
        field.span,
        "the second one",
    )
    .label(first, "the first one")
    .label(owner.span, "the relation")
    .help(
        "remove one of them; another relation needs fields of its own on the other side, and a name on both",
    )
}

pub(crate) fn list_of_one(
    relation: &RelationDraft<'_>,
    target: &str,
    owner: Word<'_>,
    fields: &[String],
) -> Diagnostic {
    let name = relation.field.name.text;
    Diagnostic::error(
        codes::RELATION_CARDINALITY,
        format!("`{name}` is a list of one at most"),
        relation.type_ref.span,
        "a list",
    )
    .label(owner.span, format!("({}) is unique", fields.join(", ")))
    .help(format!("write `{name} {target}?`"))
    .replace(relation.type_ref.span, format!("{target}?"))
}

pub(crate) fn one_of_many(
    relation: &RelationDraft<'_>,
    target: &str,
    owner: Word<'_>,
    fields: &[String],
) -> Diagnostic {
    let name = relation.field.name.text;
    let single = match relation.type_ref.nullable {
        Some(_) => String::new(),
        None => format!(" and write `{name} {target}?`"),
    };
    let unique = match fields {
        [one] => format!("make `{one}` of `{target}` unique with `@unique`"),
        _ => format!("add `@@unique([{}])` to `{target}`", fields.join(", ")),
    };
    Diagnostic::error(
        codes::RELATION_CARDINALITY,
        format!("`{name}` may be many rows of `{target}`"),
        relation.type_ref.span,
        "one at most",
    )
    .label(owner.span, format!("({}) is not unique", fields.join(", ")))
    .help(format!("write `{name} {target}[]`, or {unique}{single}"))
    .perhaps(relation.type_ref.span, format!("{target}[]"))
}

pub(crate) fn far_end_may_be_absent(relation: &RelationDraft<'_>, target: &str) -> Diagnostic {
    let name = relation.field.name.text;
    Diagnostic::error(
        codes::RELATION_CARDINALITY,
        format!("`{name}` may be absent"),
        relation.type_ref.span,
        format!("no row of `{target}` needs to lead here"),
    )
    .help(format!("write `{name} {target}?`"))
    .insert_behind(relation.type_ref.span, "?")
}

/// The name of a column in quotes, which is read as that of the relation.
pub(crate) fn quoted_field(relation: &RelationDraft<'_>, name: Word<'_>) -> Diagnostic {
    Diagnostic::error(
        codes::RELATION_NO_OWNER,
        format!("the relation `{}` names no fields", relation.field.name.text),
        name.span,
        "a name for the relation, not a field",
    )
    .help(format!("fields are named without quotes: @relation({})", name.text))
    .replace(name.span, name.text)
}

/// The name of a relation that leads back to a model, which no field has.
fn free_name(source: &ModelDraft<'_>, model: &str) -> String {
    let mut name = pg_orm_ir::names::snake_case(model);
    while source.members.contains_key(name.as_str()) {
        name.push_str("_2");
    }
    name
}

/// The columns of a model's primary key with their types; what there would be where it has none.
fn key_columns(model: &ModelDraft<'_>) -> Vec<(String, String)> {
    let keys: Vec<&String> = model.ir.primary_key.iter().flat_map(|key| &key.fields).collect();
    let type_ = |name: &str| {
        model.ir.field(name).map_or_else(|| "bigint".to_owned(), |field| field.type_.to_string())
    };
    if keys.is_empty() {
        // Its key is missing, or a diagnostic of its own.
        return vec![("id".to_owned(), type_("id"))];
    }
    keys.into_iter().map(|key| (key.clone(), type_(key))).collect()
}

/// The lines that make `source` lead to `target` by a relation `name`.
fn owner_lines(
    source: &ModelDraft<'_>,
    name: &str,
    target: &ModelDraft<'_>,
    relation: &RelationDraft<'_>,
    is_nullable: bool,
) -> String {
    let keys: Vec<(String, String)> =
        key_columns(target).into_iter().map(|(key, type_)| (format!("{name}_{key}"), type_)).collect();
    // A column that is there already may be null.
    let has_null =
        keys.iter().any(|(field, _)| source.ir.field(field).is_some_and(|field| field.is_nullable));
    let mark = if is_nullable || has_null { "?" } else { "" };
    let mut lines = String::new();
    for (field, type_) in keys.iter().filter(|(field, _)| !source.members.contains_key(field.as_str())) {
        lines.push_str(&format!("  {field} {type_}{mark}\n"));
    }
    let fields: Vec<&str> = keys.iter().map(|(field, _)| field.as_str()).collect();
    let label = relation.name.map(|name| format!("\"{}\", ", name.text)).unwrap_or_default();
    format!("{lines}  {name} {}{mark} @relation({label}{})", target.ir.name, fields.join(", "))
}
