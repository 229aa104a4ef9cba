select p.oid, n.nspname as schema, p.prsname as name, p.prsstart::regproc::text as start,
  p.prstoken::regproc::text as token, p.prsend::regproc::text as end_,
  nullif(p.prsheadline, 0)::regproc::text as headline, p.prslextype::regproc::text as types
from pg_ts_parser p
join @schemas@ n on n.oid = p.prsnamespace
where not exists (
  select from pg_depend e where e.classid = 'pg_ts_parser'::regclass and e.objid = p.oid and e.deptype = 'e')
order by n.nspname, p.prsname
