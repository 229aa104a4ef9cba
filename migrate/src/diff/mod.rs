//! What two catalogs differ in, fact by fact.
//!
//! Objects are matched by their identity. Of two that are not equal every field is compared as it is written down, so
//! that no field can be forgotten; a list of things with names (columns, grants, options, labels) is compared
//! element by element.

mod change;
mod elements;
mod fields;
mod parts;

use std::collections::{HashMap, HashSet};

use pg_orm_ir::catalog::Catalog;
use serde_json::Value;

use crate::Object;
pub use change::{Change, Fact};

/// What `next` has that `previous` has not, the other way round, and what is not the same in both.
///
/// The order of objects does not count, except that of a table's columns, a composite's attributes and an enum's
/// labels. SQL is compared as text: where one side was read from a database, the other one must have been, too.
///
/// ```
/// use pg_orm_ir::{QualifiedName, catalog::{Catalog, Enum}};
/// use pg_orm_migrate::diff;
/// let mood = |labels: &[&str]| Catalog {
///     enums: vec![Enum {
///         name: QualifiedName::new("app", "mood"),
///         labels: labels.iter().map(|label| label.to_string()).collect(),
///         ..Enum::default()
///     }],
///     ..Catalog::default()
/// };
/// let changes = diff(&mood(&["good"]), &mood(&["good", "bad"]));
/// assert_eq!(changes[0].to_string(), "type app.mood: labels: gained bad after good");
/// assert!(diff(&mood(&["good"]), &mood(&["good"])).is_empty());
/// ```
#[must_use]
pub fn diff(previous: &Catalog, next: &Catalog) -> Vec<Change> {
    let mut found = Vec::new();
    let mut removed = Vec::new();
    parts::pairs(previous, next, &mut |pair| match pair {
        Pair::Added(object) => found.push(Change { object, fact: Fact::Added }),
        Pair::Removed(object) => removed.push(Change { object, fact: Fact::Removed }),
        Pair::Different(previous, next) => compare(previous, next, &mut found),
    });
    found.extend(removed);
    found
}

/// What stands on both sides, or on one.
enum Pair {
    Added(Object),
    Removed(Object),
    /// The parts of an object on both sides, itself first.
    Different(Vec<Part>, Vec<Part>),
}

/// An object without the parts that are objects of their own.
struct Part {
    object: Object,
    /// Its fields.
    value: Value,
}

fn compare(previous: Vec<Part>, next: Vec<Part>, found: &mut Vec<Change>) {
    let order = |parts: &[Part]| -> Vec<Object> {
        let is_ordered =
            |part: &&Part| matches!(part.object, Object::Column { .. } | Object::Attribute { .. });
        parts.iter().filter(is_ordered).map(|part| part.object.clone()).collect()
    };
    let moved = elements::moved(&order(&previous), &order(&next));
    let mut before: HashMap<Object, Value> = HashMap::with_capacity(previous.len());
    let places: Vec<Object> = previous.iter().map(|part| part.object.clone()).collect();
    before.extend(previous.into_iter().map(|part| (part.object, part.value)));
    let mut is_moved: HashSet<Object> = moved.into_iter().collect();
    for Part { object, value } in next {
        match before.remove(&object) {
            None => found.push(Change { object, fact: Fact::Added }),
            Some(other) => {
                if is_moved.remove(&object) {
                    found.push(Change { object: object.clone(), fact: Fact::Moved });
                }
                fields::compare(&object, &other, &value, found);
            }
        }
    }
    let removed = places.into_iter().filter(|object| before.contains_key(object));
    found.extend(removed.map(|object| Change { object, fact: Fact::Removed }));
}
