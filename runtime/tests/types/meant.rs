//! What is given for columns without our own types' names, and what is asked of arrays with nulls in them.

use std::sync::{Mutex, PoisonError};

use pg_orm::generated::{Insertable, Row, Table, Values};
use pg_orm::types::{Array, Jsonb, MultiRange, Numeric, Point, Range, TsQuery};
use pg_orm::{Column, Error, ErrorKind, Filter, InsertMany, Model, Open, Pool, Query};

use crate::holder::column;
use crate::server::on_each_version;

#[derive(Debug, Clone, PartialEq)]
struct Line {
    id: i32,
    nums: Option<Vec<Option<i32>>>,
    span: Option<Range<i32>>,
    spans: MultiRange<i32>,
    spot: Point,
    doc: Option<Jsonb>,
    price: Numeric,
}

static TABLE: Table = Table {
    is_view: false,
    model: "Line",
    name: "line_item",
    columns: &[
        column("id", "integer"),
        column("nums", "integer[]"),
        column("span", "int4range"),
        column("spans", "int4multirange"),
        column("spot", "point"),
        column("doc", "jsonb"),
        column("price", "numeric"),
    ],
    primary_key: &[0],
    links: &[],
};

const ID: Column<Line, i32> = Column::new(0);
const NUMS: Column<Line, Option<Vec<Option<i32>>>> = Column::new(1);
const SPAN: Column<Line, Option<Range<i32>>> = Column::new(2);
const SPANS: Column<Line, MultiRange<i32>> = Column::new(3);
const SPOT: Column<Line, Point> = Column::new(4);
const DOC: Column<Line, Option<Jsonb>> = Column::new(5);
const PRICE: Column<Line, Numeric> = Column::new(6);

impl pg_orm::Stored for Line {}

impl Model for Line {
    const TABLE: &'static Table = &TABLE;
    type Access = Open;

    fn decode(row: &mut Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            id: row.next()?,
            nums: row.next()?,
            span: row.next()?,
            spans: row.next()?,
            spot: row.next()?,
            doc: row.next()?,
            price: row.next()?,
        })
    }
}

impl Insertable for Line {
    type Model = Self;

    fn values<'a>(&'a self, row: &mut Values<'a>) {
        row.push(0, &self.id);
        row.push_some(1, &self.nums);
        row.push_some(2, &self.span);
        row.push(3, &self.spans);
        row.push(4, &self.spot);
        row.push_some(5, &self.doc);
        row.push(6, &self.price);
    }
}

fn line(id: i32, nums: Option<Vec<Option<i32>>>) -> Line {
    let (span, spans) = (Some((id..id + 2).into()), [1..2, 5..6].into());
    Line { id, nums, span, spans, spot: (1.0, 2.0).into(), doc: None, price: i64::from(id).into() }
}

/// The tests have one table, one after another.
fn with_lines(test: impl AsyncFn(&Pool)) {
    static ONE: Mutex<()> = Mutex::new(());
    let _one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    on_each_version(async |pool, _| {
        filled(pool).await;
        test(pool).await;
    });
}

async fn filled(pool: &Pool) {
    let sql = "create table line_item (id integer primary key, nums integer[], span int4range, \
               spans int4multirange not null, spot point not null, doc jsonb, price numeric not null)";
    pool.execute("drop table if exists line_item", &[]).await.unwrap();
    pool.execute(sql, &[]).await.unwrap();
    let lines = [
        line(1, Some(vec![Some(1), None])),
        line(2, Some(vec![Some(1), Some(2)])),
        line(3, Some(Vec::new())),
        line(4, None),
        line(5, Some(vec![None])),
    ];
    InsertMany::<Line>::new(lines).exec(pool).await.unwrap();
}

async fn found(pool: &Pool, filter: Filter<Line>) -> Vec<i32> {
    let rows = Query::<Line>::new().filter(filter).order_by(ID.asc()).all(pool).await.unwrap();
    rows.into_iter().map(|line| line.id).collect()
}

#[test]
fn an_element_that_is_null_is_an_element() {
    with_lines(async |pool| {
        assert_eq!(found(pool, NUMS.has(None)).await, [1, 5]);
        assert_eq!(found(pool, NUMS.has(1)).await, [1, 2]);
        assert_eq!(found(pool, NUMS.has_any([None])).await, [1, 5]);
        assert_eq!(found(pool, NUMS.has_any([None, Some(2)])).await, [1, 2, 5]);
        assert_eq!(found(pool, NUMS.has_all([None, Some(1)])).await, [1]);
        assert_eq!(found(pool, NUMS.has_all([None])).await, [1, 5]);
        // Of an array that is NULL nobody knows what is in it.
        assert_eq!(found(pool, !NUMS.has(None)).await, [2, 3]);
        assert_eq!(found(pool, !NUMS.has(1)).await, [3, 5]);
        // Of several dimensions too.
        pool.execute("update line_item set nums = array[[1,2],[3,null]] where id = 3", &[]).await.unwrap();
        let count = Query::<Line>::new().filter(NUMS.has(None)).count(pool).await.unwrap();
        assert_eq!(count, 3);
    });
}

