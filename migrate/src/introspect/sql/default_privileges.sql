select d.oid, d.defaclrole as creator, n.nspname as schema, d.defaclobjtype::text as kind
from pg_default_acl d
left join pg_namespace n on n.oid = d.defaclnamespace
where d.defaclnamespace = 0 or d.defaclnamespace in (select s.oid from @schemas@ s)
order by n.nspname nulls first, pg_get_userbyid(d.defaclrole), d.defaclobjtype
