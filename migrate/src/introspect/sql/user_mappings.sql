select u.srvid as server, u.umuser as role, u.umoptions as options,
  -- The view shows options to the owner of the server and to who is mapped.
  u.umoptions is null and not (
    pg_has_role(s.srvowner, 'USAGE') or u.umuser = (select r.oid from pg_roles r where r.rolname = current_user))
    as is_hidden
from pg_user_mappings u
join pg_foreign_server s on s.oid = u.srvid
order by u.srvid, u.usename
