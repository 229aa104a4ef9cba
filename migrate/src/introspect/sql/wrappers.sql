select f.oid, f.fdwname as name, f.fdwowner as owner, hs.nspname as handler_schema, h.proname as handler,
  vs.nspname as validator_schema, v.proname as validator, f.fdwoptions as options
from pg_foreign_data_wrapper f
left join pg_proc h on h.oid = f.fdwhandler
left join pg_namespace hs on hs.oid = h.pronamespace
left join pg_proc v on v.oid = f.fdwvalidator
left join pg_namespace vs on vs.oid = v.pronamespace
where f.oid >= 16384 and not exists (
  select from pg_depend e where e.classid = 'pg_foreign_data_wrapper'::regclass and e.objid = f.oid and e.deptype = 'e')
order by f.fdwname
