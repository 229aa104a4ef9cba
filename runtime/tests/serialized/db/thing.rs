//! Generated from schema.pgorm. Do not edit.

use super::{Mail, Mood, Price};

/// A column of each type of `pg_orm::types`, as far as a schema can name it, and of those of other crates.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Thing {
    pub id: i32,
    pub mood: Mood,
    pub moods: Vec<Mood>,
    pub mail: Mail,
    pub price: Price,
    pub names: Vec<Option<String>>,
    pub grid: pg_orm::types::Array<i32>,
    pub ratio: f64,
    pub big: pg_orm::types::Numeric,
    pub born: pg_orm::types::chrono::NaiveDate,
    pub at: pg_orm::types::chrono::DateTime<pg_orm::types::chrono::Utc>,
    pub every: pg_orm::types::Interval,
    pub key: pg_orm::types::uuid::Uuid,
    pub doc: pg_orm::types::serde_json::Value,
    pub kept: pg_orm::types::Json,
    pub host: pg_orm::types::Inet,
    pub net: pg_orm::types::Cidr,
    pub mac: pg_orm::types::MacAddr,
    pub mac8: pg_orm::types::MacAddr8,
    pub bits: pg_orm::types::BitString,
    pub spot: pg_orm::types::Point,
    pub edge: pg_orm::types::Line,
    pub segment: pg_orm::types::Lseg,
    pub frame: pg_orm::types::Box_,
    pub way: pg_orm::types::Path,
    pub area: pg_orm::types::Polygon,
    pub round: pg_orm::types::Circle,
    pub span: pg_orm::types::Range<i32>,
    pub spans: pg_orm::types::MultiRange<i32>,
    pub period: pg_orm::types::Range<
        pg_orm::types::chrono::DateTime<pg_orm::types::chrono::Utc>,
    >,
    pub words: pg_orm::types::TsVector,
    pub search: pg_orm::types::TsQuery,
    pub lsn: pg_orm::types::PgLsn,
    pub xid: pg_orm::types::Xid8,
    pub cost: pg_orm::types::Money,
    pub late: pg_orm::types::TimeTz,
    pub json_path: pg_orm::types::JsonPath,
    pub tuple: pg_orm::types::Tid,
    pub seen: pg_orm::types::Snapshot,
}

pub const id: pg_orm::Column<Thing, i32> = pg_orm::Column::new(0);
pub const mood: pg_orm::Column<Thing, Mood> = pg_orm::Column::new(1);
pub const moods: pg_orm::Column<Thing, Vec<Mood>> = pg_orm::Column::new(2);
pub const mail: pg_orm::Column<Thing, Mail> = pg_orm::Column::new(3);
pub const price: pg_orm::Column<Thing, Price> = pg_orm::Column::new(4);
pub const names: pg_orm::Column<Thing, Vec<Option<String>>> = pg_orm::Column::new(5);
pub const grid: pg_orm::Column<Thing, pg_orm::types::Array<i32>> = pg_orm::Column::new(
    6,
);
pub const ratio: pg_orm::Column<Thing, f64> = pg_orm::Column::new(7);
pub const big: pg_orm::Column<Thing, pg_orm::types::Numeric> = pg_orm::Column::new(8);
pub const born: pg_orm::Column<Thing, pg_orm::types::chrono::NaiveDate> = pg_orm::Column::new(
    9,
);
pub const at: pg_orm::Column<
    Thing,
    pg_orm::types::chrono::DateTime<pg_orm::types::chrono::Utc>,
> = pg_orm::Column::new(10);
pub const every: pg_orm::Column<Thing, pg_orm::types::Interval> = pg_orm::Column::new(
    11,
);
pub const key: pg_orm::Column<Thing, pg_orm::types::uuid::Uuid> = pg_orm::Column::new(
    12,
);
pub const doc: pg_orm::Column<Thing, pg_orm::types::serde_json::Value> = pg_orm::Column::new(
    13,
);
pub const kept: pg_orm::Column<
    Thing,
    pg_orm::types::Json,
    pg_orm::Writable,
    pg_orm::Incomparable,
> = pg_orm::Column::new(14);
pub const host: pg_orm::Column<Thing, pg_orm::types::Inet> = pg_orm::Column::new(15);
pub const net: pg_orm::Column<Thing, pg_orm::types::Cidr> = pg_orm::Column::new(16);
pub const mac: pg_orm::Column<Thing, pg_orm::types::MacAddr> = pg_orm::Column::new(17);
pub const mac8: pg_orm::Column<Thing, pg_orm::types::MacAddr8> = pg_orm::Column::new(18);
pub const bits: pg_orm::Column<Thing, pg_orm::types::BitString> = pg_orm::Column::new(
    19,
);
pub const spot: pg_orm::Column<
    Thing,
    pg_orm::types::Point,
    pg_orm::Writable,
    pg_orm::Incomparable,
