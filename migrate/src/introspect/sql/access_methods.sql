select a.oid, a.amname as name, a.amtype::text as kind, a.amhandler::regproc::text as handler
from pg_am a
where a.oid >= 16384 and not exists (
  select from pg_depend e where e.classid = 'pg_am'::regclass and e.objid = a.oid and e.deptype = 'e')
order by a.amname
