//! Which objects a catalog has, and which objects are parts of others.

use std::collections::HashMap;

use pg_orm_ir::catalog::{Catalog, Composite, Domain, Server, Table, View};
use serde::Serialize;
use serde_json::Value;

use super::{Pair, Part};
use crate::Object;

/// Hands over what is not the same in both catalogs.
pub(super) fn pairs(previous: &Catalog, next: &Catalog, found: &mut dyn FnMut(Pair)) {
    // Without the names of the fields a new kind would be forgotten here.
    let Catalog {
        roles,
        namespaces,
        extensions,
        collations,
        enums,
        domains,
        composites,
        ranges,
        sequences,
        functions,
        aggregates,
        foreign_data_wrappers,
        servers,
        text_search_dictionaries,
        text_search_configurations,
        tables,
        views,
        publications,
        event_triggers,
        default_privileges,
        raws,
    } = next;
    let p = previous;
    list(&p.roles, roles, |it| Object::Role(it.name.clone()), whole, found);
    list(&p.namespaces, namespaces, |it| Object::Namespace(it.name.clone()), whole, found);
    list(&p.extensions, extensions, |it| Object::Extension(it.name.clone()), whole, found);
    list(&p.collations, collations, |it| Object::Collation(it.name.clone()), whole, found);
    list(&p.enums, enums, |it| Object::Type(it.name.clone()), whole, found);
    list(&p.domains, domains, |it| Object::Type(it.name.clone()), domain, found);
    list(&p.composites, composites, |it| Object::Type(it.name.clone()), composite, found);
    list(&p.ranges, ranges, |it| Object::Type(it.name.clone()), whole, found);
    list(&p.sequences, sequences, |it| Object::FreeSequence(it.name.clone()), whole, found);
    let function = |it: &pg_orm_ir::catalog::Function| Object::Function {
        name: it.name.clone(),
        arguments: it.signature(),
    };
    list(&p.functions, functions, function, whole, found);
    let aggregate = |it: &pg_orm_ir::catalog::Aggregate| Object::Aggregate {
        name: it.name.clone(),
        arguments: it.signature(),
    };
    list(&p.aggregates, aggregates, aggregate, whole, found);
    let wrapper = |it: &pg_orm_ir::catalog::ForeignDataWrapper| Object::ForeignDataWrapper(it.name.clone());
    list(&p.foreign_data_wrappers, foreign_data_wrappers, wrapper, whole, found);
    list(&p.servers, servers, |it| Object::Server(it.name.clone()), server, found);
    let dictionary =
        |it: &pg_orm_ir::catalog::TextSearchDictionary| Object::TextSearchDictionary(it.name.clone());
    list(&p.text_search_dictionaries, text_search_dictionaries, dictionary, whole, found);
    let configuration =
        |it: &pg_orm_ir::catalog::TextSearchConfiguration| Object::TextSearchConfiguration(it.name.clone());
    list(&p.text_search_configurations, text_search_configurations, configuration, whole, found);
    list(&p.tables, tables, |it| Object::Table(it.name.clone()), table, found);
    list(&p.views, views, |it| Object::View(it.name.clone()), view, found);
    list(&p.publications, publications, |it| Object::Publication(it.name.clone()), whole, found);
    list(&p.event_triggers, event_triggers, |it| Object::EventTrigger(it.name.clone()), whole, found);
    list(&p.default_privileges, default_privileges, Object::of_default_privileges, whole, found);
    list(&p.raws, raws, Object::of_raw, whole, found);
}

fn list<T: PartialEq>(
    previous: &[T],
    next: &[T],
    object: impl Fn(&T) -> Object,
    parts: impl Fn(&T, Object) -> Vec<Part>,
    found: &mut dyn FnMut(Pair),
) {
    let mut before: HashMap<Object, &T> = previous.iter().map(|it| (object(it), it)).collect();
    for it in next {
        let identity = object(it);
        match before.remove(&identity) {
            None => found(Pair::Added(identity)),
            Some(other) if other == it => {}
            Some(other) => found(Pair::Different(parts(other, identity.clone()), parts(it, identity))),
        }
    }
    for it in previous {
        let identity = object(it);
        if before.contains_key(&identity) {
            found(Pair::Removed(identity));
        }
    }
}

fn part(object: Object, fields: &impl Serialize) -> Part {
    // What a catalog holds can always be written down: its keys are names of fields.
    Part { object, value: serde_json::to_value(fields).unwrap_or(Value::Null) }
}

