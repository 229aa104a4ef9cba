select name, checksum, state, statements_done, error, applied_at, execution_ms
from _pgorm.migrations
order by id
