select c.oid, n.nspname as schema, c.cfgname as name, c.cfgowner as owner,
  pn.nspname as parser_schema, p.prsname as parser
from pg_ts_config c
join @schemas@ n on n.oid = c.cfgnamespace
join pg_ts_parser p on p.oid = c.cfgparser
join pg_namespace pn on pn.oid = p.prsnamespace
where not exists (
  select from pg_depend e where e.classid = 'pg_ts_config'::regclass and e.objid = c.oid and e.deptype = 'e')
order by n.nspname, c.cfgname
