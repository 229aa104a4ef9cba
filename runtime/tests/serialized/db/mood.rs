//! Generated from schema.pgorm. Do not edit.

#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    serde::Serialize,
    serde::Deserialize
)]
pub enum Mood {
    #[serde(rename = "happy")]
    Happy,
    #[serde(rename = "not so happy")]
    Sad,
}

impl Mood {
    /// Every value, in the database's order.
    pub const ALL: &'static [Self] = &[Self::Happy, Self::Sad];

    /// The label in the database.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Happy => "happy",
            Self::Sad => "not so happy",
        }
    }
}

impl pg_orm::Enum for Mood {
    const TYPE: &'static str = "mood";
    const VALUES: &'static [Self] = Self::ALL;

    fn label(self) -> &'static str {
        Self::label(self)
    }
}

impl std::fmt::Display for Mood {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.label())
    }
}

impl std::str::FromStr for Mood {
    type Err = pg_orm::UnknownLabel;

    fn from_str(label: &str) -> Result<Self, pg_orm::UnknownLabel> {
        pg_orm::generated::value_of_label(label)
    }
}
