create role "intro ""owner""" nologin;
create role intro_reader login;
create schema app;
create schema "Hostile ""schema""";
comment on schema app is 'line one
line two -- no comment';
alter schema app owner to "intro ""owner""";
grant usage on schema app to intro_reader;
revoke create on schema public from public;
grant create on schema public to intro_reader with grant option;
create extension pg_trgm;
create extension citext schema app;
comment on extension citext is 'our own words';
create collation app.mixed (lc_collate = 'C', lc_ctype = 'POSIX');
create type app.mood as enum ('sad', 'it''s ok', 'hap"py');
comment on type app.mood is '$$ it''s';
revoke usage on type app.mood from public;
create domain app.positive as integer default 1 constraint not_negative check (value > 0) constraint small check (value < 1000);
create type app.point3 as (x double precision, "Y y" app.mood[], t text collate "C");
comment on column app.point3.x is 'across';
create type app.float_range as range (subtype = float8, subtype_diff = float8mi);
create type app.odd as range (subtype = text, collation = "C", multirange_type_name = app.odds);
create sequence app.counter as smallint increment -2 minvalue -100 maxvalue 100 start 50 cache 5 cycle;
grant usage on sequence app.counter to intro_reader;
create function app.touch() returns trigger language plpgsql security definer cost 7
  set search_path = pg_catalog, "$user", '' set work_mem = '8MB' as $f$
begin
  -- $$ and 'quotes'
  new.updated = now();
  return new;
end $f$;
revoke execute on function app.touch() from public;
create function app.add(a integer, b integer default 2, variadic rest integer[] default '{}') returns integer
  immutable strict parallel safe leakproof begin atomic select a + b; end;
create function app.pairs(limit_ integer, out a integer, out b text) returns setof record language sql rows 10
  as 'select 1, ''x''';
create function app.rows_of() returns table (id integer, "Name" text) language sql stable as 'select 1, ''a''';
create procedure app.work(inout n integer) language plpgsql as 'begin n := n + 1; end';
create aggregate app.total(integer) (sfunc = int4pl, stype = integer, initcond = '0', combinefunc = int4pl, parallel = safe);
create aggregate app.cat(text order by text) (sfunc = textcat, stype = text);
create table app.authors (
  id bigint generated always as identity (start with 100 increment by 10),
  legacy serial,
  email varchar(120) not null collate "C",
  tags text[] default array['a', 'b']::text[],
  amount numeric(12, -2),
  span interval day to second(3),
  at timestamp(3) with time zone default now(),
  letters char(3),
  initials text generated always as (left(email, 1)) stored,
  mood app.mood default 'sad',
  loc app.point3,
  ci app.citext,
  updated timestamptz,
  code integer default nextval('app.counter'),
  constraint authors_pkey primary key (id) with (fillfactor = 80),
  constraint email_key unique nulls not distinct (email) include (mood) deferrable initially deferred,
  constraint positive check ((amount > 0)),
  constraint no_children check (legacy > 0) no inherit
) with (fillfactor = 90, toast.autovacuum_enabled = false);
alter sequence app.counter owned by app.authors.code;
alter table app.authors alter email set statistics 500, alter email set (n_distinct = -0.5),
  alter email set storage external, alter tags set compression pglz, replica identity using index authors_pkey;
alter table app.authors cluster on authors_pkey;
comment on table app.authors is E'back\\slash\r\nand `backtick` /* comment';
comment on column app.authors.email is 'where';
comment on constraint positive on app.authors is 'more than nothing';
grant select on app.authors to public;
grant update (email, mood), select (email) on app.authors to intro_reader;
grant insert on app.authors to intro_reader with grant option;
revoke truncate on app.authors from current_user;
create table app.books (
  author bigint constraint books_author_fkey references app.authors (id) match full on delete set null (author) on update cascade deferrable,
  old bigint,
  during tstzrange not null default tstzrange('2020-01-01 00:00:00+00', null),
  room text,
  title text,
  constraint no_overlap exclude using gist (during with &&) include (room) where (room is not null) deferrable
);
alter table app.books add constraint late check (old > 0) not valid;
create unique index books_title on app.books (lower(title) collate "C" text_pattern_ops desc nulls last, author nulls first)
  include (room) where (title <> '');
