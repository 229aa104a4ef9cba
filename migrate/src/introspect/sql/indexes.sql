select i.indexrelid as oid, i.indrelid as relation, c.relname as name, i.indisunique as is_unique,
  i.indnullsnotdistinct as nulls_not_distinct, m.amname as method,
  pg_get_expr(i.indpred, i.indrelid) as predicate, c.reloptions as options, s.spcname as tablespace,
  pn.nspname as parent_schema, p.relname as parent, i.indisclustered as is_clustered,
  i.indisreplident as is_replica_identity,
  -- It becomes valid once each partition has its part.
  c.relkind = 'I' and not i.indisvalid as is_only,
  exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
    as is_constraints,
  case when i.indexprs is not null then pg_get_indexdef(i.indexrelid) end as definition
from pg_index i
join pg_class c on c.oid = i.indexrelid
join pg_class t on t.oid = i.indrelid
join @schemas@ n on n.oid = t.relnamespace
join pg_am m on m.oid = c.relam
left join pg_tablespace s on s.oid = c.reltablespace
left join pg_inherits h on h.inhrelid = i.indexrelid
left join pg_class p on p.oid = h.inhparent
left join pg_namespace pn on pn.oid = p.relnamespace
where t.relkind in ('r', 'p', 'm', 'f') and not exists (
  select from pg_depend e where e.classid = 'pg_class'::regclass and e.objid = c.oid and e.deptype = 'e')
order by i.indrelid, c.relname
