//! Types and tables that change while the client is running: what was read before is read on, or it is told; never wrong data.

use pg_orm::{Connection, Error, ErrorKind, Executor, Open, Pool, Session};
use tokio_postgres::error::SqlState;

use crate::support::{on_each_with, pool};
use db::{Owner, Pair, Score, State, Thing, Twin, thing};

/// What `schemas/changing.pgorm` makes.
pub(crate) mod db {
    pg_orm::schema!("schemas/changing.pgorm");
}

pub(crate) fn pair(x: i32) -> Pair {
    Pair { x: Some(x), y: Some(format!("y{x}")) }
}

pub(crate) fn twin(a: i32, b: i32) -> Twin {
    Twin { a: Some(a), b: Some(b) }
}

pub(crate) fn thing(id: i32) -> thing::Insert {
    let new = thing::New {
        id,
        state: State::Live,
        states: vec![State::Draft, State::Live],
        pairs: vec![pair(id), pair(id + 1)],
        twins: vec![twin(id, -id)],
        score: Score(id),
        scores: vec![Score(id)],
        n: id,
    };
    Thing::insert(new).pair(pair(id)).twin(twin(id, -id))
}

/// Each statement that there is, so that a connection knows all of them.
async fn use_all<E: Executor<Open>>(db: &E, id: i32) -> Result<Thing, Error> {
    let made = thing(id).exec(db).await?;
    Thing::insert_many([thing(id + 1)]).exec(db).await?;
    let found = Thing::query()
        .filter(thing::state.eq(State::Live).and(thing::pair.eq(pair(id))).and(thing::score.eq(id)))
        .filter(thing::twin.eq(twin(id, -id)).and(thing::pairs.has(pair(id))))
        .one(db)
        .await?;
    assert_eq!(found, made);
    let by_id = Thing::by_id(id).one(db).await?;
    assert_eq!(by_id, made);
    let update = Thing::by_id(id).update(thing::pair.set(pair(id))).set(thing::states.set([State::Live]));
    update.exec(db).await?;
    Ok(by_id)
}

/// Everything that a statement may be run by.
pub(crate) struct Executors {
    pub(crate) pool: Pool,
    pub(crate) held: Connection,
    pub(crate) session: Session<Owner>,
}

impl Executors {
    /// A pool whose one free connection, and one that is held, know all statements.
    pub(crate) async fn of(url: &str) -> Self {
        let pool = pool(url, 2).await;
        let held = pool.connection().await.unwrap();
        let session = pool.session(Owner {});
        let all = Self { pool, held, session };
        use_all(&all.pool, 10).await.unwrap();
        use_all(&all.held, 20).await.unwrap();
        use_all(&all.session, 30).await.unwrap();
        all
    }

    /// Runs SQL on a connection of its own.
    pub(crate) async fn change(&self, url: &str, sql: &str) {
        pool(url, 1).await.connection().await.unwrap().batch(sql).await.unwrap();
    }
}

/// What changed in a way that makes no difference to the program goes on, everywhere.
async fn goes_on(all: &mut Executors) {
    use_all(&all.pool, 100).await.unwrap();
    use_all(&all.session, 110).await.unwrap();
    // The first statement in a transaction that meets the change ends it, and says that it may be tried again.
    let mut is_told = 0;
    for id in [200, 210] {
        let tx = all.held.begin().await.unwrap();
        match use_all(&tx, id).await {
            Ok(_) => tx.commit().await.unwrap(),
            Err(error) => {
                assert!(error.is_retryable(), "{error}");
                is_told += 1;
            }
        }
    }
    assert!(is_told < 2);
    use_all(&all.held, 300).await.unwrap();
}

/// One whose attributes stay, in an order of their own.
const OTHER_ORDER: &str = "alter type pair drop attribute x, add attribute x int";

#[test]
fn an_enum_gains_a_label() {
    on_each_with("schemas/changing.pgorm", async |url| {
        let mut all = Executors::of(&url).await;
        all.change(&url, "alter type state add value 'gone' before 'live'").await;
        goes_on(&mut all).await;
        all.change(&url, "update thing set state = 'gone' where id = 10").await;
        all.change(&url, "update thing set states = '{live,gone}' where id = 20").await;
        for (id, place) in [(10, "Thing.state"), (20, "Thing.states")] {
            for error in [
                Thing::by_id(id).one(&all.pool).await.unwrap_err(),
                Thing::by_id(id).one(&all.held).await.unwrap_err(),
                Thing::by_id(id).one(&all.session).await.unwrap_err(),
            ] {
                let text = error.to_string();
                assert!(matches!(error.kind(), ErrorKind::Decode { .. }), "{text}");
                assert!(text.contains(place) && text.contains("the database has the value `gone`"), "{text}");
            }
        }
        assert_eq!(Thing::by_id(30).one(&all.pool).await.unwrap().state, State::Live);
    });
}

