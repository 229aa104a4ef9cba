//! What well-known extensions bring: types, operator classes, index methods, functions of triggers.

use super::Context;

/// What an extension brings.
struct Known {
    extension: &'static str,
    types: &'static [&'static str],
    /// Operator classes that no other extension has; one that ends in `*` stands for all that begin so.
    operator_classes: &'static [&'static str],
    methods: &'static [&'static str],
    trigger_functions: &'static [&'static str],
}

const fn types(extension: &'static str, types: &'static [&'static str]) -> Known {
    Known { extension, types, operator_classes: &[], methods: &[], trigger_functions: &[] }
}

const fn classes(
    extension: &'static str,
    types: &'static [&'static str],
    operator_classes: &'static [&'static str],
) -> Known {
    Known { extension, types, operator_classes, methods: &[], trigger_functions: &[] }
}

const fn triggers(extension: &'static str, trigger_functions: &'static [&'static str]) -> Known {
    Known { extension, types: &[], operator_classes: &[], methods: &[], trigger_functions }
}

const KNOWN: &[Known] = &[
    triggers("autoinc", &["autoinc"]),
    Known { methods: &["bloom"], ..types("bloom", &[]) },
    // Its classes have the names of PostgreSQL's own of other methods.
    classes("btree_gin", &[], &[]),
    classes(
        "btree_gist",
        &["gbtreekey2", "gbtreekey4", "gbtreekey8", "gbtreekey16", "gbtreekey32", "gbtreekey_var"],
        &[
            "gist_bit_ops",
            "gist_bool_ops",
            "gist_bpchar_ops",
            "gist_bytea_ops",
            "gist_cash_ops",
            "gist_cidr_ops",
            "gist_date_ops",
            "gist_enum_ops",
            "gist_float4_ops",
            "gist_float8_ops",
            "gist_inet_ops",
            "gist_int2_ops",
            "gist_int4_ops",
            "gist_int8_ops",
            "gist_interval_ops",
            "gist_macaddr8_ops",
            "gist_macaddr_ops",
            "gist_numeric_ops",
            "gist_oid_ops",
            "gist_text_ops",
            "gist_time_ops",
            "gist_timestamp_ops",
            "gist_timestamptz_ops",
            "gist_timetz_ops",
            "gist_uuid_ops",
            "gist_vbit_ops",
        ],
    ),
    classes("citext", &["citext"], &["citext_ops", "citext_pattern_ops"]),
    classes("cube", &["cube"], &["cube_ops", "gist_cube_ops"]),
    classes(
        "hstore",
        &["hstore", "ghstore"],
        &["btree_hstore_ops", "hash_hstore_ops", "gist_hstore_ops", "gin_hstore_ops"],
    ),
    types("earthdistance", &["earth"]),
    types("h3", &["h3index"]),
    triggers("insert_username", &["insert_username"]),
    classes("intarray", &["query_int"], &["gist__int_ops", "gist__intbig_ops", "gin__int_ops"]),
    types("ip4r", &["ip4", "ip4r", "ip6", "ip6r", "ipaddress", "iprange"]),
    classes(
        "isn",
        &["ean13", "isbn", "isbn13", "ismn", "ismn13", "issn", "issn13", "upc"],
        &[
            "ean13_ops",
            "isbn_ops",
            "isbn13_ops",
            "ismn_ops",
            "ismn13_ops",
            "issn_ops",
            "issn13_ops",
            "upc_ops",
        ],
    ),
    Known { trigger_functions: &["lo_manage"], ..types("lo", &["lo"]) },
    classes(
        "ltree",
        &["ltree", "lquery", "ltxtquery"],
        &["ltree_ops", "hash_ltree_ops", "gist_ltree_ops", "gist__ltree_ops"],
    ),
    triggers("moddatetime", &["moddatetime"]),
    classes("pg_trgm", &["gtrgm"], &["gin_trgm_ops", "gist_trgm_ops"]),
    classes(
        "postgis",
        &["box2d", "box2df", "box3d", "geography", "geometry", "geometry_dump", "gidx", "spheroid"],
        &[
            "gist_geometry_ops_*",
            "gist_geography_ops",
            "brin_geometry_*",
            "brin_geography_*",
            "spgist_geometry_*",
            "spgist_geography_*",
        ],
    ),
    types("postgis_raster", &["raster"]),
    types("prefix", &["prefix_range"]),
    triggers("refint", &["check_foreign_key", "check_primary_key"]),
    Known { methods: &["rum"], ..classes("rum", &[], &["rum_*"]) },
    classes("seg", &["seg"], &["seg_ops", "gist_seg_ops"]),
    types("semver", &["semver"]),
    triggers("tcn", &["triggered_change_notification"]),
    Known {
        extension: "vector",
        types: &["vector", "halfvec", "sparsevec"],
        operator_classes: &["vector_*", "halfvec_*", "sparsevec_*", "bit_hamming_ops", "bit_jaccard_ops"],
        methods: &["hnsw", "ivfflat"],
        trigger_functions: &[],
    },
];

/// Extensions that bring functions and views alone, or what has a name of its own here.
const WITHOUT_TYPES: &[&str] = &[
    "amcheck",
    "dblink",
    "dict_int",
    "dict_xsyn",
    "file_fdw",
    "fuzzystrmatch",
    "intagg",
    "pageinspect",
    "pg_buffercache",
    "pg_freespacemap",
    "pg_logicalinspect",
    "pg_prewarm",
    "pg_stat_statements",
    "pg_surgery",
    "pg_visibility",
    "pg_walinspect",
    "pgcrypto",
    "pgrowlocks",
    "pgstattuple",
    "plpgsql",
    "postgres_fdw",
    "sslinfo",
    "tablefunc",
    "tsm_system_rows",
    "tsm_system_time",
    "unaccent",
    "uuid-ossp",
    "xml2",
];

/// What of an extension is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Type,
    OperatorClass,
    Method,
    TriggerFunction,
}

