select array['schema', n.nspname::text, coalesce(obj_description(n.oid, 'pg_namespace'), '')]
from pg_namespace n
where n.nspname !~ '^pg_' and n.nspname not in ('information_schema', '_pgorm', 'public');

select array['usage', n.nspname::text, r.rolname::text]
from pg_namespace n, aclexplode(n.nspacl) acl join pg_roles r on r.oid = acl.grantee
where n.nspname !~ '^pg_' and n.nspname not in ('information_schema', '_pgorm')
  and acl.privilege_type = 'USAGE' and acl.grantee <> n.nspowner and r.oid >= 16384;

select array['role', r.rolname::text, r.rolcanlogin::text, coalesce(shobj_description(r.oid, 'pg_authid'), '')]
from pg_roles r
where r.oid >= 16384 and r.rolname !~ '^(elsewhere|stays|goes|member)';

select array['enum', n.nspname::text, t.typname::text,
  (select string_agg(e.enumlabel, '|' order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid),
  coalesce(obj_description(t.oid, 'pg_type'), '')]
from pg_type t join pg_namespace n on n.oid = t.typnamespace
where t.typtype = 'e';

select array['domain', n.nspname::text, t.typname::text, format_type(t.typbasetype, t.typtypmod), t.typnotnull::text,
  'sql:' || coalesce(pg_get_expr(t.typdefaultbin, 0), ''), coalesce(obj_description(t.oid, 'pg_type'), '')]
from pg_type t join pg_namespace n on n.oid = t.typnamespace
where t.typtype = 'd' and n.nspname <> 'information_schema';

select array['domain check', n.nspname::text, t.typname::text, k.conname::text, 'sql:' || pg_get_expr(k.conbin, 0)]
from pg_constraint k join pg_type t on t.oid = k.contypid join pg_namespace n on n.oid = t.typnamespace
where k.contype = 'c' and n.nspname <> 'information_schema';

select array['composite', n.nspname::text, t.typname::text, coalesce(obj_description(t.oid, 'pg_type'), '')]
from pg_type t join pg_class c on c.oid = t.typrelid and c.relkind = 'c'
join pg_namespace n on n.oid = t.typnamespace
where n.nspname !~ '^pg_' and n.nspname <> 'information_schema';

select array['attribute', n.nspname::text, c.relname::text, a.attnum::text, a.attname::text,
  format_type(a.atttypid, a.atttypmod), coalesce(col_description(c.oid, a.attnum), '')]
from pg_class c join pg_namespace n on n.oid = c.relnamespace
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
where c.relkind = 'c' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema';

select array['table', n.nspname::text, c.relname::text,
  case when c.relforcerowsecurity then 'forced' when c.relrowsecurity then 'on' else 'off' end,
  coalesce(obj_description(c.oid, 'pg_class'), '')]
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', '_pgorm');

select array['column', n.nspname::text, c.relname::text, a.attnum::text, a.attname::text,
  format_type(a.atttypid, a.atttypmod), (not a.attnotnull)::text,
  case when pg_get_expr(d.adbin, d.adrelid) like 'nextval(%' then 'nextval'
       else 'sql:' || coalesce(pg_get_expr(d.adbin, d.adrelid), '') end,
  a.attidentity::text, coalesce(col_description(c.oid, a.attnum), '')]
from pg_class c join pg_namespace n on n.oid = c.relnamespace
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', '_pgorm');

select array['constraint', n.nspname::text, c.relname::text, k.contype::text, k.conname::text,
  case when k.contype = 'c' then '' else
    (select string_agg(a.attname, '|' order by p.n) from unnest(k.conkey) with ordinality p (attnum, n)
     join pg_attribute a on a.attrelid = c.oid and a.attnum = p.attnum) end,
  case k.contype
    when 'c' then 'sql:' || pg_get_expr(k.conbin, k.conrelid)
    when 'f' then concat_ws(' ', (select tn.nspname from pg_namespace tn where tn.oid = t.relnamespace), t.relname,
      (select string_agg(a.attname, '|' order by p.n) from unnest(k.confkey) with ordinality p (attnum, n)
       join pg_attribute a on a.attrelid = t.oid and a.attnum = p.attnum),
      k.confdeltype::text || k.confupdtype::text,
      case when k.condeferred then 'deferred' when k.condeferrable then 'immediate' else 'no' end)
    else (select i.indnullsnotdistinct::text from pg_index i where i.indexrelid = k.conindid) end]
from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
left join pg_class t on t.oid = k.confrelid
where k.contype in ('p', 'u', 'c', 'f') and n.nspname !~ '^pg_'
  and n.nspname not in ('information_schema', '_pgorm');

select array['index', n.nspname::text, c.relname::text, i.relname::text, am.amname::text, x.indisunique::text,
  (select string_agg(concat_ws(' ',
      case when x.indkey[k - 1] = 0 then regexp_replace(pg_get_indexdef(x.indexrelid, k, true), '^\((.*)\)$', '\1')
           else (select a.attname from pg_attribute a where a.attrelid = c.oid and a.attnum = x.indkey[k - 1]) end,
      (x.indoption[k - 1] & 1 = 1)::text, (x.indoption[k - 1] & 2 = 2)::text), '|' order by k)
   from generate_series(1, x.indnkeyatts) k),
  coalesce((select string_agg(a.attname, '|' order by k)
   from generate_series(x.indnkeyatts + 1, x.indnatts) k
   join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[k - 1]), ''),
  'sql:' || coalesce(pg_get_expr(x.indpred, x.indrelid), '')]
from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
join pg_namespace n on n.oid = c.relnamespace join pg_am am on am.oid = i.relam
where n.nspname !~ '^pg_' and n.nspname not in ('information_schema', '_pgorm')
  and not exists (select from pg_constraint k where k.conindid = i.oid and k.contype in ('p', 'u'));

select array['policy', n.nspname::text, c.relname::text, p.polname::text, p.polpermissive::text, p.polcmd::text,
  case when p.polroles = '{0}' then 'public' else
    (select string_agg(r.rolname, '|' order by r.rolname collate "C") from pg_roles r where r.oid = any (p.polroles)) end,
  'sql:' || coalesce(pg_get_expr(p.polqual, p.polrelid), ''),
  'sql:' || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), ''),
  coalesce(obj_description(p.oid, 'pg_policy'), '')]
from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace;

select array['grant', n.nspname::text, c.relname::text, coalesce(r.rolname::text, 'public'), lower(acl.privilege_type)]
from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) acl
left join pg_roles r on r.oid = acl.grantee
where c.relkind = 'r' and acl.grantee <> c.relowner and n.nspname !~ '^pg_'
  and n.nspname not in ('information_schema', '_pgorm');

select array['grant', n.nspname::text, t.relname::text, a.attname::text, r.rolname::text, lower(acl.privilege_type)]
from pg_class c cross join aclexplode(c.relacl) acl join pg_roles r on r.oid = acl.grantee
join pg_depend d on d.objid = c.oid and d.classid = 'pg_class'::regclass and d.deptype = 'a'
join pg_class t on t.oid = d.refobjid join pg_namespace n on n.oid = t.relnamespace
join pg_attribute a on a.attrelid = t.oid and a.attnum = d.refobjsubid
where c.relkind = 'S' and acl.grantee <> c.relowner;
