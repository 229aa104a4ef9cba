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

comment on table public.users is 'A person who writes.';
alter table public.users enable row level security;
grant select, insert, update, delete on public.users to app_user;
create index users_manager_id_idx on public.users (manager_id);

create table public.posts (
  id        uuid default gen_random_uuid() not null,
  author_id bigint not null,
  title     text not null,
  state     public.post_state default 'draft' not null,
  constraint posts_pkey primary key (id),
  constraint posts_author_id_fkey foreign key (author_id) references public.users (id) on delete cascade
);

grant select, insert, update, delete on public.posts to app_user;
create index posts_author_id_idx on public.posts (author_id);

create table public.comments (
  id      bigint generated always as identity,
  post_id uuid not null,
  body    text not null,
  constraint comments_pkey primary key (id),
  constraint comments_post_id_fkey foreign key (post_id) references public.posts (id) on delete cascade
);

grant select, insert, update, delete on public.comments to app_user;
create index comments_post_id_idx on public.comments (post_id);

create table public."like" (
  user_id bigint not null,
  post_id uuid not null,
  constraint like_pkey primary key (user_id, post_id),
  constraint like_user_id_fkey foreign key (user_id) references public.users (id) on delete cascade,
  constraint like_post_id_fkey foreign key (post_id) references public.posts (id) on delete cascade
);

grant select, insert, update, delete on public."like" to app_user;
create index like_post_id_idx on public."like" (post_id);

create table public.profile (
  user_id bigint not null,
  about   text,
  constraint profile_pkey primary key (user_id),
  constraint profile_user_id_fkey foreign key (user_id) references public.users (id) on delete cascade
);

comment on table public.profile is 'What a person tells of themselves: one row a person at most.';
grant select, insert, update, delete on public.profile to app_user;

create table public.labels (
  id   integer generated always as identity,
  name text not null,
  constraint labels_pkey primary key (id),
  constraint labels_name_key unique (name)
);

grant select, insert, update, delete on public.labels to app_user;

create table public.post_label (
  post_id  uuid not null,
  label_id integer not null,
  constraint post_label_pkey primary key (post_id, label_id),
  constraint post_label_post_id_fkey foreign key (post_id) references public.posts (id) on delete cascade,
  constraint post_label_label_id_fkey foreign key (label_id) references public.labels (id) on delete cascade
);

comment on table public.post_label is 'Which labels a post bears: under row-level security, where the posts and the labels are not.';
alter table public.post_label enable row level security;
grant select, insert, update, delete on public.post_label to app_user;
create index post_label_label_id_idx on public.post_label (label_id);

create table public.products (
  id       integer generated always as identity,
  sku      text not null,
  region   text,
  state    public.post_state,
  price    numeric(12,2) not null,
  stock    integer default 0 not null,
  rating   real,
  is_sold  boolean default false not null,
  sizes    integer[] default '{}' not null,
  meta     jsonb,
  data     json,
  notes    xml,
  place    point,
  outlines polygon[],
  area     circle,
  constraint products_pkey primary key (id),
  constraint products_sku_region_key unique (sku, region)
);

comment on table public.products is 'A column of each kind that can do less than others, or more.';
grant select, insert, update, delete on public.products to app_user;

create table public.event (
  kind text not null,
  at   timestamp with time zone default now() not null
);

comment on table public.event is 'What happened, without a key.';
grant select, insert on public.event to app_user;

create table public.mark ();
comment on table public.mark is 'That something was there: a table without columns.';
grant select, insert on public.mark to app_user;

create policy tenant_isolation on public.users
  for all
  to app_user
  using (tenant_id = (select nullif(current_setting('viewer.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('viewer.tenant_id', true), '')::uuid));

create policy everything on public.post_label
  for all
  to app_user
  using (true)
  with check (true);
