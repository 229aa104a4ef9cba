//! The client's own tests have their models checked in: the client can't depend on what makes them. They are what it makes today.

use std::path::Path;

use pg_orm_build::{Options, check, generate, read};
use pg_orm_migrate::create_script;

/// To mend: `pgorm generate schema.pgorm --out .` and `pgorm sql schema.pgorm > schema.sql`, there.
#[test]
fn the_clients_models_are_those_of_their_schema() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime/tests");
    check_folder(&tests.join("db/schema.pgorm"), &tests.join("db"));
    check_folder(&tests.join("wide/schema.pgorm"), &tests.join("wide/db"));
}

fn check_folder(schema: &Path, folder: &Path) {
    let schema = read(schema).unwrap().schema;
    let files = generate(&schema, &Options::default()).unwrap();
    let differences = check(&files, folder).unwrap();
    assert!(differences.is_empty(), "{differences:#?}");
    let script = std::fs::read_to_string(folder.join("schema.sql")).unwrap();
    assert_eq!(script, create_script(&pg_orm_ir::lower(&schema).unwrap()).to_string());
}
