select p.oid, n.nspname as schema, p.proname as name, p.proowner as owner, p.prokind::text as kind,
  l.lanname as language, p.prosrc as source, p.probin as library, pg_get_function_sqlbody(p.oid) as standard_body,
  p.provolatile::text as volatility, p.proisstrict as is_strict, p.prosecdef as is_security_definer,
  p.proleakproof as is_leakproof, p.proparallel::text as parallel,
  case when p.procost <> case when l.lanname in ('c', 'internal') then 1 else 100 end then p.procost::text end as cost,
  case when p.prorows <> case when p.proretset then 1000 else 0 end then p.prorows::text end as rows,
  sn.nspname as support_schema, s.proname as support,
  array(select format_type(t, null) from unnest(p.protrftypes) t) as transforms,
  p.proconfig as settings, format_type(p.prorettype, null) as returns, p.proretset as is_set,
  array(select format_type(t.type, null) from unnest(coalesce(p.proallargtypes, p.proargtypes::oid[]))
    with ordinality t (type, place) order by t.place) as argument_types,
  p.proargmodes::text[] as argument_modes, p.proargnames as argument_names,
  array(select pg_get_function_arg_default(p.oid, i)
    from generate_series(1, cardinality(coalesce(p.proallargtypes, p.proargtypes::oid[]))) i order by i)
    as argument_defaults
from pg_proc p
join @schemas@ n on n.oid = p.pronamespace
join pg_language l on l.oid = p.prolang
left join pg_proc s on s.oid = p.prosupport
left join pg_namespace sn on sn.oid = s.pronamespace
-- The constructors of a range come with it ('i').
where p.prokind <> 'a' and not exists (
  select from pg_depend e where e.classid = 'pg_proc'::regclass and e.objid = p.oid and e.deptype in ('e', 'i'))
order by n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)
