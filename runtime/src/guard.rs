//! Composites whose attributes only their names tell apart: checked in the statement's own round trip.
//!
//! A composite's value names the types of its attributes, not the attributes. Where two of them have one type, and one is dropped and
//! added again while this connection is open, values have the same form with another meaning, and PostgreSQL says nothing of it. So
//! a statement with such a composite is followed by another one, which fails where the attributes are not those that this
//! connection learnt of; what was written is rolled back.

use tokio_postgres::Statement as Prepared;
use tokio_postgres::types::Field;

use crate::render::{Param, ParamValue, Statement};
use crate::types::{Kind, Oid, Type};

/// Fails where the attributes of one of the types are not as they were.
pub(crate) const SQL: &str = "select (case when e.layout is not distinct from \
(select pg_catalog.string_agg(pg_catalog.concat(a.atttypid, ' ', a.attname), ',' order by a.attnum) \
from pg_catalog.pg_attribute a join pg_catalog.pg_type t on t.typrelid = a.attrelid \
where t.oid = e.type and a.attnum > 0 and not a.attisdropped) \
then '1' else pg_catalog.concat('the attributes of ', pg_catalog.format_type(e.type, null), ' are others') end)::pg_catalog.int4 \
from rows from (pg_catalog.unnest($1::pg_catalog.oid[]), pg_catalog.unnest($2::pg_catalog.text[])) e (type, layout)";

/// The types to check, and their attributes as this connection knows them.
#[derive(Debug, Default)]
pub(crate) struct Guard {
    types: Vec<Oid>,
    layouts: Vec<String>,
}

impl Guard {
    /// What is to be checked for the statements; `None` for most.
    pub(crate) fn of<'p>(statements: impl IntoIterator<Item = &'p Prepared>) -> Option<Self> {
        let mut guard = Self::default();
        for statement in statements {
            statement.params().iter().for_each(|type_| guard.add(type_));
            statement.columns().iter().for_each(|column| guard.add(column.type_()));
        }
        (!guard.types.is_empty()).then_some(guard)
    }

    fn add(&mut self, type_: &Type) {
        match type_.kind() {
            Kind::Array(inner) | Kind::Domain(inner) => self.add(inner),
            Kind::Composite(attributes) => {
                attributes.iter().for_each(|attribute| self.add(attribute.type_()));
                if is_ambiguous(attributes) && !self.types.contains(&type_.oid()) {
                    let layout = attributes.iter().map(|it| format!("{} {}", it.type_().oid(), it.name()));
                    self.types.push(type_.oid());
                    self.layouts.push(layout.collect::<Vec<_>>().join(","));
                }
            }
            _ => {}
        }
    }

    pub(crate) fn statement(&self) -> Statement<'_> {
        let param = |value| Param { value: ParamValue::Borrowed(value), column: None };
        Statement { text: SQL.into(), params: vec![param(&self.types), param(&self.layouts)] }
    }
}

/// Whether two attributes have one type.
fn is_ambiguous(attributes: &[Field]) -> bool {
    let types = attributes.iter().map(Field::type_);
    types.clone().enumerate().any(|(i, type_)| types.clone().skip(i + 1).any(|other| other == type_))
}
