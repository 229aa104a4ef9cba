select
  l.pid,
  nullif(a.application_name, ''),
  host(a.client_addr),
  extract(epoch from clock_timestamp() - a.backend_start)::double precision
from pg_catalog.pg_locks l
left join pg_catalog.pg_stat_activity a on a.pid = l.pid
where l.locktype = 'advisory'
  and l.database = (select d.oid from pg_catalog.pg_database d where d.datname = current_database())
  and l.classid = $1
  and l.objid = $2
  and l.objsubid = 1
  and l.granted
limit 1
