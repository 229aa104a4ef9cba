//! The code of every fixture of the code generator, compiled by `schema!` against the client.
#![warn(clippy::all, unused, nonstandard_style)]
#![deny(warnings)]

mod blog {
    pg_orm_macros::schema!("../codegen/tests/fixtures/blog/schema.pgorm");
}
mod empty {
    pg_orm_macros::schema!("../codegen/tests/fixtures/empty/schema.pgorm");
}
#[allow(unused, reason = "nothing but its types is new")]
mod extensions {
    pg_orm_macros::schema!("../codegen/tests/fixtures/extensions/schema.pgorm");
}
mod names {
    pg_orm_macros::schema!("../codegen/tests/fixtures/names/schema.pgorm");
}
mod shapes {
    pg_orm_macros::schema!("../codegen/tests/fixtures/shapes/schema.pgorm");
}
mod types {
    pg_orm_macros::schema!("../codegen/tests/fixtures/types/schema.pgorm");
}

use blog::{Owner, PostState, User, Viewer, post, tagging, user};
use pg_orm::{Error, Pool, SessionSettings as _};

/// Only has to compile: what a user writes with generated code.
async fn _uses(pool: &Pool) -> Result<(), Error> {
    let tenant_id = pg_orm::types::uuid::Uuid::nil();
    let db = pool.session(Viewer { tenant_id, user_id: Some(1) });
    let new = user::New { tenant_id, email: "ada@example.com".into(), first_name: "Ada".into() };
    let ada: User = User::insert(new.clone()).tags(["math"]).manager_id(None).exec(&db).await?;
    let _: u64 = User::insert_many([user::Insert::from(new)]).exec(&db).await?;
    let _: Option<User> = User::by_tenant_id_and_email(tenant_id, "ada@example.com").get(&db).await?;
    let _: u64 = User::by_id(ada.id).update(user::manager_id.set(ada.id)).exec(&db).await?;
    let _: Vec<User> = User::query()
        .filter(user::email.ilike("%@example.com").and(user::posts.some(post::state.eq(PostState::Live))))
        .all(&db)
        .await?;
    // Both ends are open, but not what stands between them.
    let _: Vec<(blog::Post, Vec<blog::Tag>)> = blog::Post::query().include(post::tags).all(&db).await?;
    let _: Vec<blog::Tagging> =
        blog::Tagging::query().order_by(tagging::tag_name.asc()).all(&pool.session(Owner {})).await?;
    let _: Option<shapes::Seat> = shapes::Seat::by_hall_and_line_and_number(1, 2, 3).get(pool).await?;
    let _: shapes::LogLine = shapes::LogLine::insert(Default::default()).exec(pool).await?;
    let _: Vec<(shapes::Folder, Vec<shapes::Folder>)> =
        shapes::Folder::query().include(shapes::folder::children).all(pool).await?;
    let _: Option<shapes::Folder> = shapes::Folder::by_parent_id_and_name(1, "a").get(pool).await?;
    let _: Option<names::IntoIterator> = names::IntoIterator::by_id(1).get(pool).await?;
    let _: Vec<types::Optional> = types::Optional::query().all(pool).await?;
    Ok(())
}

#[test]
fn an_enum_goes_by_its_labels() {
    assert_eq!(PostState::ALL, [PostState::Draft, PostState::Live, PostState::Archived]);
    assert_eq!(PostState::Live.to_string(), "published");
    assert_eq!("published".parse(), Ok(PostState::Live));
    assert!("live".parse::<PostState>().is_err());
    assert_eq!(names::Plan::ALL_.label(), "ALL");
}

#[test]
fn a_session_sets_its_role_and_its_settings() {
    assert_eq!(
        Viewer::SQL,
        "select set_config('role', 'app_user', true), \
         set_config('viewer.tenant_id', coalesce($1::uuid::text, ''), true), \
         set_config('viewer.user_id', coalesce($2::bigint::text, ''), true)"
    );
    assert_eq!((Owner::SQL, Owner {}.values().len()), ("", 0));
}
