//! A database's catalog in a schema's own spelling, wherever both mean the same.

use std::collections::{HashMap, HashSet};

use pg_orm_ir::catalog::Catalog;
use serde_json::{Map, Value};

/// Lists whose order is the database's; of all others it is the schema's.
const ORDERED: &[&str] = &["attributes"];

/// What a database has, said as a schema says it: where what the schema makes, `made`, equals what the database has,
/// `next`, what the schema says, `said`, stands in the result.
///
/// `said` is lowered from a schema; `made` is what reading a database says that was made of it. PostgreSQL spells SQL
/// in its own way, so `said` and `made` differ in texts that mean the same. What `made` lacks of `said`, because
/// reading left it out, stays; tables keep the order of the columns that they had.
///
/// # Errors
/// When a catalog can't be written down as JSON, which is a mistake in PG-ORM.
///
/// ```
/// use pg_orm_ir::{QualifiedName, catalog::{Catalog, Column, Table}};
/// use pg_orm_migrate::restate;
/// let table = |defaults: &[(&str, &str)]| Catalog {
///     tables: vec![Table {
///         name: QualifiedName::new("public", "t"),
///         columns: defaults
///             .iter()
///             .map(|(name, default)| Column {
///                 name: name.to_string(),
///                 default: Some(default.to_string()),
///                 ..Column::default()
///             })
///             .collect(),
///         ..Table::default()
///     }],
///     ..Catalog::default()
/// };
/// let said = table(&[("a", "lower('X')"), ("b", "1")]);
/// let made = table(&[("a", "lower('X'::text)"), ("b", "1")]);
/// let next = table(&[("a", "lower('X'::text)"), ("b", "2")]);
/// assert_eq!(restate(&said, &made, &next)?, table(&[("a", "lower('X')"), ("b", "2")]));
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn restate(said: &Catalog, made: &Catalog, next: &Catalog) -> Result<Catalog, serde_json::Error> {
    let [said, made, next] = [said, made, next].map(serde_json::to_value);
    serde_json::from_value(value("", said?, &made?, next?))
}

fn value(key: &str, said: Value, made: &Value, next: Value) -> Value {
    if *made == next {
        return said;
    }
    match (said, made, next) {
        (Value::Object(said), Value::Object(made), Value::Object(next)) => {
            Value::Object(record(said, made, next))
        }
        (Value::Array(said), Value::Array(made), Value::Array(next)) => {
            match [&said, made, &next].map(|list| identities(list)) {
                [Some(of_said), Some(of_made), Some(of_next)] => {
                    Value::Array(list(key, (said, of_said), (made, of_made), (next, of_next)))
                }
                _ => Value::Array(next),
            }
        }
        (_, _, next) => next,
    }
}

/// A field that is empty is not written down.
fn record(
    mut said: Map<String, Value>,
    made: &Map<String, Value>,
    next: Map<String, Value>,
) -> Map<String, Value> {
    let mut fields = Map::new();
    for (key, next) in next {
        let said = said.remove(&key);
        let field = match (said, made.get(&key)) {
            (Some(said), Some(made)) => value(&key, said, made, next),
            // All that is said and not made was left out by reading; what is new comes to it.
            (Some(Value::Array(mut said)), None) if identities(&said).is_some() => {
                if let Value::Array(next) = next {
                    said.extend(next);
                }
                Value::Array(said)
            }
            _ => next,
        };
        fields.insert(key, field);
    }
    // What is not there: as it is said where it was not made either, else gone, but for what of a list was not made.
    for (key, said) in said {
        match made.get(&key) {
            None => drop(fields.insert(key, said)),
            Some(made @ Value::Array(_)) => {
                let left = value(&key, said, made, Value::Array(Vec::new()));
                if left != Value::Array(Vec::new()) {
                    fields.insert(key, left);
                }
            }
            Some(_) => {}
        }
    }
    fields
}

type Identified<'a> = (&'a [Value], Vec<String>);

