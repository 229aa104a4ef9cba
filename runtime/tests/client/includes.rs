//! Relations read along: every shape, deep, limited, shared, and with keys whose bytes differ where they are equal.

use pg_orm::types::uuid::Uuid;
use pg_orm::{ErrorKind, Pool, Session};

use crate::db::{Comment, Like, Post, PostState, Tenant, User, Viewer, comment, like, post, user};
use crate::odd::{Coin, Place, Purse, Visit, coin, place, purse, visit};
use crate::support::{person, pool, tenant_of};

struct World {
    db: Session<Viewer>,
    users: Vec<User>,
}

/// Three users; user i has i posts `p<i><j>`, each with j comments; everybody likes every post of the last one.
async fn world(pool: &Pool) -> World {
    let (acme, db) = tenant_of(pool, "acme").await;
    let mut users = Vec::new();
    for name in ["u0", "u1", "u2"] {
        let mut insert = person(acme.id, name);
        if let Some(first) = users.first() {
            let first: &User = first;
            insert = insert.manager_id(first.id);
        }
        users.push(insert.exec(&db).await.unwrap());
    }
    for (i, user) in users.iter().enumerate() {
        for j in 0..i {
            let new = post::New { author_id: user.id, title: format!("p{i}{j}") };
            let state = if j == 0 { PostState::Live } else { PostState::Draft };
            let post = Post::insert(new).state(state).exec(pool).await.unwrap();
            let bodies = (0..j).map(|k| comment::New { post_id: post.id, body: format!("c{i}{j}{k}") });
            Comment::insert_many(bodies).exec(pool).await.unwrap();
            if i == 2 {
                let likes = users.iter().map(|user| like::New { user_id: user.id, post_id: post.id });
                Like::insert_many(likes).exec(pool).await.unwrap();
            }
        }
    }
    World { db, users }
}

fn titles(posts: &[Post]) -> Vec<&str> {
    posts.iter().map(|post| post.title.as_str()).collect()
}

#[tokio::test]
async fn many_one_and_maybe_come_along() {
    let pool = pool().await;
    let World { db, users } = world(&pool).await;
    let rows: Vec<((User, Vec<Post>), Option<User>)> = User::query()
        .include(user::posts.order_by(post::title.desc()))
        .include(user::manager)
        .order_by(user::id.asc())
        .all(&db)
        .await
        .unwrap();
    let seen: Vec<_> =
        rows.iter().map(|((user, posts), boss)| (user.id, titles(posts), boss.clone())).collect();
    let boss = users[0].clone();
    assert_eq!(
        seen,
        [
            (users[0].id, vec![], None),
            (users[1].id, vec!["p10"], Some(boss.clone())),
            (users[2].id, vec!["p21", "p20"], Some(boss)),
        ]
    );
    // Two posts of one author: the one row of the author goes to both.
    let posts: Vec<(Post, User)> =
        Post::query().include(post::author).order_by(post::title.asc()).all(&db).await.unwrap();
    let seen: Vec<_> = posts.iter().map(|(post, author)| (post.title.as_str(), author.id)).collect();
    assert_eq!(seen, [("p10", users[1].id), ("p20", users[2].id), ("p21", users[2].id)]);
    let with: Vec<(User, Tenant)> = User::query().include(user::tenant).all(&db).await.unwrap();
    assert!(with.iter().all(|(user, tenant)| user.tenant_id == tenant.id) && with.len() == 3);
}

