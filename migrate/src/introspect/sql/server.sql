select current_setting('server_version_num')::int / 10000 as major,
  has_column_privilege('pg_subscription', 'subconninfo', 'select') as sees_connections
