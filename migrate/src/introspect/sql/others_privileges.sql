-- What is granted and revoked on objects that are PostgreSQL's own or an extension's, beyond what these say themselves.
with objects (class, oid, schema, word, owner, acl, letter) as (
  select 'pg_proc'::regclass, p.oid, p.pronamespace, case p.prokind when 'p' then 'procedure' else 'function' end,
    p.proowner, p.proacl, 'f'
  from pg_proc p
  union all
  select 'pg_class'::regclass, c.oid, c.relnamespace, case c.relkind when 'S' then 'sequence' else 'table' end, c.relowner, c.relacl,
    case c.relkind when 'S' then 's' else 'r' end
  from pg_class c where c.relkind in ('r', 'v', 'm', 'f', 'p', 'S')
  union all
  select 'pg_type'::regclass, t.oid, t.typnamespace, case t.typtype when 'd' then 'domain' else 'type' end, t.typowner, t.typacl, 'T'
  from pg_type t
  union all
  select 'pg_language'::regclass, l.oid, 0, 'language', l.lanowner, l.lanacl, 'l' from pg_language l
  union all
  select 'pg_namespace'::regclass, n.oid, n.oid, 'schema', n.nspowner, n.nspacl, 'n' from pg_namespace n
  where n.nspname <> 'public'
  union all
  select 'pg_foreign_data_wrapper'::regclass, f.oid, 0, 'foreign data wrapper', f.fdwowner, f.fdwacl, 'F'
  from pg_foreign_data_wrapper f
),
others as (
  select o.*, coalesce(i.initprivs, acldefault(o.letter::"char", o.owner)) as usual
  from objects o
  left join pg_init_privs i on i.classoid = o.class and i.objoid = o.oid and i.objsubid = 0
  where (o.acl is not null or i.initprivs is not null)
    and o.acl is distinct from coalesce(i.initprivs, acldefault(o.letter::"char", o.owner))
    and (o.oid < 16384 and o.schema in (0, 'pg_catalog'::regnamespace) or o.oid >= 16384 and exists (
      select from pg_depend e where e.classid = o.class and e.objid = o.oid and e.deptype = 'e'))
    and cardinality($1) = 0
),
held as (
  select o.class, o.oid, a.grantee, a.privilege_type, bool_or(a.is_grantable) as is_grantable
  from others o, aclexplode(coalesce(o.acl, acldefault(o.letter::"char", o.owner))) a
  group by 1, 2, 3, 4
),
expected as (
  select o.class, o.oid, a.grantee, a.privilege_type, bool_or(a.is_grantable) as is_grantable
  from others o, aclexplode(o.usual) a
  group by 1, 2, 3, 4
),
changes as (
  select h.class, h.oid, h.grantee, h.privilege_type as privilege, h.is_grantable, false as is_revoked
  from held h left join expected e using (class, oid, grantee, privilege_type)
  where e.grantee is null or h.is_grantable and not e.is_grantable
  union all
  select e.class, e.oid, e.grantee, e.privilege_type, e.is_grantable, true
  from expected e left join held h using (class, oid, grantee, privilege_type)
  where h.grantee is null
)
select o.word, (pg_identify_object(o.class, o.oid, 0)).identity as identity, c.grantee,
  lower(c.privilege) as privilege, c.is_grantable, c.is_revoked
from changes c join others o using (class, oid)
order by 1, 2, c.is_revoked desc, c.grantee, c.privilege
