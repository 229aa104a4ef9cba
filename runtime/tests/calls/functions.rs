//! Functions and procedures: what is given to them, what they answer.

use futures_util::StreamExt;
use pg_orm::ErrorKind;

use crate::db::{State, Viewer, functions};
use crate::support::{author, on_each_version, post};

#[test]
fn a_value_is_got() {
    on_each_version(async |pool| {
        let ada = author(pool, "ada").await;
        assert_eq!(functions::likes_of(ada.id).get(pool).await.unwrap(), None);
        post(pool, &ada, "one", 3).await;
        post(pool, &ada, "two", 4).await;
        assert_eq!(functions::likes_of(ada.id).get(pool).await.unwrap(), Some(7));
        let tx = pool.begin().await.unwrap();
        assert_eq!(functions::twice(4).get(&tx).await.unwrap(), 8);
        assert_eq!(functions::twice_numeric(4).get(&tx).await.unwrap().to_string(), "8");
        assert_eq!(functions::three_times(4).get(&tx).await.unwrap(), 12);
        assert_eq!(functions::greet("Ada").get(&tx).await.unwrap(), "hello Ada");
        tx.commit().await.unwrap();
        let price = functions::priced(5).get(pool).await.unwrap();
        assert_eq!((price.amount.to_string().as_str(), price.currency.as_str()), ("5.00", "EUR"));
    });
}

#[test]
fn what_has_a_default_may_be_left_out() {
    on_each_version(async |pool| {
        let ada = author(pool, "ada").await;
        for title in ["the a", "the b", "c"] {
            post(pool, &ada, title, i32::from(title == "the b")).await;
        }
        let rows = functions::search("the").all(pool).await.unwrap();
        let read: Vec<_> = rows.iter().map(|it| (it.title.as_str(), it.odd_name)).collect();
        assert_eq!(read, [("the a", None), ("the b", Some(1.0))]);
        assert_eq!(functions::search("the").at_most(1).all(pool).await.unwrap().len(), 1);
        assert_eq!(functions::search("").state(State::Live).all(pool).await.unwrap().len(), 0);
        assert_eq!(functions::search("").state(None).all(pool).await.unwrap().len(), 3);
        assert_eq!(functions::joined().get(pool).await.unwrap(), "");
        assert_eq!(functions::joined().words(["a", "b"]).get(pool).await.unwrap(), "a-b");
        assert_eq!(functions::or_else("x").get(pool).await.unwrap(), "x");
        assert_eq!(functions::or_else("x").value("y").get(pool).await.unwrap(), "y");
    });
}

#[test]
fn rows_are_models_structs_and_values() {
    on_each_version(async |pool| {
        let ada = author(pool, "ada").await;
        assert_eq!(functions::newest_post().get(pool).await.unwrap(), None);
        let (one, two) = (post(pool, &ada, "one", 0).await, post(pool, &ada, "two", 0).await);
        assert_eq!(functions::posts_of(ada.id).all(pool).await.unwrap(), [one.clone(), two.clone()]);
        assert_eq!(functions::posts_of(ada.id).first(pool).await.unwrap(), Some(one.clone()));
        assert_eq!(functions::posts_of(ada.id).limit(1).all(pool).await.unwrap(), [one]);
        assert_eq!(functions::newest_post().get(pool).await.unwrap(), Some(two));
        assert_eq!(functions::numbers(3).all(pool).await.unwrap(), [1, 2, 3]);
        let many = functions::numbers(3).one(pool).await.unwrap_err();
        assert!(matches!(many.kind(), ErrorKind::MoreThanOne), "{many}");
        assert!(functions::numbers(0).one(pool).await.unwrap_err().is_not_found());
        let split = functions::split("a b").get(pool).await.unwrap();
        assert_eq!((split.head.as_str(), split.tail.as_deref()), ("a", Some("b")));
        assert_eq!(functions::split("a").get(pool).await.unwrap().tail, None);
    });
}

