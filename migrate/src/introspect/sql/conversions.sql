select c.oid, n.nspname as schema, c.conname as name, c.conowner as owner, c.condefault as is_default,
  pg_encoding_to_char(c.conforencoding)::text as source, pg_encoding_to_char(c.contoencoding)::text as target,
  c.conproc::regproc::text as function
from pg_conversion c
join @schemas@ n on n.oid = c.connamespace
where not exists (
  select from pg_depend e where e.classid = 'pg_conversion'::regclass and e.objid = c.oid and e.deptype = 'e')
order by n.nspname, c.conname