#[tokio::test]
async fn levels_nest() {
    let pool = pool().await;
    let World { db, users } = world(&pool).await;
    let deep: Vec<(User, Vec<(Post, Vec<Comment>)>)> = User::query()
        .include(user::posts.order_by(post::title.asc()).include(post::comments.order_by(comment::id.asc())))
        .order_by(user::id.asc())
        .all(&db)
        .await
        .unwrap();
    let seen: Vec<Vec<(&str, usize)>> = deep
        .iter()
        .map(|(_, posts)| {
            posts.iter().map(|(post, comments)| (post.title.as_str(), comments.len())).collect()
        })
        .collect();
    assert_eq!(seen, [vec![], vec![("p10", 0)], vec![("p20", 0), ("p21", 1)]]);
    assert_eq!(deep[2].1[1].1[0].body, "c210");

    // Filters and limits of an upper level hold for those below.
    let narrow: Vec<(User, Vec<(Post, Vec<Comment>)>)> = User::query()
        .filter(user::first_name.ne("u1"))
        .order_by(user::first_name.desc())
        .limit(1)
        .include(user::posts.filter(post::state.eq(PostState::Draft)).include(post::comments))
        .all(&db)
        .await
        .unwrap();
    assert_eq!(narrow.len(), 1);
    assert_eq!((narrow[0].0.id, narrow[0].1.len(), narrow[0].1[0].1.len()), (users[2].id, 1, 1));

    // Through a table between, and on from there; shared rows are given to each.
    let likes: Vec<(User, Vec<(Post, Vec<Comment>)>)> = User::query()
        .include(user::likes.order_by(post::title.asc()).include(post::comments))
        .snapshot()
        .all(&db)
        .await
        .unwrap();
    for (_, posts) in &likes {
        let seen: Vec<_> =
            posts.iter().map(|(post, comments)| (post.title.as_str(), comments.len())).collect();
        assert_eq!(seen, [("p20", 0), ("p21", 1)]);
    }
    let back: Vec<(Post, Vec<User>)> = Post::query()
        .include(post::liked_by.order_by(user::id.asc()))
        .order_by(post::title.asc())
        .all(&db)
        .await
        .unwrap();
    let counts: Vec<usize> = back.iter().map(|(_, users)| users.len()).collect();
    assert_eq!(counts, [0, 3, 3]);
    // A table with a key of two columns.
    let pairs: Vec<((Like, User), Post)> =
        Like::query().include(like::user).include(like::post).all(&db).await.unwrap();
    assert_eq!(pairs.len(), 6);
    assert!(pairs.iter().all(|((like, user), post)| like.user_id == user.id && like.post_id == post.id));
}

#[tokio::test]
async fn a_limit_holds_for_each_parent() {
    let pool = pool().await;
    let World { db, .. } = world(&pool).await;
    let rows: Vec<(User, Vec<Post>)> = User::query()
        .include(user::posts.order_by(post::title.desc()).limit(1))
        .order_by(user::id.asc())
        .all(&db)
        .await
        .unwrap();
    let seen: Vec<_> = rows.iter().map(|(_, posts)| titles(posts)).collect();
    assert_eq!(seen, [vec![], vec!["p10"], vec!["p21"]]);
    // Below a limited level, and through a table between.
    let rows: Vec<(User, Vec<(Post, Vec<Comment>)>)> = User::query()
        .include(user::posts.order_by(post::title.asc()).offset(1).include(post::comments.limit(5)))
        .order_by(user::id.asc())
        .all(&db)
        .await
        .unwrap();
    assert_eq!(rows[2].1.len(), 1);
    assert_eq!((rows[2].1[0].0.title.as_str(), rows[2].1[0].1.len()), ("p21", 1));
    let rows: Vec<(User, Vec<(Post, User)>)> = User::query()
        .include(user::likes.order_by(post::title.desc()).limit(1).include(post::author))
        .all(&db)
        .await
        .unwrap();
    assert!(
        rows.iter()
            .all(|(_, posts)| posts.len() == 1 && posts[0].0.title == "p21" && posts[0].1.first_name == "u2")
    );
    // By key, and the first only.
    let (user, posts) = User::by_id(rows[0].0.id).include(user::posts).one(&db).await.unwrap();
    assert_eq!(user.id, rows[0].0.id);
    assert!(posts.iter().all(|post| post.author_id == user.id));
    let first = User::query()
        .order_by(user::first_name.desc())
        .include(user::posts)
        .first(&db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!((first.0.first_name.as_str(), first.1.len()), ("u2", 2));
}

#[tokio::test]
async fn a_row_hidden_from_the_session_is_told() {
    let pool = pool().await;
    world(&pool).await;
    let stranger = pool.session(Viewer { tenant_id: Uuid::nil(), user_id: None });
    let error = Post::query().include(post::author).all(&stranger).await.unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::RelatedMissing { relation } if relation == "Post.author"),
        "{error}"
    );
}

