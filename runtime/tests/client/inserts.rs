//! Many rows at once: by arrays, by lists, in groups, in the order given.

use pg_orm::types::rust_decimal::Decimal;
use pg_orm::{InsertMany, SqlState};

use crate::db::{Comment, Post, PostState, Tenant, User, comment, post, tenant, user};
use crate::odd::{Purse, purse};
use crate::support::{person, pool, tenant_of};

#[tokio::test]
async fn ten_thousand_rows_come_back_in_order() {
    let pool = pool().await;
    let slugs: Vec<String> = (0..10_000).map(|i| format!("t{}", (i * 7919) % 10_000)).collect();
    let news = slugs.iter().map(|slug| tenant::New { slug: slug.clone() });
    let rows = Tenant::insert_many(news).returning(&pool).await.unwrap();
    assert_eq!(rows.iter().map(|row| &row.slug).collect::<Vec<_>>(), slugs.iter().collect::<Vec<_>>());
    assert_eq!(Tenant::query().count(&pool).await.unwrap(), 10_000);
    assert_eq!(Tenant::insert_many(Vec::<tenant::New>::new()).exec(&pool).await.unwrap(), 0);
}

#[tokio::test]
async fn more_rows_than_one_statement_takes() {
    let pool = pool().await;
    let news = (0..70_000).map(|i| tenant::New { slug: format!("t{i}") });
    assert_eq!(Tenant::insert_many(news).exec(&pool).await.unwrap(), 70_000);
}

#[tokio::test]
async fn rows_with_different_columns_keep_their_order() {
    let pool = pool().await;
    let (acme, db) = tenant_of(&pool, "acme").await;
    // 2,500 rows with an array column go in lists of powers of two; others between them by arrays.
    let boss = person(acme.id, "boss").exec(&db).await.unwrap();
    let rows = (0..5_000).map(|i| match i % 4 {
        0 | 1 => person(acme.id, &format!("n{i}")).tags(["a", "b"]),
        2 => person(acme.id, &format!("n{i}")).manager_id(boss.id),
        _ => person(acme.id, &format!("n{i}")).manager_id(None),
    });
    let rows = User::insert_many(rows).returning(&db).await.unwrap();
    assert_eq!(rows.len(), 5_000);
    for (i, row) in rows.iter().enumerate() {
        assert_eq!(row.first_name, format!("n{i}"));
        assert_eq!(row.tags.len(), if i % 4 < 2 { 2 } else { 0 });
        assert_eq!(row.manager_id, (i % 4 == 2).then_some(boss.id));
    }
    // One bad row of one group: nothing of any group stays.
    let rows =
        [person(acme.id, "x"), person(acme.id, "y").tags(["t"]), person(acme.id, "boss").manager_id(boss.id)];
    let error = User::insert_many(rows).exec(&db).await.unwrap_err();
    assert_eq!(error.code(), Some(&SqlState::UNIQUE_VIOLATION));
    assert_eq!(User::query().filter(user::first_name.in_(["x", "y"])).count(&db).await.unwrap(), 0);
}

#[tokio::test]
async fn enums_domains_nulls_and_xml_go_through() {
    let pool = pool().await;
    let (acme, db) = tenant_of(&pool, "acme").await;
    let ada = person(acme.id, "ada").exec(&db).await.unwrap();
    let posts = (0..3).map(|i| {
        Post::insert(post::New { author_id: ada.id, title: format!("{i}") }).state(PostState::ALL[i])
    });
    let posts = Post::insert_many(posts).returning(&pool).await.unwrap();
    assert_eq!(posts.iter().map(|post| post.state).collect::<Vec<_>>(), PostState::ALL);
    let states = Post::query()
        .filter(post::state.in_([PostState::Live, PostState::Draft]))
        .count(&pool)
        .await
        .unwrap();
    assert_eq!(states, 2);
    let error = Comment::insert_many(vec![
        comment::New { post_id: posts[0].id, body: "fine".into() },
        comment::New { post_id: posts[0].id, body: "nul\0".into() },
    ]);
    let error = error.exec(&pool).await.unwrap_err();
    assert!(error.to_string().contains("Comment.body holds the character NUL"), "{error}");

    pool.connection().await.unwrap().batch(crate::odd::SCHEMA).await.unwrap();
    // The archives of PostgreSQL that are fetched by package name are built without libxml.
    let has_xml = pool.query("select xml '<a/>'", &[]).await.is_ok();
    if !has_xml {
        eprintln!("SKIPPED: a value of type xml, which this server is built without");
    }
    let note = has_xml.then(|| "<a/>".to_owned());
    let purses = [
        Purse { no: Decimal::new(90, 1), label: Some("l".into()), labels: None, note },
        Purse { no: Decimal::from(10), label: None, labels: Some(vec!["x".into()]), note: None },
    ];
    let rows = InsertMany::<Purse>::new(purses.clone()).returning(&pool).await.unwrap();
    assert_eq!(rows, purses);
    assert_eq!(Purse::query().filter(purse::label.eq("l")).one(&pool).await.unwrap(), purses[0]);
    assert_eq!(Purse::query().filter(purse::labels.has("x")).one(&pool).await.unwrap(), purses[1]);
    let changed = Purse::query().filter(purse::no.eq(Decimal::from(10))).update(purse::labels.append("y"));
    assert_eq!(changed.returning(&pool).await.unwrap()[0].labels, Some(vec!["x".into(), "y".into()]));
}
