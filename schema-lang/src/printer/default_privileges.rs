//! Privileges that objects get when they are made: one item for each creator and schema.

use pg_orm_ir::catalog::{Catalog, DefaultPrivileges, Grant, GrantedKind, Privilege};

use super::entries::{EntryItem, grant_map, map};
use super::text;

/// The kinds of objects in the language's order, and what is `all` of each.
const KINDS: &[(GrantedKind, &[Privilege])] = &[
    (GrantedKind::Tables, Privilege::TABLE),
    (GrantedKind::Sequences, &[Privilege::Select, Privilege::Update, Privilege::Usage]),
    (GrantedKind::Functions, &[Privilege::Execute]),
    (GrantedKind::Types, &[Privilege::Usage]),
    (GrantedKind::Schemas, &[Privilege::Usage, Privilege::Create]),
];

/// The items of the default privileges.
pub(super) fn of(catalog: &Catalog) -> Vec<String> {
    let mut groups: Vec<Vec<&DefaultPrivileges>> = Vec::new();
    for it in &catalog.default_privileges {
        let is_same = |other: &&DefaultPrivileges| other.creator == it.creator && other.schema == it.schema;
        match groups.iter_mut().find(|group| group.first().is_some_and(is_same)) {
            Some(group) => group.push(it),
            None => groups.push(vec![it]),
        }
    }
    groups.iter().filter_map(|group| item(group)).collect()
}

fn item(group: &[&DefaultPrivileges]) -> Option<String> {
    let first = group.first()?;
    let mut item = EntryItem::nameless("default_privileges");
    if let Some(schema) = &first.schema {
        item.behind_name(&format!(" in {}", text::name(schema)));
    }
    item.maybe("creator", first.creator.as_deref().map(text::name));
    let of = |kind: GrantedKind| group.iter().copied().filter(move |it| it.objects == kind);
    for &(kind, known) in KINDS {
        let grants = of(kind).flat_map(|it| &it.grants).filter(|grant| !grant.is_grantable);
        item.maybe(kind.sql(), grant_map(grants, known));
    }
    let by_kind = |grants: &dyn Fn(&DefaultPrivileges) -> Vec<Grant>| {
        let pairs = KINDS.iter().filter_map(|&(kind, known)| {
            let grants: Vec<Grant> = of(kind).flat_map(grants).collect();
            Some(format!("{}: {}", kind.sql(), grant_map(&grants, known)?))
        });
        let pairs: Vec<String> = pairs.collect();
        (!pairs.is_empty()).then(|| map(pairs))
    };
    let with_option = by_kind(&|it| it.grants.iter().filter(|grant| grant.is_grantable).cloned().collect());
    item.maybe("grant_with_option", with_option);
    item.maybe("revoke", by_kind(&|it| it.revoked.clone()));
    Some(item.print())
}
