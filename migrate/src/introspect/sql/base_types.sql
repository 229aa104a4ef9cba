select t.oid, n.nspname as schema, t.typname as name, t.typowner as owner,
  t.typinput::regproc::text as input, t.typoutput::regproc::text as output,
  nullif(t.typreceive, 0)::regproc::text as receive, nullif(t.typsend, 0)::regproc::text as send,
  nullif(t.typmodin, 0)::regproc::text as typmod_in, nullif(t.typmodout, 0)::regproc::text as typmod_out,
  nullif(t.typanalyze, 0)::regproc::text as analyze_,
  nullif(t.typsubscript, 0)::regproc::text as subscript,
  t.typlen::int4 as length, t.typbyval as is_by_value, t.typalign::text as alignment, t.typstorage::text as storage,
  t.typcategory::text as category, t.typispreferred as is_preferred, t.typdefault as default_,
  case when t.typelem <> 0 then format_type(t.typelem, null) end as element, t.typdelim::text as delimiter,
  t.typcollation <> 0 as is_collatable
from pg_type t
join @schemas@ n on n.oid = t.typnamespace
where t.typtype = 'b' and t.typisdefined
  and not exists (select from pg_type x where x.typarray = t.oid) and not exists (
  select from pg_depend e where e.classid = 'pg_type'::regclass and e.objid = t.oid and e.deptype = 'e')
order by n.nspname, t.typname
