select t.oid, t.tgrelid as relation, t.tgname as name, t.tgtype::int4 as bits, t.tgenabled::text as firing,
  t.tgconstraint <> 0 as is_constraint, t.tgdeferrable as is_deferrable, t.tginitdeferred as is_deferred,
  fn.nspname as from_schema, f.relname as from_name, pn.nspname as function_schema, p.proname as function,
  t.tgoldtable as old_table, t.tgnewtable as new_table,
  array(select a.attname::text from unnest(t.tgattr::int2[]) with ordinality k (n, place)
    join pg_attribute a on a.attrelid = t.tgrelid and a.attnum = k.n order by k.place) as columns,
  pg_get_triggerdef(t.oid) as definition
from pg_trigger t
join pg_class c on c.oid = t.tgrelid
join @schemas@ n on n.oid = c.relnamespace
join pg_proc p on p.oid = t.tgfoid
join pg_namespace pn on pn.oid = p.pronamespace
left join pg_class f on f.oid = t.tgconstrrelid
left join pg_namespace fn on fn.oid = f.relnamespace
where not t.tgisinternal and t.tgparentid = 0 and not exists (
  select from pg_depend e where e.classid = 'pg_trigger'::regclass and e.objid = t.oid and e.deptype = 'e')
order by t.tgrelid, t.tgname
