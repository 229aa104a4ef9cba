//! Keys, filters, order, inserts, updates, deletes.

use pg_orm::types::uuid::Uuid;
use pg_orm::{ErrorKind, Filter, RowSecurity, SqlState};

use crate::db::{Post, PostState, Tenant, User, post, tenant, user};
use crate::support::{person, pool, tenant_of};

#[tokio::test]
async fn a_row_goes_in_and_comes_back_by_its_keys() {
    let pool = pool().await;
    let (acme, db) = tenant_of(&pool, "acme").await;
    assert_eq!(Tenant::by_slug("acme").get(&pool).await.unwrap(), Some(acme.clone()));
    assert_eq!(Tenant::by_id(Uuid::nil()).get(&pool).await.unwrap(), None);

    let ada = person(acme.id, "ada").tags(["math"]).exec(&db).await.unwrap();
    assert_eq!(ada.tags, ["math"]);
    assert_eq!(User::by_id(ada.id).one(&db).await.unwrap(), ada);
    assert_eq!(User::by_tenant_id_and_email(acme.id, "ada@x.com").get(&db).await.unwrap(), Some(ada.clone()));
    assert!(User::by_id(ada.id).exists(&db).await.unwrap());

    let error = User::by_id(-1).one(&db).await.unwrap_err();
    assert!(error.is_not_found());
    assert_eq!(error.model(), Some("User"));
    assert!(error.to_string().starts_with("reading one User: there is no such row\n"), "{error}");
}

#[tokio::test]
async fn a_session_sees_its_tenant_alone_and_leaves_nothing_behind() {
    let pool = pool().await;
    let (acme, acme_db) = tenant_of(&pool, "acme").await;
    let (other, other_db) = tenant_of(&pool, "other").await;
    let ada = person(acme.id, "ada").exec(&acme_db).await.unwrap();
    assert_eq!(User::query().all(&other_db).await.unwrap(), []);
    assert_eq!(User::by_id(ada.id).update(user::first_name.set("Eve")).exec(&other_db).await.unwrap(), 0);
    assert_eq!(User::by_id(ada.id).delete().exec(&other_db).await.unwrap(), 0);
    let error = person(acme.id, "eve").exec(&other_db).await.unwrap_err();
    assert_eq!(error.code(), Some(&SqlState::INSUFFICIENT_PRIVILEGE));
    assert_eq!(User::query().count(&acme_db).await.unwrap(), 1);
    let sql = "select current_setting('role'), current_setting('viewer.tenant_id', true)";
    for _ in 0..4 {
        let row = pool.query(sql, &[]).await.unwrap().remove(0);
        assert_eq!(row.get::<String>(0).unwrap(), "none");
        assert!(row.get::<Option<String>>(1).unwrap().is_none_or(|value| value.is_empty()));
    }
    let row = other_db.query(sql, &[]).await.unwrap().remove(0);
    let both: (String, String) = (row.get(0).unwrap(), row.get(1).unwrap());
    assert_eq!(both, ("app_user".into(), other.id.to_string()));
}

