//! Columns that can do less than others do the rest, and one to one and many to many through a model under row-level security.

use pg_orm::types::rust_decimal::Decimal;
use pg_orm::types::{Circle, Point, serde_json::json};

use crate::db::{
    Label, Post, PostLabel, Product, Profile, User, label, post, post_label, product, profile, user,
};
use crate::support;

#[tokio::test]
async fn columns_of_every_comparison_are_filtered_and_set() {
    let pool = support::pool().await;
    let area = Circle { center: Point { x: 1.0, y: 2.0 }, radius: 3.0 };
    let new = |sku: &str| product::New { sku: sku.into(), price: Decimal::from(5) };
    let rows = [
        Product::insert(new("a")).area(area).data(json!({"b": 1})).meta(json!({"b": 1})).sizes([1, 2]),
        Product::insert(new("b")).place(Point { x: 0.5, y: 1.5 }).outlines(vec![]),
    ];
    let rows = Product::insert_many(rows).returning(&pool).await.unwrap();
    let count = async |filter| Product::query().filter(filter).count(&pool).await.unwrap();

    // Whole literals for numeric; equality without an order; presence without equality.
    assert_eq!(count(product::price.eq(5)).await, 2);
    assert_eq!(count(product::price.between(1, 4)).await, 0);
    assert_eq!(count(product::area.eq(area)).await, 1);
    assert_eq!(count(product::area.in_([Some(area), None])).await, 2);
    assert_eq!(count(product::data.is_null().or(product::outlines.is_null())).await, 2);
    assert_eq!(count(product::outlines.is_empty()).await, 1);
    assert_eq!(count(product::meta.eq(json!({"b": 1}))).await, 1);
    assert_eq!(count(product::sku.eq_column(product::region)).await, 0);

    let place = Point { x: 9.0, y: 9.0 };
    let changed = Product::query()
        .filter(product::sku.eq("b"))
        .update(product::place.set(place))
        .set(product::data.set(json!([])))
        .set(product::price.increase_by(2))
        .returning(&pool)
        .await
        .unwrap();
    let expected =
        Product { place: Some(place), data: Some(json!([])), price: Decimal::from(7), ..rows[1].clone() };
    assert_eq!(changed, [expected]);
    let ordered = Product::query().order_by(product::meta.asc().nulls_first()).all(&pool).await.unwrap();
    assert_eq!(ordered.iter().map(|row| row.sku.as_str()).collect::<Vec<_>>(), ["b", "a"]);
}

#[tokio::test]
async fn one_to_one_and_through_a_guarded_model() {
    let pool = support::pool().await;
    let (tenant, db) = support::tenant_of(&pool, "acme").await;
    let ada = support::person(tenant.id, "ada").exec(&db).await.unwrap();
    let bob = support::person(tenant.id, "bob").exec(&db).await.unwrap();
    let about = Profile::insert(profile::New { user_id: ada.id }).about("engines").exec(&db).await.unwrap();
    let with_profile =
        User::query().order_by(user::email.asc()).include(user::profile).all(&db).await.unwrap();
    assert_eq!(with_profile, [(ada.clone(), Some(about)), (bob.clone(), None)]);
    let found = User::query().filter(user::profile.is(profile::about.like("eng%"))).one(&db).await.unwrap();
    assert_eq!(found, ada);
    assert_eq!(User::query().filter(user::profile.is_none()).one(&db).await.unwrap(), bob);

    let post = Post::insert(post::New { author_id: ada.id, title: "t".into() }).exec(&db).await.unwrap();
    let new = Label::insert(label::New { name: "new".into() }).exec(&pool).await.unwrap();
    let link = post_label::New { post_id: post.id, label_id: new.id };
    PostLabel::insert(link).exec(&db).await.unwrap();
    let labelled = Post::query().include(post::labels).one(&db).await.unwrap();
    assert_eq!(labelled, (post.clone(), vec![new]));
    let query = Post::query().filter(post::labels.some(label::name.eq("new")));
    assert_eq!(query.all(&db).await.unwrap(), [post]);
}
