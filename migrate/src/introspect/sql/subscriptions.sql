select s.subname as name
from pg_subscription s
where s.subdbid = (select oid from pg_database where datname = current_database())
order by s.subname