create index books_trgm on app.books using gin (title gin_trgm_ops) with (fastupdate = off);
create index books_sig on app.books using gist (title gist_trgm_ops (siglen = 32));
create index books_expression on app.books ((old + 1), upper(room));
alter index app.books_expression alter column 1 set statistics 300;
create statistics app.books_stats (dependencies, mcv) on author, old, (upper(room)) from app.books;
alter statistics app.books_stats set statistics 50;
create trigger touch before insert or update of title, "room" on app.books for each row
  when (new.title is distinct from 'it''s (') execute function app.touch('a,b', 'it''s', 'back\slash');
alter table app.books enable always trigger touch;
create trigger after_all after update on app.books referencing old table as o new table as n for each statement
  execute function app.touch();
create constraint trigger checked after insert on app.books from app.authors deferrable initially deferred
  for each row execute function app.touch();
comment on trigger touch on app.books is 'touched';
create rule "do" as on delete to app.books where old.title = 'x;)' do instead (
  update app.books set title = ';' where author = old.author; select 1 );
create rule nothing as on update to app.authors do instead nothing;
alter table app.books enable row level security, force row level security;
create policy own on app.books as restrictive for update to intro_reader, "intro ""owner""" using (author = 1) with check (title is not null);
create policy everybody on app.books using (exists (select from app.authors a where a.id = books.author));
comment on policy own on app.books is 'own';
create table app.parent (a integer not null, b integer, check (b > 0));
create table app.child (c integer) inherits (app.parent);
create unlogged table "Hostile ""schema"""."sel ect" ("co""l" integer generated by default as identity, "-- x" text default ';');
alter table "Hostile ""schema"""."sel ect" owner to "intro ""owner""";
create table app.log (at date not null, kind text not null, note text) partition by range (at, lower(kind) collate "C");
create table app.keyed (id integer, kind text, primary key (id, kind)) partition by list (kind);
create table app.keyed_a (kind text not null, id integer not null, constraint own_key primary key (id, kind));
alter table app.keyed attach partition app.keyed_a for values in ('a');
create table app.keyed_b partition of app.keyed for values in ('b');
create table app.log_old partition of app.log for values from (minvalue, minvalue) to ('2020-01-01', 'it''s, (x)') partition by hash (at);
create table app.log_old_0 partition of app.log_old for values with (modulus 2, remainder 0);
create table app.log_rest partition of app.log default partition by list (kind);
create table app.log_rest_ab partition of app.log_rest for values in ('a', null, 'b,c');
create index log_at on app.log (at);
create trigger logged before insert on app.log for each row execute function app.touch();
create view app.recent with (security_barrier, security_invoker = true) as
  select id, email as "E-mail" from app.authors where id > 5 with local check option;
comment on column app.recent.id is 'number';
alter view app.recent alter id set default 7;
create materialized view app.totals as select author, count(*) as n from app.books group by author with no data;
create unique index totals_author on app.totals (author);
create operator app.=== (function = int4eq, leftarg = integer, rightarg = integer, commutator = operator(app.===));
comment on operator app.=== (integer, integer) is 'same';
create operator family app.family using btree;
create operator class app.reverse for type integer using btree family app.family as
  operator 1 >, operator 2 >=, operator 3 =, operator 4 <=, operator 5 <, function 1 btint4cmp(integer, integer);
create function app.mood_of(integer) returns app.mood language sql immutable as 'select ''sad''::app.mood';
create cast (integer as app.mood) with function app.mood_of(integer) as assignment;
create text search dictionary app.words (template = snowball, language = english, stopwords = 'english');
create text search configuration app.search (copy = simple);
alter text search configuration app.search alter mapping for asciiword with app.words, simple;
create foreign data wrapper wrapper options (debug 'tr''ue');
create server far type 't' version '1' foreign data wrapper wrapper options (host 'x');
create user mapping for public server far options (password 'secret');
create foreign table app.remote (id integer options (column_name 'ID'), n text) server far options (table_name 'R');
create publication everything for tables in schema "Hostile ""schema""";
create publication news for table app.authors (id, email) where (id > 0) with (publish = 'insert, update');
create function app.on_ddl() returns event_trigger language plpgsql as 'begin end';
create event trigger ddl on ddl_command_end when tag in ('CREATE TABLE') execute function app.on_ddl();
alter event trigger ddl disable;
alter default privileges in schema app grant select on tables to intro_reader;
alter default privileges revoke execute on functions from public;
