//! A model for each type: a key, a value, an array of values.

use std::fmt::Debug;

use pg_orm::generated::{Insertable, Row, Table, Values};
use pg_orm::types::Array;
use pg_orm::{Column, Error, Model, Open, Value};

/// A type of PostgreSQL as one of Rust.
pub(crate) trait Case: Clone + Debug + Send + Sync + 'static {
    type Value: Value + Clone;
    const TYPE: &'static str;
    const TABLE: &'static Table;
}

macro_rules! case {
    ($name:ident: $value:ty, $type_:literal) => {
        #[derive(Debug, Clone)]
        pub(crate) struct $name;

        impl $crate::holder::Case for $name {
            type Value = $value;
            const TYPE: &'static str = $type_;
            const TABLE: &'static pg_orm::generated::Table = &pg_orm::generated::Table {
                is_view: false,
                model: stringify!($name),
                name: concat!("\"", module_path!(), stringify!($name), "\""),
                columns: &[
                    $crate::holder::column("id", "integer"),
                    $crate::holder::column("value", $type_),
                    $crate::holder::column("list", concat!($type_, "[]")),
                ],
                primary_key: &[0],
                links: &[],
            };
        }
    };
}
pub(crate) use case;

pub(crate) const fn column(field: &'static str, type_: &'static str) -> pg_orm::generated::ColumnDef {
    pg_orm::generated::ColumnDef {
        field,
        name: field,
        type_,
        kind: pg_orm::generated::ColumnKind::Plain,
        is_updated: false,
    }
}

#[derive(Debug, Clone)]
pub(crate) struct Holder<C: Case> {
    pub(crate) id: i32,
    pub(crate) value: Option<C::Value>,
    pub(crate) list: Option<Array<C::Value>>,
}

impl<C: Case> Holder<C> {
    pub(crate) const VALUE: Column<Self, Option<C::Value>> = Column::new(1);
    pub(crate) const LIST: Column<Self, Option<Array<C::Value>>> = Column::new(2);
    pub(crate) const ID: Column<Self, i32> = Column::new(0);
}

impl<C: Case> Model for Holder<C> {
    const TABLE: &'static Table = C::TABLE;
    type Access = Open;

    fn decode(row: &mut Row<'_>) -> Result<Self, Error> {
        Ok(Self { id: row.next()?, value: row.next()?, list: row.next()? })
    }
}

impl<C: Case> Insertable for Holder<C> {
    type Model = Self;

    fn values<'a>(&'a self, row: &mut Values<'a>) {
        row.push(0, &self.id);
        row.push_some(1, &self.value);
        row.push_some(2, &self.list);
    }
}
