select r.prpubid as publication, n.nspname as schema, c.relname as name,
  pg_get_expr(r.prqual, r.prrelid) as predicate,
  array(select a.attname::text from unnest(r.prattrs::int2[]) with ordinality k (n, place)
    join pg_attribute a on a.attrelid = r.prrelid and a.attnum = k.n order by k.place) as columns
from pg_publication_rel r
join pg_class c on c.oid = r.prrelid
join @schemas@ n on n.oid = c.relnamespace
order by r.prpubid, n.nspname, c.relname
