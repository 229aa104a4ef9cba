//! Real databases are read without an error, and each relation that they have is found.
//!
//! Their dumps are no part of the project: `PGORM_CORPUS` names the folder that has them, in `real`.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

mod support;

use std::path::PathBuf;
use std::process::Command;

use pg_orm_migrate::{IntrospectOptions, introspect};
use support::{connect, database};

/// Relations that are no extension's, by kind: tables, views, composites.
const COUNTS: &str = "select count(*) filter (where relkind in ('r', 'p', 'f')), \
    count(*) filter (where relkind in ('v', 'm')), count(*) filter (where relkind = 'c') \
    from pg_class c join pg_namespace n on n.oid = relnamespace \
    where nspname !~ '^pg_' and nspname <> 'information_schema' and not exists ( \
      select from pg_depend d where d.deptype = 'e' and (d.classid, d.objid) in \
        (('pg_class'::regclass, c.oid), ('pg_type'::regclass, c.reltype)))";

#[test]
fn real_databases_are_read() {
    let Some(corpus) = std::env::var_os("PGORM_CORPUS") else { return };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let mut files: Vec<PathBuf> = std::fs::read_dir(PathBuf::from(corpus).join("real"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "sql"))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "the corpus is there");
    for file in files {
        runtime.block_on(async {
            let url = database(18).await;
            let status = Command::new(std::env::var_os("PGORM_PSQL").unwrap_or_else(|| "psql".into()))
                .args(["-qAtX", "-d", &url, "-f"])
                .arg(&file)
                .output()
                .unwrap();
            assert!(status.status.success(), "{}", String::from_utf8_lossy(&status.stderr));
            let client = connect(&url).await;
            let found = introspect(&client, &IntrospectOptions::default()).await.unwrap();
            let catalog = &found.catalog;
            let row = client.query_one(COUNTS, &[]).await.unwrap();
            let counts: [i64; 3] = [row.get(0), row.get(1), row.get(2)];
            let read = [catalog.tables.len(), catalog.views.len(), catalog.composites.len()];
            assert_eq!(read.map(|count| i64::try_from(count).unwrap()), counts, "{}", file.display());
            let again = introspect(&client, &IntrospectOptions::default()).await.unwrap();
            assert_eq!(found, again, "{}", file.display());
        });
    }
}