> = pg_orm::Column::new(20);
pub const edge: pg_orm::Column<
    Thing,
    pg_orm::types::Line,
    pg_orm::Writable,
    pg_orm::Unordered,
> = pg_orm::Column::new(21);
pub const segment: pg_orm::Column<
    Thing,
    pg_orm::types::Lseg,
    pg_orm::Writable,
    pg_orm::Unordered,
> = pg_orm::Column::new(22);
pub const frame: pg_orm::Column<
    Thing,
    pg_orm::types::Box_,
    pg_orm::Writable,
    pg_orm::Unordered,
> = pg_orm::Column::new(23);
pub const way: pg_orm::Column<
    Thing,
    pg_orm::types::Path,
    pg_orm::Writable,
    pg_orm::Unordered,
> = pg_orm::Column::new(24);
pub const area: pg_orm::Column<
    Thing,
    pg_orm::types::Polygon,
    pg_orm::Writable,
    pg_orm::Incomparable,
> = pg_orm::Column::new(25);
pub const round: pg_orm::Column<
    Thing,
    pg_orm::types::Circle,
    pg_orm::Writable,
    pg_orm::Unordered,
> = pg_orm::Column::new(26);
pub const span: pg_orm::Column<Thing, pg_orm::types::Range<i32>> = pg_orm::Column::new(
    27,
);
pub const spans: pg_orm::Column<Thing, pg_orm::types::MultiRange<i32>> = pg_orm::Column::new(
    28,
);
pub const period: pg_orm::Column<
    Thing,
    pg_orm::types::Range<pg_orm::types::chrono::DateTime<pg_orm::types::chrono::Utc>>,
> = pg_orm::Column::new(29);
pub const words: pg_orm::Column<Thing, pg_orm::types::TsVector> = pg_orm::Column::new(
    30,
);
pub const search: pg_orm::Column<Thing, pg_orm::types::TsQuery> = pg_orm::Column::new(
    31,
);
pub const lsn: pg_orm::Column<Thing, pg_orm::types::PgLsn> = pg_orm::Column::new(32);
pub const xid: pg_orm::Column<Thing, pg_orm::types::Xid8> = pg_orm::Column::new(33);
pub const cost: pg_orm::Column<Thing, pg_orm::types::Money> = pg_orm::Column::new(34);
pub const late: pg_orm::Column<Thing, pg_orm::types::TimeTz> = pg_orm::Column::new(35);
pub const json_path: pg_orm::Column<
    Thing,
    pg_orm::types::JsonPath,
    pg_orm::Writable,
    pg_orm::Incomparable,
> = pg_orm::Column::new(36);
pub const tuple: pg_orm::Column<Thing, pg_orm::types::Tid> = pg_orm::Column::new(37);
pub const seen: pg_orm::Column<
    Thing,
    pg_orm::types::Snapshot,
    pg_orm::Writable,
    pg_orm::Incomparable,
> = pg_orm::Column::new(38);

/// What a new [`Thing`] must be given; the rest has defaults, see [`Insert`].
#[derive(Debug, Clone)]
pub struct New {
    pub id: i32,
    pub mood: Mood,
    pub moods: Vec<Mood>,
    pub mail: Mail,
    pub price: Price,
    pub names: Vec<Option<String>>,
    pub grid: pg_orm::types::Array<i32>,
    pub ratio: f64,
    pub big: pg_orm::types::Numeric,
    pub born: pg_orm::types::chrono::NaiveDate,
    pub at: pg_orm::types::chrono::DateTime<pg_orm::types::chrono::Utc>,
    pub every: pg_orm::types::Interval,
    pub key: pg_orm::types::uuid::Uuid,
    pub doc: pg_orm::types::serde_json::Value,
    pub kept: pg_orm::types::Json,
    pub host: pg_orm::types::Inet,
    pub net: pg_orm::types::Cidr,
    pub mac: pg_orm::types::MacAddr,
    pub mac8: pg_orm::types::MacAddr8,
    pub bits: pg_orm::types::BitString,
    pub spot: pg_orm::types::Point,
    pub edge: pg_orm::types::Line,
    pub segment: pg_orm::types::Lseg,
    pub frame: pg_orm::types::Box_,
    pub way: pg_orm::types::Path,
    pub area: pg_orm::types::Polygon,
    pub round: pg_orm::types::Circle,
    pub span: pg_orm::types::Range<i32>,
    pub spans: pg_orm::types::MultiRange<i32>,
    pub period: pg_orm::types::Range<
        pg_orm::types::chrono::DateTime<pg_orm::types::chrono::Utc>,
    >,
    pub words: pg_orm::types::TsVector,
    pub search: pg_orm::types::TsQuery,
    pub lsn: pg_orm::types::PgLsn,
    pub xid: pg_orm::types::Xid8,
    pub cost: pg_orm::types::Money,
    pub late: pg_orm::types::TimeTz,
    pub json_path: pg_orm::types::JsonPath,
    pub tuple: pg_orm::types::Tid,
    pub seen: pg_orm::types::Snapshot,
}

