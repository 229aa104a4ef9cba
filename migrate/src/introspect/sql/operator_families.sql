select f.oid, n.nspname as schema, f.opfname as name, f.opfowner as owner, m.amname as method
from pg_opfamily f
join @schemas@ n on n.oid = f.opfnamespace
join pg_am m on m.oid = f.opfmethod
where not exists (
  select from pg_depend e where e.classid = 'pg_opfamily'::regclass and e.objid = f.oid and e.deptype = 'e')
order by n.nspname, f.opfname, m.amname
