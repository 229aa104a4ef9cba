create type public.post_state as enum ('draft', 'published', 'archived');

create table public.author (
  id        bigint generated always as identity not null,
  email     text not null,
  name      text not null,
  joined_at timestamp with time zone default now() not null,
  constraint author_pkey primary key (id),
  constraint author_email_key unique (email)
);

comment on table public.author is 'Somebody who writes.';

create table public.post (
  id         bigint generated always as identity not null,
  author_id  bigint not null,
  title      text not null,
  body       text default '' not null,
  state      public.post_state default 'draft' not null,
  tags       text[] default '{}' not null,
  created_at timestamp with time zone default now() not null,
  constraint post_pkey primary key (id),
  constraint post_author_id_fkey foreign key (author_id) references public.author (id) on delete cascade
);

create index post_author_id_created_at_idx on public.post (author_id, created_at desc);
comment on table public.post is 'Something written.';

create table public.comment (
  id      bigint generated always as identity not null,
  post_id bigint not null,
  name    text,
  body    text not null,
  constraint comment_pkey primary key (id),
  constraint comment_post_id_fkey foreign key (post_id) references public.post (id) on delete cascade
);

create index comment_post_id_idx on public.comment (post_id);
