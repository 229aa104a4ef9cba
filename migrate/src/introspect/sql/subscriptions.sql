-- The password of a connection stays where it is.
select s.oid, s.subname as name, s.subowner as owner,
  regexp_replace(regexp_replace(@connection@, $re$\mpassword\s*=\s*('(\\.|[^'\\])*'|\S+)$re$, '', 'g'),
    '://([^:/@]*):[^@/]*@', '://\1@') as connection,
  @connection@ as whole,
  s.subpublications as publications, s.subslotname as slot, s.subbinary as is_binary, s.subtwophasestate <> 'd' as is_two_phase,
  s.subdisableonerr as disables_on_error, s.subsynccommit as synchronous_commit,
  case when s.substream then 'on' else 'off' end as streaming, --@ < 16
  case s.substream when 't' then 'on' when 'p' then 'parallel' else 'off' end as streaming, --@ >= 16
  true as needs_password, false as runs_as_owner, 'any' as origin, --@ < 16
  s.subpasswordrequired as needs_password, s.subrunasowner as runs_as_owner, s.suborigin as origin, --@ >= 16
  false as has_failover, --@ < 17
  s.subfailover as has_failover, --@ >= 17
  case when current_setting('server_version_num')::int < 180000 then 'off' else 'parallel' end as usual_streaming
from pg_subscription s
where s.subdbid = (select oid from pg_database where datname = current_database())
order by s.subname
