select r.oid, r.ev_class as relation, r.rulename as name, r.ev_type::text as event, r.is_instead,
  r.ev_enabled::text as firing, pg_get_ruledef(r.oid) as definition
from pg_rewrite r
join pg_class c on c.oid = r.ev_class
join @schemas@ n on n.oid = c.relnamespace
where r.rulename <> '_RETURN' and not exists (
  select from pg_depend e where e.classid = 'pg_rewrite'::regclass and e.objid = r.oid and e.deptype = 'e')
order by r.ev_class, r.rulename
