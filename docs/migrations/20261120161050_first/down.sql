drop policy own_notes on public.note;
drop table public.note;

drop table public.tenant;

drop table public.post_topic;

drop table public.topic;

drop table public.comment;

drop table public.post;

drop table public.profile;

drop table public.author;

drop type public.post_state;

-- Roles are the server's: this one stays where anybody still needs it.
do $$
begin
  if exists (
    select
    from pg_catalog.pg_auth_members membership
    join pg_catalog.pg_roles role on role.oid = membership.roleid
    join pg_catalog.pg_roles member on member.oid = membership.member
    where role.rolname = 'app' and member.rolname <> current_user
  ) then
    raise notice using message = 'role app stays: it has members';
  else
    drop role if exists app;
  end if;
exception
  when dependent_objects_still_exist or object_in_use or insufficient_privilege then
    raise notice using message = 'role app stays: ' || sqlerrm;
end
$$;
