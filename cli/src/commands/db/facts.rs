//! Facts in which a database and a schema differ, in words.

use pg_orm_migrate::{Change, Fact};

/// The fact, of a database (`previous`) and a schema (`next`), on one line.
pub(super) fn sentence(change: &Change) -> String {
    let object = &change.object;
    let text = match &change.fact {
        Fact::Added => format!("{object}: only in the schema"),
        Fact::Removed => format!("{object}: only in the database"),
        Fact::Moved => format!("{object}: elsewhere in the order of the database than in the schema's"),
        Fact::Changed { field, from, to } => {
            let [from, to] = [from, to].map(|side| side.as_deref().unwrap_or("nothing"));
            format!("{object}: {field}: {from} in the database, {to} in the schema")
        }
        Fact::Gained { field, element } => format!("{object}: {field}: {element} only in the schema"),
        Fact::Lost { field, element } => format!("{object}: {field}: {element} only in the database"),
        _ => change.to_string(),
    };
    on_one_line(&text)
}

/// Line ends and other signs that would do something to a terminal, as Rust writes them.
pub(super) fn on_one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for sign in text.chars() {
        if sign.is_control() { line.extend(sign.escape_default()) } else { line.push(sign) }
    }
    line
}

#[cfg(test)]
mod tests {
    use pg_orm_ir::{
        QualifiedName,
        catalog::{Catalog, Column, Enum, Table},
    };
    use pg_orm_migrate::diff;

    fn catalog(default: Option<&str>, labels: &[&str]) -> Catalog {
        let column = Column { name: "a".into(), default: default.map(str::to_owned), ..Column::default() };
        let labels = labels.iter().map(|label| (*label).to_owned()).collect();
        Catalog {
            enums: vec![Enum { name: QualifiedName::new("app", "mood"), labels, ..Enum::default() }],
            tables: vec![Table {
                name: QualifiedName::new("app", "t"),
                columns: vec![column],
                ..Table::default()
            }],
            ..Catalog::default()
        }
    }

    #[test]
    fn each_side_is_named_and_a_fact_is_one_line() {
        let facts = |database: &Catalog, schema: &Catalog| -> Vec<String> {
            diff(database, schema).iter().map(super::sentence).collect()
        };
        let (plain, other) = (catalog(None, &["good"]), catalog(Some("'a\nb\u{1b}'"), &["good", "bad"]));
        assert_eq!(
            facts(&plain, &other),
            [
                "type app.mood: labels: bad after good only in the schema",
                "column a of app.t: default: nothing in the database, 'a\\nb\\u{1b}' in the schema",
            ]
        );
        assert_eq!(
            facts(&Catalog::default(), &plain),
            ["type app.mood: only in the schema", "table app.t: only in the schema"]
        );
        assert_eq!(
            facts(&plain, &Catalog::default()),
            ["type app.mood: only in the database", "table app.t: only in the database"]
        );
    }
}
