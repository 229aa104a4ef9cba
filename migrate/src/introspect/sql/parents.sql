select i.inhrelid as child, n.nspname as schema, p.relname as name
from pg_inherits i
join pg_class c on c.oid = i.inhrelid and c.relkind in ('r', 'p', 'f')
join @schemas@ s on s.oid = c.relnamespace
join pg_class p on p.oid = i.inhparent
join pg_namespace n on n.oid = p.relnamespace
order by i.inhrelid, i.inhseqno
