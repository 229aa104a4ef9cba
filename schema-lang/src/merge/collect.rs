//! The names that a schema has chosen, by the objects that they are of.

use std::collections::{HashMap, HashSet};

use pg_orm_ir::QualifiedName;
use pg_orm_ir::model::{Model, Relation, Schema};

use crate::printer::ChosenNames;
use crate::syntax::ast::{Field, File, Item, Member, ValueKind};

/// The names of a schema, of which these are the files.
pub(super) fn names(schema: &Schema, files: &[File<'_>]) -> ChosenNames {
    let mut names = ChosenNames::default();
    let items: Vec<&Item<'_>> = files.iter().flat_map(|file| &file.items).collect();
    for item in &items {
        let is_type = matches!(
            item.keyword.text,
            "model"
                | "view"
                | "materialized view"
                | "enum"
                | "domain"
                | "type"
                | "range"
                | "mixin"
                | "session"
        );
        names.taken.extend(item.name.iter().filter(|_| is_type).map(|name| name.text.to_string()));
    }
    for enum_ in &schema.enums {
        let labels = enum_.values.iter().map(|value| (value.label.clone(), value.name.clone()));
        names.labels.insert(enum_.type_name.clone(), labels.collect());
        names.types.insert(enum_.type_name.clone(), enum_.name.clone());
    }
    for domain in &schema.domains {
        names.types.insert(domain.type_name.clone(), domain.name.clone());
    }
    for composite in &schema.composites {
        let fields = composite.fields.iter().map(|field| (field.attribute.clone(), field.name.clone()));
        names.fields.insert(composite.type_name.clone(), fields.collect());
        names.types.insert(composite.type_name.clone(), composite.name.clone());
    }
    let ranges = items.iter().filter(|item| item.keyword.text == "range");
    for (range, item) in schema.database_only.ranges.iter().zip(ranges) {
        names.types.extend(item.name.iter().map(|name| (range.name.clone(), name.text.to_string())));
    }
    for model in schema.models.iter().chain(schema.views.iter().map(|view| &view.model)) {
        let fields = model.fields.iter().map(|field| (field.column.clone(), field.name.clone()));
        names.fields.insert(model.table.clone(), fields.collect());
        names.types.insert(model.table.clone(), model.name.clone());
        let of_fields = model.fields.iter().map(|field| field.name.clone());
        let members = of_fields.chain(model.relations.iter().map(|relation| relation.name.clone()));
        names.members.insert(model.table.clone(), members.collect());
    }
    relations(schema, &items, &mut names);
    names
}

fn relations(schema: &Schema, items: &[&Item<'_>], names: &mut ChosenNames) {
    let models: HashMap<&str, &Model> = schema.models.iter().map(|it| (it.name.as_str(), it)).collect();
    let blocks: HashMap<&str, &Item<'_>> = items
        .iter()
        .filter(|item| item.keyword.text == "model")
        .filter_map(|item| Some((item.name.as_ref()?.text.as_ref(), *item)))
        .collect();
    // Of two keys that join the same columns each has a side of its own.
    let mut used: HashSet<(&str, &str)> = HashSet::new();
    for is_far in [false, true] {
        for model in &schema.models {
            for key in &model.foreign_keys {
                let Some(target) = models.get(key.target.as_str()) else { continue };
                let joined = (model.table.clone(), columns(model, &key.fields), target.table.clone());
                let (home, other) = if is_far { (*target, model) } else { (model, *target) };
                let is_side = |it: &&Relation| {
                    let (near, there) = (&it.source_fields, &it.target_fields);
                    let fields = if is_far { there } else { near };
                    it.through.is_none()
                        && it.target == other.name
                        && *fields == key.fields
                        && !used.contains(&(home.name.as_str(), it.name.as_str()))
                };
                let Some(relation) = home.relations.iter().find(is_side) else { continue };
                used.insert((&home.name, &relation.name));
                if is_far {
                    names.fars.insert(joined, relation.name.clone());
                } else {
                    let label = blocks.get(model.name.as_str()).and_then(|item| label(item, &relation.name));
                    names.owners.insert(joined, (relation.name.clone(), label));
                }
            }
        }
    }
    for model in &schema.models {
        for relation in &model.relations {
            let through = relation.through.as_ref();
            let Some((through, join)) =
                through.and_then(|through| Some((through, models.get(through.model.as_str())?)))
            else {
                continue;
            };
            let joined: (QualifiedName, Vec<String>, QualifiedName) =
                (model.table.clone(), columns(join, &through.source_fields), join.table.clone());
            names.throughs.insert(joined, relation.name.clone());
        }
    }
}

fn columns(model: &Model, fields: &[String]) -> Vec<String> {
    fields.iter().filter_map(|field| Some(model.field(field)?.column.clone())).collect()
}

/// The text by which a relation names the other side: `@relation("chain", ..)`.
fn label(item: &Item<'_>, relation: &str) -> Option<String> {
    let field = item.members().iter().find_map(|member| match member {
        Member::Field(field) if field.name.text == relation => Some(field),
        _ => None,
    })?;
    first_string(field)
}

fn first_string(field: &Field<'_>) -> Option<String> {
    let attribute = field.attributes.iter().find(|attribute| attribute.name.text == "relation")?;
    let first = attribute.args.as_ref()?.list.first().filter(|arg| arg.name.is_none())?;
    match &first.value.kind {
        ValueKind::String(text) => Some(text.to_string()),
        _ => None,
    }
}
