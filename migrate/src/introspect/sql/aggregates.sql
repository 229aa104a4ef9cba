select p.oid, n.nspname as schema, p.proname as name, p.proowner as owner,
  array(select format_type(t.type, null) from unnest(coalesce(p.proallargtypes, p.proargtypes::oid[]))
    with ordinality t (type, place) order by t.place) as argument_types,
  p.proargmodes::text[] as argument_modes, p.proargnames as argument_names,
  a.aggkind::text as kind, a.aggnumdirectargs::int4 as direct_arguments, p.proparallel::text as parallel,
  a.aggtransfn::regproc::text as sfunc, format_type(a.aggtranstype, null) as stype, a.aggtransspace as sspace,
  nullif(a.aggfinalfn, 0)::regproc::text as finalfunc, a.aggfinalextra as finalfunc_extra,
  a.aggfinalmodify::text as finalfunc_modify,
  nullif(a.aggcombinefn, 0)::regproc::text as combinefunc, nullif(a.aggserialfn, 0)::regproc::text as serialfunc,
  nullif(a.aggdeserialfn, 0)::regproc::text as deserialfunc, a.agginitval as initcond,
  nullif(a.aggmtransfn, 0)::regproc::text as msfunc, nullif(a.aggminvtransfn, 0)::regproc::text as minvfunc,
  case when a.aggmtranstype <> 0 then format_type(a.aggmtranstype, null) end as mstype, a.aggmtransspace as msspace,
  nullif(a.aggmfinalfn, 0)::regproc::text as mfinalfunc, a.aggmfinalextra as mfinalfunc_extra,
  a.aggmfinalmodify::text as mfinalfunc_modify, a.aggminitval as minitcond,
  os.nspname as sort_schema, o.oprname as sort_operator
from pg_aggregate a
join pg_proc p on p.oid = a.aggfnoid
join @schemas@ n on n.oid = p.pronamespace
left join pg_operator o on o.oid = a.aggsortop
left join pg_namespace os on os.oid = o.oprnamespace
where not exists (
  select from pg_depend e where e.classid = 'pg_proc'::regclass and e.objid = p.oid and e.deptype = 'e')
order by n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)
