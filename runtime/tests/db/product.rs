//! Generated from schema.pgorm. Do not edit.

use super::PostState;

/// A column of each kind that can do less than others, or more.
#[derive(Debug, Clone, PartialEq)]
pub struct Product {
    pub id: i32,
    pub sku: String,
    pub region: Option<String>,
    pub state: Option<PostState>,
    pub price: pg_orm::types::rust_decimal::Decimal,
    pub stock: i32,
    pub rating: Option<f32>,
    pub is_sold: bool,
    pub sizes: Vec<i32>,
    pub meta: Option<pg_orm::types::serde_json::Value>,
    pub data: Option<pg_orm::types::serde_json::Value>,
    pub notes: Option<String>,
    pub place: Option<pg_orm::types::Point>,
    pub outlines: Option<Vec<pg_orm::types::Polygon>>,
    pub area: Option<pg_orm::types::Circle>,
}

pub const id: pg_orm::Column<Product, i32, pg_orm::ReadOnly> = pg_orm::Column::new(0);
pub const sku: pg_orm::Column<Product, String> = pg_orm::Column::new(1);
pub const region: pg_orm::Column<Product, Option<String>> = pg_orm::Column::new(2);
pub const state: pg_orm::Column<Product, Option<PostState>> = pg_orm::Column::new(3);
pub const price: pg_orm::Column<Product, pg_orm::types::rust_decimal::Decimal> = pg_orm::Column::new(
    4,
);
pub const stock: pg_orm::Column<Product, i32> = pg_orm::Column::new(5);
pub const rating: pg_orm::Column<Product, Option<f32>> = pg_orm::Column::new(6);
pub const is_sold: pg_orm::Column<Product, bool> = pg_orm::Column::new(7);
pub const sizes: pg_orm::Column<Product, Vec<i32>> = pg_orm::Column::new(8);
pub const meta: pg_orm::Column<Product, Option<pg_orm::types::serde_json::Value>> = pg_orm::Column::new(
    9,
);
pub const data: pg_orm::Column<
    Product,
    Option<pg_orm::types::serde_json::Value>,
    pg_orm::Writable,
    pg_orm::Incomparable,
> = pg_orm::Column::new(10);
pub const notes: pg_orm::Column<
    Product,
    Option<String>,
    pg_orm::Writable,
    pg_orm::Incomparable,
> = pg_orm::Column::new(11);
pub const place: pg_orm::Column<
    Product,
    Option<pg_orm::types::Point>,
    pg_orm::Writable,
    pg_orm::Incomparable,
> = pg_orm::Column::new(12);
pub const outlines: pg_orm::Column<
    Product,
    Option<Vec<pg_orm::types::Polygon>>,
    pg_orm::Writable,
    pg_orm::Incomparable,
> = pg_orm::Column::new(13);
pub const area: pg_orm::Column<
    Product,
    Option<pg_orm::types::Circle>,
    pg_orm::Writable,
    pg_orm::Unordered,
> = pg_orm::Column::new(14);

/// What a new [`Product`] must be given; the rest has defaults, see [`Insert`].
#[derive(Debug, Clone)]
pub struct New {
    pub sku: String,
    pub price: pg_orm::types::rust_decimal::Decimal,
}

/// A [`Product`] to insert. What no method here sets is left to the column's default.
#[derive(Clone)]
#[must_use = "`exec` inserts it"]
pub struct Insert {
    new: New,
    region: Option<Option<String>>,
    state: Option<Option<PostState>>,
    stock: Option<i32>,
    rating: Option<Option<f32>>,
    is_sold: Option<bool>,
    sizes: Option<Vec<i32>>,
    meta: Option<Option<pg_orm::types::serde_json::Value>>,
    data: Option<Option<pg_orm::types::serde_json::Value>>,
    notes: Option<Option<String>>,
    place: Option<Option<pg_orm::types::Point>>,
    outlines: Option<Option<Vec<pg_orm::types::Polygon>>>,
    area: Option<Option<pg_orm::types::Circle>>,
}

