select t.oid, t.evtname as name, t.evtowner as owner, t.evtevent as event, t.evttags as tags,
  t.evtenabled::text as firing, n.nspname as function_schema, p.proname as function
from pg_event_trigger t
join pg_proc p on p.oid = t.evtfoid
join pg_namespace n on n.oid = p.pronamespace
where not exists (
  select from pg_depend e where e.classid = 'pg_event_trigger'::regclass and e.objid = t.oid and e.deptype = 'e')
order by t.evtname
