-- Roles are the server's: one that is there already is left as it is.
do $$
begin
  if not exists (select from pg_catalog.pg_roles where rolname = 'rental_app') then
    create role rental_app nologin;
    -- Sessions take this role: who made it must be allowed to, which a superuser is anyway.
    if not (select rolsuper from pg_catalog.pg_roles where rolname = current_user) then
      grant rental_app to current_user;
    end if;
  end if;
exception
  when duplicate_object or unique_violation then
    null;
end
$$;

create schema rental;
grant usage on schema rental to rental_app;

create type public.staff_role as enum ('clerk', 'mechanic', 'manager');

create type public.unit_state as enum ('ready', 'rented', 'in repair', 'retired');

create type public.booking_state as enum ('open', 'picked_up', 'returned', 'cancelled');

create type public.payment_method as enum ('cash', 'card', 'transfer');

create table rental.company (
  id         uuid default gen_random_uuid() not null,
  slug       text not null,
  name       text not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint company_pkey primary key (id),
  constraint company_slug_key unique (slug)
);

comment on table rental.company is 'A company that rents things out: the tenant.';
alter table rental.company enable row level security;
grant select on rental.company to rental_app;

create table rental.category (
  id        integer generated always as identity not null,
  parent_id integer,
  name      text not null,
  constraint category_pkey primary key (id),
  constraint category_name_key unique (name),
  constraint category_parent_id_fkey foreign key (parent_id) references rental.category (id) on delete restrict
);

create index category_parent_id_idx on rental.category (parent_id);
comment on table rental.category is 'A kind of thing to rent, the same words for every company: drills, lifts, trailers.';
grant select on rental.category to rental_app;

create table rental.depot (
  id         bigint generated always as identity not null,
  company_id uuid not null,
  name       text not null,
  address    text,
  constraint depot_pkey primary key (id),
  constraint depot_company_id_name_key unique (company_id, name),
  constraint depot_company_id_fkey foreign key (company_id) references rental.company (id) on delete cascade
);

comment on table rental.depot is 'A yard or a shop where units stand.';
alter table rental.depot enable row level security;
grant select, insert, update, delete on rental.depot to rental_app;

create table rental.staff (
  id         bigint generated always as identity not null,
  company_id uuid not null,
  depot_id   bigint not null,
  manager_id bigint,
  email      text not null,
  name       text not null,
  role       public.staff_role default 'clerk' not null,
  hired_on   date not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint staff_pkey primary key (id),
  constraint staff_company_id_email_key unique (company_id, email),
  constraint staff_company_id_fkey foreign key (company_id) references rental.company (id) on delete cascade,
  constraint staff_depot_id_fkey foreign key (depot_id) references rental.depot (id),
  constraint staff_manager_id_fkey foreign key (manager_id) references rental.staff (id) on delete set null
);

create index staff_depot_id_idx on rental.staff (depot_id);
create index staff_manager_id_idx on rental.staff (manager_id);
comment on table rental.staff is 'Somebody who works at a depot.';
alter table rental.staff enable row level security;
grant select, insert, update on rental.staff to rental_app;

create table rental.product (
  id          bigint generated always as identity not null,
  company_id  uuid not null,
  category_id integer not null,
  name        text not null,
  day_rate    numeric(10,2) not null,
  deposit     numeric(10,2) default 0 not null,
  attributes  jsonb default '{}' not null,
  created_at  timestamp with time zone default now() not null,
  updated_at  timestamp with time zone default now() not null,
  constraint product_pkey primary key (id),
  constraint product_company_id_name_key unique (company_id, name),
  constraint product_company_id_fkey foreign key (company_id) references rental.company (id) on delete cascade,
  constraint product_category_id_fkey foreign key (category_id) references rental.category (id)
);

create index product_category_id_idx on rental.product (category_id);
comment on table rental.product is 'Something that a company offers, by the day.';
comment on column rental.product.day_rate is 'Euro a day, value-added tax included.';
alter table rental.product enable row level security;
grant select, insert, update on rental.product to rental_app;

create table rental.label (
  id         bigint generated always as identity not null,
  company_id uuid not null,
  name       text not null,
  constraint label_pkey primary key (id),
  constraint label_company_id_name_key unique (company_id, name)
);

comment on table rental.label is 'A word that a company sticks on products.';
alter table rental.label enable row level security;
grant select, insert, delete on rental.label to rental_app;

