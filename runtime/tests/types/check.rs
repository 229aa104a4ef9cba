//! The check of one type: edge values and random ones, through everything that a value goes through.

use std::fmt::{Debug, Display};
use std::str::FromStr;

use pg_orm::types::{Array, Dimension};
use pg_orm::{InsertMany, Pool, Query, Value};

use crate::holder::{Case, Holder};
use crate::random::Random;

/// What is done with a type's values.
pub(crate) struct Check<C: Case> {
    edges: Vec<String>,
    random: Vec<C::Value>,
    text: Option<fn(&C::Value) -> String>,
    parse: Option<fn(&str) -> C::Value>,
    array_text: Option<fn(&Array<C::Value>) -> String>,
    array_parse: Option<fn(&str) -> Array<C::Value>>,
    is_comparable: bool,
}

impl<C: Case> Check<C> {
    /// Values as PostgreSQL reads them.
    pub(crate) fn new<'e>(edges: impl IntoIterator<Item = &'e str>) -> Self {
        Self {
            edges: edges.into_iter().map(str::to_owned).collect(),
            random: Vec::new(),
            text: None,
            parse: None,
            array_text: None,
            array_parse: None,
            is_comparable: true,
        }
    }

    /// So many random values; they are such that PostgreSQL keeps them as they are.
    pub(crate) fn random(mut self, count: usize, mut value: impl FnMut(&mut Random) -> C::Value) -> Self {
        let mut random = Random::new();
        self.random.extend((0..count).map(|_| value(&mut random)));
        self
    }

    /// Ours is displayed as PostgreSQL prints it, in arrays too.
    pub(crate) fn displayed(mut self) -> Self
    where
        C::Value: Display,
    {
        self.text = Some(ToString::to_string);
        self.array_text = Some(ToString::to_string);
        self
    }

    /// Ours is not displayed as PostgreSQL prints it in arrays.
    pub(crate) fn not_in_arrays(mut self) -> Self {
        (self.array_text, self.array_parse) = (None, None);
        self
    }

    /// What PostgreSQL prints is read as the value.
    pub(crate) fn parsed(mut self) -> Self
    where
        C::Value: FromStr<Err: Debug>,
    {
        self.parse = Some(|text| text.parse().unwrap());
        self.array_parse = Some(|text| text.parse().unwrap());
        self
    }

    /// PostgreSQL has no `=` for it.
    pub(crate) fn incomparable(mut self) -> Self {
        self.is_comparable = false;
        self
    }

    pub(crate) async fn run(self, pool: &Pool) {
        let (table, type_) = (C::TABLE.name, C::TYPE);
        let sql = format!("create table {table} (id integer primary key, value {type_}, list {type_}[])");
        pool.execute(&format!("drop table if exists {table}"), &[]).await.unwrap();
        pool.execute(&sql, &[]).await.unwrap();
        let mut values = self.edge_values(pool).await;
        values.extend(self.random.iter().cloned());
        self.alone(pool, &values).await;
        self.in_arrays(pool, &values).await;
        pool.execute(&format!("drop table {table}"), &[]).await.unwrap();
    }

    async fn edge_values(&self, pool: &Pool) -> Vec<C::Value> {
        let mut values = Vec::new();
        for edge in &self.edges {
            let sql = format!("select $1::text::{}", C::TYPE);
            let rows = pool.query(&sql, &[edge]).await.unwrap_or_else(|error| panic!("{edge}: {error}"));
            values.push(rows[0].get(0).unwrap_or_else(|error| panic!("{edge}: {error}")));
        }
        values
    }

    async fn alone(&self, pool: &Pool, values: &[C::Value]) {
        let row = |(id, value): (usize, &C::Value)| Holder::<C> {
            id: id as i32,
            value: Some(value.clone()),
            list: None,
        };
        InsertMany::<Holder<C>>::new(values.iter().enumerate().map(row)).exec(pool).await.unwrap();
        let found = Query::<Holder<C>>::new().order_by(Holder::<C>::ID.asc()).all(pool).await.unwrap();
        assert_eq!(found.len(), values.len());
        for (found, value) in found.iter().zip(values) {
            assert_same(found.value.as_ref().unwrap(), value, C::TYPE);
        }
        let sql = format!("select format('%s', value) from {} order by id", C::TABLE.name);
        let rows = pool.query(&sql, &[]).await.unwrap();
        for (row, value) in rows.iter().zip(values) {
            let printed: String = row.get(0).unwrap();
            if let Some(text) = self.text {
                assert_eq!(text(value), printed, "{}", C::TYPE);
            }
            if let Some(parse) = self.parse {
                assert_same(&parse(&printed), value, &printed);
            }
        }
        if !self.is_comparable {
            return;
        }
        let any = Query::<Holder<C>>::new().filter(Holder::<C>::VALUE.in_(values.iter().cloned().map(Some)));
        assert_eq!(any.count(pool).await.unwrap(), values.len() as u64, "{}", C::TYPE);
        for (id, value) in values.iter().enumerate().take(40) {
            let equal = Query::<Holder<C>>::new().filter(Holder::<C>::VALUE.eq(Some(value.clone())));
            let found = equal.all(pool).await.unwrap();
            assert!(found.iter().any(|it| it.id == id as i32), "{} {value:?}", C::TYPE);
        }
    }

    async fn in_arrays(&self, pool: &Pool, values: &[C::Value]) {
        let mut elements: Vec<Option<C::Value>> = values.iter().cloned().map(Some).collect();
        elements.insert(elements.len() / 2, None);
        let pairs = elements.iter().cloned().chain([None]).take(elements.len() / 2 * 2).collect::<Vec<_>>();
        let shape = vec![
            Dimension { length: pairs.len() / 2, lower_bound: -3 },
            Dimension { length: 2, lower_bound: 0 },
        ];
        let cube =
            vec![Dimension::of(1), Dimension { length: pairs.len(), lower_bound: 7 }, Dimension::of(1)];
        let lists = [
            Array::from(elements.clone()),
            Array::new(shape, pairs.clone()).unwrap(),
            Array::new(cube, pairs).unwrap(),
            Array::default(),
            Array::from(vec![None]),
        ];
        let row = |(id, list): (usize, &Array<C::Value>)| Holder::<C> {
            id: 100_000 + id as i32,
            value: None,
            list: Some(list.clone()),
        };
        InsertMany::<Holder<C>>::new(lists.iter().enumerate().map(row)).exec(pool).await.unwrap();
        let found = Query::<Holder<C>>::new()
            .filter(Holder::<C>::LIST.is_not_null())
            .order_by(Holder::<C>::ID.asc())
            .all(pool)
            .await
            .unwrap();
        let sql =
            format!("select format('%s', list) from {} where list is not null order by id", C::TABLE.name);
        let rows = pool.query(&sql, &[]).await.unwrap();
        for ((found, list), row) in found.iter().zip(&lists).zip(&rows) {
            assert_same(found.list.as_ref().unwrap(), list, C::TYPE);
            let printed: String = row.get(0).unwrap();
            if let Some(text) = self.array_text {
                assert_eq!(text(list), printed, "{}", C::TYPE);
            }
            if let Some(parse) = self.array_parse {
                assert_same(&parse(&printed), list, &printed);
            }
        }
        if self.is_comparable {
            for (id, list) in lists.iter().enumerate() {
                let equal = Query::<Holder<C>>::new().filter(Holder::<C>::LIST.eq(Some(list.clone())));
                assert_eq!(equal.one(pool).await.unwrap().id, 100_000 + id as i32);
            }
        }
        let sql = format!("select $1::{0}[], $2::{0}[]", C::TYPE);
        let rows = pool.query(&sql, &[&elements, &values.to_vec()]).await.unwrap();
        assert_same(&rows[0].get::<Vec<Option<C::Value>>>(0).unwrap(), &elements, C::TYPE);
        assert_same(&rows[0].get::<Vec<C::Value>>(1).unwrap(), &values.to_vec(), C::TYPE);
        let error = rows[0].get::<Vec<C::Value>>(0).unwrap_err().to_string();
        assert!(error.contains("NULL"), "{error}");
    }
}

/// By all of their digits: `NaN` is the same as `NaN`, and `1.0` isn't `1.00`.
fn assert_same<T: Value>(found: &T, expected: &T, context: &str) {
    let (found, expected) = (format!("{found:?}"), format!("{expected:?}"));
    if found != expected {
        let at =
            found.bytes().zip(expected.bytes()).position(|(a, b)| a != b).unwrap_or(0).saturating_sub(60);
        let near = |text: &str| text.chars().skip(at).take(200).collect::<String>();
        panic!("{context}: found ..{}.., expected ..{}..", near(&found), near(&expected));
    }
}
