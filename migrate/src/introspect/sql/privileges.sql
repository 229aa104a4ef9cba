with objects (class, object, part, owner, acl, usual) as (
  select 'pg_class', c.oid, 0, c.relowner, c.relacl,
    acldefault((case c.relkind when 'S' then 's' else 'r' end)::"char", c.relowner)
  from pg_class c join @schemas@ n on n.oid = c.relnamespace where c.relacl is not null
  union all
  select 'pg_class', c.oid, a.attnum, c.relowner, a.attacl, null
  from pg_attribute a join pg_class c on c.oid = a.attrelid join @schemas@ n on n.oid = c.relnamespace
  where a.attacl is not null and not a.attisdropped
  union all
  select 'pg_proc', p.oid, 0, p.proowner, p.proacl, acldefault('f', p.proowner)
  from pg_proc p join @schemas@ n on n.oid = p.pronamespace where p.proacl is not null
  union all
  select 'pg_type', t.oid, 0, t.typowner, t.typacl, acldefault('T', t.typowner)
  from pg_type t join @schemas@ n on n.oid = t.typnamespace where t.typacl is not null
  union all
  select 'pg_namespace', n.oid, 0, s.nspowner, s.nspacl,
    case s.nspname
      when 'public' then array[makeaclitem(s.nspowner, s.nspowner, 'USAGE', false),
        makeaclitem(s.nspowner, s.nspowner, 'CREATE', false), makeaclitem(0, s.nspowner, 'USAGE', false)]
      else acldefault('n', s.nspowner)
    end
  from pg_namespace s join @schemas@ n on n.oid = s.oid where s.nspacl is not null
  union all
  select 'pg_foreign_data_wrapper', f.oid, 0, f.fdwowner, f.fdwacl, acldefault('F', f.fdwowner)
  from pg_foreign_data_wrapper f where f.fdwacl is not null and f.oid >= 16384
  union all
  select 'pg_foreign_server', s.oid, 0, s.srvowner, s.srvacl, acldefault('S', s.srvowner)
  from pg_foreign_server s where s.srvacl is not null
  union all
  select 'pg_language', l.oid, 0, l.lanowner, l.lanacl, acldefault('l', l.lanowner)
  from pg_language l where l.lanacl is not null and l.oid >= 16384
  union all
  select 'pg_default_acl', d.oid, 0, d.defaclrole, d.defaclacl,
    case d.defaclnamespace
      when 0 then acldefault((case d.defaclobjtype when 'S' then 's' else d.defaclobjtype end)::"char", d.defaclrole)
      else null
    end
  from pg_default_acl d
),
held as (
  select o.class, o.object, o.part, a.grantee, a.privilege_type, bool_or(a.is_grantable) as is_grantable
  from objects o, aclexplode(o.acl) a
  group by 1, 2, 3, 4, 5
),
expected as (
  select o.class, o.object, o.part, a.grantee, a.privilege_type, a.is_grantable
  from objects o, aclexplode(o.usual) a
)
select h.class, h.object, h.part::int4 as part, h.grantee, h.privilege_type as privilege, h.is_grantable,
  false as is_revoked
from held h left join expected e using (class, object, part, grantee, privilege_type)
where e.grantee is null or h.is_grantable and not e.is_grantable
union all
select e.class, e.object, e.part::int4, e.grantee, e.privilege_type, false, true
from expected e left join held h using (class, object, part, grantee, privilege_type)
where h.grantee is null
