select c.oid, n.nspname as schema, c.relname as name, c.relkind::text as kind, c.relowner as owner,
  c.reltype as row_type, c.relpersistence::text as persistence, c.relispopulated as is_populated,
  c.relrowsecurity as has_row_security, c.relforcerowsecurity as has_forced_row_security,
  c.relreplident::text as replica_identity,
  case when a.amname <> 'heap' then a.amname end as access_method,
  s.spcname as tablespace,
  coalesce(c.reloptions, '{}') || array(select 'toast.' || o from unnest(t.reloptions) o) as options,
  tn.nspname as of_schema, ty.typname as of_name,
  p.partstrat::text as strategy,
  pg_get_expr(c.relpartbound, c.oid) as bound,
  fs.srvname as server, f.ftoptions as foreign_options,
  case when c.relkind in ('v', 'm') then pg_get_viewdef(c.oid) end as query
from pg_class c
join @schemas@ n on n.oid = c.relnamespace
left join pg_am a on a.oid = c.relam
left join pg_tablespace s on s.oid = c.reltablespace
left join pg_class t on t.oid = c.reltoastrelid
left join pg_type ty on ty.oid = c.reloftype
left join pg_namespace tn on tn.oid = ty.typnamespace
left join pg_partitioned_table p on p.partrelid = c.oid
left join pg_foreign_table f on f.ftrelid = c.oid
left join pg_foreign_server fs on fs.oid = f.ftserver
where c.relkind in ('r', 'p', 'f', 'v', 'm', 'c') and not exists (
  select from pg_depend e where e.classid = 'pg_class'::regclass and e.objid = c.oid and e.deptype = 'e')
  and (c.relkind <> 'c' or not exists (
    select from pg_depend e where e.classid = 'pg_type'::regclass and e.objid = c.reltype and e.deptype = 'e'))
order by n.nspname, c.relname