/// A [`Thing`] to insert.
#[derive(Clone)]
#[must_use = "`exec` inserts it"]
pub struct Insert {
    new: New,
}

impl From<New> for Insert {
    fn from(new: New) -> Self {
        Self { new }
    }
}

static TABLE: pg_orm::generated::Table = pg_orm::generated::Table {
    model: "Thing",
    name: "public.thing",
    columns: &[
        pg_orm::generated::ColumnDef {
            field: "id",
            name: "id",
            type_: "integer",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "mood",
            name: "mood",
            type_: "public.mood",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "moods",
            name: "moods",
            type_: "public.mood[]",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "mail",
            name: "mail",
            type_: "public.mail",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "price",
            name: "price",
            type_: "public.price",
            kind: pg_orm::generated::ColumnKind::Composite,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "names",
            name: "names",
            type_: "text[]",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "grid",
            name: "grid",
            type_: "integer[]",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "ratio",
            name: "ratio",
            type_: "double precision",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "big",
            name: "big",
            type_: "numeric",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "born",
            name: "born",
            type_: "date",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "at",
            name: "at",
            type_: "timestamp with time zone",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "every",
            name: "every",
            type_: "interval",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "key",
            name: "key",
            type_: "uuid",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "doc",
            name: "doc",
            type_: "jsonb",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "kept",
            name: "kept",
            type_: "json",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "host",
            name: "host",
            type_: "inet",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "net",
            name: "net",
            type_: "cidr",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "mac",
            name: "mac",
            type_: "macaddr",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "mac8",
            name: "mac8",
            type_: "macaddr8",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "bits",
            name: "bits",
            type_: "bit varying",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "spot",
            name: "spot",
            type_: "point",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "edge",
            name: "edge",
            type_: "line",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "segment",
            name: "segment",
            type_: "lseg",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "frame",
            name: "frame",
            type_: "box",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "way",
            name: "way",
            type_: "path",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "area",
            name: "area",
            type_: "polygon",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "round",
            name: "round",
            type_: "circle",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "span",
            name: "span",
            type_: "int4range",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "spans",
            name: "spans",
            type_: "int4multirange",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "period",
            name: "period",
            type_: "tstzrange",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "words",
            name: "words",
            type_: "tsvector",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "search",
            name: "search",
            type_: "tsquery",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "lsn",
            name: "lsn",
            type_: "pg_lsn",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "xid",
            name: "xid",
            type_: "xid8",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "cost",
            name: "cost",
            type_: "money",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "late",
            name: "late",
            type_: "time with time zone",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "json_path",
            name: "json_path",
            type_: "jsonpath",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "tuple",
            name: "tuple",
            type_: "tid",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "seen",
            name: "seen",
            type_: "pg_snapshot",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
    ],
    primary_key: &[0],
    links: &[],
    is_view: false,
};

static BY_ID: pg_orm::generated::UniqueKey = pg_orm::generated::UniqueKey {
    columns: &[0],
    select: "select t0.id, t0.mood, t0.moods, t0.mail, t0.price, t0.names, t0.grid, t0.ratio, t0.big, t0.born, t0.at, t0.every, t0.key, t0.doc, t0.kept, t0.host, t0.net, t0.mac, t0.mac8, t0.bits, t0.spot, t0.edge, t0.segment, t0.frame, t0.way, t0.area, t0.round, t0.span, t0.spans, t0.period, t0.words, t0.search, t0.lsn, t0.xid, t0.cost, t0.late, t0.json_path, t0.tuple, t0.seen from public.thing t0 where t0.id = $1",
};

impl pg_orm::Model for Thing {
    const TABLE: &'static pg_orm::generated::Table = &TABLE;
    type Access = pg_orm::Open;

    fn decode(row: &mut pg_orm::generated::Row<'_>) -> Result<Self, pg_orm::Error> {
        Ok(Self {
            id: row.next()?,
            mood: row.next()?,
            moods: row.next()?,
            mail: row.next()?,
            price: row.next()?,
            names: row.next()?,
            grid: row.next()?,
            ratio: row.next()?,
            big: row.next()?,
            born: row.next()?,
            at: row.next()?,
            every: row.next()?,
            key: row.next()?,
            doc: row.next()?,
            kept: row.next()?,
            host: row.next()?,
            net: row.next()?,
            mac: row.next()?,
            mac8: row.next()?,
            bits: row.next()?,
            spot: row.next()?,
            edge: row.next()?,
            segment: row.next()?,
            frame: row.next()?,
            way: row.next()?,
            area: row.next()?,
            round: row.next()?,
            span: row.next()?,
            spans: row.next()?,
            period: row.next()?,
            words: row.next()?,
            search: row.next()?,
            lsn: row.next()?,
            xid: row.next()?,
            cost: row.next()?,
            late: row.next()?,
            json_path: row.next()?,
            tuple: row.next()?,
            seen: row.next()?,
        })
    }
}

impl pg_orm::Stored for Thing {}

impl pg_orm::generated::Insertable for Insert {
    type Model = Thing;

    fn values<'a>(&'a self, row: &mut pg_orm::generated::Values<'a>) {
        row.push(0, &self.new.id);
        row.push(1, &self.new.mood);
        row.push(2, &self.new.moods);
        row.push(3, &self.new.mail);
        row.push(4, &self.new.price);
        row.push(5, &self.new.names);
        row.push(6, &self.new.grid);
        row.push(7, &self.new.ratio);
        row.push(8, &self.new.big);
        row.push(9, &self.new.born);
        row.push(10, &self.new.at);
        row.push(11, &self.new.every);
        row.push(12, &self.new.key);
        row.push(13, &self.new.doc);
        row.push(14, &self.new.kept);
        row.push(15, &self.new.host);
        row.push(16, &self.new.net);
        row.push(17, &self.new.mac);
        row.push(18, &self.new.mac8);
        row.push(19, &self.new.bits);
        row.push(20, &self.new.spot);
        row.push(21, &self.new.edge);
        row.push(22, &self.new.segment);
        row.push(23, &self.new.frame);
        row.push(24, &self.new.way);
        row.push(25, &self.new.area);
        row.push(26, &self.new.round);
        row.push(27, &self.new.span);
        row.push(28, &self.new.spans);
        row.push(29, &self.new.period);
        row.push(30, &self.new.words);
        row.push(31, &self.new.search);
        row.push(32, &self.new.lsn);
        row.push(33, &self.new.xid);
        row.push(34, &self.new.cost);
        row.push(35, &self.new.late);
        row.push(36, &self.new.json_path);
        row.push(37, &self.new.tuple);
        row.push(38, &self.new.seen);
    }
}

