select t.oid, n.nspname as schema, t.typname as name, t.typowner as owner,
  format_type(r.rngsubtype, null) as subtype,
  case when not o.opcdefault then (select p.nspname from pg_namespace p where p.oid = o.opcnamespace) end
    as operator_class_schema,
  case when not o.opcdefault then o.opcname end as operator_class,
  cn.nspname as collation_schema, co.collname as collation,
  ns.nspname as canonical_schema, ca.proname as canonical,
  ds.nspname as difference_schema, di.proname as difference,
  mn.nspname as multirange_schema, m.typname as multirange
from pg_range r
join pg_type t on t.oid = r.rngtypid
join @schemas@ n on n.oid = t.typnamespace
join pg_type s on s.oid = r.rngsubtype
join pg_opclass o on o.oid = r.rngsubopc
join pg_type m on m.oid = r.rngmultitypid
join pg_namespace mn on mn.oid = m.typnamespace
left join pg_collation co on co.oid = r.rngcollation and r.rngcollation <> s.typcollation
left join pg_namespace cn on cn.oid = co.collnamespace
left join pg_proc ca on ca.oid = r.rngcanonical
left join pg_namespace ns on ns.oid = ca.pronamespace
left join pg_proc di on di.oid = r.rngsubdiff
left join pg_namespace ds on ds.oid = di.pronamespace
where not exists (
  select from pg_depend e where e.classid = 'pg_type'::regclass and e.objid = t.oid and e.deptype = 'e')
order by n.nspname, t.typname
