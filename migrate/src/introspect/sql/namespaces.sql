select n.oid, s.nspname as name, s.nspowner as owner, pg_get_userbyid(s.nspowner) = 'pg_database_owner' as is_databases
from pg_namespace s
join @schemas@ n on n.oid = s.oid
where not exists (
  select from pg_depend e where e.classid = 'pg_namespace'::regclass and e.objid = s.oid and e.deptype = 'e')
order by s.nspname
