-- Roles are the server's: one that is there already is left as it is.
do $$
begin
  if not exists (select from pg_catalog.pg_roles where rolname = 'wide_user') then
    create role wide_user nologin;
    -- Sessions take this role: who made it must be allowed to, which a superuser is anyway.
    if not (select rolsuper from pg_catalog.pg_roles where rolname = current_user) then
      grant wide_user to current_user;
    end if;
  end if;
exception
  when duplicate_object or unique_violation then
    null;
end
$$;

create schema extensions;

grant usage on schema public to wide_user;

create extension citext schema extensions;

create extension cube;

create extension hstore schema extensions;

create extension isn;

create extension ltree;

create extension vector schema extensions;

create domain public.handle as extensions.citext;

create domain public.meaning as extensions.vector(3);

create type public.book as (
  isbn public.isbn13,
  copies integer
);

create type public.span as range (subtype = double precision);

create table public.author (
  id      bigint not null,
  slug    extensions.citext not null,
  handle  public.handle,
  email   text not null,
  version integer default 0 not null,
  constraint author_pkey primary key (id),
  constraint author_slug_key unique (slug),
  constraint author_email_key unique (email)
);

create table public.document (
  id         smallint not null,
  title      text not null,
  author_id  integer,
  embedding  extensions.vector(3),
  meaning    public.meaning,
  halves     extensions.halfvec(3),
  sparse     extensions.sparsevec(5),
  many       extensions.vector(2)[],
  attributes extensions.hstore,
  place      public.cube,
  path       public.ltree,
  isbn       public.isbn13,
  isbns      public.isbn13[] default '{}' not null,
  book       public.book,
  span       public.span,
  settings   jsonb default '{"theme": "light", "sizes": []}' not null,
  rules      jsonb[],
  extra      json,
  constraint document_pkey primary key (id),
  constraint document_isbn_key unique (isbn),
  constraint document_author_id_fkey foreign key (author_id) references public.author (id)
);

create table public."like" (
  author_id   integer not null,
  document_id bigint not null,
  constraint like_pkey primary key (author_id, document_id),
  constraint like_author_id_fkey foreign key (author_id) references public.author (id),
  constraint like_document_id_fkey foreign key (document_id) references public.document (id)
);

create table public.note (
  id   numeric not null,
  slug extensions.citext not null,
  by   extensions.citext not null,
  constraint note_pkey primary key (id),
  constraint note_slug_fkey foreign key (slug) references public.author (slug),
  constraint note_by_fkey foreign key (by) references public.author (email)
);

create table public.part (
  id      bigint not null,
  note_id bigint not null,
  constraint part_pkey primary key (id),
  constraint part_note_id_fkey foreign key (note_id) references public.note (id)
);

create table public.secret (
  author_id bigint not null,
  word      text not null,
  constraint secret_pkey primary key (author_id),
  constraint secret_author_id_fkey foreign key (author_id) references public.author (id)
);

alter table public.secret enable row level security;
grant select on public.secret to wide_user;

create view public.own_secret with (security_invoker = true) as
select word from public.secret;

grant select on public.own_secret to wide_user;

create view public.title as
select title, author_id from public.document;

comment on view public.title is 'Without a key.';

create materialized view public.count as
select count(*) as documents from public.document;

create view public.writer as
select a.id, a.slug, count(d.id) as documents, max(d.id) as newest
  from public.author a left join public.document d on d.author_id = a.id group by a.id;

comment on view public.writer is 'Who wrote how much.';

create materialized view public.tally as
select author_id::bigint, count(*) as documents from public.document where author_id is not null group by 1;

create unique index tally_author_id_idx on public.tally (author_id);

create policy own on public.secret
  for select
  to wide_user
  using (author_id = (select nullif(current_setting('asker.author_id', true), '')::bigint));
