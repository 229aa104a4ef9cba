-- What belongs to a class, or loosely to a family; as it stands in their definitions.
select d.refclassid = 'pg_opclass'::regclass as is_class, d.refobjid as holder, a.amopstrategy::int4 as number,
  true as is_operator, s.nspname as schema, o.oprname as name, format_type(a.amoplefttype, null) as left_,
  format_type(a.amoprighttype, null) as right_, fs.nspname as sort_schema, f.opfname as sort_family,
  null as arguments
from pg_amop a
join pg_depend d on d.classid = 'pg_amop'::regclass and d.objid = a.oid
  and d.refclassid in ('pg_opclass'::regclass, 'pg_opfamily'::regclass) and d.deptype in ('a', 'i')
join pg_operator o on o.oid = a.amopopr
join pg_namespace s on s.oid = o.oprnamespace
left join pg_opfamily f on f.oid = a.amopsortfamily
left join pg_namespace fs on fs.oid = f.opfnamespace
where a.oid >= 16384
union all
select d.refclassid = 'pg_opclass'::regclass, d.refobjid, a.amprocnum::int4, false, s.nspname, p.proname,
  format_type(a.amproclefttype, null), format_type(a.amprocrighttype, null), null, null,
  array_to_string(array(select format_type(t.type, null) from unnest(p.proargtypes::oid[])
    with ordinality t (type, place) order by t.place), ', ')
from pg_amproc a
join pg_depend d on d.classid = 'pg_amproc'::regclass and d.objid = a.oid
  and d.refclassid in ('pg_opclass'::regclass, 'pg_opfamily'::regclass) and d.deptype in ('a', 'i')
join pg_proc p on p.oid = a.amproc
join pg_namespace s on s.oid = p.pronamespace
where a.oid >= 16384
order by 1, 2, 4 desc, 3, 7, 8, 6
