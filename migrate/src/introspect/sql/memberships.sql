select m.member, m.roleid as role, bool_or(m.admin_option) as is_admin,
  null::bool as inherits, --@ < 16
  true as can_set --@ < 16
  bool_or(m.inherit_option) as inherits, --@ >= 16
  bool_or(m.set_option) as can_set --@ >= 16
from pg_auth_members m
join pg_roles r on r.oid = m.roleid
group by m.member, m.roleid, r.rolname
order by m.member, r.rolname
