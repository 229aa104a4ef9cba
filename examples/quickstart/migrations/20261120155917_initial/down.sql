drop table public.comment;

drop table public.post;

drop table public.author;

drop type public.post_state;
