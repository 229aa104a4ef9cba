//! PG-ORM: a schema, and the code that is made of it: by `build.rs` each time, or once, into the crate's sources.

use pg_orm_build::{Options, generate, read_sources};
use pg_orm_schema::Sources;

use super::{File, Peer, fill_model, join, one_file_each};
use crate::error::Result;
use crate::models::Model;

macro_rules! dependencies {
    ($($more:expr),*) => {
        concat!(
            "\npg-orm = { path = \"",
            env!("CARGO_MANIFEST_DIR"),
            "/../../runtime\", default-features = false, features = [\"chrono\", \"uuid\"] }\n",
            "chrono = { version = \"0.4\", default-features = false, features = [\"std\"] }\n",
            "tokio = { version = \"1\", features = [\"rt\"] }\n",
            "uuid = \"1\"\n",
            $($more),*
        )
    };
}

/// As most use it: the schema is compiled by `build.rs`, which counts too.
pub(super) const BUILT: Peer = Peer {
    name: "pg-orm",
    dependencies: dependencies!(
        "\n[build-dependencies]\npg-orm-build = { path = \"",
        env!("CARGO_MANIFEST_DIR"),
        "/../../codegen\" }\n"
    ),
    files: |models| {
        let mut files = sources(models, WRAPPED, "mod db {\n    pg_orm::include_schema!();\n}");
        files.push(File { path: "schema.pgorm".into(), text: schema(models) });
        files.push(File {
            path: "build.rs".into(),
            text: include_str!("../../templates/pg-orm/build.rs").into(),
        });
        Ok(files)
    },
};

/// With the output of `pgorm generate` among the sources: the generated code alone.
pub(super) const CHECKED_IN: Peer = Peer {
    name: "pg-orm-generated",
    dependencies: dependencies!(),
    files: |models| checked_in(models, WRAPPED),
};

/// The same, without the five functions that the peers need: the application calls what is generated.
pub(super) const DIRECT: Peer = Peer {
    name: "pg-orm-direct",
    dependencies: dependencies!(),
    files: |models| checked_in(models, include_str!("../../templates/pg-orm/direct.rs")),
};

/// Five functions a model around the generated ones, as the peers have them.
const WRAPPED: &str = include_str!("../../templates/pg-orm/model.rs");

fn checked_in(models: &[Model], template: &str) -> Result<Vec<File>> {
    let mut files = sources(models, template, "mod db;");
    let read = read_sources(Sources::default().and_text("schema.pgorm", schema(models)))?;
    let generated = generate(&read.schema, &Options::default()).map_err(pg_orm_build::Error::from)?;
    files.extend(
        generated
            .into_iter()
            .map(|file| File { path: format!("src/db/{}", file.path.display()), text: file.text }),
    );
    Ok(files)
}

fn sources(models: &[Model], template: &str, db: &str) -> Vec<File> {
    let main = include_str!("../../templates/pg-orm/main.rs").replace("{{db}}", db);
    one_file_each(models, template, &main)
}

fn schema(models: &[Model]) -> String {
    let template = include_str!("../../templates/pg-orm/model.pgorm");
    join(models.iter().map(|model| fill_model(template, model)), "\n")
}