#[test]
fn a_composite_gains_an_attribute() {
    on_each_with("schemas/changing.pgorm", async |url| {
        let all = Executors::of(&url).await;
        all.change(&url, "alter type pair add attribute z int; update thing set pair.z = 7 where id = 10")
            .await;
        // What is known is read.
        for found in [
            Thing::by_id(10).one(&all.pool).await,
            Thing::by_id(10).one(&all.session).await,
            Thing::by_id(10).one(&all.pool).await,
        ] {
            let found = found.unwrap();
            assert_eq!((found.pair, found.pairs), (Some(pair(10)), vec![pair(10), pair(11)]));
        }
        // What would set the new one to NULL is refused.
        for error in [
            thing(50).exec(&all.pool).await.unwrap_err(),
            thing(50).exec(&all.held).await.unwrap_err(),
            thing(50).exec(&all.session).await.unwrap_err(),
            Thing::insert_many([thing(50)]).exec(&all.pool).await.unwrap_err(),
            Thing::by_id(10).update(thing::pair.set(pair(1))).exec(&all.pool).await.unwrap_err(),
            Thing::by_id(10).update(thing::pairs.set([pair(1)])).exec(&all.pool).await.unwrap_err(),
        ] {
            let text = error.to_string();
            assert!(text.contains("Thing.pair") && text.contains("has an attribute `z`"), "{text}");
            assert!(text.contains("build the program"), "{text}");
        }
        let z = &all.pool.query("select (pair).z from thing where id = 10", &[]).await.unwrap()[0];
        assert_eq!(z.get::<Option<i32>>(0).unwrap(), Some(7));
        assert_eq!(Thing::query().filter(thing::id.eq(50)).count(&all.pool).await.unwrap(), 0);
    });
}

#[test]
fn a_composite_loses_an_attribute() {
    on_each_with("schemas/changing.pgorm", async |url| {
        let all = Executors::of(&url).await;
        all.change(&url, "alter type pair drop attribute y").await;
        for error in [
            Thing::by_id(10).one(&all.pool).await.unwrap_err(),
            Thing::by_id(10).one(&all.session).await.unwrap_err(),
            thing(50).exec(&all.pool).await.unwrap_err(),
            thing(50).exec(&all.session).await.unwrap_err(),
        ] {
            let text = error.to_string();
            assert!(text.contains("Thing.pair") && text.contains("has no attribute `y`"), "{text}");
        }
    });
}

#[test]
fn a_composites_attributes_change_places() {
    on_each_with("schemas/changing.pgorm", async |url| {
        let mut all = Executors::of(&url).await;
        all.change(&url, OTHER_ORDER).await;
        let found = Thing::by_id(10).one(&all.pool).await.unwrap();
        assert_eq!(found.pair, Some(Pair { x: None, y: Some("y10".into()) }));
        assert_eq!(found.pairs[1], Pair { x: None, y: Some("y11".into()) });
        goes_on(&mut all).await;
        let text = "select pair::text, pairs::text from thing where id = 100";
        let row = &all.pool.query(text, &[]).await.unwrap()[0];
        assert_eq!(row.get::<String>(0).unwrap(), "(y100,100)");
        assert_eq!(row.get::<String>(1).unwrap(), "{\"(y100,100)\",\"(y101,101)\"}");
    });
}

#[test]
fn types_are_dropped_and_made_again() {
    const AGAIN: &str = "
        alter table thing drop state, drop states, drop pair, drop pairs, drop score, drop scores;
        drop type state; drop type pair; drop domain score;
        create type state as enum ('live', 'draft'); create type pair as (y text, x int); create domain score as int;
        alter table thing add state state, add states state[] not null default '{}', add pair pair,
            add pairs pair[] not null default '{}', add score score, add scores score[] not null default '{}';
        delete from thing";
    on_each_with("schemas/changing.pgorm", async |url| {
        let mut all = Executors::of(&url).await;
        all.change(&url, AGAIN).await;
        goes_on(&mut all).await;
    });
}

#[test]
fn a_columns_type_changes() {
    on_each_with("schemas/changing.pgorm", async |url| {
        let mut all = Executors::of(&url).await;
        all.change(&url, "alter table thing alter n type text using n::text").await;
        for error in [
            Thing::by_id(10).one(&all.pool).await.unwrap_err(),
            Thing::by_id(10).one(&all.held).await.unwrap_err(),
            Thing::by_id(10).one(&all.session).await.unwrap_err(),
            thing(50).exec(&all.pool).await.unwrap_err(),
            thing(50).exec(&all.session).await.unwrap_err(),
        ] {
            let text = error.to_string();
            assert!(text.contains("Thing.n") && text.contains("text"), "{text}");
        }
        assert_eq!(Thing::query().filter(thing::id.eq(50)).count(&all.pool).await.unwrap(), 0);
        all.change(&url, "alter table thing alter n type int using n::int; delete from thing").await;
        goes_on(&mut all).await;
    });
}

