select
  pg_catalog.current_setting('server_version_num')::int / 10000 as major,
  (
    select pg_catalog.pg_get_userbyid(datdba)::text
    from pg_catalog.pg_database
    where datname = pg_catalog.current_database()
  ) as owner,
  array(select rolname::text from pg_catalog.pg_roles order by rolname) as roles,
  array(
    select nspname::text
    from pg_catalog.pg_namespace
    where nspname !~ '^pg_' and nspname <> 'information_schema'
    order by nspname
  ) as schemas
