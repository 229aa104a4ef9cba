select m.mapcfg as configuration, t.alias as token, dn.nspname as dictionary_schema, d.dictname as dictionary
from pg_ts_config_map m
join pg_ts_config c on c.oid = m.mapcfg
join @schemas@ n on n.oid = c.cfgnamespace
join pg_ts_dict d on d.oid = m.mapdict
join pg_namespace dn on dn.oid = d.dictnamespace
join lateral ts_token_type(c.cfgparser) t on t.tokid = m.maptokentype
order by m.mapcfg, m.maptokentype, m.mapseqno
