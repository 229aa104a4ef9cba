//! Queries in SQL: parameters, parts that go, what they answer.

use pg_orm::ErrorKind;
use pg_orm::types::chrono::TimeDelta;

use crate::db::{Price, Secret, State, Viewer, queries, secret};
use crate::support::{author, on_each_version, post};

#[test]
fn what_is_absent_takes_its_part_along() {
    on_each_version(async |pool| {
        let (ada, bob) = (author(pool, "ada").await, author(pool, "bob").await);
        for (author, title) in [(&ada, "a"), (&ada, "b"), (&bob, "c")] {
            post(pool, author, title, 0).await;
        }
        let top = queries::top_authors(1).all(pool).await.unwrap();
        let read: Vec<_> = top.iter().map(|it| (it.id, it.posts, it.last_title.as_deref())).collect();
        assert_eq!(read, [(ada.id, 2, Some("b")), (bob.id, 1, Some("c"))]);
        assert_eq!(top[0].email, ada.email);
        let named = queries::top_authors(1).named("bob");
        assert_eq!(named.clone().one(pool).await.unwrap().id, bob.id);
        let later = ada.joined_at + TimeDelta::hours(1);
        assert!(named.since(later).all(pool).await.unwrap().is_empty());
        assert_eq!(queries::top_authors(1).since(None).first(pool).await.unwrap().unwrap().id, ada.id);
        assert_eq!(queries::top_authors(1).limit(1).all(pool).await.unwrap().len(), 1);
        let mut stream = queries::top_authors(2).stream(pool);
        assert_eq!(stream.next().await.unwrap().unwrap().id, ada.id);
        assert!(stream.next().await.is_none());
    });
}

#[test]
fn one_row_one_or_none_and_a_number() {
    on_each_version(async |pool| {
        let ada = author(pool, "ada").await;
        assert_eq!(queries::post_count().get(pool).await.unwrap().posts, 0);
        let price = Price { amount: 3.into(), currency: "EUR".into() };
        let one = queries::add_post(ada.id, "one").get(pool).await.unwrap();
        let two = queries::add_post(ada.id, "two").price(price).get(pool).await.unwrap();
        assert_eq!((one.state, queries::post_count().get(pool).await.unwrap().posts), (State::Draft, 2));
        assert_eq!(queries::author_of(one.id).get(pool).await.unwrap(), Some(ada));
        assert_eq!(queries::author_of(0).get(pool).await.unwrap(), None);
        assert_eq!(queries::title_of(two.id).get(pool).await.unwrap().as_deref(), Some("two"));
        let tx = pool.begin().await.unwrap();
        assert_eq!(queries::publish([one.id, two.id, 0]).exec(&tx).await.unwrap(), 2);
        assert_eq!(queries::publish([one.id]).exec(&tx).await.unwrap(), 0);
        tx.rollback().await.unwrap();
        assert_eq!(queries::publish([one.id]).exec(pool).await.unwrap(), 1);
    });
}

#[test]
fn declared_columns_and_settings_of_the_session() {
    on_each_version(async |pool| {
        let ada = author(pool, "ada").await;
        let connection = pool.connection().await.unwrap();
        let sql = "insert into app.users (email, name, boss_id) values ('b@x', 'bob', $1)";
        connection.execute(sql, &[&ada.id]).await.unwrap();
        drop(connection);
        let rows = queries::with_boss().all(pool).await.unwrap();
        let read: Vec<_> = rows.iter().map(|it| (it.name.as_str(), it.boss.as_deref(), it.depth)).collect();
        assert_eq!(read, [("ada", None, 0), ("bob", Some("ada"), 1)]);
        let one = pool.session(Viewer { tenant_id: 1 });
        Secret::insert(secret::New { tenant_id: 1, text: "mine".into() }).exec(&one).await.unwrap();
        assert_eq!(queries::secret_texts().all(&one).await.unwrap(), ["mine"]);
        let two = pool.session(Viewer { tenant_id: 2 });
        assert!(queries::secret_texts().all(&two).await.unwrap().is_empty());
    });
}

#[test]
fn queries_are_held_against_the_database() {
    on_each_version(async |pool| {
        queries::verify(pool).await.unwrap();
        let connection = pool.connection().await.unwrap();
        connection.batch("alter table app.users drop column joined_at").await.unwrap();
        connection
            .batch("alter table app.posts alter title type varchar(9), alter likes type bigint")
            .await
            .unwrap();
        connection.batch("alter table app.users rename name to called").await.unwrap();
        let error = queries::verify(pool).await.unwrap_err();
        let ErrorKind::Unfit { problems } = error.kind() else { panic!("{error}") };
        let told: Vec<_> = problems.iter().filter_map(|it| it.model()).collect();
        assert_eq!(told, ["top_authors", "author_of", "with_boss"], "{error}");
        let error = queries::author_of(1).get(pool).await.unwrap_err().to_string();
        assert!(
            error
                .starts_with("running the query author_of: the query author_of answers (id int8, email text"),
            "{error}"
        );
    });
}
