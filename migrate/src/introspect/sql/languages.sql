select l.oid, l.lanname as name, l.lanowner as owner, l.lanpltrusted as is_trusted,
  nullif(l.lanplcallfoid, 0)::regproc::text as handler, nullif(l.laninline, 0)::regproc::text as inline,
  nullif(l.lanvalidator, 0)::regproc::text as validator
from pg_language l
where l.oid >= 16384 and l.lanplcallfoid <> 0 and not exists (
  select from pg_depend e where e.classid = 'pg_language'::regclass and e.objid = l.oid and e.deptype = 'e')
order by l.lanname
