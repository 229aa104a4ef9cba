select e.oid, e.extname as name, n.nspname as schema, a.comment as own_comment
from pg_extension e
join pg_namespace n on n.oid = e.extnamespace
left join pg_available_extensions() a on a.name = e.extname
where e.oid >= 16384
order by e.extname