fn list(
    key: &str,
    (said, of_said): (Vec<Value>, Vec<String>),
    (made, of_made): Identified<'_>,
    (next, of_next): (Vec<Value>, Vec<String>),
) -> Vec<Value> {
    let made: HashMap<&str, &Value> = of_made.iter().map(String::as_str).zip(made).collect();
    let is_next: HashSet<&str> = of_next.iter().map(String::as_str).collect();
    let mut elements: HashMap<&str, Value> = of_said.iter().map(String::as_str).zip(said).collect();
    let mut order: Vec<&str> = Vec::with_capacity(of_next.len());
    if !ORDERED.contains(&key) {
        let stays = |id: &&str| is_next.contains(id) || !made.contains_key(id);
        order.extend(of_said.iter().map(String::as_str).filter(stays));
    }
    let mut places: HashSet<&str> = order.iter().copied().collect();
    let mut before: Option<&str> = None;
    // New ones that stand in a row come behind the one that they follow, all at once.
    let mut fresh: HashMap<Option<&str>, Vec<&str>> = HashMap::new();
    for (id, element) in of_next.iter().map(String::as_str).zip(next) {
        let element = match (elements.remove(id), made.get(id)) {
            (Some(said), Some(made)) => value(key, said, made, element),
            (Some(said), None) if !ORDERED.contains(&key) => said,
            _ => element,
        };
        elements.insert(id, element);
        if places.insert(id) {
            fresh.entry(before).or_default().push(id);
        } else {
            before = Some(id);
        }
    }
    let mut out: Vec<&str> = fresh.remove(&None).unwrap_or_default();
    // Those before all others stand there only where they are new columns; a list without an order ends with them.
    let first = if order.is_empty() || key == "columns" { std::mem::take(&mut out) } else { Vec::new() };
    let mut all = first;
    for id in order {
        all.push(id);
        all.extend(fresh.remove(&Some(id)).unwrap_or_default());
    }
    all.extend(out);
    all.into_iter().filter_map(|id| elements.remove(id)).collect()
}

/// By what each element is known among its like; `None` where that is not one text for each.
fn identities(list: &[Value]) -> Option<Vec<String>> {
    let ids: Vec<String> = list.iter().map(identity).collect::<Option<_>>()?;
    let distinct: HashSet<&String> = ids.iter().collect();
    (distinct.len() == ids.len()).then_some(ids)
}

fn identity(element: &Value) -> Option<String> {
    let fields = element.as_object()?;
    if let Some(name) = fields.get("name") {
        let arguments =
            fields.get("arguments").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let is_input = |it: &&Value| it.get("mode").is_none_or(|mode| mode != "Out" && mode != "Table");
        let types = arguments.iter().filter(is_input).map(|it| it.get("type_").map(Value::to_string));
        let types: Vec<String> = types.map(Option::unwrap_or_default).collect();
        return Some(format!("{name}({})", types.join(", ")));
    }
    // Default privileges have no name.
    fields.contains_key("objects").then(|| {
        let of = |key: &str| fields.get(key).map(Value::to_string).unwrap_or_default();
        format!("{} {} {}", of("creator"), of("schema"), of("objects"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use pg_orm_ir::QualifiedName;
    use pg_orm_ir::catalog::{Column, Enum, Role, Table};

    fn table(name: &str, columns: &[&str]) -> Table {
        let column = |name: &&str| Column { name: (*name).to_owned(), ..Column::default() };
        Table {
            name: QualifiedName::new("public", name),
            columns: columns.iter().map(column).collect(),
            ..Table::default()
        }
    }

    fn catalog(tables: &[Table]) -> Catalog {
        Catalog { tables: tables.to_vec(), ..Catalog::default() }
    }

    #[test]
    fn the_order_of_the_schema_stays_and_what_is_new_stands_behind_what_it_follows() {
        let said = catalog(&[table("b", &["x", "z", "y"]), table("a", &[])]);
        let next = catalog(&[table("a", &[]), table("c", &[]), table("b", &["x", "new", "y", "z"])]);
        let restated = restate(&said, &said, &next).unwrap();
        let expected = [table("b", &["x", "new", "z", "y"]), table("a", &[]), table("c", &[])];
        assert_eq!(restated.tables, expected);
    }

    #[test]
    fn what_is_gone_is_gone_and_what_was_not_read_stays() {
        let role = Role { name: "boss".into(), ..Role::default() };
        let said = Catalog { roles: vec![role.clone()], ..catalog(&[table("a", &["x"]), table("b", &[])]) };
        let made = catalog(&[table("a", &["x"]), table("b", &[])]);
        let restated = restate(&said, &made, &catalog(&[table("b", &[])])).unwrap();
        assert_eq!(restated, Catalog { roles: vec![role], ..catalog(&[table("b", &[])]) });
        assert_eq!(restate(&made, &made, &Catalog::default()).unwrap(), Catalog::default());
        // A part that was not read: a schema that `--schema` leaves out.
        let (said, made) = (catalog(&[table("a", &[]), table("b", &[])]), catalog(&[table("b", &[])]));
        assert_eq!(restate(&said, &made, &Catalog::default()).unwrap(), catalog(&[table("a", &[])]));
    }

    #[test]
    fn labels_are_the_databases() {
        let mood = |labels: &[&str]| Catalog {
            enums: vec![Enum {
                name: QualifiedName::new("public", "mood"),
                labels: labels.iter().map(|label| (*label).to_owned()).collect(),
                ..Enum::default()
            }],
            ..Catalog::default()
        };
        let (said, next) = (mood(&["a", "b"]), mood(&["b", "c", "a"]));
        assert_eq!(restate(&said, &said, &next).unwrap(), next);
    }
}
