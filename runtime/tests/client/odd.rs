//! Models by hand: keyed by a type whose equal values differ in their bytes, or by two columns; with domains and xml beside.

use pg_orm::generated::{ColumnDef, ColumnKind, Insertable, Link, Row, Table, Values};
use pg_orm::types::rust_decimal::Decimal;
use pg_orm::{Error, Model, Open, Query};

pub(crate) const SCHEMA: &str = "
    create domain label as text;
    create table purse (no numeric primary key, label label, labels label[], note xml);
    create table coin (id integer primary key, purse_no numeric not null references purse);
    insert into purse (no) values (1.0), (2.50), (3);
    insert into coin values (1, 1.00), (2, 1), (3, 2.5);
    create table place (x integer, y text, primary key (x, y));
    create table visit (id integer primary key, x integer, y text, foreign key (x, y) references place);
    insert into place values (1, 'a'), (1, 'ab'), (11, 'b'), (2, 'a');
    insert into visit values (1, 1, 'a'), (2, 1, 'ab'), (3, 11, 'b'), (4, 1, 'a'), (5, null, 'a'), (6, null, null);
";

const fn column(field: &'static str, type_: &'static str) -> ColumnDef {
    ColumnDef { field, name: field, type_, kind: ColumnKind::Plain, is_updated: false }
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Purse {
    pub(crate) no: Decimal,
    pub(crate) label: Option<String>,
    pub(crate) labels: Option<Vec<String>>,
    pub(crate) note: Option<String>,
}

static PURSE: Table = Table {
    is_view: false,
    model: "Purse",
    name: "purse",
    columns: &[
        column("no", "numeric"),
        column("label", "label"),
        column("labels", "label[]"),
        column("note", "xml"),
    ],
    primary_key: &[0],
    links: &[Link { name: "coins", source: &[0], target: &[1], through: None }],
};

impl pg_orm::Stored for Purse {}

impl Model for Purse {
    const TABLE: &'static Table = &PURSE;
    type Access = Open;

    fn decode(row: &mut Row<'_>) -> Result<Self, Error> {
        Ok(Self { no: row.next()?, label: row.next()?, labels: row.next()?, note: row.next()? })
    }
}

impl Insertable for Purse {
    type Model = Self;

    fn values<'a>(&'a self, row: &mut Values<'a>) {
        row.push(0, &self.no);
        row.push_some(1, &self.label);
        row.push_some(2, &self.labels);
        row.push_some(3, &self.note);
    }
}

impl Purse {
    pub(crate) fn query() -> Query<Self> {
        Query::new()
    }
}

pub(crate) mod purse {
    use super::{Coin, Decimal, Purse};
    use pg_orm::{Column, Many};

    #[expect(non_upper_case_globals)]
    pub(crate) const no: Column<Purse, Decimal> = Column::new(0);
    #[expect(non_upper_case_globals)]
    pub(crate) const label: Column<Purse, Option<String>> = Column::new(1);
    #[expect(non_upper_case_globals)]
    pub(crate) const labels: Column<Purse, Option<Vec<String>>> = Column::new(2);
    #[expect(non_upper_case_globals)]
    pub(crate) const coins: Many<Purse, Coin> = Many::new(0);
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Coin {
    pub(crate) id: i32,
    pub(crate) purse_no: Decimal,
}

static COIN: Table = Table {
    is_view: false,
    model: "Coin",
    name: "coin",
    columns: &[column("id", "integer"), column("purse_no", "numeric")],
    primary_key: &[0],
    links: &[Link { name: "purse", source: &[1], target: &[0], through: None }],
};

impl pg_orm::Stored for Coin {}

impl Model for Coin {
    const TABLE: &'static Table = &COIN;
    type Access = Open;

    fn decode(row: &mut Row<'_>) -> Result<Self, Error> {
        Ok(Self { id: row.next()?, purse_no: row.next()? })
    }
}

impl Coin {
    pub(crate) fn query() -> Query<Self> {
        Query::new()
    }
}

pub(crate) mod coin {
    use super::{Coin, Purse};
    use pg_orm::{Column, One};

    #[expect(non_upper_case_globals)]
    pub(crate) const id: Column<Coin, i32> = Column::new(0);
    #[expect(non_upper_case_globals)]
    pub(crate) const purse: One<Coin, Purse> = One::new(0);
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Place {
    pub(crate) x: i32,
    pub(crate) y: String,
}

static PLACE: Table = Table {
    is_view: false,
    model: "Place",
    name: "place",
    columns: &[column("x", "integer"), column("y", "text")],
    primary_key: &[0, 1],
    links: &[Link { name: "visits", source: &[0, 1], target: &[1, 2], through: None }],
};

impl pg_orm::Stored for Place {}

impl Model for Place {
    const TABLE: &'static Table = &PLACE;
    type Access = Open;

    fn decode(row: &mut Row<'_>) -> Result<Self, Error> {
        Ok(Self { x: row.next()?, y: row.next()? })
    }
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Visit {
    pub(crate) id: i32,
    pub(crate) x: Option<i32>,
    pub(crate) y: Option<String>,
}

static VISIT: Table = Table {
    is_view: false,
    model: "Visit",
    name: "visit",
    columns: &[column("id", "integer"), column("x", "integer"), column("y", "text")],
    primary_key: &[0],
    links: &[Link { name: "place", source: &[1, 2], target: &[0, 1], through: None }],
};

impl pg_orm::Stored for Visit {}

impl Model for Visit {
    const TABLE: &'static Table = &VISIT;
    type Access = Open;

    fn decode(row: &mut Row<'_>) -> Result<Self, Error> {
        Ok(Self { id: row.next()?, x: row.next()?, y: row.next()? })
    }
}

impl Place {
    pub(crate) fn query() -> Query<Self> {
        Query::new()
    }
}

impl Visit {
    pub(crate) fn query() -> Query<Self> {
        Query::new()
    }
}

pub(crate) mod place {
    use super::{Place, Visit};
    use pg_orm::{Column, Many};

    #[expect(non_upper_case_globals)]
    pub(crate) const x: Column<Place, i32> = Column::new(0);
    #[expect(non_upper_case_globals)]
    pub(crate) const y: Column<Place, String> = Column::new(1);
    #[expect(non_upper_case_globals)]
    pub(crate) const visits: Many<Place, Visit> = Many::new(0);
}

pub(crate) mod visit {
    use super::{Place, Visit};
    use pg_orm::{Column, Maybe};

    #[expect(non_upper_case_globals)]
    pub(crate) const id: Column<Visit, i32> = Column::new(0);
    #[expect(non_upper_case_globals)]
    pub(crate) const place: Maybe<Visit, Place> = Maybe::new(0);
}
