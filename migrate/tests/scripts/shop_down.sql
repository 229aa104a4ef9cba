drop policy tenant_isolation on app.users;
alter table app.users drop constraint users_favourite_id_fkey;
drop table app."order";
drop table app.users;
drop type app.order_state;
drop schema app;

-- Roles are the server's: one that anybody still needs stays.
do $$
begin
  if exists (
    select
    from pg_catalog.pg_auth_members membership
    join pg_catalog.pg_roles role on role.oid = membership.roleid
    join pg_catalog.pg_roles member on member.oid = membership.member
    where role.rolname = 'app_user' and member.rolname <> current_user
  ) then
    raise notice using message = 'role app_user stays: it has members';
  elsif exists (
    select
    from pg_catalog.pg_roles role
    where role.rolname = 'app_user'
      and (rolcanlogin or rolsuper or rolcreatedb or rolcreaterole or rolreplication or rolbypassrls
        or rolconfig is not null or rolvaliduntil is not null or rolconnlimit <> -1)
  ) then
    raise notice using message = 'role app_user stays: it may log in, or somebody has given it attributes or settings';
  else
    drop role if exists app_user;
  end if;
exception
  when dependent_objects_still_exist or object_in_use or insufficient_privilege then
    raise notice using message = 'role app_user stays: ' || sqlerrm;
end
$$;
