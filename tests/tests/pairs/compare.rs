//! Each fact of a diff is a real one, and each real difference is a fact: `pg_dump` is the judge.

use pg_orm_migrate::{Change, Object, diff};

use super::cover::is_about;
use super::load::Side;

/// What of the facts and the dumps' differences does not fit.
pub(crate) fn unlike(sides: &[Side; 2]) -> Vec<String> {
    let [old, new] = sides;
    let facts = diff(&old.catalog, &new.catalog);
    let mut differences = old.dump.differences(&new.dump);
    // Where a subscription connects to is a secret: none is read, which the reading says.
    differences.retain(|it| !it.object.contains("SUBSCRIPTION "));
    let untold = differences.iter().filter(|it| !facts.iter().any(|fact| is_about(fact, it, &differences)));
    let mut found: Vec<String> = untold.map(|it| format!("no fact tells of {it}")).collect();
    let is_seen = |fact: &&Change| {
        // A dump has no roles.
        !matches!(fact.object, Object::Role(_))
            && !differences.iter().any(|it| is_about(fact, it, &differences))
    };
    found.extend(facts.iter().filter(is_seen).map(|fact| format!("no dump shows {fact}")));
    for side in sides {
        found.extend(diff(&side.catalog, &side.catalog).iter().map(|fact| format!("of itself: {fact}")));
    }
    found
}
