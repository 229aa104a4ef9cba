select t.oid, format_type(t.trftype, null) as type_, l.lanname as language,
  nullif(t.trffromsql, 0)::regprocedure::text as from_sql, nullif(t.trftosql, 0)::regprocedure::text as to_sql
from pg_transform t
join pg_language l on l.oid = t.trflang
where not exists (
  select from pg_depend e where e.classid = 'pg_transform'::regclass and e.objid = t.oid and e.deptype = 'e')
order by 2, 3
