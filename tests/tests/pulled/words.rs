//! What few databases have, and the language has words for all the same.

use pg_orm_tests::Bench;

use super::pull;

/// In any version.
const EVERYWHERE: &str = r#"
    create role words_reader;
    create role words_owner;
    create schema app authorization words_owner;
    create schema other;
    revoke usage on schema other from words_reader;
    grant create on schema other to words_reader;
    revoke create on schema public from public;
    grant usage on schema app to pg_monitor with grant option;
    revoke usage on language plpgsql from public;
    grant execute on function pg_ls_waldir() to words_reader;
    alter default privileges for role words_owner revoke execute on functions from public;
    alter default privileges in schema app grant select, insert on tables to words_reader with grant option;

    create type app.nothing as enum ();
    create type app.empty as ();
    create type app.mood as enum ('sad', 'Self', 'type', 'ok!', 'a-b', 'a_b');
    create domain app.never as int not null;
    create domain app.deep as app.never default 3 check (value > 0);
    alter domain app.deep add constraint late check (value < 1000) not valid;
    create domain app.list as int[] check (cardinality(value) < 9);
    create domain app.price as numeric(8, 2) default 1.50;
    create type app.pair as (a text collate "C", b int[], c app.price);
    create type app.pairs as (one app.pair, many app.pair[]);
    create type app.span as range (subtype = timestamptz);
    create type app.lengths as range (subtype = float8, subtype_diff = float8mi);
    create type app.nested as range (subtype = app.price);
    revoke usage on type app.mood from public;
    grant usage on type app.mood to words_reader with grant option;
    alter type app.pair owner to words_owner;

    create sequence app.down as smallint increment -2 minvalue -100 maxvalue -1 start -5 cache 3 cycle;
    create sequence other.owned owned by none;
    grant usage, select on sequence app.down to words_reader;
    revoke update on sequence app.down from words_owner;

    create table app.people (
        id bigint generated always as identity (start 10 increment 5),
        old serial not null,
        older int default nextval('app.down'),
        name text collate "C" default 'x' not null,
        mood app.mood default 'ok!',
        moods app.mood[] default '{sad,type}',
        never app.never,
        deep app.deep,
        listed app.list,
        lists app.list[],
        pair app.pair default '(a,{1},2)',
        pairs app.pairs[],
        during app.span,
        spans app.span[],
        multi app.span_multirange,
        empty app.empty,
        nothing app.nothing,
        lengths app.lengths,
        code char,
        codes char(3)[],
        bits bit(4),
        bits_many bit varying(7)[],
        any_bits bit varying,
        padded bpchar,
        internal "char" default 'c',
        short interval day to second(3),
        how_long interval(2),
        at time(0) with time zone,
        amount numeric(5, -2),
        many numeric[][],
        at_all timestamp(3) without time zone default '2020-01-01 00:00:00',
        flag boolean default null,
        doc json default '{"a": [1, "b"]}',
        addr inet default '10.0.0.1',
        bin bytea default '\x00ff',
        e float8 default 'Infinity',
        neg int default -1,
        big bigint default 99999999999,
        small smallint default -5,
        num numeric default 1e10,
        d date default current_date,
        ts timestamptz default now() + interval '1 day',
        u uuid default gen_random_uuid(),
        total int generated always as (old * 2) stored,
        primary key (id) include (name) with (fillfactor = 80),
        constraint people_unique unique (old, name) deferrable initially deferred,
        unique nulls not distinct (code),
        constraint nested check ((case when old > 1 then true else false end) is not false) no inherit
    ) with (fillfactor = 70, autovacuum_enabled = false, toast.autovacuum_enabled = false);
    alter table app.people alter old drop not null;
    alter table app.people alter never drop not null;
    alter table app.people alter name set (n_distinct = -0.5, n_distinct_inherited = 7);
    alter table app.people alter name set statistics 500;
    alter table app.people alter name set storage external;
    alter table app.people alter doc set compression pglz;
    alter table app.people add constraint late check (old < 100000) not valid;
    alter table app.people force row level security;
    alter table app.people replica identity using index people_pkey;
    alter table app.people cluster on people_unique;
    create index people_mixed on app.people using btree (lower(name) collate "POSIX" text_pattern_ops desc nulls last, old)
        include (code) with (deduplicate_items = off) where mood <> 'sad';
    create index people_expression on app.people ((old + 1), (name || 'x'));
    alter index app.people_expression alter column 1 set statistics 77;
    create index people_brin on app.people using brin (at_all timestamp_minmax_multi_ops (values_per_range = 16));
    create unique index people_again on app.people (id, name);
    create statistics other.people_stat (mcv, ndistinct) on old, name from app.people;
    alter statistics other.people_stat set statistics 20;
    alter statistics other.people_stat owner to words_owner;
    comment on statistics other.people_stat is 'Two.';
    grant select, insert on app.people to words_reader with grant option;
    grant update (name, code), references (id) on app.people to words_reader, pg_read_all_data;
    revoke truncate, delete on app.people from current_user;
    grant all on app.people to public;
    grant select on sequence app.people_id_seq to words_reader;
    alter sequence app.people_old_seq as bigint;

    create table app.whole (
        person app.people, persons app.people[], id int primary key, other int unique,
        wide bigint, narrow smallint, text_ varchar(10),
        foreign key (wide) references app.whole (id) on delete set null (wide) on update restrict deferrable,
        foreign key (narrow) references app.whole (other) match full on delete cascade not valid
    );
    create unlogged table app.fast (id serial primary key, b text not null, name text);
    alter sequence app.fast_id_seq set logged;
    create table app.typed of app.pair (a not null, primary key (a));
    create table app.by_key (a int not null, b int not null default 1, c int, unique (a, b));
    create table app.to_key (
        a int, b int,
        constraint to_key_fk foreign key (a, b) references app.by_key (a, b) on delete set default (b),
        constraint never_null foreign key (a) references app.whole (id) on delete set null
    );
    alter table app.to_key alter a set not null;
    alter table app.by_key owner to words_owner;
    grant insert on app.fast to words_reader;
    revoke all on sequence app.fast_id_seq from words_reader;

    create function app.blank() returns void language sql as '';
    create function app.takes(a bit, b char, c app.people, variadic d app.mood[]) returns setof app.people
        language sql stable strict leakproof parallel safe cost 7 rows 50 set work_mem to '1MB' as 'select c';
    create function app.gives(out a int, out b app.people) language plpgsql volatile as
        $$ declare session app.people; begin a := session.old; b := session; end $$;
    create function app.table_() returns table ("a b" int, c numeric(3, 1)) language sql as 'select 1, 2.0';
    create function app.anything(anyelement, anyarray) returns anyelement language sql immutable as 'select $1';
    create function app.window_(int) returns bigint language internal window as 'window_row_number';
    create function app.library_(cstring) returns int language c strict as '$libdir/plpgsql', 'plpgsql_inline_handler';
    create procedure app.does(inout a int default 1, b text default null) language plpgsql security definer
        set search_path to app, "$user", pg_temp as 'begin end';
    revoke execute on function app.takes from public;
    revoke execute on procedure app.does from public;
    grant execute on procedure app.does to words_reader with grant option;
    create aggregate app.total(int) (sfunc = int4pl, stype = int, initcond = 0, parallel = safe);
    create function app.changed() returns trigger language plpgsql as 'begin return new; end';
    create trigger early before insert or update of name, old or delete on app.people for each row
        when (pg_trigger_depth() = 0) execute function app.changed('a', '1', '');
    create trigger tables after update on app.people referencing old table as before new table as "After"
        for each statement execute function app.changed();
    create constraint trigger later after insert on app.people deferrable initially deferred for each row
        execute function app.changed();
    create trigger same before update on app.whole for each row execute function suppress_redundant_updates_trigger();
    alter table app.people disable trigger early;
    alter table app.people enable replica trigger tables;
    create rule nothing_ as on insert to app.whole where new.id < 0 do instead nothing;
    create rule also_ as on update to app.whole do also (select 1; notify changed);
    alter table app.whole disable rule also_;
    create policy all_ on app.people as restrictive for update to words_reader, public using (old > 1) with check (true);
    create policy session_ on app.whole using (exists (select from app.people session where session.old = whole.id));

    create view app.seen with (security_invoker, check_option = cascaded) as
        select id, name as "The Name", b'101'::bit(3) | b'1'::bit(3) as bits, mood from app.people where old > 1;
    alter view app.seen alter "The Name" set default 'seen';
    create recursive view app.counted (n) as values (1) union all select n + 1 from counted where n < 9;
    create materialized view app.kept with (fillfactor = 50) as select id, name, at_all from app.people with no data;
    create unique index on app.kept (id);
    alter materialized view app.kept cluster on kept_id_idx;
    alter materialized view app.kept alter name set (n_distinct = 5);
    alter materialized view app.kept alter name set statistics 3;
    create rule into_seen as on insert to app.seen do instead insert into app.whole (id) values (new.id);
    grant select ("The Name") on app.seen to words_reader;
    create publication words_schema for tables in schema app with (publish = 'insert, delete');
    create publication words_all for all tables with (publish_via_partition_root);
    create extension if not exists plpgsql;
    comment on extension plpgsql is 'Another comment.';
    alter sequence other.owned owned by none;
