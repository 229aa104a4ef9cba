//! Every kind of object, under hostile names, is read back as it was made; by anybody; with as many queries as ever.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

mod support;

#[path = "introspect/counting.rs"]
mod counting;

use pg_orm_migrate::{IntrospectError, IntrospectOptions, introspect};
use support::{connect, on_each};
use tokio_postgres::Client;

const WIDE: &str = include_str!("introspect/wide.sql");
const WIDE_18: &str = include_str!("introspect/wide_18.sql");

async fn major(client: &Client) -> i32 {
    let sql = "select current_setting('server_version_num')::int / 10000";
    client.query_one(sql, &[]).await.unwrap().get(0)
}

/// Makes all that `wide.sql` has. Its roles are the server's: another test may have made them.
async fn make(client: &Client) {
    let (roles, rest) = WIDE.split_once("create schema").unwrap();
    for role in roles.split_terminator(";\n") {
        let guarded =
            format!("do $x$ begin {role}; exception when duplicate_object or unique_violation then end $x$");
        client.batch_execute(&guarded).await.unwrap();
    }
    client.batch_execute(&format!("create schema{rest}")).await.unwrap();
    if major(client).await >= 18 {
        client.batch_execute(WIDE_18).await.unwrap();
    }
}

#[test]
fn every_kind_is_read() {
    on_each(async |url| {
        let client = connect(&url).await;
        make(&client).await;
        let options = IntrospectOptions { has_roles: true, ..IntrospectOptions::default() };
        let found = introspect(&client, &options).await.unwrap();
        assert_eq!(found.unseen, Vec::<String>::new());
        let text = serde_json::to_string_pretty(&found.catalog).unwrap();
        insta::assert_snapshot!(format!("wide_{}", major(&client).await), text);
        assert_eq!(introspect(&client, &options).await.unwrap(), found, "a second time");
    });
}

#[test]
fn an_empty_database_has_nothing() {
    on_each(async |url| {
        let client = connect(&url).await;
        let found = introspect(&client, &IntrospectOptions::default()).await.unwrap();
        assert_eq!(found, pg_orm_migrate::Introspected::default());
    });
}

#[test]
fn schemas_are_chosen_and_left_out() {
    on_each(async |url| {
        let client = connect(&url).await;
        client
            .batch_execute(
                "create schema a; create schema b; create schema c; \
                 create table a.t (x int); create table b.t (x int); create table c.t (x int)",
            )
            .await
            .unwrap();
        let read = async |schemas: &[&str], exclude: &[&str]| {
            let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
            let options = IntrospectOptions {
                schemas: owned(schemas),
                exclude: owned(exclude),
                ..IntrospectOptions::default()
            };
            let catalog = introspect(&client, &options).await.unwrap().catalog;
            let schemas: Vec<String> = catalog.namespaces.iter().map(|it| it.name.clone()).collect();
            let tables: Vec<String> = catalog.tables.iter().map(|it| it.name.schema.clone()).collect();
            assert_eq!(schemas, tables);
            schemas.join(" ")
        };
        assert_eq!(read(&[], &[]).await, "a b c");
        assert_eq!(read(&["a", "b"], &[]).await, "a b");
        assert_eq!(read(&["a", "b"], &["b"]).await, "a");
        assert_eq!(read(&[], &["b", "none"]).await, "a c");
    });
}

#[test]
fn anybody_sees_all_but_secrets() {
    on_each(async |url| {
        let client = connect(&url).await;
        make(&client).await;
        let owner = introspect(&client, &IntrospectOptions::default()).await.unwrap();
        client.batch_execute("set role intro_reader").await.unwrap();
        let mut anybody = introspect(&client, &IntrospectOptions::default()).await.unwrap();
        let secret =
            "the options of the user mapping for public on the server far: only the server's owner sees them";
        assert_eq!(anybody.unseen, [secret]);
        anybody.catalog.servers[0].user_mappings[0].options =
            vec![("password".to_owned(), "secret".to_owned())];
        assert_eq!(anybody.catalog, owner.catalog);
    });
}

#[test]
fn queries_are_as_many_however_many_objects() {
    on_each(async |url| {
        let count = async || {
            let (client, requests) = counting::connect(&url).await;
            introspect(&client, &IntrospectOptions::default()).await.unwrap();
            requests.count()
        };
        let empty = count().await;
        make(&connect(&url).await).await;
        assert_eq!(count().await, empty);
        assert!((40..60).contains(&empty), "{empty} requests");
    });
}

#[test]
fn within_a_transaction_it_refuses() {
    on_each(async |url| {
        let client = connect(&url).await;
        client.batch_execute("begin; select 1").await.unwrap();
        let error = introspect(&client, &IntrospectOptions::default()).await.unwrap_err();
        assert!(matches!(error, IntrospectError::Query { what: "the transaction", .. }), "{error}");
    });
}
