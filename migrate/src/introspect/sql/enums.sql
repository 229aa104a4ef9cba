select t.oid, n.nspname as schema, t.typname as name, t.typowner as owner,
  array(select l.enumlabel::text from pg_enum l where l.enumtypid = t.oid order by l.enumsortorder) as labels
from pg_type t
join @schemas@ n on n.oid = t.typnamespace
where t.typtype = 'e' and not exists (
  select from pg_depend e where e.classid = 'pg_type'::regclass and e.objid = t.oid and e.deptype = 'e')
order by n.nspname, t.typname
