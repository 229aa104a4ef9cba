-- Roles are the server's: one that is there already is left as it is.
do $$
begin
  if not exists (select from pg_catalog.pg_roles where rolname = 'app_user') then
    create role app_user nologin;
    -- Sessions take this role: who made it must be allowed to, which a superuser is anyway.
    if not (select rolsuper from pg_catalog.pg_roles where rolname = current_user) then
      grant app_user to current_user;
    end if;
  end if;
exception
  when duplicate_object or unique_violation then
    null;
end
$$;

create type public.post_state as enum ('draft', 'published', 'archived');

create table public.tenant (
  id   uuid default gen_random_uuid() not null,
  slug text not null,
  constraint tenant_pkey primary key (id),
  constraint tenant_slug_key unique (slug)
);

grant select, insert, update, delete on public.tenant to app_user;

create table public.users (
  id         bigint generated always as identity,
  tenant_id  uuid not null,
  email      text not null,
  first_name text not null,
  tags       text[] default '{}' not null,
  manager_id bigint,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint users_pkey primary key (id),
  constraint users_tenant_id_email_key unique (tenant_id, email),
  constraint users_tenant_id_fkey foreign key (tenant_id) references public.tenant (id) on delete cascade,
  constraint users_manager_id_fkey foreign key (manager_id) references public.users (id) on delete set null
);

create index users_manager_id_idx on public.users (manager_id);
comment on table public.users is 'A person who writes.';
alter table public.users enable row level security;
grant select, insert, update, delete on public.users to app_user;

create table public.posts (
  id        uuid default gen_random_uuid() not null,
  author_id bigint not null,
  title     text not null,
  state     public.post_state default 'draft' not null,
  constraint posts_pkey primary key (id),
  constraint posts_author_id_fkey foreign key (author_id) references public.users (id) on delete cascade
);

create index posts_author_id_idx on public.posts (author_id);
grant select, insert, update, delete on public.posts to app_user;

create table public.comments (
  id      bigint generated always as identity,
  post_id uuid not null,
  body    text not null,
  constraint comments_pkey primary key (id),
  constraint comments_post_id_fkey foreign key (post_id) references public.posts (id) on delete cascade
);

create index comments_post_id_idx on public.comments (post_id);
grant select, insert, update, delete on public.comments to app_user;

create table public."like" (
  user_id bigint not null,
  post_id uuid not null,
  constraint like_pkey primary key (user_id, post_id),
  constraint like_user_id_fkey foreign key (user_id) references public.users (id) on delete cascade,
  constraint like_post_id_fkey foreign key (post_id) references public.posts (id) on delete cascade
);

create index like_post_id_idx on public."like" (post_id);
grant select, insert, update, delete on public."like" to app_user;

create policy tenant_isolation on public.users
  for all
  to app_user
  using (tenant_id = (select nullif(current_setting('viewer.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('viewer.tenant_id', true), '')::uuid));
