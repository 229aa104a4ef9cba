//! Generated from schema.pgorm. Do not edit.

#[derive(Debug, Clone, PartialEq)]
pub struct Price {
    pub amount: pg_orm::types::rust_decimal::Decimal,
    pub currency: String,
}

static LAYOUT: pg_orm::generated::Layout = pg_orm::generated::Layout {
    type_: "price",
    attributes: &["amount", "currency"],
};

impl pg_orm::Value for Price {
    fn accepts(type_: &pg_orm::types::Type) -> bool {
        LAYOUT.is_of(type_)
    }

    fn read(
        type_: &pg_orm::types::Type,
        raw: &[u8],
    ) -> Result<Self, pg_orm::types::BoxError> {
        let mut parts = LAYOUT.read(type_, raw)?;
        Ok(Self {
            amount: parts.next()?,
            currency: parts.next()?,
        })
    }

    fn write(
        &self,
        type_: &pg_orm::types::Type,
        out: &mut pg_orm::types::BytesMut,
    ) -> Result<(), pg_orm::types::BoxError> {
        LAYOUT.write(type_, out)?.next(&self.amount)?.next(&self.currency)?.end()
    }
}
