//! Each fact of a diff is a real one, and each real difference is a fact: `pg_dump` is the judge.

use pg_orm_ir::catalog::Table;
use pg_orm_migrate::{Change, Object, diff};
use pg_orm_tests::DumpDifference;

use super::cover::{is_about, is_part};
use super::load::Side;

/// What of the facts and the dumps' differences does not fit.
pub(crate) fn unlike(sides: &[Side; 2]) -> Vec<String> {
    let [old, new] = sides;
    let facts = diff(&old.catalog, &new.catalog);
    let differences = old.dump.differences(&new.dump);
    // What a partition has from its parent is the parent's in a catalog, and its own in a dump.
    let is_of_parent = |partition: &Table| {
        let parent = partition.partition_of.as_ref().map(|it| Object::Table(it.parent.clone()));
        facts.iter().any(|fact| parent.as_ref() == Some(&fact.object.home()))
    };
    let tables = || old.catalog.tables.iter().chain(&new.catalog.tables);
    let followers: Vec<&Table> =
        tables().filter(|it| it.partition_of.is_some() && is_of_parent(it)).collect();
    let is_told = |it: &DumpDifference| {
        facts.iter().any(|fact| is_about(fact, it, &differences))
            || followers.iter().any(|partition| is_part(&partition.name, it))
    };
    let untold = differences.iter().filter(|it| !is_told(it));
    let mut found: Vec<String> = untold.map(|it| format!("no fact tells of {it}")).collect();
    let is_seen = |fact: &&Change| {
        // A dump has no roles.
        !matches!(fact.object, Object::Role(_))
            && !followers.iter().any(|partition| fact.object.home() == Object::Table(partition.name.clone()))
            && !differences.iter().any(|it| is_about(fact, it, &differences))
    };
    found.extend(facts.iter().filter(is_seen).map(|fact| format!("no dump shows {fact}")));
    for side in sides {
        found.extend(diff(&side.catalog, &side.catalog).iter().map(|fact| format!("of itself: {fact}")));
    }
    found
}
