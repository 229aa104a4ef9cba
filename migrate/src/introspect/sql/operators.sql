select o.oid, n.nspname as schema, o.oprname as name, o.oprowner as owner,
  case when o.oprleft <> 0 then format_type(o.oprleft, null) end as left_,
  format_type(o.oprright, null) as right_, o.oprcode::regproc::text as function,
  cs.nspname as commutator_schema, c.oprname as commutator, gs.nspname as negator_schema, g.oprname as negator,
  nullif(o.oprrest, 0)::regproc::text as restrict_, nullif(o.oprjoin, 0)::regproc::text as join_,
  o.oprcanhash as hashes, o.oprcanmerge as merges
from pg_operator o
join @schemas@ n on n.oid = o.oprnamespace
left join pg_operator c on c.oid = o.oprcom
left join pg_namespace cs on cs.oid = c.oprnamespace
left join pg_operator g on g.oid = o.oprnegate
left join pg_namespace gs on gs.oid = g.oprnamespace
-- An operator that only another one names is not made yet.
where o.oprcode <> 0 and not exists (
  select from pg_depend e where e.classid = 'pg_operator'::regclass and e.objid = o.oid and e.deptype = 'e')
order by n.nspname, o.oprname, 5, 6
