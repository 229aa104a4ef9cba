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

create schema app;
grant usage on schema app to app_user;

create type app.order_state as enum ('open', 'paid');

create table app.users (
  id           bigint generated always as identity,
  tenant_id    uuid default (nullif(current_setting('viewer.tenant_id', true), '')::uuid) not null,
  email        text not null,
  favourite_id bigint,
  created_at   timestamp with time zone default now() not null,
  constraint users_pkey primary key (id),
  constraint users_tenant_id_email_key unique (tenant_id, email)
);

comment on table app.users is 'Who buys.';
comment on column app.users.email is 'Where to write to.';
alter table app.users enable row level security;
grant select, insert on app.users to app_user;

create table app."order" (
  id      bigint generated always as identity,
  user_id bigint not null,
  total   numeric(12,2) not null,
  state   app.order_state default 'open' not null,
  at      timestamp with time zone default now() not null,
  constraint order_pkey primary key (id),
  constraint order_total_check check (total >= 0),
  constraint order_user_id_fkey foreign key (user_id) references app.users (id) on delete cascade
);

create index order_user_id_at_idx on app."order" (user_id, at desc nulls last) where (state = 'open');

-- Tables that reference each other: these keys wait until all of them are there.
alter table app.users
  add constraint users_favourite_id_fkey foreign key (favourite_id) references app."order" (id) on delete set null;

create policy tenant_isolation on app.users
  for all
  to app_user
  using (tenant_id = (select nullif(current_setting('viewer.tenant_id', true), '')::uuid));
