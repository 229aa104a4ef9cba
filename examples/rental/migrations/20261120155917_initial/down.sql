drop policy own_inspections on rental.inspection;

drop policy own_payments on rental.payment;

drop policy own_booking_lines on rental.booking_line;

drop policy own_bookings on rental.booking;

drop policy own_licences on rental.licence;

drop policy own_customers on rental.customer;

drop policy own_units on rental.unit;

drop policy own_product_labels on rental.product_label;

drop policy own_labels on rental.label;

drop policy own_products on rental.product;

drop policy own_staff on rental.staff;

drop policy own_depots on rental.depot;

drop policy own_company on rental.company;

drop table rental.inspection;

drop table rental.payment;

drop table rental.booking_line;

drop table rental.booking;

drop table rental.licence;

drop table rental.customer;

drop table rental.unit;

drop table rental.product_label;

drop table rental.label;

drop table rental.product;

drop table rental.staff;

drop table rental.depot;

drop table rental.category;

drop table rental.company;

drop type public.payment_method;

drop type public.booking_state;

drop type public.unit_state;

drop type public.staff_role;

drop schema rental;

-- Roles are the server's: this one stays where anybody still needs it.
do $$
begin
  if exists (
    select
    from pg_catalog.pg_auth_members membership
    join pg_catalog.pg_roles role on role.oid = membership.roleid
    join pg_catalog.pg_roles member on member.oid = membership.member
    where role.rolname = 'rental_app' and member.rolname <> current_user
  ) then
    raise notice using message = 'role rental_app stays: it has members';
  else
    drop role if exists rental_app;
  end if;
exception
  when dependent_objects_still_exist or object_in_use or insufficient_privilege then
    raise notice using message = 'role rental_app stays: ' || sqlerrm;
end
$$;