#[test]
fn a_transaction_is_told_and_may_be_tried_again() {
    on_each_with("schemas/changing.pgorm", async |url| {
        let all = Executors::of(&url).await;
        all.change(&url, OTHER_ORDER).await;
        let done = all.pool.transaction().retry(1).run(async |tx| thing(70).exec(&tx).await);
        assert_eq!(done.await.unwrap().pair, Some(pair(70)));
        let done = all
            .session
            .transaction()
            .retry(1)
            .run(async |tx| Thing::insert_many([thing(80), thing(90)]).returning(&tx).await);
        assert_eq!(done.await.unwrap()[1].pair, Some(pair(90)));
        let mut held = all.held;
        let tx = held.begin().await.unwrap();
        let error = thing(71).exec(&tx).await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Changed { .. }) && error.is_retryable(), "{error}");
        assert_eq!(error.code(), Some(&SqlState::DATATYPE_MISMATCH));
        drop(tx);
        thing(71).exec(&held).await.unwrap();
    });
}

/// Values keep their form while their meaning changes: nothing but the attributes' names tells.
#[test]
fn attributes_of_one_type_change_places() {
    on_each_with("schemas/changing.pgorm", async |url| {
        let mut all = Executors::of(&url).await;
        all.change(&url, "alter type twin drop attribute a, add attribute a int").await;
        let told = |error: Error| {
            assert!(matches!(error.kind(), ErrorKind::Changed { .. }) && error.is_retryable(), "{error}");
            assert!(error.to_string().contains("the type `twin` in the database has changed"), "{error}");
        };
        let found = Thing::by_id(10).one(&all.pool).await.unwrap();
        assert_eq!(
            (found.twin, found.twins),
            (Some(Twin { a: None, b: Some(-10) }), vec![Twin { a: None, b: Some(-10) }])
        );
        let tx = all.held.begin().await.unwrap();
        told(thing(50).exec(&tx).await.unwrap_err());
        drop(tx);
        thing(50).exec(&all.held).await.unwrap();
        goes_on(&mut all).await;

        // Writes are taken back; their triggers ran, so that trying again is the caller's to decide.
        all.change(&url, "alter type twin drop attribute b, add attribute b int").await;
        let update = || Thing::by_id(10).update(thing::twin.set(twin(1, 2)));
        told(update().exec(&all.pool).await.unwrap_err());
        assert_eq!(update().exec(&all.pool).await.unwrap(), 1);
        told(thing(60).exec(&all.held).await.unwrap_err());
        assert_eq!(Thing::query().filter(thing::id.eq(60)).count(&all.pool).await.unwrap(), 0);
        thing(60).exec(&all.held).await.unwrap();
        let text = "select id, twin::text from thing where id in (10, 60) order by id";
        let rows = all.pool.query(text, &[]).await.unwrap();
        assert_eq!(rows[0].get::<String>(1).unwrap(), "(1,2)");
        assert_eq!(rows[1].get::<String>(1).unwrap(), "(60,-60)");
    });
}

/// What raw SQL began on a connection is not ended by a check, nor hidden by a second try.
#[test]
fn a_transaction_of_raw_sql_is_left_alone() {
    on_each_with("schemas/changing.pgorm", async |url| {
        let all = Executors::of(&url).await;
        all.held.batch("begin").await.unwrap();
        thing(50).exec(&all.held).await.unwrap();
        all.held.batch("rollback").await.unwrap();
        assert_eq!(Thing::query().filter(thing::id.eq(50)).count(&all.pool).await.unwrap(), 0);
        all.change(&url, OTHER_ORDER).await;
        all.held.batch("begin").await.unwrap();
        let error = thing(60).exec(&all.held).await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Changed { .. }), "{error}");
        all.held.batch("rollback").await.unwrap();
        thing(60).exec(&all.held).await.unwrap();
        all.change(&url, "alter type twin drop attribute a, add attribute a int").await;
        // Whether a transaction is open is the caller's to know: he is told, and nothing is written.
        let error = thing(70).exec(&all.held).await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Changed { .. }) && error.is_retryable(), "{error}");
        assert_eq!(Thing::query().filter(thing::id.eq(70)).count(&all.pool).await.unwrap(), 0);
        assert_eq!(thing(70).exec(&all.held).await.unwrap().twin, Some(twin(70, -70)));
        let text = "select twin::text from thing where id = 70";
        assert_eq!(all.pool.query(text, &[]).await.unwrap()[0].get::<String>(0).unwrap(), "(-70,70)");
    });
}
