//! The peers: which crates they need, and what a hundred models look like in each; to add one, add an entry to [`ALL`].

use crate::error::Result;
use crate::models::{Column, Model};

mod ours;

/// A file of a generated crate: its path in it, and its text.
pub(crate) struct File {
    pub(crate) path: String,
    pub(crate) text: String,
}

/// One way to write models.
pub(crate) struct Peer {
    pub(crate) name: &'static str,
    /// The lines below `[dependencies]`.
    pub(crate) dependencies: &'static str,
    /// The crate's sources.
    pub(crate) files: fn(&[Model]) -> Result<Vec<File>>,
}

/// The peers, in the order of the table's rows.
pub(crate) const ALL: [Peer; 7] = [
    ours::BUILT,
    ours::CHECKED_IN,
    ours::DIRECT,
    Peer {
        name: "tokio-postgres",
        dependencies: r#"
chrono = { version = "0.4", default-features = false, features = ["std"] }
tokio = { version = "1", features = ["rt"] }
tokio-postgres = { version = "0.7", features = ["with-chrono-0_4", "with-uuid-1"] }
uuid = "1"
"#,
        files: |models| {
            Ok(one_file_each(
                models,
                include_str!("../templates/tokio-postgres/model.rs"),
                include_str!("../templates/tokio-postgres/main.rs"),
            ))
        },
    },
    Peer {
        name: "sqlx",
        dependencies: r#"
chrono = { version = "0.4", default-features = false, features = ["std"] }
sqlx = { version = "0.9", default-features = false, features = ["postgres", "runtime-tokio", "macros", "derive", "chrono", "uuid"] }
tokio = { version = "1", features = ["rt"] }
uuid = "1"
"#,
        files: |models| {
            Ok(one_file_each(
                models,
                include_str!("../templates/sqlx/model.rs"),
                include_str!("../templates/sqlx/main.rs"),
            ))
        },
    },
    Peer {
        name: "sea-orm",
        dependencies: r#"
sea-orm = { version = "2", default-features = false, features = ["sqlx-postgres", "runtime-tokio", "macros", "with-chrono", "with-uuid"] }
tokio = { version = "1", features = ["rt"] }
"#,
        files: |models| {
            Ok(one_file_each(
                models,
                include_str!("../templates/sea-orm/model.rs"),
                include_str!("../templates/sea-orm/main.rs"),
            ))
        },
    },
    Peer {
        name: "diesel",
        dependencies: r#"
chrono = { version = "0.4", default-features = false, features = ["std"] }
diesel = { version = "2.3", default-features = false, features = ["postgres", "chrono", "uuid"] }
pq-sys = { version = "0.7", features = ["bundled_without_openssl"] }
uuid = "1"
"#,
        files: diesel,
    },
];

/// A main file that names the models, and a file for each of them.
fn one_file_each(models: &[Model], model_template: &str, main_template: &str) -> Vec<File> {
    let main = File { path: "src/main.rs".into(), text: fill_main(main_template, models) };
    let models = models.iter().map(|model| File {
        path: format!("src/{}.rs", module_name(model.number)),
        text: fill_model(model_template, model),
    });
    std::iter::once(main).chain(models).collect()
}

/// As the others, and the tables in one file, with what `diesel print-schema` writes below them.
fn diesel(models: &[Model]) -> Result<Vec<File>> {
    let mut files = one_file_each(
        models,
        include_str!("../templates/diesel/model.rs"),
        include_str!("../templates/diesel/main.rs"),
    );
    let template = include_str!("../templates/diesel/schema.rs");
    let tables = join(models.iter().map(|model| fill_model(template, model)), "\n");
    let names = join(models.iter().map(|model| module_name(model.number)), ", ");
    let text = format!("{tables}\ndiesel::allow_tables_to_appear_in_same_query!({names});\n");
    files.push(File { path: "src/schema.rs".into(), text });
    Ok(files)
}

