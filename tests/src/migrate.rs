//! A schema's tables in an empty database.

use std::path::Path;

use tokio_postgres::NoTls;

/// Makes everything that the schema file `schema` (below `tests/`) declares in the database at `url`.
///
/// # Panics
/// When the schema has errors, or the database refuses it.
pub async fn migrate(url: &str, schema: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(schema);
    let sources = pg_orm_schema::Sources::load(&path).expect("the schema can be read");
    let compiled = pg_orm_schema::compile(&sources);
    let schema = compiled.schema.expect("the schema has no errors");
    let catalog = pg_orm_ir::lower(&schema).expect("the schema can be lowered");
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.expect("the server answers");
    let connection = tokio::spawn(connection);
    client
        .batch_execute(&pg_orm_migrate::create_script(&catalog).to_string())
        .await
        .expect("the script runs");
    drop(client);
    connection.await.expect("the connection ends").expect("the connection ends well");
}
