select p.partrelid as relation, a.attname as column,
  pg_get_expr(p.partexprs, p.partrelid) as expressions,
  cn.nspname as collation_schema, co.collname as collation,
  case when not o.opcdefault then (select x.nspname from pg_namespace x where x.oid = o.opcnamespace) end
    as operator_class_schema,
  case when not o.opcdefault then o.opcname end as operator_class
from pg_partitioned_table p
join pg_class c on c.oid = p.partrelid
join @schemas@ n on n.oid = c.relnamespace
cross join lateral unnest(p.partattrs::int2[], p.partcollation::oid[], p.partclass::oid[])
  with ordinality as k (attnum, collation_id, class, place)
join pg_opclass o on o.oid = k.class
left join pg_attribute a on a.attrelid = p.partrelid and a.attnum = k.attnum and k.attnum <> 0
left join pg_type t on t.oid = o.opcintype
left join pg_collation co on co.oid = k.collation_id and k.collation_id <> coalesce(a.attcollation, t.typcollation)
left join pg_namespace cn on cn.oid = co.collnamespace
order by p.partrelid, k.place
