//! Generated from schema.pgorm. Do not edit.

#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Email(pub String);

impl pg_orm::Value for Email {
    fn accepts(type_: &pg_orm::types::Type) -> bool {
        <String as pg_orm::Value>::accepts(type_)
    }

    fn read(
        type_: &pg_orm::types::Type,
        raw: &[u8],
    ) -> Result<Self, pg_orm::types::BoxError> {
        pg_orm::Value::read(type_, raw).map(Self)
    }

    fn write(
        &self,
        type_: &pg_orm::types::Type,
        out: &mut pg_orm::types::BytesMut,
    ) -> Result<(), pg_orm::types::BoxError> {
        pg_orm::Value::write(&self.0, type_, out)
    }
}

impl pg_orm::Domain for Email {
    type Base = String;

    fn from_base(base: String) -> Self {
        Self(base)
    }
}

impl From<String> for Email {
    fn from(base: String) -> Self {
        Self(base)
    }
}

impl From<&str> for Email {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl From<Email> for String {
    fn from(value: Email) -> Self {
        value.0
    }
}

impl std::ops::Deref for Email {
    type Target = String;

    fn deref(&self) -> &String {
        &self.0
    }
}

impl pg_orm::Text for Email {}

impl std::fmt::Display for Email {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(&self.0, f)
    }
}