#[tokio::test]
async fn filters_find_what_they_say() {
    let pool = pool().await;
    let (acme, db) = tenant_of(&pool, "acme").await;
    let ada = person(acme.id, "ada").tags(["math", "poet"]).exec(&db).await.unwrap();
    let bob = person(acme.id, "bob").manager_id(ada.id).exec(&db).await.unwrap();
    let cy = person(acme.id, "cy_%\\").manager_id(bob.id).exec(&db).await.unwrap();
    let cases: Vec<(&str, Filter<User>, Vec<i64>)> = vec![
        ("eq", user::first_name.eq("ada"), vec![ada.id]),
        ("ne", user::first_name.ne("ada"), vec![bob.id, cy.id]),
        ("ne of a null", user::manager_id.ne(ada.id), vec![ada.id, cy.id]),
        ("eq none", user::manager_id.eq(None), vec![ada.id]),
        ("ne none", user::manager_id.ne(None), vec![bob.id, cy.id]),
        ("lt", user::id.lt(bob.id), vec![ada.id]),
        ("between", user::id.between(bob.id, cy.id), vec![bob.id, cy.id]),
        ("in", user::id.in_([ada.id, cy.id, -1]), vec![ada.id, cy.id]),
        ("in nothing", user::id.in_(Vec::<i64>::new()), vec![]),
        ("in with null", user::manager_id.in_([None, Some(ada.id)]), vec![ada.id, bob.id]),
        ("not in", user::manager_id.not_in([ada.id]), vec![ada.id, cy.id]),
        ("ilike", user::email.ilike("A%@X.com"), vec![ada.id]),
        ("starts with", user::first_name.starts_with("cy_%\\"), vec![cy.id]),
        ("contains", user::first_name.contains_text("_"), vec![cy.id]),
        ("ends with", user::email.ends_with("@x.com").and(user::id.gt(ada.id)), vec![bob.id, cy.id]),
        ("has", user::tags.has("poet"), vec![ada.id]),
        ("has all", user::tags.has_all(["poet", "math"]), vec![ada.id]),
        ("has any", user::tags.has_any(["x", "math"]), vec![ada.id]),
        ("empty", user::tags.is_empty(), vec![bob.id, cy.id]),
        ("not", !user::tags.is_empty(), vec![ada.id]),
        ("or", user::id.eq(ada.id).or(user::first_name.eq("bob")), vec![ada.id, bob.id]),
        ("precedence", user::id.eq(ada.id).or(user::id.eq(bob.id)).and(user::id.ne(ada.id)), vec![bob.id]),
        ("all of nothing", Filter::all_of([]), vec![ada.id, bob.id, cy.id]),
        ("any of nothing", Filter::any_of([]), vec![]),
        ("same row", user::email.eq_column(user::first_name), vec![]),
    ];
    for (name, filter, ids) in cases {
        let found = User::query().filter(filter).order_by(user::id.asc()).all(&db).await;
        let found: Vec<i64> =
            found.unwrap_or_else(|error| panic!("{name}: {error}")).iter().map(|u| u.id).collect();
        assert_eq!(found, ids, "{name}");
    }
    let page =
        User::query().order_by((user::manager_id.desc().nulls_last(), user::id.asc())).offset(1).limit(1);
    assert_eq!(page.clone().all(&db).await.unwrap()[0].id, bob.id);
    assert_eq!(page.clone().count(&db).await.unwrap(), 1);
    assert!(page.exists(&db).await.unwrap());
    assert_eq!(User::query().order_by(user::id.desc()).first(&db).await.unwrap().unwrap().id, cy.id);
    assert!(matches!(User::query().one(&db).await.unwrap_err().kind(), ErrorKind::MoreThanOne));
    assert!(User::query().filter(user::id.eq(-1)).one(&db).await.unwrap_err().is_not_found());
}

#[tokio::test]
async fn relations_filter() {
    let pool = pool().await;
    let (acme, db) = tenant_of(&pool, "acme").await;
    let ada = person(acme.id, "ada").exec(&db).await.unwrap();
    let bob = person(acme.id, "bob").manager_id(ada.id).exec(&db).await.unwrap();
    let live = Post::insert(post::New { author_id: ada.id, title: "one".into() }).state(PostState::Live);
    let live = live.exec(&pool).await.unwrap();
    Post::insert(post::New { author_id: ada.id, title: "two".into() }).exec(&pool).await.unwrap();
    db.execute("insert into \"like\" values ($1, $2)", &[&bob.id, &live.id]).await.unwrap();
    let cases: Vec<(&str, Filter<User, RowSecurity>, Vec<i64>)> = vec![
        (
            "some",
            user::posts.some(post::state.eq(PostState::Live)).and(user::manager.is_none()),
            vec![ada.id],
        ),
        (
            "none",
            user::posts.none(post::state.eq(PostState::Live)).and(user::manager.is_some()),
            vec![bob.id],
        ),
        (
            "every",
            user::posts.every(post::state.eq(PostState::Live)).and(user::id.gt(0)).into(),
            vec![bob.id],
        ),
        ("is", user::manager.is(user::first_name.eq("ada")), vec![bob.id]),
        ("is not", user::manager.is_not(user::first_name.eq("ada")), vec![ada.id]),
        ("one is", user::tenant.is(tenant::slug.eq("acme")).and(user::manager.is_some()), vec![bob.id]),
        ("exist", user::posts.exist().and(user::manager.is_none()), vec![ada.id]),
        ("is empty", user::posts.is_empty().and(user::manager.is_some()), vec![bob.id]),
        ("through", user::likes.some(post::title.eq("one")).and(user::manager.is_some()), vec![bob.id]),
        (
            "three deep",
            user::reports.some(user::likes.some(post::author.is(user::first_name.eq("ada")))),
            vec![ada.id],
        ),
    ];
    for (name, filter, ids) in cases {
        let found =
            User::query().filter(filter).all(&db).await.unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(found.iter().map(|u| u.id).collect::<Vec<_>>(), ids, "{name}");
    }
}

