-- What the models beside this file were generated from.
create type post_state as enum ('draft', 'published', 'archived');

create table tenant (
    id uuid primary key default gen_random_uuid(),
    slug text not null unique
);

create table users (
    id bigint generated always as identity primary key,
    tenant_id uuid not null references tenant on delete cascade,
    email text not null,
    first_name text not null,
    tags text[] not null default '{}',
    manager_id bigint references users on delete set null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (tenant_id, email)
);
create index on users (manager_id);

create table posts (
    id uuid primary key default gen_random_uuid(),
    author_id bigint not null references users on delete cascade,
    title text not null,
    state post_state not null default 'draft'
);
create index on posts (author_id);

create table comments (
    id bigint generated always as identity primary key,
    post_id uuid not null references posts on delete cascade,
    body text not null
);
create index on comments (post_id);

create table "like" (
    user_id bigint not null references users on delete cascade,
    post_id uuid not null references posts on delete cascade,
    primary key (user_id, post_id)
);
create index on "like" (post_id);

alter table users enable row level security;
create policy tenant_isolation on users to app_user
    using (tenant_id = nullif(current_setting('viewer.tenant_id', true), '')::uuid)
    with check (tenant_id = nullif(current_setting('viewer.tenant_id', true), '')::uuid);
grant select, insert, update, delete on all tables in schema public to app_user;