create table rental.product_label (
  product_id bigint not null,
  label_id   bigint not null,
  company_id uuid not null,
  constraint product_label_pkey primary key (product_id, label_id),
  constraint product_label_product_id_fkey foreign key (product_id) references rental.product (id) on delete cascade,
  constraint product_label_label_id_fkey foreign key (label_id) references rental.label (id) on delete cascade
);

create index product_label_label_id_idx on rental.product_label (label_id);
alter table rental.product_label enable row level security;
grant select, insert, delete on rental.product_label to rental_app;

create table rental.unit (
  id         bigint generated always as identity not null,
  company_id uuid not null,
  product_id bigint not null,
  depot_id   bigint not null,
  serial     text not null,
  state      public.unit_state default 'ready' not null,
  bought_on  date,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint unit_pkey primary key (id),
  constraint unit_company_id_serial_key unique (company_id, serial),
  constraint unit_product_id_fkey foreign key (product_id) references rental.product (id),
  constraint unit_depot_id_fkey foreign key (depot_id) references rental.depot (id)
);

create index unit_product_id_state_idx on rental.unit (product_id, state);
create index unit_depot_id_idx on rental.unit (depot_id);
comment on table rental.unit is 'One thing with a serial number that can be carried away.';
alter table rental.unit enable row level security;
grant select, insert, update on rental.unit to rental_app;

create table rental.customer (
  id         bigint generated always as identity not null,
  company_id uuid not null,
  name       text not null,
  email      text not null,
  phone      text,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint customer_pkey primary key (id),
  constraint customer_company_id_email_key unique (company_id, email),
  constraint customer_company_id_fkey foreign key (company_id) references rental.company (id) on delete cascade
);

comment on table rental.customer is 'Somebody who rents.';
alter table rental.customer enable row level security;
grant select, insert, update on rental.customer to rental_app;

create table rental.licence (
  customer_id bigint not null,
  company_id  uuid not null,
  number      text not null,
  valid_until date not null,
  constraint licence_pkey primary key (customer_id),
  constraint licence_customer_id_fkey foreign key (customer_id) references rental.customer (id) on delete cascade
);

comment on table rental.licence is 'A customer''s licence to drive machines; one at the most.';
alter table rental.licence enable row level security;
grant select, insert, update, delete on rental.licence to rental_app;

create table rental.booking (
  id          uuid default gen_random_uuid() not null,
  company_id  uuid not null,
  customer_id bigint not null,
  clerk_id    bigint,
  state       public.booking_state default 'open' not null,
  starts_on   date not null,
  ends_on     date not null,
  note        text,
  created_at  timestamp with time zone default now() not null,
  updated_at  timestamp with time zone default now() not null,
  constraint booking_pkey primary key (id),
  constraint ends_after_start check (ends_on >= starts_on),
  constraint booking_company_id_fkey foreign key (company_id) references rental.company (id) on delete cascade,
  constraint booking_customer_id_fkey foreign key (customer_id) references rental.customer (id),
  constraint booking_clerk_id_fkey foreign key (clerk_id) references rental.staff (id) on delete set null
);

create index booking_company_id_starts_on_idx on rental.booking (company_id, starts_on desc);
create index booking_customer_id_idx on rental.booking (customer_id);
create index booking_clerk_id_idx on rental.booking (clerk_id);
comment on table rental.booking is 'An order: some units, for some days.';
alter table rental.booking enable row level security;
grant select, insert, update on rental.booking to rental_app;

create table rental.booking_line (
  booking_id uuid not null,
  unit_id    bigint not null,
  company_id uuid not null,
  day_rate   numeric(10,2) not null,
  constraint booking_line_pkey primary key (booking_id, unit_id),
  constraint booking_line_booking_id_fkey foreign key (booking_id) references rental.booking (id) on delete cascade,
  constraint booking_line_unit_id_fkey foreign key (unit_id) references rental.unit (id)
);

create index booking_line_unit_id_idx on rental.booking_line (unit_id);
comment on table rental.booking_line is 'One unit of a booking, at the rate that was agreed.';
alter table rental.booking_line enable row level security;
grant select, insert, update, delete on rental.booking_line to rental_app;

