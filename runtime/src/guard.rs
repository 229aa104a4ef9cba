//! Composites, whose attributes only their names tell apart: checked in the statement's own round trip.
//!
//! A composite's value names the types of its attributes, not the attributes. Where one is dropped and another of the same type
//! is added while this connection is open, values have the same form with another meaning, and PostgreSQL says nothing of it. So
//! a statement with a composite is followed by another one, which fails where the attributes are not those that this connection
//! learnt of; what was written is rolled back with it.
//!
//! A transaction with a snapshot reads the catalog as it was, while values are read and written by the catalog as it is. Hence each
//! attribute is asked for twice: in `pg_attribute`, and by `pg_identify_object_as_address`, which goes by the server's caches. These
//! are at least as new as what the statement before went by. An attribute that was added and not yet seen changes the number of
//! attributes, which both sides check in every value.

use tokio_postgres::Statement as Prepared;
use tokio_postgres::error::SqlState;

use crate::error::{Error, ErrorKind};
use crate::render::{Param, ParamValue, Statement};
use crate::types::{Kind, Oid, Type};

/// Fails where the attributes of one of the types are not as they were. What it fails with has the type's OID behind a `#`.
const SQL: &str = "select (case when e.layout = \
(select coalesce(pg_catalog.string_agg(pg_catalog.concat(a.atttypid, ' ', a.attname), ',' order by a.attnum), '') \
from pg_catalog.pg_attribute a join pg_catalog.pg_type t on t.typrelid = a.attrelid \
where t.oid = e.type and a.attnum > 0 and not a.attisdropped and \
((pg_catalog.pg_identify_object_as_address('pg_catalog.pg_class'::pg_catalog.regclass, a.attrelid, a.attnum)).object_names)[3] \
= a.attname) then '1' else pg_catalog.concat('changed #', e.type) end)::pg_catalog.int4 \
from rows from (pg_catalog.unnest($1::pg_catalog.oid[]), pg_catalog.unnest($2::pg_catalog.text[])) e (type, layout)";

/// The types to check, and their attributes as this connection knows them.
#[derive(Debug, Default)]
pub(crate) struct Guard {
    types: Vec<Oid>,
    names: Vec<String>,
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
            Kind::Array(inner) | Kind::Domain(inner) | Kind::Range(inner) | Kind::Multirange(inner) => {
                self.add(inner);
            }
            Kind::Composite(attributes) => {
                attributes.iter().for_each(|attribute| self.add(attribute.type_()));
                let layout = attributes.iter().map(|it| format!("{} {}", it.type_().oid(), it.name()));
                let layout = layout.collect::<Vec<_>>().join(",");
                // Two statements may know one type differently, where they were prepared at the same time as it changed.
                let mut known = self.types.iter().zip(&self.layouts);
                if !known.any(|(oid, other)| *oid == type_.oid() && *other == layout) {
                    self.types.push(type_.oid());
                    self.names.push(type_.name().to_owned());
                    self.layouts.push(layout);
                }
            }
            _ => {}
        }
    }

    pub(crate) fn statement(&self) -> Statement<'_> {
        let param = |value| Param { value: ParamValue::Borrowed(value), column: None };
        Statement { text: SQL.into(), params: vec![param(&self.types), param(&self.layouts)], routine: None }
    }

    /// What the check's failure tells: which type has changed, where it is that.
    pub(crate) fn failed(&self, error: tokio_postgres::Error) -> Error {
        let code = error.code();
        if code != Some(&SqlState::INVALID_TEXT_REPRESENTATION) && code != Some(&SqlState::INTERNAL_ERROR) {
            return Error::database(error);
        }
        let message = error.as_db_error().map_or("", |error| error.message());
        let digits = message.split_once('#').map_or("", |(_, behind)| behind);
        let digits = digits.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
        let oid = digits.parse::<Oid>().ok();
        let place = self.types.iter().position(|type_| Some(*type_) == oid);
        let name = place.and_then(|place| self.names.get(place)).cloned();
        // Where the type is known, the check's own failure says nothing more.
        let source = if name.is_some() { None } else { Some(error) };
        let type_ = Some(name.unwrap_or_else(|| self.names.join("`, `")));
        Error::new(ErrorKind::Changed { type_, source })
    }
}
