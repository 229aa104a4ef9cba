//! What PostgreSQL refuses in a place whatever the schema: subqueries, aggregates, functions that are not immutable.

/// Where a fragment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Site {
    /// In a check of a table or a domain.
    Check,
    /// In a default.
    Default,
    /// In a key or the condition of an index.
    Index,
    /// In a policy.
    Policy,
    /// In a generated column.
    Generated,
}

impl Site {
    /// For messages.
    pub(crate) const fn noun(self) -> &'static str {
        match self {
            Self::Check => "a check",
            Self::Default => "a default",
            Self::Index => "an index",
            Self::Policy => "a policy",
            Self::Generated => "a generated column",
        }
    }

    /// Whether a subquery may stand there.
    pub(super) const fn takes_subquery(self) -> bool {
        matches!(self, Self::Policy)
    }

    /// Whether functions there must be immutable.
    pub(super) const fn is_immutable(self) -> bool {
        matches!(self, Self::Index | Self::Generated)
    }
}

/// PostgreSQL's own aggregates (manual, section 9.21).
const AGGREGATES: &[&str] = &[
    "any_value",
    "array_agg",
    "avg",
    "bit_and",
    "bit_or",
    "bit_xor",
    "bool_and",
    "bool_or",
    "corr",
    "count",
    "covar_pop",
    "covar_samp",
    "every",
    "json_agg",
    "json_object_agg",
    "jsonb_agg",
    "jsonb_object_agg",
    "max",
    "min",
    "mode",
    "percentile_cont",
    "percentile_disc",
    "range_agg",
    "range_intersect_agg",
    "stddev",
    "stddev_pop",
    "stddev_samp",
    "string_agg",
    "sum",
    "var_pop",
    "var_samp",
    "variance",
    "xmlagg",
];

/// Functions of PostgreSQL's own that are not immutable, whatever their arguments.
const NOT_IMMUTABLE: &[&str] = &[
    "age",
    "clock_timestamp",
    "current_date",
    "current_role",
    "current_setting",
    "current_time",
    "current_timestamp",
    "current_user",
    "currval",
    "gen_random_uuid",
    "lastval",
    "localtime",
    "localtimestamp",
    "nextval",
    "now",
    "random",
    "session_user",
    "set_config",
    "setval",
    "statement_timestamp",
    "timeofday",
    "transaction_timestamp",
    "txid_current",
    "user",
    "uuidv4",
    "uuidv7",
];

/// Whether this is an aggregate of PostgreSQL's own.
pub(super) fn is_aggregate(function: &str) -> bool {
    AGGREGATES.binary_search(&function).is_ok()
}

/// Whether this is a function of PostgreSQL's own that is not immutable, with any arguments that it takes.
pub(super) fn is_never_immutable(function: &str, arguments: usize) -> bool {
    // `age(a, b)` depends on nothing but its arguments.
    NOT_IMMUTABLE.binary_search(&function).is_ok() && !(function == "age" && arguments == 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        assert!(AGGREGATES.is_sorted());
        assert!(NOT_IMMUTABLE.is_sorted());
    }
}
