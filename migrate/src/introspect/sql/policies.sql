select p.oid, p.polrelid as relation, p.polname as name, p.polpermissive as is_permissive, p.polcmd::text as command,
  p.polroles as roles, pg_get_expr(p.polqual, p.polrelid) as using,
  pg_get_expr(p.polwithcheck, p.polrelid) as with_check
from pg_policy p
join pg_class c on c.oid = p.polrelid
join @schemas@ n on n.oid = c.relnamespace
order by p.polrelid, p.polname