impl From<New> for Insert {
    fn from(new: New) -> Self {
        Self {
            new,
            region: None,
            state: None,
            stock: None,
            rating: None,
            is_sold: None,
            sizes: None,
            meta: None,
            data: None,
            notes: None,
            place: None,
            outlines: None,
            area: None,
        }
    }
}

static TABLE: pg_orm::generated::Table = pg_orm::generated::Table {
    model: "Product",
    name: "public.products",
    columns: &[
        pg_orm::generated::ColumnDef {
            field: "id",
            name: "id",
            type_: "integer",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "sku",
            name: "sku",
            type_: "text",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "region",
            name: "region",
            type_: "text",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "state",
            name: "state",
            type_: "public.post_state",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "price",
            name: "price",
            type_: "numeric",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "stock",
            name: "stock",
            type_: "integer",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "rating",
            name: "rating",
            type_: "real",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "is_sold",
            name: "is_sold",
            type_: "boolean",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "sizes",
            name: "sizes",
            type_: "integer[]",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "meta",
            name: "meta",
            type_: "jsonb",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "data",
            name: "data",
            type_: "json",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "notes",
            name: "notes",
            type_: "xml",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "place",
            name: "place",
            type_: "point",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "outlines",
            name: "outlines",
            type_: "polygon[]",
            kind: pg_orm::generated::ColumnKind::Plain,
            is_updated: false,
        },
        pg_orm::generated::ColumnDef {
            field: "area",
            name: "area",
            type_: "circle",
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
    select: "select t0.id, t0.sku, t0.region, t0.state, t0.price, t0.stock, t0.rating, t0.is_sold, t0.sizes, t0.meta, t0.data, t0.notes, t0.place, t0.outlines, t0.area from public.products t0 where t0.id = $1",
};
static BY_SKU_AND_REGION: pg_orm::generated::UniqueKey = pg_orm::generated::UniqueKey {
    columns: &[1, 2],
    select: "select t0.id, t0.sku, t0.region, t0.state, t0.price, t0.stock, t0.rating, t0.is_sold, t0.sizes, t0.meta, t0.data, t0.notes, t0.place, t0.outlines, t0.area from public.products t0 where t0.sku = $1 and t0.region = $2",
};

impl pg_orm::Model for Product {
    const TABLE: &'static pg_orm::generated::Table = &TABLE;
    type Access = pg_orm::Open;

    fn decode(row: &mut pg_orm::generated::Row<'_>) -> Result<Self, pg_orm::Error> {
        Ok(Self {
            id: row.next()?,
            sku: row.next()?,
            region: row.next()?,
            state: row.next()?,
            price: row.next()?,
            stock: row.next()?,
            rating: row.next()?,
            is_sold: row.next()?,
            sizes: row.next()?,
            meta: row.next()?,
            data: row.next()?,
            notes: row.next()?,
            place: row.next()?,
            outlines: row.next()?,
            area: row.next()?,
        })
    }
}

impl pg_orm::Stored for Product {}

impl pg_orm::generated::Insertable for Insert {
    type Model = Product;

    fn values<'a>(&'a self, row: &mut pg_orm::generated::Values<'a>) {
        row.push(1, &self.new.sku);
        row.push_some(2, &self.region);
        row.push_some(3, &self.state);
        row.push(4, &self.new.price);
        row.push_some(5, &self.stock);
        row.push_some(6, &self.rating);
        row.push_some(7, &self.is_sold);
        row.push_some(8, &self.sizes);
        row.push_some(9, &self.meta);
        row.push_some(10, &self.data);
        row.push_some(11, &self.notes);
        row.push_some(12, &self.place);
        row.push_some(13, &self.outlines);
        row.push_some(14, &self.area);
    }
}

impl std::fmt::Debug for Insert {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        pg_orm::generated::debug_insert(self, f)
    }
}