/// The known extension that brings something of this name.
pub(super) fn that_brings(part: Part, name: &str) -> Option<&'static str> {
    let has = |known: &&Known| match part {
        Part::Type => known.types.contains(&name),
        Part::Method => known.methods.contains(&name),
        Part::TriggerFunction => known.trigger_functions.contains(&name),
        Part::OperatorClass => known.operator_classes.iter().any(|class| match class.strip_suffix('*') {
            Some(start) => name.starts_with(start),
            None => *class == name,
        }),
    };
    KNOWN.iter().find(has).map(|known| known.extension)
}

/// The names of the extensions that something is known of.
pub(super) fn known_names() -> impl Iterator<Item = &'static str> {
    KNOWN.iter().map(|known| known.extension).chain(WITHOUT_TYPES.iter().copied())
}

/// Whether a well-known extension brings a type of this name.
pub(crate) fn is_type(name: &str) -> bool {
    that_brings(Part::Type, name).is_some()
}

impl Context<'_> {
    /// The schema that holds what an extension brings; `None` where it is not declared.
    pub(super) fn extension_schema(&self, extension: &str) -> Option<String> {
        let extension = self.extensions.iter().find(|declared| declared.name == extension)?;
        Some(extension.schema.clone().unwrap_or_else(|| super::items::PUBLIC.to_owned()))
    }

    /// Whether objects may be there that nothing is known of: an extension's that is not well known, or raw ones.
    pub(super) fn has_unknown_objects(&self) -> bool {
        let is_unknown =
            |name: &str| !WITHOUT_TYPES.contains(&name) && !KNOWN.iter().any(|known| known.extension == name);
        self.names.objects.iter().any(|declared| declared.item.keyword.text == "raw")
            || self.extensions.iter().any(|extension| is_unknown(&extension.name))
    }

    /// Whether an extension gives a method of indexes operators for the types that every PostgreSQL has.
    pub(super) fn has_operators_of_extensions(&self, method: &str) -> bool {
        let extension = match method {
            "gist" => "btree_gist",
            "gin" => "btree_gin",
            _ => return false,
        };
        self.extension_schema(extension).is_some()
    }
}
