create table app.temporal (
  id int4range,
  during daterange,
  doubled integer generated always as (upper(id) * 2) virtual,
  named integer constraint said not null no inherit,
  later integer,
  constraint temporal_pkey primary key (id, during without overlaps),
  constraint loose check (not isempty(id)) not enforced
);
alter table app.temporal add constraint later_not_null not null later not valid;
create table app.stay (
  id int4range,
  during daterange,
  constraint stay_fkey foreign key (id, period during) references app.temporal (id, period during)
);
create collation app.plain (provider = builtin, locale = 'C.UTF-8');
grant maintain on app.temporal to intro_reader;
create publication generated for table app.temporal with (publish_generated_columns = stored);
