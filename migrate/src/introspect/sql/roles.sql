select r.oid, r.rolname as name,
  r.oid = (select datdba from pg_database where datname = current_database()) as is_database_owner,
  r.rolcanlogin as can_login, r.rolsuper as is_superuser, r.rolcreatedb as can_create_databases,
  r.rolcreaterole as can_create_roles, r.rolinherit as is_inheriting, r.rolreplication as can_replicate,
  r.rolbypassrls as bypasses_row_security, r.rolconnlimit as connection_limit,
  r.rolvaliduntil::text as valid_until,
  (select s.setconfig from pg_db_role_setting s where s.setrole = r.oid and s.setdatabase = 0) as settings,
  shobj_description(r.oid, 'pg_authid') as comment
from pg_roles r
order by r.rolname
