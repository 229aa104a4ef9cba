select t.oid, n.nspname as schema, t.typname as name, t.typowner as owner,
  format_type(t.typbasetype, t.typtypmod) as base, t.typnotnull as is_never_null,
  pg_get_expr(t.typdefaultbin, 0) as default_,
  cn.nspname as collation_schema, co.collname as collation
from pg_type t
join @schemas@ n on n.oid = t.typnamespace
join pg_type b on b.oid = t.typbasetype
left join pg_collation co on co.oid = t.typcollation and t.typcollation <> b.typcollation
left join pg_namespace cn on cn.oid = co.collnamespace
where t.typtype = 'd' and not exists (
  select from pg_depend e where e.classid = 'pg_type'::regclass and e.objid = t.oid and e.deptype = 'e')
order by n.nspname, t.typname
