create schema if not exists _pgorm;

create table if not exists _pgorm.migrations (
  id              bigint generated always as identity primary key,
  name            text not null unique,
  checksum        text not null,
  state           text not null check (state in ('applying', 'applied', 'reverting')),
  statements_done integer not null default 0,
  error           text,
  started_at      timestamp with time zone not null,
  applied_at      timestamp with time zone,
  execution_ms    bigint,
  applied_by      text not null default session_user
);

comment on table _pgorm.migrations is
  'The migrations that this database has. Written by pgorm and by applications that embed their migrations.';
