//! Which types a foreign key may join: the language lets through just what PostgreSQL makes.

use std::collections::BTreeSet;

use pg_orm_local::Server;
use pg_orm_schema::{Sources, Style, compile};
use tokio_postgres::{Client, NoTls};

/// As the language and SQL write them. `"char"` is not among them: 15 lets it reference `text`, and 18 does not.
const TYPES: &[&str] = &[
    "smallint",
    "integer",
    "bigint",
    "numeric",
    "numeric(8,2)",
    "real",
    "double precision",
    "money",
    "oid",
    "regclass",
    "text",
    "varchar",
    "varchar(3)",
    "char(3)",
    "bpchar",
    "name",
    "citext",
    "uuid",
    "boolean",
    "bytea",
    "date",
    "timestamp",
    "timestamptz",
    "time",
    "timetz",
    "interval",
    "inet",
    "cidr",
    "macaddr",
    "macaddr8",
    "bit(3)",
    "varbit",
    "number",
    "word",
    "other_word",
    "mood",
    "mooded",
    "integer[]",
    "bigint[]",
    "text[]",
];

const HEAD: &str = "extension citext\n
domain Number : integer
domain Word : text
domain OtherWord : varchar(20)
enum Mood { good }
domain Mooded : Mood
";

const SQL: &str =
    "create domain number as integer; create domain word as text; create domain other_word as varchar(20);
    create type mood as enum ('good'); create domain mooded as mood";

/// Makes a foreign key of each pair of types, and keeps those that could be made.
const TRY_ALL: &str = "create temp table made (here text, there text);
do $$
declare
  types text[] := array[TYPES];
  here text;
  there text;
begin
  foreach there in array types loop
    execute format('create table there (id %s primary key)', there);
    foreach here in array types loop
      begin
        execute format('create table here (there_id %s references there)', here);
        drop table here;
        insert into made values (here, there);
      exception
        when datatype_mismatch or undefined_function then null;
      end;
    end loop;
    drop table there;
  end loop;
end
$$";

async fn connect(server: &Server) -> Client {
    let (client, connection) = tokio_postgres::connect(&server.url("postgres"), NoTls).await.unwrap();
    tokio::spawn(connection);
    client
}

/// What the language says; `None` where it takes it.
fn refused(here: &str, there: &str) -> Option<String> {
    let written = |type_: &str| match type_ {
        "number" => "Number".to_owned(),
        "word" => "Word".to_owned(),
        "other_word" => "OtherWord".to_owned(),
        "mood" => "Mood".to_owned(),
        "mooded" => "Mooded".to_owned(),
        other => other.to_owned(),
    };
    let text = format!(
        "{HEAD}\nmodel There {{\n  id {} @id\n}}\n\nmodel Here {{\n  id bigint @id\n  there_id {}\n  there There @relation(there_id)\n}}\n",
        written(there),
        written(here)
    );
    let sources = Sources::from_text("schema.pgorm", text);
    let compiled = compile(&sources);
    let error =
        compiled.diagnostics.has_errors().then(|| compiled.diagnostics.render(&sources, Style::Plain));
    assert!(error.as_ref().is_none_or(|text| text.contains("[P606]")), "{here} {there}: {error:?}");
    error
}

#[tokio::test]
async fn the_language_takes_what_postgresql_makes() {
    for major in [15, 18] {
        let server = Server::temporary().major(major).start().expect("a server starts");
        let client = connect(&server).await;
        let has_citext = client.batch_execute("create extension citext").await.is_ok();
        if !has_citext {
            eprintln!("SKIPPED: PostgreSQL {major} has no citext: its pairs are not tried");
        }
        client.batch_execute(SQL).await.unwrap();
        let types: Vec<&str> =
            TYPES.iter().copied().filter(|type_| has_citext || *type_ != "citext").collect();
        let list = types.iter().map(|type_| format!("'{type_}'")).collect::<Vec<_>>().join(",");
        client.batch_execute(&TRY_ALL.replace("TYPES", &list)).await.unwrap();
        let made = client.query("select here, there from made", &[]).await.unwrap();
        let made: BTreeSet<(String, String)> = made.iter().map(|row| (row.get(0), row.get(1))).collect();
        let mut wrong = Vec::new();
        for there in &types {
            for here in &types {
                let is_made = made.contains(&((*here).to_owned(), (*there).to_owned()));
                match (is_made, refused(here, there)) {
                    (true, Some(error)) => wrong.push(format!("{here} -> {there} is refused:\n{error}")),
                    (false, None) => wrong.push(format!("{here} -> {there} is taken")),
                    _ => {}
                }
            }
        }
        assert!(wrong.is_empty(), "PostgreSQL {major}: {} differ:\n{}", wrong.len(), wrong.join("\n"));
    }
}