impl std::fmt::Debug for Insert {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        pg_orm::generated::debug_insert(self, f)
    }
}

/// Apart from the columns above, so that arguments may bear their names.
mod methods {
    use super::{BY_ID, Insert, New, Thing};

    impl Thing {
        /// Reads rows of `public.thing`.
        pub fn query() -> pg_orm::Query<Thing> {
            pg_orm::Query::new()
        }

        /// Inserts one row; `exec` answers it as the database made it.
        pub fn insert(new: New) -> Insert {
            new.into()
        }

        /// Inserts any number of rows with one statement for each set of columns given.
        pub fn insert_many<R: pg_orm::NewRow<Thing, Insert>>(
            rows: impl pg_orm::NewRows<Thing, R>,
        ) -> pg_orm::InsertMany<Insert> {
            pg_orm::InsertMany::new(rows)
        }

        /// The one row with this `id`.
        pub fn by_id(id: i32) -> pg_orm::ByKey<Thing> {
            pg_orm::ByKey::new(&BY_ID).bind(id)
        }
    }

    impl Insert {
        /// Inserts it and answers the row as the database made it.
        pub fn exec<E: pg_orm::Reaches<Thing>>(
            self,
            db: &E,
        ) -> pg_orm::Answer<'_, Thing> {
            pg_orm::generated::insert(self, db)
        }
    }
}
