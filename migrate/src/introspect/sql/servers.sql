select s.oid, s.srvname as name, s.srvowner as owner, f.fdwname as wrapper, s.srvtype as type_,
  s.srvversion as version, s.srvoptions as options
from pg_foreign_server s
join pg_foreign_data_wrapper f on f.oid = s.srvfdw
where not exists (
  select from pg_depend e where e.classid = 'pg_foreign_server'::regclass and e.objid = s.oid and e.deptype = 'e')
order by s.srvname
