//! Generated from schema.pgorm. Do not edit.

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    Draft,
    Live,
}

impl State {
    /// Every value, in the database's order.
    pub const ALL: &'static [Self] = &[Self::Draft, Self::Live];

    /// The label in the database.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Live => "live",
        }
    }
}

impl pg_orm::Enum for State {
    const TYPE: &'static str = "state";
    const VALUES: &'static [Self] = Self::ALL;

    fn label(self) -> &'static str {
        Self::label(self)
    }
}

impl std::fmt::Display for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.label())
    }
}

impl std::str::FromStr for State {
    type Err = pg_orm::UnknownLabel;

    fn from_str(label: &str) -> Result<Self, pg_orm::UnknownLabel> {
        pg_orm::generated::value_of_label(label)
    }
}
