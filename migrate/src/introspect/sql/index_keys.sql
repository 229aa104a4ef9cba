select i.indexrelid as index, k.place > i.indnkeyatts as is_included, a.attname as column,
  case k.attnum when 0 then pg_get_indexdef(i.indexrelid, k.place::int, false) end as expression,
  cn.nspname as collation_schema, co.collname as collation,
  case when not o.opcdefault or x.attoptions is not null then onn.nspname end as operator_class_schema,
  case when not o.opcdefault or x.attoptions is not null then o.opcname end as operator_class,
  x.attoptions as operator_class_options,
  coalesce(k.option & 1, 0) = 1 as is_descending, coalesce(k.option & 2, 0) = 2 as is_nulls_first,
  nullif(x.attstattarget, -1)::int4 as statistics
from pg_index i
join pg_class t on t.oid = i.indrelid
join @schemas@ n on n.oid = t.relnamespace
cross join lateral unnest(i.indkey::int2[], i.indclass::oid[], i.indcollation::oid[], i.indoption::int2[])
  with ordinality as k (attnum, class, collation_id, option, place)
join pg_attribute x on x.attrelid = i.indexrelid and x.attnum = k.place
left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum and k.attnum <> 0
left join pg_opclass o on o.oid = k.class
left join pg_namespace onn on onn.oid = o.opcnamespace
left join pg_collation co on co.oid = k.collation_id and (k.attnum = 0 or k.collation_id <> a.attcollation)
left join pg_namespace cn on cn.oid = co.collnamespace
order by i.indexrelid, k.place