/// Apart from the columns above, so that arguments may bear their names.
mod methods {
    use super::{BY_ID, BY_SKU_AND_REGION, Insert, New, PostState, Product};

    impl Product {
        /// Reads rows of `public.products`.
        pub fn query() -> pg_orm::Query<Product> {
            pg_orm::Query::new()
        }

        /// Inserts one row; `exec` answers it as the database made it.
        pub fn insert(new: New) -> Insert {
            new.into()
        }

        /// Inserts any number of rows with one statement for each set of columns given.
        pub fn insert_many<R: pg_orm::NewRow<Product, Insert>>(
            rows: impl pg_orm::NewRows<Product, R>,
        ) -> pg_orm::InsertMany<Insert> {
            pg_orm::InsertMany::new(rows)
        }

        /// The one row with this `id`.
        pub fn by_id(id: i32) -> pg_orm::ByKey<Product> {
            pg_orm::ByKey::new(&BY_ID).bind(id)
        }

        /// The one row with this `sku` and `region`.
        pub fn by_sku_and_region(
            sku: impl pg_orm::Fits<Product, String>,
            region: impl pg_orm::Fits<Product, String>,
        ) -> pg_orm::ByKey<Product> {
            pg_orm::ByKey::new(&BY_SKU_AND_REGION)
                .bind(sku.into_value())
                .bind(region.into_value())
        }
    }

    impl Insert {
        pub fn region(
            mut self,
            region: impl pg_orm::Fits<Product, Option<String>>,
        ) -> Self {
            self.region = Some(region.into_value());
            self
        }

        pub fn state(
            mut self,
            state: impl pg_orm::Fits<Product, Option<PostState>>,
        ) -> Self {
            self.state = Some(state.into_value());
            self
        }

        pub fn stock(mut self, stock: i32) -> Self {
            self.stock = Some(stock);
            self
        }

        pub fn rating(
            mut self,
            rating: impl pg_orm::Fits<Product, Option<f32>>,
        ) -> Self {
            self.rating = Some(rating.into_value());
            self
        }

        pub fn is_sold(mut self, is_sold: bool) -> Self {
            self.is_sold = Some(is_sold);
            self
        }

        pub fn sizes(mut self, sizes: impl pg_orm::Fits<Product, Vec<i32>>) -> Self {
            self.sizes = Some(sizes.into_value());
            self
        }

        pub fn meta(
            mut self,
            meta: impl pg_orm::Fits<Product, Option<pg_orm::types::serde_json::Value>>,
        ) -> Self {
            self.meta = Some(meta.into_value());
            self
        }

        pub fn data(
            mut self,
            data: impl pg_orm::Fits<Product, Option<pg_orm::types::serde_json::Value>>,
        ) -> Self {
            self.data = Some(data.into_value());
            self
        }

        pub fn notes(
            mut self,
            notes: impl pg_orm::Fits<Product, Option<String>>,
        ) -> Self {
            self.notes = Some(notes.into_value());
            self
        }

        pub fn place(
            mut self,
            place: impl pg_orm::Fits<Product, Option<pg_orm::types::Point>>,
        ) -> Self {
            self.place = Some(place.into_value());
            self
        }

        pub fn outlines(
            mut self,
            outlines: impl pg_orm::Fits<Product, Option<Vec<pg_orm::types::Polygon>>>,
        ) -> Self {
            self.outlines = Some(outlines.into_value());
            self
        }

        pub fn area(
            mut self,
            area: impl pg_orm::Fits<Product, Option<pg_orm::types::Circle>>,
        ) -> Self {
            self.area = Some(area.into_value());
            self
        }

        /// Inserts it and answers the row as the database made it.
        pub fn exec<E: pg_orm::Reaches<Product>>(
            self,
            db: &E,
        ) -> pg_orm::Answer<'_, Product> {
            pg_orm::generated::insert(self, db)
        }
    }
}
