select c.oid, c.contypid as domain, c.conname as name, c.contype::text as kind,
  pg_get_expr(c.conbin, 0) as expression, c.convalidated as is_valid
from pg_constraint c
join pg_type t on t.oid = c.contypid
join @schemas@ n on n.oid = t.typnamespace
where c.contype in ('c', 'n')
order by c.contypid, c.conname
