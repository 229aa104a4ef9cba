select t.oid, n.nspname as schema, t.tmplname as name, nullif(t.tmplinit, 0)::regproc::text as init,
  t.tmpllexize::regproc::text as lexize
from pg_ts_template t
join @schemas@ n on n.oid = t.tmplnamespace
where not exists (
  select from pg_depend e where e.classid = 'pg_ts_template'::regclass and e.objid = t.oid and e.deptype = 'e')
order by n.nspname, t.tmplname
