//! Values of domains and composites through insert, filter, update and read.

use pg_orm::types::chrono::{DateTime, Utc};
use pg_orm::types::rust_decimal::Decimal;
use pg_orm::types::{Array, Dimension, Range};
use pg_orm::{ErrorKind, Pool};
use tokio_postgres::error::SqlState;

use crate::db::{
    Colour, Cost, Email, Keyed, Owner, Paint, Painted, Parcel, Percent, Price, Shape, Shop, Tags, Undercoat,
    WorkEmail, keyed, painted, shape, shop,
};
use crate::support::{on_each, pool};

pub(crate) fn price(cents: i64) -> Price {
    Price { amount: Decimal::new(cents, 2), currency: Some("EUR".into()) }
}

fn moment() -> DateTime<Utc> {
    DateTime::from_timestamp_micros(1_700_000_000_123_456).unwrap()
}

fn parcel() -> Parcel {
    Parcel {
        at: moment(),
        weight: None,
        price: price(1),
        extra: None,
        prices: vec![price(2), Price { amount: Decimal::new(-3, 2), currency: None }],
        colour: Colour::Green,
        paints: vec![Paint(Colour::Green)],
        sender: "a@b".into(),
        copies: vec!["c@d".into(), "e@f".into()],
        discount: Some(Percent(5)),
        grid: vec![1].into(),
        holes: vec![None, Some("\"quoted\", and so on".into()), None],
        tags: Tags(vec!["x".into()]),
        raw: Some(vec![0, 1, 255]),
        window: Some(Range::from(moment()..)),
    }
}

pub(crate) fn new_shop(id: i32) -> shop::Insert {
    Shop::insert(shop::New {
        id,
        email: format!("shop{id}@x.com").into(),
        price: price(100),
        prices: vec![],
        emails: vec![],
        parcels: vec![],
    })
}

