-- Functions' bodies may speak of what is made after them.
set check_function_bodies = off;

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

create type public.state as enum ('draft', 'live');

create domain public.email as text
  constraint email_check check (value like '%@%');

create type public.price as (
  amount numeric(12,2),
  currency text
);

create function app.likes_of(author bigint)
  returns bigint
  language sql
  stable
as $$select sum(likes) from app.posts where author_id = author$$;

comment on function app.likes_of(bigint) is 'How many likes an author''s posts have.';

create function app.twice(n integer)
  returns integer
  language sql
  immutable
  strict
as $$select n * 2$$;

create function app.twice(n numeric)
  returns numeric
  language sql
  immutable
as $$select n * 2$$;

create function app.thrice(n integer)
  returns integer
  language sql
  immutable
as $$select n * 3$$;

create function app.search(term text, at_most integer default 20, state public.state default null)
  returns table (post_id bigint, title text, "Odd Name" real)
  language sql
  stable
as $$  select p.id, p.title, nullif(p.likes, 0)::real from app.posts p
  where p.title ilike '%' || term || '%' and (search.state is null or p.state = search.state)
  order by p.id limit at_most$$;

comment on function app.search(text, integer, public.state) is 'Posts with a word in their title.';

create function app.numbers(up_to integer)
  returns setof integer
  language sql
  immutable
as $$select generate_series(1, up_to)$$;

create function app.split(whole text, out head text, out tail text)
  language sql
  immutable
as $$select split_part(whole, ' ', 1), nullif(split_part(whole, ' ', 2), '')$$;

create function app.joined(variadic words text[] default '{}')
  returns text
  language sql
  immutable
as $$select array_to_string(words, '-')$$;

create function app.or_else(value text, fallback text)
  returns text
  language sql
  immutable
as $$select coalesce(value, fallback)$$;

create function app.priced(amount numeric)
  returns public.price
  language sql
  immutable
as $$select row(amount, 'EUR')::price$$;

create function app.greet(text)
  returns text
  language sql
  immutable
as $$select 'hello ' || $1$$;

create function app.never()
  returns integer
  language plpgsql
as $$begin return null; end$$;

create function app.touch()
  returns void
  language plpgsql
as $$begin update app.posts set likes = likes + 1; end$$;

create function app.secrets()
  returns setof text
  language sql
  stable
as $$select text from app.secrets order by id$$;

create function app.count_secrets()
  returns bigint
  language plpgsql
as $$begin return (select count(*) from app.secrets); end$$;

create function app.same(value anyelement)
  returns anyelement
  language sql
  immutable
as $$select value$$;

create function app.record()
  returns trigger
  language plpgsql
as $$begin return new; end$$;

create procedure app.rename(author bigint, inout new_name text, out old_name text)
  language plpgsql
as $$  begin
    select u.name into old_name from app.users u where u.id = author;
    new_name := upper(new_name);
    update app.users set name = new_name where id = author;
  end$$;

create procedure app.tidy(at_least integer default 0)
  language plpgsql
as $$begin delete from app.posts where likes < at_least; commit; end$$;

create table app.users (
  id        bigint generated always as identity,
  email     public.email not null,
  name      text not null,
  boss_id   bigint,
  joined_at timestamp with time zone default now() not null,
  constraint users_pkey primary key (id),
  constraint users_email_key unique (email),
  constraint users_boss_id_fkey foreign key (boss_id) references app.users (id)
);

grant select on app.users to app_user;
create index users_boss_id_idx on app.users (boss_id);

create table app.posts (
  id        bigint generated always as identity,
  author_id bigint not null,
  title     text not null,
  state     public.state default 'draft' not null,
  likes     integer default 0 not null,
  price     public.price,
  constraint posts_pkey primary key (id),
  constraint posts_author_id_fkey foreign key (author_id) references app.users (id)
);

grant select on app.posts to app_user;

create function app.posts_of(author bigint)
  returns setof app.posts
  language sql
  stable
as $$select * from app.posts where author_id = author order by id$$;

create function app.newest_post()
  returns app.posts
  language sql
  stable
as $$select * from app.posts order by id desc limit 1$$;

create index posts_author_id_idx on app.posts (author_id);

create table app.secrets (
  id        bigint generated always as identity,
  tenant_id bigint not null,
  text      text not null,
  constraint secrets_pkey primary key (id)
);

comment on table app.secrets is 'Under row-level security.';
alter table app.secrets enable row level security;
grant select, insert on app.secrets to app_user;
create index secrets_tenant_id_idx on app.secrets (tenant_id);

create policy own on app.secrets
  for all
  to app_user
  using (tenant_id = (select nullif(current_setting('viewer.tenant_id', true), '')::bigint))
  with check (tenant_id = (select nullif(current_setting('viewer.tenant_id', true), '')::bigint));

reset check_function_bodies;
