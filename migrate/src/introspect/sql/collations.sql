select c.oid, n.nspname as schema, c.collname as name, c.collowner as owner, c.collprovider::text as provider,
  c.collcollate::text as lc_collate, c.collctype::text as lc_ctype,
  c.colliculocale::text as locale, --@ < 17
  c.colllocale::text as locale, --@ >= 17
  null::text as rules, --@ < 16
  c.collicurules::text as rules, --@ >= 16
  not c.collisdeterministic as is_nondeterministic
from pg_collation c
join @schemas@ n on n.oid = c.collnamespace
where not exists (
  select from pg_depend e where e.classid = 'pg_collation'::regclass and e.objid = c.oid and e.deptype = 'e')
order by n.nspname, c.collname
