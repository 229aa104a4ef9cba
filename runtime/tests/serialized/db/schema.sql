create type public.mood as enum ('happy', 'not so happy');

create domain public.mail as text;

create type public.price as (
  amount numeric(12,2),
  currency text
);

create table public.thing (
  id        integer not null,
  mood      public.mood not null,
  moods     public.mood[] not null,
  mail      public.mail not null,
  price     public.price not null,
  names     text[] not null,
  grid      integer[] not null,
  ratio     double precision not null,
  big       numeric not null,
  born      date not null,
  at        timestamp with time zone not null,
  every     interval not null,
  key       uuid not null,
  doc       jsonb not null,
  kept      json not null,
  host      inet not null,
  net       cidr not null,
  mac       macaddr not null,
  mac8      macaddr8 not null,
  bits      bit varying not null,
  spot      point not null,
  edge      line not null,
  segment   lseg not null,
  frame     box not null,
  way       path not null,
  area      polygon not null,
  round     circle not null,
  span      int4range not null,
  spans     int4multirange not null,
  period    tstzrange not null,
  words     tsvector not null,
  search    tsquery not null,
  lsn       pg_lsn not null,
  xid       xid8 not null,
  cost      money not null,
  late      time with time zone not null,
  json_path jsonpath not null,
  tuple     tid not null,
  seen      pg_snapshot not null,
  constraint thing_pkey primary key (id)
);

comment on table public.thing is 'A column of each type of `pg_orm::types`, as far as a schema can name it, and of those of other crates.';
