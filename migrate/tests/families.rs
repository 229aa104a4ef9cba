//! Partitions, children and foreign tables: read, made again from what was read alone, and read again the same.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test")]

mod support;

use pg_orm_ir::catalog::{Catalog, Table};
use pg_orm_migrate::{IntrospectOptions, create_script, drop_script, introspect};
use support::{MAJORS, connect, database};

/// The catalog of a database that these statements made, once they were made again, on each version.
fn made_again(sql: &str) -> Vec<Catalog> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().worker_threads(1).build().unwrap();
    let each = MAJORS.map(|major| {
        runtime.block_on(async {
            let first = connect(&database(major).await).await;
            first.batch_execute(sql).await.unwrap_or_else(|error| panic!("{error:?}\n{sql}"));
            let options = IntrospectOptions::default();
            let read = introspect(&first, &options).await.unwrap().catalog;
            let second = connect(&database(major).await).await;
            let script = create_script(&read).to_string();
            let made = second.batch_execute(&script).await;
            made.unwrap_or_else(|error| panic!("{error:?}\n{script}"));
            let again = introspect(&second, &options).await.unwrap().catalog;
            assert_eq!(again, read, "{script}");
            let script = drop_script(&read).to_string();
            let gone = second.batch_execute(&script).await;
            gone.unwrap_or_else(|error| panic!("{error:?}\n{script}"));
            assert_eq!(introspect(&second, &options).await.unwrap().catalog.tables, []);
            read
        })
    });
    each.into()
}

fn table<'c>(catalog: &'c Catalog, name: &str) -> &'c Table {
    catalog.tables.iter().find(|table| table.name.name == name).unwrap()
}

#[test]
fn what_a_partition_gets_by_itself_is_not_said() {
    let catalogs = made_again(
        "create table log (id serial, at date not null, word text, primary key (id, at), unique (word, at))
           partition by range (at);
         create index on log (lower(word), at);
         create table log_old partition of log for values from (minvalue) to ('2020-01-01');
         create table log_new (like log including defaults);
         alter table log attach partition log_new for values from ('2020-01-01') to (maxvalue);",
    );
    for catalog in catalogs {
        for name in ["log_old", "log_new"] {
            let partition = table(&catalog, name);
            assert_eq!((&partition.primary_key, partition.unique.len()), (&None, 0));
            assert_eq!(partition.indexes, []);
        }
    }
}

#[test]
fn parts_of_other_names_are_said() {
    let catalogs = made_again(
        "create table log (id int, at date, word text) partition by range (at);
         create table log_old (word text, id int not null, at date, constraint own unique (word, at));
         create index ours on log_old (id);
         comment on index ours is 'x';
         alter table log add constraint key unique (word, at);
         create index whole on log (id);
         create table log_sub partition of log for values from ('2020-01-01') to (maxvalue)
           partition by list (word);
         create table log_sub_a partition of log_sub (primary key (word, at)) for values in ('a');
         alter table log attach partition log_old for values from (minvalue) to ('2020-01-01');",
    );
    for catalog in catalogs {
        let old = table(&catalog, "log_old");
        let part_of: Vec<_> =
            old.indexes.iter().map(|it| it.part_of.as_ref().unwrap().name.as_str()).collect();
        assert_eq!((part_of, old.unique[0].part_of.as_ref().unwrap().name.as_str()), (vec!["whole"], "key"));
        let names: Vec<_> = old.columns.iter().map(|column| column.name.as_str()).collect();
        assert_eq!(names, ["word", "id", "at"]);
        assert_eq!(table(&catalog, "log_sub").indexes, []);
        assert!(table(&catalog, "log_sub_a").primary_key.as_ref().unwrap().part_of.is_none());
    }
}

#[test]
fn indexes_and_keys_of_a_table_only_stay_so() {
    let catalogs = made_again(
        "create table log (id int, at date, word text) partition by range (at);
         create table log_old partition of log for values from (minvalue) to ('2020-01-01');
         create table log_new partition of log for values from ('2020-01-01') to (maxvalue);
         create index by_id on only log (id);
         create index old_by_id on log_old (id);
         alter index by_id attach partition old_by_id;
         create index new_by_id on log_new (id);
         alter table only log add constraint by_word unique (word, at);
         alter table log_old add constraint old_by_word unique (word, at);
         alter index by_word attach partition old_by_word;
         create unique index new_by_word on log_new (word, at);",
    );
    for catalog in catalogs {
        let log = table(&catalog, "log");
        assert!(log.indexes[0].is_only && log.unique[0].is_only);
        let old = table(&catalog, "log_old");
        assert!(old.indexes[0].part_of.is_some() && old.unique[0].part_of.is_some());
        let new = table(&catalog, "log_new");
        assert!(new.indexes.iter().all(|index| index.part_of.is_none()));
    }
}

#[test]
fn children_keep_the_order_of_their_columns() {
    let catalogs = made_again(
        "create table base (id serial primary key, name text not null default 'x', check (name <> ''));
         create table named (name text, title text);
         create table made (more int) inherits (base, named);
         create table joined (more int, name text not null, id int not null, check (name <> ''));
         alter table joined add constraint base_name_check check (name <> '');
         alter table joined inherit base;
         create table late (own int) inherits (named);
         alter table named add column later date default '2020-01-01';
         alter table late alter column later drop default;
         alter table made alter column title set default 'y', alter column title set not null;
         create table alone (check (id > 0) no inherit) inherits (base);
         create table bare ();
         create table bare_child () inherits (bare);",
    );
    for catalog in catalogs {
        let names = |name: &str| -> Vec<String> {
            table(&catalog, name).columns.iter().map(|column| column.name.clone()).collect()
        };
        assert_eq!(names("made"), ["id", "name", "title", "later", "more"]);
        assert_eq!(names("joined"), ["more", "name", "id"]);
        assert_eq!(names("late"), ["name", "title", "later", "own"]);
        assert!(table(&catalog, "joined").columns.iter().all(|column| !column.is_inherited));
        assert_eq!(table(&catalog, "late").columns[2].default, None);
        assert_eq!(names("bare_child"), Vec::<String>::new());
    }
}

#[test]
fn foreign_tables_partitions_and_children() {
    let catalogs = made_again(
        "create foreign data wrapper nowhere;
         create server far foreign data wrapper nowhere options (host 'x');
         create table log (id int, at date) partition by range (at);
         create foreign table log_far partition of log for values from (minvalue) to ('2020-01-01')
           server far options (\"table\" 'log''s');
         alter foreign table log_far alter column id options (\"column\" 'no');
         create foreign table alone (id int options (\"column\" 'no') not null default 1, check (id > 0)) server far;
         create table parent (id int);
         create foreign table child () inherits (parent) server far;
         alter foreign table child alter column id options (a 'b', c '');",
    );
    for catalog in catalogs {
        let far = table(&catalog, "log_far");
        assert_eq!(far.foreign.as_ref().unwrap().options, [("table".to_owned(), "log's".to_owned())]);
        assert_eq!(far.columns[0].foreign_options, [("column".to_owned(), "no".to_owned())]);
        assert_eq!(table(&catalog, "child").columns[0].foreign_options.len(), 2);
    }
}