#[test]
fn values_survive_alone_nested_and_in_arrays() {
    on_each(async |url| {
        let pool = pool(&url, 2).await;
        let full = new_shop(1)
            .second(WorkEmail("me@work.com".into()))
            .percent(7_i16)
            .tags(["a", "b"])
            .paint(Colour::Green)
            .maybe(Price { amount: Decimal::ZERO, currency: None })
            .cost(price(5))
            .parcel(parcel());
        let mut full = full.exec(&pool).await.unwrap();
        assert_eq!(full.email, Email("shop1@x.com".into()));
        assert_eq!(full.maybe, Some(Price { amount: Decimal::new(0, 2), currency: None }));
        assert_eq!((full.cost.clone(), full.parcel.clone()), (Some(Cost(price(5))), Some(parcel())));
        // Deref, Display and the conversions.
        assert!(full.email.starts_with("shop1") && full.email.to_string() == "shop1@x.com");
        assert_eq!(String::from(full.email.clone()), "shop1@x.com");
        assert_eq!((*full.percent + 1, full.paint.unwrap().label()), (8, "gr\"een"));

        let bare = new_shop(2).exec(&pool).await.unwrap();
        assert_eq!((bare.percent, &bare.tags), (Percent(50), &Tags(vec![])));
        assert_eq!((bare.maybe, bare.cost, bare.parcel, bare.second), (None, None, None, None));

        let rows = Shop::query().order_by(shop::id.asc()).all(&pool).await.unwrap();
        assert_eq!(rows[0], full);
        let found = Shop::by_email("shop1@x.com").one(&pool).await.unwrap();
        assert_eq!(found, full);

        full = Shop::by_id(1)
            .update(shop::prices.set([price(1), price(2)]))
            .set(shop::emails.set([Some(Email("q@r".into())), None]))
            .set(shop::parcels.set([parcel(), Parcel { weight: Some(0.5), ..parcel() }]))
            .set(shop::percent.increase_by(1))
            .set(shop::maybe.set(None))
            .set(shop::second.set("you@work.com"))
            .returning(&pool)
            .await
            .unwrap()
            .unwrap();
        assert_eq!((full.prices.len(), full.percent, &full.maybe), (2, Percent(8), &None));
        assert_eq!(full.emails, [Some(Email("q@r".into())), None]);
        assert_eq!(full.parcels[1].weight, Some(0.5));
        assert_eq!(full.parcels[0], parcel());
        // PostgreSQL's own text agrees.
        let text = "select price::text, prices::text, (parcel).discount::text, (parcel).holes::text,
                           (parcel).prices[2]::text from shop where id = 1";
        let row = &pool.query(text, &[]).await.unwrap()[0];
        assert_eq!(row.get::<String>(0).unwrap(), "(1.00,EUR)");
        assert_eq!(row.get::<String>(1).unwrap(), "{\"(0.01,EUR)\",\"(0.02,EUR)\"}");
        assert_eq!(row.get::<String>(2).unwrap(), "5");
        assert_eq!(row.get::<String>(3).unwrap(), r#"{NULL,"\"quoted\", and so on",NULL}"#);
        assert_eq!(row.get::<String>(4).unwrap(), "(-0.03,)");
    });
}

#[test]
fn filters_compare_domains_and_composites() {
    on_each(async |url| {
        let pool = pool(&url, 2).await;
        let shops = (1..=4).map(|id| match id {
            1 => new_shop(id).maybe(Price { amount: Decimal::ZERO, currency: None }),
            2 => Shop::insert(shop::New { prices: vec![price(1), price(2)], ..plain(2) }).maybe(price(200)),
            3 => new_shop(id).cost(Cost(price(7))).second("z@work.com"),
            _ => new_shop(id),
        });
        assert_eq!(Shop::insert_many(shops).exec(&pool).await.unwrap(), 4);
        let ids = async |filter: pg_orm::Filter<Shop>| -> Vec<i32> {
            let rows = Shop::query().filter(filter).order_by(shop::id.asc()).all(&pool).await.unwrap();
            rows.iter().map(|shop| shop.id).collect()
        };
        assert_eq!(ids(shop::price.eq(price(100))).await, [1, 2, 3, 4]);
        assert_eq!(ids(shop::maybe.eq(price(200))).await, [2]);
        assert_eq!(ids(shop::maybe.ne(price(200))).await, [1, 3, 4]);
        assert_eq!(ids(shop::maybe.in_([Some(price(200)), None])).await, [2, 3, 4]);
        assert_eq!(ids(shop::price.lt(price(100))).await, [0; 0]);
        assert_eq!(ids(shop::price.between(price(1), price(100))).await, [1, 2, 3, 4]);
        assert_eq!(ids(shop::cost.eq(price(7))).await, [3]);
        assert_eq!(ids(shop::second.eq("z@work.com").and(shop::second.like("z%"))).await, [3]);
        assert_eq!(ids(shop::email.in_(["shop1@x.com", "shop3@x.com"])).await, [1, 3]);
        assert_eq!(ids(shop::percent.ge(50)).await, [1, 2, 3, 4]);
        assert_eq!(ids(shop::prices.has(price(2))).await, [2]);
        assert_eq!(ids(shop::tags.eq(Tags(vec![]))).await, [1, 2, 3, 4]);
        // One whose amount is NULL too would be `is null` to PostgreSQL, and is there all the same.
        pool.execute("update shop set maybe = row(null, null) where id = 4", &[]).await.unwrap();
        let count = async |filter| Shop::query().filter(filter).count(&pool).await.unwrap();
        assert_eq!(count(shop::maybe.is_null()).await, 1);
        assert_eq!(count(shop::maybe.is_not_null()).await, 3);
    });
}

#[test]
fn many_rows_go_at_once_and_keys_may_be_composites() {
    on_each(async |url| {
        let pool = pool(&url, 2).await;
        let rows: Vec<keyed::New> =
            (0..500).map(|i| keyed::New { price: price(i), mail: format!("m{i}@x").into() }).collect();
        let made = Keyed::insert_many(rows).returning(&pool).await.unwrap();
        assert_eq!((made.len(), &made[499].price), (500, &price(499)));
        let one = Keyed::by_price_and_mail(price(7), "m7@x").one(&pool).await.unwrap();
        assert_eq!(one, made[7]);
        // A large result through a connection that has to learn the types first.
        let sql =
            "insert into keyed select row(1, i::text)::price, 'm@' || i from generate_series(1, 50000) i";
        pool.execute(sql, &[]).await.unwrap();
        let cold = crate::support::pool(&url, 1).await;
        assert_eq!(Keyed::query().all(&cold).await.unwrap().len(), 50_500);
        let error = Keyed::insert_many([keyed::New { price: price(7), mail: "m7@x".into() }]);
        let error = error.exec(&pool).await.unwrap_err();
        assert_eq!(
            (error.code(), error.constraint()),
            (Some(&SqlState::UNIQUE_VIOLATION), Some("keyed_pkey"))
        );
    });
}

#[test]
fn domains_over_enums_are_compared_and_found_by_key() {
    on_each(async |url| {
        let pool = pool(&url, 2).await;
        pool.execute("alter domain paint drop constraint paint_check", &[]).await.unwrap();
        let (red, green) = (Paint(Colour::Red), Paint(Colour::Green));
        let rows = [
            Painted::insert(painted::New { paint: red, paints: vec![red, green] }).under(Undercoat(green)),
            Painted::insert(painted::New { paint: green, paints: vec![] }).number(1),
        ];
        let made = Painted::insert_many(rows).returning(&pool).await.unwrap();
        let found = async |filter: pg_orm::Filter<Painted>| -> Vec<Colour> {
            let rows =
                Painted::query().filter(filter).order_by(painted::paint.asc()).all(&pool).await.unwrap();
            rows.iter().map(|row| *row.paint).collect()
        };
        use Colour::{Green, Red};
        assert_eq!(found(painted::paint.eq(red)).await, [Red]);
        assert_eq!(found(painted::paint.eq(Red)).await, [Red]);
        assert_eq!(found(painted::paint.ne(Red)).await, [Green]);
        assert_eq!(found(painted::paint.in_([Red, Green])).await, [Red, Green]);
        assert_eq!(found(painted::paint.not_in([Red])).await, [Green]);
        assert_eq!(found(painted::paint.gt(Red)).await, [Green]);
        assert_eq!(found(painted::paint.between(Red, Green)).await, [Red, Green]);
        assert_eq!(found(painted::paint.eq_column(painted::paint)).await, [Red, Green]);
        assert_eq!(found(painted::under.eq(Undercoat(green))).await, [Red]);
        assert_eq!(found(painted::under.ne(Undercoat(green))).await, [Green]);
        assert_eq!(found(painted::under.in_([None, Some(Undercoat(green))])).await, [Red, Green]);
        assert_eq!(found(painted::under.is_null()).await, [Green]);
        assert_eq!(found(painted::paints.has(green)).await, [Red]);
        assert_eq!(found(painted::paints.has_any(vec![red])).await, [Red]);
        assert_eq!(found(painted::paints.eq(vec![red, green])).await, [Red]);

        assert_eq!(Painted::by_paint(Green).one(&pool).await.unwrap(), made[1]);
        assert_eq!(Painted::by_under(Undercoat(green)).one(&pool).await.unwrap(), made[0]);
        assert_eq!(Painted::by_number_and_paint(1, green).one(&pool).await.unwrap(), made[1]);
        let set = Painted::by_paint(Green).update(painted::under.set(Undercoat(red)));
        let set = set.set(painted::paints.append(red)).set(painted::number.increase_by(1));
        let changed = set.returning(&pool).await.unwrap().unwrap();
        assert_eq!((changed.under, changed.paints, changed.number), (Some(Undercoat(red)), vec![red], 2));
        let set = Painted::by_paint(Green).update(painted::paints.remove(red));
        assert!(set.returning(&pool).await.unwrap().unwrap().paints.is_empty());
        // With a limit, rows are found by their keys.
        let last = Painted::query().filter(painted::paint.ge(Red)).order_by(painted::paint.desc()).limit(1);
        assert_eq!(last.delete().exec(&pool).await.unwrap(), 1);
        assert_eq!(Painted::by_paint(Red).delete().exec(&pool).await.unwrap(), 1);
        // The key's index serves.
        let plan = "explain (format json) select * from painted where paint::colour = 'red'";
        let session = pool.begin().await.unwrap();
        session.execute("set local enable_seqscan = off", &[]).await.unwrap();
        let rows = session.query(plan, &[]).await.unwrap();
        assert!(rows[0].get::<pg_orm::types::Json>(0).unwrap().to_string().contains("painted_pkey"));
    });
}

#[test]
fn what_the_database_or_rust_has_no_value_for_is_told() {
    on_each(async |url| {
        let pool = pool(&url, 2).await;
        let error = Shop::insert(shop::New { email: "no address".into(), ..plain(1) }).exec(&pool).await;
        let error = error.unwrap_err();
        assert_eq!(
            (error.code(), error.constraint()),
            (Some(&SqlState::CHECK_VIOLATION), Some("email_shape"))
        );
        let error = new_shop(1).cost(Cost(price(-1))).exec(&pool).await.unwrap_err();
        assert_eq!(error.constraint(), Some("cost_check"));

        // NUL is refused by us, by name of column, however deep.
        let nul = |text: &str| Price { amount: Decimal::ONE, currency: Some(text.into()) };
        let refused = async |insert: shop::Insert, place: &str| {
            let error = insert.exec(&pool).await.unwrap_err();
            assert!(matches!(error.kind(), ErrorKind::NulInText { .. }), "{error}");
            assert!(error.to_string().contains(&format!("{place} holds the character NUL")), "{error}");
        };
        refused(new_shop(1).maybe(nul("\0")), "Shop.maybe.currency").await;
        refused(new_shop(1).second("a\0b"), "Shop.second").await;
        refused(
            new_shop(1).parcel(Parcel { prices: vec![nul("x\0")], ..parcel() }),
            "Shop.parcel.prices.currency",
        )
        .await;
        refused(
            new_shop(1).parcel(Parcel { holes: vec![Some("\0".into())], ..parcel() }),
            "Shop.parcel.holes",
        )
        .await;
        assert_eq!(Shop::query().count(&pool).await.unwrap(), 0);

        // An attribute that is NULL where the schema has no `?`.
        new_shop(1).exec(&pool).await.unwrap();
        pool.execute("update shop set price.amount = null", &[]).await.unwrap();
        let error = Shop::by_id(1).one(&pool).await.unwrap_err().to_string();
        assert!(
            error.contains("Shop.price can't be read from price: its attribute `amount` is NULL")
                && error.contains("write `?`"),
            "{error}"
        );
        // Null elements where the schema has none.
        let nulls = "update shop set price = row(1, null), prices = array[null::price]";
        pool.execute(nulls, &[]).await.unwrap();
        let error = Shop::by_id(1).one(&pool).await.unwrap_err().to_string();
        assert!(error.contains("Shop.prices") && error.contains("NULL"), "{error}");
    });
}

fn plain(id: i32) -> shop::New {
    let email = format!("shop{id}@x.com").into();
    shop::New { id, email, price: price(100), prices: vec![], emails: vec![], parcels: vec![] }
}

#[test]
fn a_session_has_settings_of_domains_and_composites() {
    on_each(async |url| {
        let pool: Pool = pool(&url, 1).await;
        let db = pool.session(Owner { mail: Some("a@b".into()), price: Some(price(12)) });
        let sql =
            "select current_setting('owner.mail'), (current_setting('owner.price')::price).amount::text";
        let row = &db.query(sql, &[]).await.unwrap()[0];
        assert_eq!(
            (row.get::<String>(0).unwrap(), row.get::<String>(1).unwrap()),
            ("a@b".into(), "0.12".into())
        );
    });
}

#[test]
fn arrays_have_the_shape_that_the_schema_gives_them() {
    on_each(async |url| {
        let pool = pool(&url, 2).await;
        let two = |lower| vec![Dimension::of(2), Dimension { length: 1, lower_bound: lower }];
        let both = Array::new(two(-3), vec![Some(price(1)), None]).unwrap();
        let shape = Shape::insert(shape::New { id: 1, both: both.clone() }).exec(&pool).await.unwrap();
        assert_eq!(shape.nulls, [Some("a".to_owned()), None]);
        assert_eq!(shape.deep.to_string(), "{{1,2},{3,4}}");
        assert_eq!(shape.both, both);
        let set = Shape::by_id(1).update(shape::nulls.set([None, Some("b")])).set(shape::deep.set(vec![7]));
        let shape = set.returning(&pool).await.unwrap().unwrap();
        assert_eq!(
            (shape.nulls, shape.deep.to_string()),
            (vec![None, Some("b".to_owned())], "{7}".to_owned())
        );
        let news =
            (2..5).map(|id| Shape::insert(shape::New { id, both: both.clone() }).nulls([Some("x"), None]));
        assert_eq!(Shape::insert_many(news).exec(&pool).await.unwrap(), 3);
        assert_eq!(Shape::query().filter(shape::both.eq(both)).count(&pool).await.unwrap(), 4);
        // What a `Vec` has no place for is told.
        new_shop(1).exec(&pool).await.unwrap();
        pool.execute("update shop set prices = array[array[price]]", &[]).await.unwrap();
        let error = Shop::by_id(1).one(&pool).await.unwrap_err().to_string();
        assert!(error.contains("Shop.prices") && error.contains("2 dimensions"), "{error}");
    });
}
