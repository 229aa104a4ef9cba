//! `uuid` as `uuid::Uuid`.

use uuid::Uuid;

use crate::types::{self, BoxError, BytesMut, Type, Unfit};
use crate::value::{Value, base_type};

impl From<Uuid> for types::Uuid {
    fn from(uuid: Uuid) -> Self {
        Self(uuid.into_bytes())
    }
}

impl From<types::Uuid> for Uuid {
    fn from(uuid: types::Uuid) -> Self {
        Self::from_bytes(uuid.0)
    }
}

impl Value for Uuid {
    fn accepts(type_: &Type) -> bool {
        *base_type(type_) == Type::UUID
    }

    #[inline]
    fn read(_: &Type, raw: &[u8]) -> Result<Self, BoxError> {
        match raw.try_into() {
            Ok(bytes) => Ok(Self::from_bytes(bytes)),
            Err(_) => Err(Unfit::Length { expected: 16, found: raw.len() }.into()),
        }
    }

    #[inline]
    fn write(&self, _: &Type, out: &mut BytesMut) -> Result<(), BoxError> {
        out.extend_from_slice(self.as_bytes());
        Ok(())
    }
}

crate::value::bases!(Uuid);