"#;

/// From PostgreSQL 18 on.
const SINCE_18: &str = r#"
    create table app.named (
        a int constraint odd_name not null,
        b int constraint alone not null no inherit,
        c int,
        d int generated always as (a + b) virtual,
        id int4range,
        at tstzrange,
        constraint whenever primary key (id, at without overlaps),
        constraint not_checked check (a > 0) not enforced,
        foreign key (a) references app.whole (id) not enforced
    );
    alter table app.named add constraint late_one not null c not valid;
    comment on constraint odd_name on app.named is 'Why.';
    create table app.stays (
        id int4range, at tstzrange, unique (id, at without overlaps),
        foreign key (id, period at) references app.named (id, period at)
    );
    create domain app.never_named as int constraint never_named_at_all not null check (value > 0);
    create publication words_generated for table app.people with (publish_generated_columns = stored);
"#;

#[tokio::test]
async fn every_word_is_said() {
    let mut wrong = Vec::new();
    for major in [15, 18] {
        let Some(bench) = Bench::start(major) else { return };
        bench.empty().await;
        let old = bench.connect("old").await;
        let newer = if major >= 18 { SINCE_18 } else { "" };
        for statement in format!("{EVERYWHERE}{newer}").split_inclusive(";\n") {
            if let Err(error) = old.batch_execute(statement).await {
                panic!("PostgreSQL {major}: {:?}: {statement}", error.as_db_error());
            }
        }
        let pulled = pull(&bench).await;
        assert!(pulled.objects > 80 || !pulled.wrong.is_empty(), "{}", pulled.objects);
        if !pulled.wrong.is_empty() {
            wrong.push(format!("PostgreSQL {major}:\n{}", pulled.wrong.join("\n")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