fn fill_main(template: &str, models: &[Model]) -> String {
    let modules: Vec<String> = models.iter().map(|model| module_name(model.number)).collect();
    let each = |line: fn(&String) -> String| join(modules.iter().map(line), "\n    ");
    template
        .replace("{{modules}}", &join(modules.iter().map(|module| format!("mod {module};")), "\n"))
        .replace("{{exercise}}", &each(|module| format!("count += {module}::exercise(client).await?;")))
        .replace("{{exercise_in_place}}", &each(|module| format!("count += {module}::exercise(client)?;")))
}

fn fill_model(template: &str, model: &Model) -> String {
    let all: Vec<Column> = model.columns().collect();
    let new: Vec<Column> = model.columns().skip(1).collect();
    let required: Vec<Column> = model.columns().skip(1).filter(|column| !column.is_nullable()).collect();
    let example = |column: &Column| format!("{}: {}", column.name, column.example);
    let each = |columns: &[Column], line: fn(&Column) -> String, between: &str| {
        join(columns.iter().map(line), between)
    };
    let field = if template.contains("DeriveEntityModel") {
        |column: &Column| format!("pub {}: {},", column.name, column.sea_orm)
    } else {
        |column: &Column| format!("pub {}: {},", column.name, column.rust)
    };
    template
        .replace("{{module}}", &module_name(model.number))
        .replace("{{model}}", &type_name(model.number))
        .replace("{{first}}", &module_name(model.first))
        .replace("{{second}}", &module_name(model.second))
        .replace("{{first_model}}", &type_name(model.first))
        .replace("{{second_model}}", &type_name(model.second))
        .replace("{{first_child}}", &module_name(model.first_child))
        .replace("{{second_child}}", &module_name(model.second_child))
        .replace("{{schema_module}}", &schema_module(model.number))
        .replace("{{schema_first}}", &schema_module(model.first))
        .replace("{{schema_second}}", &schema_module(model.second))
        .replace("{{first_child_model}}", &type_name(model.first_child))
        .replace("{{second_child_model}}", &type_name(model.second_child))
        .replace("{{fields}}", &each(&all, field, "\n    "))
        .replace("{{new_fields}}", &each(&new, field, "\n    "))
        .replace("{{columns}}", &each(&all, |column| column.name.to_owned(), ", "))
        .replace("{{new_columns}}", &each(&new, |column| column.name.to_owned(), ", "))
        .replace("{{placeholders}}", &join((1..=new.len()).map(|number| format!("${number}")), ", "))
        .replace("{{new_values}}", &each(&new, |column| format!("&new.{}", column.name), ", "))
        .replace("{{new_binds}}", &each(&new, |column| format!(".bind(new.{})", column.name), "\n        "))
        .replace("{{example}}", &each(&new, example, ", "))
        .replace("{{example_required}}", &each(&required, example, ", "))
        .replace(
            "{{pgorm_columns}}",
            &each(&all, |column| format!("{} {}", column.name, column.pgorm), "\n  "),
        )
        .replace(
            "{{example_set}}",
            &each(&new, |column| format!("{}: Set({})", column.name, column.example), ", "),
        )
        .replace(
            "{{table_columns}}",
            &each(&all, |column| format!("{} -> {},", column.name, column.diesel), "\n        "),
        )
        .replace(
            "{{from_row}}",
            &join(
                all.iter().enumerate().map(|(at, column)| format!("{}: row.try_get({at})?", column.name)),
                ", ",
            ),
        )
}

fn module_name(number: usize) -> String {
    format!("model_{number:03}")
}

/// The module that is generated for a model of a schema: its name in snake case.
fn schema_module(number: usize) -> String {
    type_name(number).to_lowercase()
}

fn type_name(number: usize) -> String {
    format!("Model{number:03}")
}

fn join(parts: impl Iterator<Item = String>, between: &str) -> String {
    parts.collect::<Vec<_>>().join(between)
}

#[cfg(test)]
mod tests {
    use crate::models::{MODELS, Shape, models};

    #[test]
    fn every_placeholder_of_every_template_is_filled() {
        for peer in &super::ALL {
            let files = (peer.files)(&models(Shape::Groups, true)).unwrap();
            assert!(files.len() > MODELS, "{}", peer.name);
            for file in files {
                assert!(!file.text.contains("{{") && !file.text.is_empty(), "{}: {}", peer.name, file.path);
            }
        }
    }
}
