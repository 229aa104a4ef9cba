-- Roles are the server's: one that is there already is left as it is.
do $$
begin
  if not exists (select from pg_catalog.pg_roles where rolname = 'app') then
    create role app nologin;
    -- Sessions take this role: who made it must be allowed to, which a superuser is anyway.
    if not (select rolsuper from pg_catalog.pg_roles where rolname = current_user) then
      grant app to current_user;
    end if;
  end if;
exception
  when duplicate_object or unique_violation then
    null;
end
$$;

create type public.post_state as enum ('draft', 'published', 'archived');

create table public.author (
  id        bigint generated always as identity not null,
  email     text not null,
  name      text not null,
  mentor_id bigint,
  joined_at timestamp with time zone default now() not null,
  constraint author_pkey primary key (id),
  constraint author_email_key unique (email),
  constraint author_mentor_id_fkey foreign key (mentor_id) references public.author (id) on delete set null
);

create index author_mentor_id_idx on public.author (mentor_id);
comment on table public.author is 'Somebody who writes.';

create table public.profile (
  author_id bigint not null,
  about     text not null,
  homepage  text,
  constraint profile_pkey primary key (author_id),
  constraint profile_author_id_fkey foreign key (author_id) references public.author (id) on delete cascade
);

comment on table public.profile is 'What an author says of themselves; at most one each.';

create table public.post (
  id         uuid default gen_random_uuid() not null,
  author_id  bigint not null,
  title      text not null,
  body       text default '' not null,
  state      public.post_state default 'draft' not null,
  tags       text[] default '{}' not null,
  likes      integer default 0 not null,
  data       jsonb default '{}' not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint post_pkey primary key (id),
  constraint post_author_id_fkey foreign key (author_id) references public.author (id) on delete cascade
);

create index post_author_id_created_at_idx on public.post (author_id, created_at desc);
comment on table public.post is 'Something written.';

create table public.comment (
  id      bigint generated always as identity not null,
  post_id uuid not null,
  name    text,
  body    text not null,
  constraint comment_pkey primary key (id),
  constraint comment_post_id_fkey foreign key (post_id) references public.post (id) on delete cascade
);

create index comment_post_id_idx on public.comment (post_id);

create table public.topic (
  id   integer generated always as identity not null,
  name text not null,
  constraint topic_pkey primary key (id),
  constraint topic_name_key unique (name)
);

create table public.post_topic (
  post_id  uuid not null,
  topic_id integer not null,
  constraint post_topic_pkey primary key (post_id, topic_id),
  constraint post_topic_post_id_fkey foreign key (post_id) references public.post (id) on delete cascade,
  constraint post_topic_topic_id_fkey foreign key (topic_id) references public.topic (id) on delete cascade
);

create index post_topic_topic_id_idx on public.post_topic (topic_id);

create table public.tenant (
  id   uuid default gen_random_uuid() not null,
  slug text not null,
  constraint tenant_pkey primary key (id),
  constraint tenant_slug_key unique (slug)
);

create table public.note (
  id        bigint generated always as identity not null,
  tenant_id uuid not null,
  body      text not null,
  constraint note_pkey primary key (id),
  constraint note_tenant_id_fkey foreign key (tenant_id) references public.tenant (id) on delete cascade
);

create index note_tenant_id_idx on public.note (tenant_id);
comment on table public.note is 'Seen by its own tenant alone.';
alter table public.note enable row level security;
grant select, insert, update, delete on public.note to app;

create policy own_notes on public.note
  for all
  to app
  using (tenant_id = (select nullif(current_setting('member.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('member.tenant_id', true), '')::uuid));