#[tokio::test]
async fn keys_that_are_equal_with_unlike_bytes_meet() {
    let pool = pool().await;
    let connection = pool.connection().await.unwrap();
    connection.batch(crate::odd::SCHEMA).await.unwrap();
    let rows: Vec<(Purse, Vec<Coin>)> = Purse::query()
        .include(purse::coins.order_by(coin::id.asc()))
        .order_by(purse::no.asc())
        .all(&pool)
        .await
        .unwrap();
    let seen: Vec<_> = rows
        .iter()
        .map(|(purse, coins)| (purse.no.to_string(), coins.iter().map(|coin| coin.id).collect::<Vec<_>>()))
        .collect();
    assert_eq!(
        seen,
        [("1.0".to_owned(), vec![1, 2]), ("2.50".to_owned(), vec![3]), ("3".to_owned(), vec![])]
    );
    // The same purse written in two ways: `1.00` and `1`.
    let coins: Vec<(Coin, Purse)> =
        Coin::query().include(coin::purse).order_by(coin::id.asc()).all(&pool).await.unwrap();
    assert_eq!(
        coins.iter().map(|(_, purse)| purse.no.to_string()).collect::<Vec<_>>(),
        ["1.0", "1.0", "2.50"]
    );
    let limited: Vec<(Purse, Vec<Coin>)> = Purse::query()
        .include(purse::coins.order_by(coin::id.desc()).limit(1))
        .order_by(purse::no.asc())
        .all(&pool)
        .await
        .unwrap();
    assert_eq!(limited.iter().map(|(_, coins)| coins.len()).collect::<Vec<_>>(), [1, 1, 0]);
}

#[tokio::test]
async fn keys_of_two_columns_meet() {
    let pool = pool().await;
    pool.connection().await.unwrap().batch(crate::odd::SCHEMA).await.unwrap();
    let in_order = (place::x.asc(), place::y.asc());
    let rows: Vec<(Place, Vec<Visit>)> = Place::query()
        .include(place::visits.order_by(visit::id.asc()))
        .order_by(in_order.clone())
        .all(&pool)
        .await
        .unwrap();
    let ids = |rows: &[(Place, Vec<Visit>)]| -> Vec<Vec<i32>> {
        rows.iter().map(|(_, visits)| visits.iter().map(|visit| visit.id).collect()).collect()
    };
    assert_eq!(ids(&rows), [vec![1, 4], vec![2], vec![], vec![3]]);
    let last = place::visits.order_by(visit::id.desc()).limit(1);
    let rows = Place::query().include(last).order_by(in_order).all(&pool).await.unwrap();
    assert_eq!(ids(&rows), [vec![4], vec![2], vec![], vec![3]]);
    let back: Vec<(Visit, Option<(Place, Vec<Visit>)>)> = Visit::query()
        .include(visit::place.include(place::visits))
        .order_by(visit::id.asc())
        .all(&pool)
        .await
        .unwrap();
    let seen: Vec<_> =
        back.iter().map(|(_, at)| at.as_ref().map(|(place, visits)| (place.x, visits.len()))).collect();
    assert_eq!(seen, [Some((1, 2)), Some((1, 1)), Some((11, 1)), Some((1, 2)), None, None]);
    let with = Place::query().filter(place::visits.some(visit::id.eq(3))).one(&pool).await.unwrap();
    assert_eq!((with.x, with.y.as_str()), (11, "b"));
    let gone = Place::query().filter(place::visits.is_empty()).limit(1).delete().exec(&pool).await.unwrap();
    assert_eq!(gone, 1);
}