#[test]
fn an_array_is_one_of_several() {
    with_lines(async |pool| {
        let (mixed, whole) = (vec![Some(1), None], vec![Some(1), Some(2)]);
        assert_eq!(found(pool, NUMS.in_([mixed.clone(), whole.clone()])).await, [1, 2]);
        assert_eq!(found(pool, NUMS.in_([Some(whole.clone()), None])).await, [2, 4]);
        assert_eq!(found(pool, NUMS.in_([vec![]])).await, [3]);
        assert_eq!(found(pool, NUMS.in_(Vec::<Vec<Option<i32>>>::new())).await, [0_i32; 0]);
        assert_eq!(found(pool, NUMS.not_in([mixed, whole])).await, [3, 4, 5]);
    });
}

#[test]
fn rusts_own_ranges_lists_and_pairs_are_values() {
    with_lines(async |pool| {
        assert_eq!(found(pool, SPAN.eq(2..4)).await, [2]);
        assert_eq!(found(pool, SPAN.eq(Some(Range::from(2..4)))).await, [2]);
        assert_eq!(found(pool, SPAN.in_([1..3, 2..4])).await, [1, 2]);
        assert_eq!(found(pool, SPANS.ne([1..2, 5..7])).await, [1, 2, 3, 4, 5]);
        assert_eq!(found(pool, PRICE.lt(3)).await, [1, 2]);
        let first = || Query::<Line>::new().filter(ID.eq(1));
        for (set, printed) in [
            (SPAN.set(7..=8), "[7,9)"),
            (SPAN.set(7..), "[7,)"),
            (SPAN.set(..7), "(,7)"),
            (SPAN.set(..=7), "(,8)"),
            (SPAN.set(..), "(,)"),
            (SPANS.set([3..4, 1..2]), "(,)"),
            (SPANS.set(vec![3..=4]), "(,)"),
        ] {
            first().update(set).exec(pool).await.unwrap();
            assert_eq!(first().one(pool).await.unwrap().span.unwrap().to_string(), printed);
        }
        first().update(SPOT.set((3.0, 4.0))).exec(pool).await.unwrap();
        let row = first().one(pool).await.unwrap();
        assert_eq!((row.spans, row.spot), (MultiRange(vec![(3..5).into()]), Point { x: 3.0, y: 4.0 }));
    });
}

#[test]
#[cfg(feature = "json")]
fn serde_jsons_values_are_json() {
    use pg_orm::types::serde_json::{Value, json};
    with_lines(async |pool| {
        let first = || Query::<Line>::new().filter(ID.eq(1));
        first().update(DOC.set(json!({"a": [1, null]}))).exec(pool).await.unwrap();
        let doc = first().one(pool).await.unwrap().doc.unwrap();
        assert_eq!(doc, Jsonb(r#"{"a": [1, null]}"#.to_owned()));
        assert_eq!(Value::try_from(doc).unwrap(), json!({"a": [1, null]}));
        assert_eq!(found(pool, DOC.eq(json!({"a": [1, null]}))).await, [1]);
        let error = Value::try_from(Jsonb("12345678901234567890123".to_owned())).unwrap_err();
        assert!(error.to_string().contains("out of range"), "{error}");
    });
}

#[test]
fn errors_name_columns_and_types_as_people_do() {
    with_lines(async |pool| {
        let rows = pool.query("select 1 as one, nums from line_item where id = 1", &[]).await.unwrap();
        let error = rows[0].get::<i64>(0).unwrap_err().to_string();
        assert!(error.starts_with("column 0 (`one`) can't be read from int4"), "{error}");
        let error = rows[0].get::<Vec<i32>>("nums").unwrap_err().to_string();
        assert!(
            error.starts_with("column `nums` can't be read from int4[]: an element of the array is NULL"),
            "{error}"
        );
        assert!(error.contains("`Vec<Option<..>>`"), "{error}");
        let error = pool.query("select $1::line_item[]", &[&1]).await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Encode { type_, .. } if type_ == "line_item[]"), "{error}");
        assert!(
            error.to_string().contains("`$1`") || error.to_string().contains("$1 can't be sent"),
            "{error}"
        );
    });
}

#[test]
fn words_without_quotes_are_searched_for() {
    on_each_version(async |pool, _| {
        for text in ["fat & !(rat:*A | 'c''at')", "super <-> nova", "Ärger<2>x_1", "a.b"] {
            let ours: TsQuery = text.parse().unwrap();
            let rows = pool.query("select $1::text::tsquery", &[&text]).await.unwrap();
            assert_eq!(rows[0].get::<TsQuery>(0).unwrap(), ours, "{text}");
        }
        for text in ["fat rat", "fat &", "fat:x"] {
            assert!(text.parse::<TsQuery>().is_err(), "{text}");
        }
    });
}

#[test]
fn arrays_of_several_dimensions_are_made_of_rows() {
    on_each_version(async |pool, _| {
        let grid = Array::from_rows([vec![Some(1), None], vec![Some(3), Some(4)]]).unwrap();
        let rows = pool.query("select $1::int[], $1::int[]::text", &[&grid]).await.unwrap();
        assert_eq!(rows[0].get::<Array<i32>>(0).unwrap(), grid);
        assert_eq!(rows[0].get::<String>(1).unwrap(), "{{1,NULL},{3,4}}");
        assert_eq!(Array::<i32>::from_rows::<Vec<i32>>([]).unwrap(), Array::default());
        let rows = [Array::from(vec![1]), Array::from_rows([vec![1]]).unwrap()];
        let error = Array::from_rows(rows).unwrap_err().to_string();
        assert!(error.contains("rows of dimensions [1] and [1, 1]"), "{error}");
    });
}