create table rental.payment (
  id         bigint generated always as identity not null,
  company_id uuid not null,
  booking_id uuid not null,
  method     public.payment_method not null,
  amount     numeric(10,2) not null,
  paid_at    timestamp with time zone default now() not null,
  constraint payment_pkey primary key (id),
  constraint payment_booking_id_fkey foreign key (booking_id) references rental.booking (id) on delete restrict
);

create index payment_booking_id_idx on rental.payment (booking_id);
alter table rental.payment enable row level security;
grant select, insert on rental.payment to rental_app;

create table rental.inspection (
  id           bigint generated always as identity not null,
  company_id   uuid not null,
  unit_id      bigint not null,
  inspector_id bigint not null,
  is_fit       boolean not null,
  remarks      text[] default '{}' not null,
  at           timestamp with time zone default now() not null,
  constraint inspection_pkey primary key (id),
  constraint inspection_unit_id_fkey foreign key (unit_id) references rental.unit (id) on delete cascade,
  constraint inspection_inspector_id_fkey foreign key (inspector_id) references rental.staff (id)
);

create index inspection_unit_id_at_idx on rental.inspection (unit_id, at desc);
create index inspection_inspector_id_idx on rental.inspection (inspector_id);
comment on table rental.inspection is 'A look at a unit after it came back.';
alter table rental.inspection enable row level security;
grant select, insert on rental.inspection to rental_app;

create policy own_company on rental.company
  for select
  to rental_app
  using (id = (select nullif(current_setting('clerk.company_id', true), '')::uuid));

create policy own_depots on rental.depot
  for all
  to rental_app
  using (company_id = (select nullif(current_setting('clerk.company_id', true), '')::uuid))
  with check (company_id = (select nullif(current_setting('clerk.company_id', true), '')::uuid));

create policy own_staff on rental.staff
  for all
  to rental_app
  using (company_id = (select nullif(current_setting('clerk.company_id', true), '')::uuid))
  with check (company_id = (select nullif(current_setting('clerk.company_id', true), '')::uuid));

create policy own_products on rental.product
  for all
  to rental_app
  using (company_id = (select nullif(current_setting('clerk.company_id', true), '')::uuid))
  with check (company_id = (select nullif(current_setting('clerk.company_id', true), '')::uuid));

create policy own_labels on rental.label
  for all
  to rental_app
  using (company_id = (select nullif(current_setting('clerk.company_id', true), '')::uuid))
  with check (company_id = (select nullif(current_setting('clerk.company_id', true), '')::uuid));

create policy own_product_labels on rental.product_label
  for all
  to rental_app
  using (company_id = (select nullif(current_setting('clerk.company_id', true), '')::uuid))
  with check (company_id = (select nullif(current_setting('clerk.company_id', true), '')::uuid));

create policy own_units on rental.unit
  for all
  to rental_app
  using (company_id = (select nullif(current_setting('clerk.company_id', true), '')::uuid))
  with check (company_id = (select nullif(current_setting('clerk.company_id', true), '')::uuid));

create policy own_customers on rental.customer
  for all
  to rental_app
  using (company_id = (select nullif(current_setting('clerk.company_id', true), '')::uuid))
  with check (company_id = (select nullif(current_setting('clerk.company_id', true), '')::uuid));

create policy own_licences on rental.licence
  for all
  to rental_app
  using (company_id = (select nullif(current_setting('clerk.company_id', true), '')::uuid))
  with check (company_id = (select nullif(current_setting('clerk.company_id', true), '')::uuid));

create policy own_bookings on rental.booking
  for all
  to rental_app
  using (company_id = (select nullif(current_setting('clerk.company_id', true), '')::uuid))
  with check (company_id = (select nullif(current_setting('clerk.company_id', true), '')::uuid));

create policy own_booking_lines on rental.booking_line
  for all
  to rental_app
  using (company_id = (select nullif(current_setting('clerk.company_id', true), '')::uuid))
  with check (company_id = (select nullif(current_setting('clerk.company_id', true), '')::uuid));

create policy own_payments on rental.payment
  for all
  to rental_app
  using (company_id = (select nullif(current_setting('clerk.company_id', true), '')::uuid))
  with check (company_id = (select nullif(current_setting('clerk.company_id', true), '')::uuid));

create policy own_inspections on rental.inspection
  for all
  to rental_app
  using (company_id = (select nullif(current_setting('clerk.company_id', true), '')::uuid))
  with check (company_id = (select nullif(current_setting('clerk.company_id', true), '')::uuid));