#[tokio::test]
async fn updates_and_deletes_change_what_they_say() {
    let pool = pool().await;
    let (acme, db) = tenant_of(&pool, "acme").await;
    let ada = person(acme.id, "ada").exec(&db).await.unwrap();
    let bob = person(acme.id, "bob").exec(&db).await.unwrap();
    let changed = User::by_id(bob.id)
        .update(user::manager_id.set(ada.id))
        .set(user::tags.append("poet"))
        .returning(&db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!((changed.manager_id, &changed.tags[..]), (Some(ada.id), &["poet".to_owned()][..]));
    assert!(changed.updated_at > bob.updated_at);
    let tags = user::tags.prepend("a");
    User::by_id(bob.id).update(tags).exec(&db).await.unwrap();
    User::by_id(bob.id).update(user::tags.remove("poet")).exec(&db).await.unwrap();
    User::by_id(bob.id).update(user::manager_id.set(None)).exec(&db).await.unwrap();
    let now = User::by_id(bob.id).one(&db).await.unwrap();
    assert_eq!((now.manager_id, &now.tags[..]), (None, &["a".to_owned()][..]));
    User::by_id(bob.id).update(user::tags.set_default()).exec(&db).await.unwrap();
    assert_eq!(User::by_id(bob.id).one(&db).await.unwrap().tags, Vec::<String>::new());

    let count = User::query()
        .update(user::first_name.set("x"))
        .set(user::first_name.set("y"))
        .exec(&db)
        .await
        .unwrap();
    assert_eq!(count, 2);
    let limited = User::query().order_by(user::id.desc()).limit(1);
    let rows = limited.update(user::first_name.set("last")).returning(&db).await.unwrap();
    assert_eq!(rows.iter().map(|u| u.id).collect::<Vec<_>>(), [bob.id]);
    let gone = User::query().order_by(user::id.asc()).limit(1).delete().returning(&db).await.unwrap();
    assert_eq!(gone.iter().map(|u| u.id).collect::<Vec<_>>(), [ada.id]);
    assert_eq!(User::by_id(bob.id).delete().returning(&db).await.unwrap().unwrap().first_name, "last");
    assert_eq!(User::query().delete().exec(&db).await.unwrap(), 0);
}

#[tokio::test]
async fn errors_tell_the_statement() {
    let pool = pool().await;
    let (acme, db) = tenant_of(&pool, "acme").await;
    person(acme.id, "ada").exec(&db).await.unwrap();
    let error = person(acme.id, "ada").exec(&db).await.unwrap_err();
    assert_eq!(error.code(), Some(&SqlState::UNIQUE_VIOLATION));
    assert_eq!(error.constraint(), Some("users_tenant_id_email_key"));
    assert!(!error.is_retryable());
    let text = error.to_string();
    assert!(text.starts_with("inserting User: duplicate key value violates unique constraint"), "{text}");
    assert!(text.lines().nth(1).unwrap().starts_with("  in: insert into public.users as t0 ("), "{text}");

    let error = person(acme.id, "a\0b").exec(&db).await.unwrap_err();
    assert!(error.to_string().starts_with("inserting User: User.email holds the character NUL"), "{error}");
    let error = person(acme.id, "x").tags(["ok", "n\0"]).exec(&db).await.unwrap_err();
    assert!(error.to_string().starts_with("inserting User: User.tags holds the character NUL"), "{error}");
    let error = User::query().filter(user::first_name.eq("\0")).all(&db).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::NulInText { place, .. } if place == "User.first_name"));

    pool.execute("alter table posts alter column title type integer using 0", &[]).await.unwrap();
    pool.execute("insert into posts (author_id, title) select id, 1 from users", &[]).await.unwrap();
    let error = Post::query().all(&pool).await.unwrap_err();
    assert!(error.to_string().starts_with("reading Post: Post.title can't be read from int4: "), "{error}");
}

#[tokio::test]
async fn a_migration_beneath_a_prepared_statement_costs_a_transaction_at_most() {
    let pool = pool().await;
    Tenant::insert(tenant::New { slug: "acme".into() }).exec(&pool).await.unwrap();
    let connection = pool.connection().await.unwrap();
    Tenant::by_slug("acme").one(&connection).await.unwrap();
    pool.execute("alter table tenant alter column slug type varchar(40)", &[]).await.unwrap();
    Tenant::by_slug("acme").one(&connection).await.unwrap();
    pool.execute("alter table tenant alter column slug type varchar(50)", &[]).await.unwrap();
    pool.execute("alter table tenant alter column slug type text", &[]).await.unwrap();
    let mut connection = connection;
    let tx = connection.begin().await.unwrap();
    let error = Tenant::by_slug("acme").one(&tx).await.unwrap_err();
    assert_eq!(error.code(), Some(&SqlState::FEATURE_NOT_SUPPORTED));
    assert!(matches!(error.kind(), ErrorKind::Changed { .. }) && error.is_retryable(), "{error}");
    drop(tx);
    let tx = connection.begin().await.unwrap();
    Tenant::by_slug("acme").one(&tx).await.unwrap();
}
