//! An extension whose name nearly is a known one's. Others are taken as they are: nobody knows all of them.

use super::super::known_extensions::known_names;
use super::{Checked, Findings, Spot};
use crate::diagnostics::{Diagnostic, codes, spelled, suggestion};

/// Extensions of others, so that none of them is taken for a slip.
const OTHERS: &[&str] = &[
    "address_standardizer",
    "address_standardizer_data_us",
    "adminpack",
    "age",
    "anon",
    "citus",
    "columnar",
    "credcheck",
    "hll",
    "http",
    "hypopg",
    "index_advisor",
    "lantern",
    "mysql_fdw",
    "ogr_fdw",
    "oracle_fdw",
    "orafce",
    "periods",
    "pg_background",
    "pg_bigm",
    "pg_cron",
    "pg_duckdb",
    "pg_graphql",
    "pg_hashids",
    "pg_hint_plan",
    "pg_ivm",
    "pg_jsonschema",
    "pg_net",
    "pg_partman",
    "pg_profile",
    "pg_qualstats",
    "pg_rational",
    "pg_repack",
    "pg_rrule",
    "pg_search",
    "pg_similarity",
    "pg_squeeze",
    "pg_stat_kcache",
    "pg_stat_monitor",
    "pg_tle",
    "pg_ulid",
    "pg_uuidv7",
    "pg_wait_sampling",
    "pgagent",
    "pgaudit",
    "pgauditlogtofile",
    "pgjwt",
    "pglogical",
    "pgmq",
    "pgrouting",
    "pgroonga",
    "pgsodium",
    "pgtap",
    "pgtt",
    "plcoffee",
    "pljava",
    "plls",
    "plperl",
    "plperlu",
    "plpgsql_check",
    "plprofiler",
    "plproxy",
    "plpython3u",
    "plr",
    "plrust",
    "pltcl",
    "pltclu",
    "plv8",
    "pointcloud",
    "roaringbitmap",
    "supabase_vault",
    "table_version",
    "tdigest",
    "tds_fdw",
    "temporal_tables",
    "timescaledb",
    "timescaledb_toolkit",
    "ulid",
    "unit",
    "uuidv7",
    "vchord",
    "vectors",
    "vectorscale",
    "wrappers",
    "zhparser",
    "zombodb",
];

pub(super) fn check(schema: &Checked<'_, '_>, found: &mut Findings) {
    for declared in &schema.cx.names.objects {
        if declared.item.keyword.text != "extension" {
            continue;
        }
        let written = &*declared.name.text;
        if known_names().any(|known| known == written) || OTHERS.contains(&written) {
            continue;
        }
        let Some(known) = suggestion(written, known_names()) else { continue };
        let diagnostic = Diagnostic::warning(
            codes::MISSPELT_EXTENSION,
            format!("nothing is known of an extension `{written}`"),
            declared.name.span,
            "PostgreSQL looks for it by this name",
        )
        .help(format!("did you mean `{known}`?"))
        .perhaps(declared.name.span, spelled(known));
        found.add(diagnostic, Spot::Block);
    }
}
