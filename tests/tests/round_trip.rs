//! Other people's databases, read into a catalog and made again from it alone: their dumps are the same, object for object.

use std::path::{Path, PathBuf};

use pg_orm_migrate::{IntrospectOptions, create_script, introspect};
use pg_orm_tests::{Bench, corpus_folder, sample, schema_name, schemas};

/// How a schema went.
enum Outcome {
    /// Both dumps have these many objects.
    Same(usize),
    /// It can't be loaded into this server: an extension is not there, or a word too new.
    Unloadable(String),
    /// What is not the same, or why nothing could be compared.
    Differs(Vec<String>),
}

async fn round_trip(bench: &Bench, file: &Path) -> Outcome {
    bench.empty().await;
    if let Err(error) = bench.load(file).await {
        return Outcome::Unloadable(error);
    }
    let old = bench.connect("old").await;
    let read = match introspect(&old, &IntrospectOptions::default()).await {
        Ok(read) => read,
        Err(error) => return Outcome::Differs(vec![format!("not read: {error}")]),
    };
    if let Err(error) = bench.make(&create_script(&read.catalog).to_string()).await {
        return Outcome::Differs(vec![format!("not made: {error}")]);
    }
    let (differences, objects) = bench.differences();
    if differences.is_empty() { Outcome::Same(objects) } else { Outcome::Differs(differences) }
}

/// Tries these; what is wrong with each.
async fn try_all(bench: &Bench, files: &[PathBuf]) -> Vec<String> {
    let (mut same, mut objects, mut unloadable, mut wrong) = (0, 0, Vec::new(), Vec::new());
    for file in files {
        let name = schema_name(file);
        match round_trip(bench, file).await {
            Outcome::Same(count) => {
                same += 1;
                objects += count;
            }
            Outcome::Unloadable(error) => unloadable.push(format!("{name}: {error}")),
            Outcome::Differs(differences) => wrong.push(format!("{name}:\n{}", differences.join("\n"))),
        }
    }
    let major = bench.major();
    eprintln!("PostgreSQL {major}: {same} of {} schemas are the same, {objects} objects", files.len());
    unloadable.iter().for_each(|text| eprintln!("SKIPPED: can't be loaded: {text}"));
    if same == 0 {
        wrong.push("none is the same".to_owned());
    }
    wrong.into_iter().map(|text| format!("PostgreSQL {major}: {text}")).collect()
}

#[tokio::test]
async fn real_databases_are_made_again() {
    let Some(folder) = corpus_folder("real") else { return };
    let mut wrong = Vec::new();
    for major in [15, 18] {
        let Some(bench) = Bench::start(major) else { continue };
        wrong.extend(try_all(&bench, &schemas(&folder, &[])).await);
    }
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n\n"));
}

#[tokio::test]
async fn small_schemas_are_made_again() {
    let Some(folder) = corpus_folder("pairs") else { return };
    let all = schemas(&folder, &["old.sql", "new.sql"]);
    let mut wrong = Vec::new();
    for (nth, major) in [15, 18].into_iter().enumerate() {
        let Some(bench) = Bench::start(major) else { continue };
        let sample = sample(&all, nth);
        eprintln!("{} of {} schemas", sample.len(), all.len());
        wrong.extend(try_all(&bench, &sample).await);
    }
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n\n"));
}
