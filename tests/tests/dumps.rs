//! Dumps that are compared tell each difference, and nothing else.

use pg_orm_local::Server;
use pg_orm_tests::{Dump, tool};
use tokio_postgres::NoTls;

const SCHEMA: &str = "
    create role dump_reader;
    create role dump_writer;
    create function noted() returns trigger language plpgsql as $$begin return new; end$$;
    create table notes (
        id bigint generated always as identity primary key,
        title text default 'untitled' not null,
        body text
    );
    comment on table notes is 'What was noted.';
    create index notes_title_idx on notes (title) with (fillfactor = 90);
    create trigger noted before update on notes for each row when (old.title is distinct from new.title)
        execute function noted();
    alter table notes enable row level security;
    create policy readers on notes for select to dump_reader using (true);
    grant select on notes to dump_reader;
    grant insert on notes to dump_reader;
    create view titles as select title from notes;
";

/// What is done to the second database, and the objects that then differ.
const PLANTED: [(&str, &[&str]); 12] = [
    ("", &[]),
    ("alter table notes alter title set default 'none'", &["TABLE public.notes"]),
    ("grant update on notes to dump_reader", &["ACL public.TABLE notes"]),
    ("comment on table notes is 'What was noted'", &["COMMENT public.TABLE notes"]),
    (
        "create or replace trigger noted before update on notes for each row when (old.body is distinct from new.body)
         execute function noted()",
        &["TRIGGER public.notes noted"],
    ),
    ("alter policy readers on notes to dump_writer", &["POLICY public.notes readers"]),
    ("alter index notes_title_idx set (fillfactor = 80)", &["INDEX public.notes_title_idx"]),
    ("drop view titles", &["VIEW public.titles"]),
    ("create type mood as enum ('ok')", &["TYPE public.mood"]),
    ("alter table notes owner to dump_writer", &["TABLE public.notes"]),
    // Columns have an order.
    (
        "drop policy readers on notes; drop trigger noted on notes; drop view titles; alter table notes drop title;
         alter table notes add title text default 'untitled' not null;
         create index notes_title_idx on notes (title) with (fillfactor = 90);
         create view titles as select title from notes;
         create policy readers on notes for select to dump_reader using (true);
         create trigger noted before update on notes for each row when (old.title is distinct from new.title)
         execute function noted()",
        &["TABLE public.notes"],
    ),
    // Grants have none, and neither have objects.
    (
        "revoke all on notes from dump_reader; grant insert on notes to dump_reader;
         grant select on notes to dump_reader; drop view titles; create view titles as select title from notes",
        &[],
    ),
];

#[tokio::test]
async fn each_planted_difference_is_found_alone() {
    for major in [15, 18] {
        let server = Server::temporary().major(major).start().expect("a server starts");
        let Some(pg_dump) = tool(&server, "pg_dump") else { continue };
        let run = async |database: &str, sql: &str| {
            let (client, connection) = tokio_postgres::connect(&server.url(database), NoTls).await.unwrap();
            tokio::spawn(connection);
            client.batch_execute(sql).await.unwrap();
        };
        run("postgres", "create database first").await;
        run("first", SCHEMA).await;
        let first = Dump::take(&pg_dump, &server.url("first"));
        assert!(first.len() > 10, "{first:?}");
        for (change, expected) in PLANTED {
            run("postgres", "drop database if exists second").await;
            run("postgres", "create database second template first").await;
            if !change.is_empty() {
                run("second", change).await;
            }
            let found = first.differences(&Dump::take(&pg_dump, &server.url("second")));
            let objects: Vec<&str> = found.iter().map(|difference| difference.object.as_str()).collect();
            assert_eq!(objects, expected, "{major}: {change}\n{found:#?}");
        }
    }
}

#[test]
fn access_methods_and_tablespaces_are_the_tables() {
    let dump = |set: &str| {
        Dump::parse(&format!(
            "{set}\n--\n-- Name: a; Type: TABLE; Schema: public; Owner: me\n--\n\nCREATE TABLE public.a (\n);\n"
        ))
    };
    let heap = dump("SET default_table_access_method = heap;");
    assert_eq!(heap, dump("SET default_tablespace = '';"));
    let other = dump("SET default_table_access_method = columnar;");
    assert_eq!(heap.differences(&other).len(), 1);
}
