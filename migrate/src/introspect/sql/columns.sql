select a.attrelid as relation, a.attnum::int4 as number, a.attname as name, format_type(a.atttypid, a.atttypmod) as type_,
  a.attnotnull as is_not_null, pg_get_expr(d.adbin, d.adrelid) as default_,
  a.attgenerated::text as generated,
  cn.nspname as collation_schema, co.collname as collation,
  case when a.attstorage <> t.typstorage then a.attstorage::text end as storage,
  a.attcompression::text as compression,
  nullif(a.attstattarget, -1)::int4 as statistics,
  a.attoptions as options, a.attfdwoptions as foreign_options,
  a.attinhcount > 0 and not a.attislocal as is_inherited
from pg_attribute a
join pg_class c on c.oid = a.attrelid
join @schemas@ n on n.oid = c.relnamespace
join pg_type t on t.oid = a.atttypid
left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
left join pg_collation co on co.oid = a.attcollation and a.attcollation <> t.typcollation
left join pg_namespace cn on cn.oid = co.collnamespace
where c.relkind in ('r', 'p', 'f', 'v', 'm', 'c') and a.attnum > 0 and not a.attisdropped
order by a.attrelid, a.attnum
