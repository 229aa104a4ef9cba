//! What PostgreSQL refuses in a place whatever the schema: subqueries, aggregates, functions that are not immutable.

use pg_orm_ir::catalog::RuleEvent;

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
    /// The query of a view.
    View,
    /// The statement of a query.
    Query,
    /// The body of the function of this index.
    Body(usize),
    /// The condition of a trigger.
    Trigger(TriggerRows),
    /// The condition of a rule.
    RuleCondition(RuleEvent),
    /// A statement of a rule.
    RuleAction(RuleEvent),
}

/// The rows that a trigger's condition can look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TriggerRows {
    /// It fires for each row.
    pub(crate) is_row: bool,
    /// There is a row as it was.
    pub(crate) has_old: bool,
    /// There is a row as it will be.
    pub(crate) has_new: bool,
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
            Self::View => "a view",
            Self::Query => "a query",
            Self::Body(_) => "a function",
            Self::Trigger(_) => "a trigger's condition",
            Self::RuleCondition(_) | Self::RuleAction(_) => "a rule",
        }
    }

    /// Whether a subquery may stand there.
    pub(super) const fn takes_subquery(self) -> bool {
        !matches!(self, Self::Check | Self::Default | Self::Index | Self::Generated | Self::Trigger(_))
    }

    /// Whether it is one expression, and not statements.
    pub(super) const fn is_expression(self) -> bool {
        !matches!(self, Self::View | Self::Query | Self::Body(_) | Self::RuleAction(_))
    }

    /// Whether functions there must be immutable.
    pub(super) const fn is_immutable(self) -> bool {
        matches!(self, Self::Index | Self::Generated)
    }
}

/// What a place does not take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// A subquery.
    Subquery,
    /// An aggregate.
    Aggregate(String),
    /// A window function.
    Window,
    /// A function that answers rows.
    Set(String),
    /// A function whose answer differs from one moment to the next.
    NotImmutable(String),
    /// A function of the schema that is not declared immutable.
    OwnNotImmutable(String),
    /// An aggregate in a `where`.
    AggregateInWhere(String),
    /// A window function in a `where`.
    WindowInWhere,
    /// A function whose answer depends on settings, or on what the database holds.
    Stable(String),
    /// A function of dates that depends on the time zone where it is given a moment.
    OfMoment(String),
    /// A cast between these types, which depends on settings.
    StableCast(String, String),
}

/// Words that call a function without brackets, which is not immutable (manual, sections 9.9.5 and 9.27.1).
const STABLE_WORDS: &[&str] = &[
    "current_catalog",
    "current_date",
    "current_role",
    "current_schema",
    "current_time",
    "current_timestamp",
    "current_user",
    "localtime",
    "localtimestamp",
    "session_user",
    "system_user",
    "user",
];

/// Whether this word calls such a function.
pub(super) fn is_stable_word(word: &str) -> bool {
    STABLE_WORDS.contains(&word)
}