#[test]
fn rows_are_taken_as_they_arrive() {
    on_each_version(async |pool| {
        let mut stream = functions::numbers(10_000).stream(pool);
        let mut sum = 0_i64;
        while let Some(number) = stream.next().await {
            sum += i64::from(number.unwrap());
        }
        assert_eq!(sum, 50_005_000);
        assert!(stream.next().await.is_none());
        // Dropped half way, it leaves the pool as it was; the crate `futures` takes it for one of its own.
        for _ in 0..8 {
            let stream = functions::numbers(100_000).stream(pool);
            let first: Vec<_> = StreamExt::take(stream, 3).map(Result::unwrap).collect().await;
            assert_eq!(first, [1, 2, 3]);
        }
        assert_eq!(functions::twice(1).get(pool).await.unwrap(), 2);
        let sessions = functions::numbers(2).stream(&pool.session(Viewer { tenant_id: 1 })).count().await;
        assert_eq!(sessions, 2);
    });
}

#[test]
fn null_where_a_value_is_promised_is_an_error_that_says_where() {
    on_each_version(async |pool| {
        let error = functions::never().get(pool).await.unwrap_err().to_string();
        assert!(
            error.starts_with("calling app.never: the answer of app.never can't be read from int4"),
            "{error}"
        );
    });
}

#[test]
fn procedures_are_called_in_and_outside_transactions() {
    on_each_version(async |pool| {
        let ada = author(pool, "ada").await;
        let back = functions::rename(ada.id, "bob").call(pool).await.unwrap();
        assert_eq!((back.new_name.as_str(), back.old_name.as_deref()), ("BOB", Some("ada")));
        let tx = pool.begin().await.unwrap();
        functions::rename(ada.id, "eve").call(&tx).await.unwrap();
        tx.rollback().await.unwrap();
        let again = functions::rename(ada.id, "bob").call(pool).await.unwrap();
        assert_eq!(again.old_name.as_deref(), Some("BOB"));
        post(pool, &ada, "one", 1).await;
        // It commits by itself.
        functions::tidy().call(pool).await.unwrap();
        functions::touch().exec(pool).await.unwrap();
        assert_eq!(functions::likes_of(ada.id).get(pool).await.unwrap(), Some(2));
        functions::tidy().at_least(9).call(pool).await.unwrap();
        assert_eq!(functions::likes_of(ada.id).get(pool).await.unwrap(), None);
        let tx = pool.begin().await.unwrap();
        let refused = functions::tidy().call(&tx).await.unwrap_err();
        assert_eq!(refused.code().unwrap().code(), "2D000", "{refused}");
    });
}

#[test]
fn what_reads_secrets_runs_in_a_session() {
    on_each_version(async |pool| {
        use crate::db::{Secret, secret};
        let one = pool.session(Viewer { tenant_id: 1 });
        let two = pool.session(Viewer { tenant_id: 2 });
        Secret::insert(secret::New { tenant_id: 1, text: "mine".into() }).exec(&one).await.unwrap();
        assert_eq!(functions::secrets().all(&one).await.unwrap(), ["mine"]);
        assert!(functions::secrets().all(&two).await.unwrap().is_empty());
        assert_eq!(functions::count_secrets().get(&one).await.unwrap(), 1);
        let tx = two.begin().await.unwrap();
        assert_eq!(functions::count_secrets().get(&tx).await.unwrap(), 0);
    });
}

#[test]
fn functions_are_held_against_the_database() {
    on_each_version(async |pool| {
        functions::verify(pool).await.unwrap();
        let connection = pool.connection().await.unwrap();
        connection.batch("drop function app.twice(int); create function app.twice(n int) returns text language sql as 'select n::text'").await.unwrap();
        connection.batch("drop function app.numbers(int)").await.unwrap();
        let error = functions::verify(pool).await.unwrap_err();
        let ErrorKind::Unfit { problems } = error.kind() else { panic!("{error}") };
        assert_eq!(problems.len(), 2, "{error}");
        assert!(matches!(problems[0].kind(), ErrorKind::Answers { .. }), "{error}");
        // What does not fit is not run.
        let error = functions::twice(1).get(pool).await.unwrap_err().to_string();
        assert!(
            error.contains(
                "the function app.twice answers (text) in this database, and (integer) by the schema"
            ),
            "{error}"
        );
    });
}
