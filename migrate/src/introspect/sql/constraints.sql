select c.oid, c.conrelid as relation, c.conname as name, c.contype::text as kind, c.conindid as index,
  c.condeferrable as is_deferrable, c.condeferred as is_deferred, c.convalidated as is_valid,
  true as is_enforced, --@ < 18
  c.conenforced as is_enforced, --@ >= 18
  false as is_temporal, --@ < 18
  c.conperiod as is_temporal, --@ >= 18
  c.connoinherit as is_no_inherit,
  coalesce(c.conkey, '{}') as columns, coalesce(c.confdelsetcols, '{}') as on_delete_columns,
  tn.nspname as target_schema, t.relname as target,
  -- The other table may be in a schema that is not read.
  case c.contype when 'f' then array(select a.attname::text from unnest(c.confkey) with ordinality k (n, place)
    join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.n order by k.place) end as references_,
  c.confmatchtype::text as match_, c.confdeltype::text as on_delete, c.confupdtype::text as on_update,
  case c.contype when 'c' then pg_get_expr(c.conbin, c.conrelid) end as expression,
  -- The schema of each, then its name.
  case c.contype when 'x' then array(select w.word::text from unnest(c.conexclop) with ordinality k (operator, place)
    join pg_operator o on o.oid = k.operator join pg_namespace s on s.oid = o.oprnamespace
    cross join lateral (values (1, s.nspname), (2, o.oprname)) w (half, word) order by k.place, w.half) end as operators,
  c.contype = 'n' and c.coninhcount > 0 as is_inherited,
  c.contype = 'n' and exists (select from pg_inherits i
    join pg_constraint p on p.conrelid = i.inhparent and p.contype = 'n' and p.conname = c.conname
    where i.inhrelid = c.conrelid) as has_parents_name
from pg_constraint c
join pg_class r on r.oid = c.conrelid
join @schemas@ n on n.oid = r.relnamespace
left join pg_class t on t.oid = c.confrelid
left join pg_namespace tn on tn.oid = t.relnamespace
-- What a child or a partition has from its parents alone is said of these; indexes are not shared, so keys stay. The
-- name of a `not null` is not shared either, where a table became a partition that had one.
where c.contype in ('p', 'u', 'x', 'f', 'c', 'n')
  and (c.contype in ('p', 'u', 'x', 'n') or c.conparentid = 0 and (c.conislocal or c.coninhcount = 0))
order by c.conrelid, c.conname
