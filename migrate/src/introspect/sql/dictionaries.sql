select d.oid, n.nspname as schema, d.dictname as name, d.dictowner as owner,
  tn.nspname as template_schema, t.tmplname as template, d.dictinitoption as options
from pg_ts_dict d
join @schemas@ n on n.oid = d.dictnamespace
join pg_ts_template t on t.oid = d.dicttemplate
join pg_namespace tn on tn.oid = t.tmplnamespace
where not exists (
  select from pg_depend e where e.classid = 'pg_ts_dict'::regclass and e.objid = d.oid and e.deptype = 'e')
order by n.nspname, d.dictname
