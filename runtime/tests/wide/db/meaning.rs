//! Generated from schema.pgorm. Do not edit.

#[derive(Debug, Clone, PartialEq)]
pub struct Meaning(pub pg_orm::types::Vector);

impl pg_orm::Value for Meaning {
    fn accepts(type_: &pg_orm::types::Type) -> bool {
        <pg_orm::types::Vector as pg_orm::Value>::accepts(type_)
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

impl pg_orm::Domain for Meaning {
    type Base = pg_orm::types::Vector;

    fn from_base(base: pg_orm::types::Vector) -> Self {
        Self(base)
    }
}

impl From<pg_orm::types::Vector> for Meaning {
    fn from(base: pg_orm::types::Vector) -> Self {
        Self(base)
    }
}

impl From<Meaning> for pg_orm::types::Vector {
    fn from(value: Meaning) -> Self {
        value.0
    }
}

impl std::ops::Deref for Meaning {
    type Target = pg_orm::types::Vector;

    fn deref(&self) -> &pg_orm::types::Vector {
        &self.0
    }
}
