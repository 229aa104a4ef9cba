select c.oid, n.nspname as schema, c.relname as name, c.relowner as owner, c.relpersistence::text as persistence,
  format_type(s.seqtypid, null) as type_, s.seqstart as start, s.seqincrement as increment, s.seqmin as min,
  s.seqmax as max, s.seqcache as cache, s.seqcycle as is_cycle,
  d.refobjid as relation, d.refobjsubid as column_number, tn.nspname as table_schema, tc.relname as table_name,
  tc.relpersistence::text as table_persistence, a.attname as column, a.attidentity::text as identity,
  coalesce(a.attnotnull and a.atttypid = s.seqtypid and
    pg_get_expr(ad.adbin, ad.adrelid) = format('nextval(%L::regclass)', c.oid::regclass::text), false) as is_serial
from pg_sequence s
join pg_class c on c.oid = s.seqrelid
join @schemas@ n on n.oid = c.relnamespace
left join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = c.oid and d.objsubid = 0
  and d.refclassid = 'pg_class'::regclass and d.refobjsubid <> 0 and d.deptype in ('a', 'i')
left join pg_class tc on tc.oid = d.refobjid
left join pg_namespace tn on tn.oid = tc.relnamespace
left join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
left join pg_attrdef ad on ad.adrelid = d.refobjid and ad.adnum = d.refobjsubid
where not exists (
  select from pg_depend e where e.classid = 'pg_class'::regclass and e.objid = c.oid and e.deptype = 'e')
order by n.nspname, c.relname