fn whole<T: Serialize>(it: &T, object: Object) -> Vec<Part> {
    vec![part(object, it)]
}

fn domain(domain: &Domain, object: Object) -> Vec<Part> {
    let check = |name: &String| Object::DomainCheck { domain: domain.name.clone(), name: name.clone() };
    let bare = Domain { checks: Vec::new(), ..domain.clone() };
    let mut parts = vec![part(object, &bare)];
    parts.extend(domain.checks.iter().map(|it| part(check(&it.name), it)));
    parts
}

fn composite(composite: &Composite, object: Object) -> Vec<Part> {
    let name = |name: &String| Object::Attribute { composite: composite.name.clone(), name: name.clone() };
    let bare = Composite { attributes: Vec::new(), ..composite.clone() };
    let mut parts = vec![part(object, &bare)];
    parts.extend(composite.attributes.iter().map(|it| part(name(&it.name), it)));
    parts
}

fn server(server: &Server, object: Object) -> Vec<Part> {
    let mapping = |role: &String| Object::UserMapping { server: server.name.clone(), role: role.clone() };
    let bare = Server { user_mappings: Vec::new(), ..server.clone() };
    let mut parts = vec![part(object, &bare)];
    parts.extend(server.user_mappings.iter().map(|it| part(mapping(&it.role), it)));
    parts
}

fn table(table: &Table, object: Object) -> Vec<Part> {
    let of = || table.name.clone();
    let constraint = |name: &String| Object::Constraint { table: of(), name: name.clone() };
    let bare = Table {
        columns: Vec::new(),
        primary_key: None,
        unique: Vec::new(),
        foreign_keys: Vec::new(),
        checks: Vec::new(),
        exclusions: Vec::new(),
        indexes: Vec::new(),
        statistics: Vec::new(),
        policies: Vec::new(),
        triggers: Vec::new(),
        rules: Vec::new(),
        ..table.clone()
    };
    let mut parts = vec![part(object, &bare)];
    parts.extend(
        table.columns.iter().map(|it| part(Object::Column { table: of(), name: it.name.clone() }, it)),
    );
    parts.extend(table.primary_key.iter().map(|it| part(constraint(&it.name), it)));
    parts.extend(table.unique.iter().map(|it| part(constraint(&it.name), it)));
    parts.extend(table.foreign_keys.iter().map(|it| part(constraint(&it.name), it)));
    parts.extend(table.checks.iter().map(|it| part(constraint(&it.name), it)));
    parts.extend(table.exclusions.iter().map(|it| part(constraint(&it.name), it)));
    parts.extend(
        table.indexes.iter().map(|it| part(Object::Index { table: of(), name: it.name.clone() }, it)),
    );
    let statistics = table.statistics.iter();
    parts.extend(statistics.map(|it| part(Object::Statistics { table: of(), name: it.name.clone() }, it)));
    parts.extend(
        table.policies.iter().map(|it| part(Object::Policy { table: of(), name: it.name.clone() }, it)),
    );
    parts.extend(
        table.triggers.iter().map(|it| part(Object::Trigger { table: of(), name: it.name.clone() }, it)),
    );
    parts.extend(table.rules.iter().map(|it| part(Object::Rule { table: of(), name: it.name.clone() }, it)));
    parts
}

fn view(view: &View, object: Object) -> Vec<Part> {
    let of = || view.name.clone();
    let bare = View {
        columns: Vec::new(),
        indexes: Vec::new(),
        statistics: Vec::new(),
        triggers: Vec::new(),
        rules: Vec::new(),
        ..view.clone()
    };
    let mut parts = vec![part(object, &bare)];
    parts.extend(
        view.columns.iter().map(|it| part(Object::Column { table: of(), name: it.name.clone() }, it)),
    );
    parts
        .extend(view.indexes.iter().map(|it| part(Object::Index { table: of(), name: it.name.clone() }, it)));
    let statistics = view.statistics.iter();
    parts.extend(statistics.map(|it| part(Object::Statistics { table: of(), name: it.name.clone() }, it)));
    parts.extend(
        view.triggers.iter().map(|it| part(Object::Trigger { table: of(), name: it.name.clone() }, it)),
    );
    parts.extend(view.rules.iter().map(|it| part(Object::Rule { table: of(), name: it.name.clone() }, it)));
    parts
}
