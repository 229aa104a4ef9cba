select s.oid, s.stxrelid as relation, n.nspname as schema, s.stxname as name, s.stxowner as owner,
  s.stxkind::text[] as kinds, nullif(s.stxstattarget, -1)::int4 as target,
  array(select a.attname::text from unnest(s.stxkeys::int2[]) with ordinality k (n, place)
    join pg_attribute a on a.attrelid = s.stxrelid and a.attnum = k.n order by k.place) as columns,
  pg_get_statisticsobjdef_expressions(s.oid) as expressions
from pg_statistic_ext s
join pg_class t on t.oid = s.stxrelid
join @schemas@ tn on tn.oid = t.relnamespace
join pg_namespace n on n.oid = s.stxnamespace
where not exists (
  select from pg_depend e where e.classid = 'pg_statistic_ext'::regclass and e.objid = s.oid and e.deptype = 'e')
order by s.stxrelid, n.nspname, s.stxname
