//! Generated from schema.pgorm. Do not edit.

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PostState {
    Draft,
    Live,
    Archived,
}

impl PostState {
    /// Every value, in the database's order.
    pub const ALL: &'static [Self] = &[Self::Draft, Self::Live, Self::Archived];

    /// The label in the database.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Live => "published",
            Self::Archived => "archived",
        }
    }
}

impl pg_orm::Enum for PostState {
    const TYPE: &'static str = "post_state";
    const VALUES: &'static [Self] = Self::ALL;

    fn label(self) -> &'static str {
        Self::label(self)
    }
}

impl std::fmt::Display for PostState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.label())
    }
}

impl std::str::FromStr for PostState {
    type Err = pg_orm::UnknownLabel;

    fn from_str(label: &str) -> Result<Self, Self::Err> {
        pg_orm::generated::value_of_label(label)
    }
}

impl pg_orm::types::ToSql for PostState {
    fn to_sql(
        &self,
        _: &pg_orm::types::Type,
        out: &mut pg_orm::types::BytesMut,
    ) -> Result<pg_orm::types::IsNull, pg_orm::types::BoxError> {
        pg_orm::generated::write_label(*self, out)
    }

    fn accepts(type_: &pg_orm::types::Type) -> bool {
        pg_orm::generated::is_enum::<Self>(type_)
    }

    fn to_sql_checked(
        &self,
        type_: &pg_orm::types::Type,
        out: &mut pg_orm::types::BytesMut,
    ) -> Result<pg_orm::types::IsNull, pg_orm::types::BoxError> {
        pg_orm::types::__to_sql_checked(self, type_, out)
    }
}

impl<'a> pg_orm::types::FromSql<'a> for PostState {
    fn from_sql(
        _: &pg_orm::types::Type,
        raw: &'a [u8],
    ) -> Result<Self, pg_orm::types::BoxError> {
        pg_orm::generated::read_label(raw)
    }

    fn accepts(type_: &pg_orm::types::Type) -> bool {
        pg_orm::generated::is_enum::<Self>(type_)
    }
}
