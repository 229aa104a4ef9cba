select c.oid, n.nspname as schema, c.opcname as name, c.opcowner as owner, m.amname as method, c.opcfamily as family,
  fs.nspname as family_schema, f.opfname as family_name, c.opcdefault as is_default,
  format_type(c.opcintype, null) as type_,
  case when c.opckeytype <> 0 then format_type(c.opckeytype, null) end as storage
from pg_opclass c
join @schemas@ n on n.oid = c.opcnamespace
join pg_am m on m.oid = c.opcmethod
join pg_opfamily f on f.oid = c.opcfamily
join pg_namespace fs on fs.oid = f.opfnamespace
where not exists (
  select from pg_depend e where e.classid = 'pg_opclass'::regclass and e.objid = c.oid and e.deptype = 'e')
order by n.nspname, c.opcname, m.amname
