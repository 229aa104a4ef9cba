//! The SQL of each shape of query, to the letter.

use super::{count, exists, statements};
use crate::expr::{Expr, Holds, Include, OrderBy, Select};
use crate::model::{ColumnDef, ColumnKind, Link, Table, Through};

const fn column(name: &'static str, type_: &'static str) -> ColumnDef {
    ColumnDef { field: name, name, type_, kind: ColumnKind::Plain, is_updated: false }
}

static USERS: Table = Table {
    is_view: false,
    model: "User",
    name: "users",
    columns: &[column("id", "bigint"), column("name", "text")],
    primary_key: &[0],
    links: &[],
};
static POSTS: Table = Table {
    is_view: false,
    model: "Post",
    name: "posts",
    columns: &[column("id", "uuid"), column("author", "bigint")],
    primary_key: &[0],
    links: &[],
};
static LIKES: Table = Table {
    is_view: false,
    model: "Like",
    name: "likes",
    columns: &[column("user_id", "bigint"), column("post_id", "uuid")],
    primary_key: &[0, 1],
    links: &[],
};
static OF_USER: Link = Link { name: "posts", source: &[0], target: &[1], through: None };
static LIKED: Link = Link {
    name: "liked",
    source: &[0],
    target: &[0],
    through: Some(Through { table: &LIKES, source: &[0], target: &[1] }),
};

fn named(name: &str) -> Expr {
    Expr::binary(Expr::Column(1), "=", Expr::value(name.to_owned(), 1))
}

fn texts(select: &Select) -> Vec<String> {
    statements(select).into_iter().map(|statement| statement.text.into_owned()).collect()
}

fn with(link: &'static Link, select: Select) -> Select {
    let mut users = Select::new(&USERS);
    users.filter.push(named("ada"));
    users.includes.push(Include { link, select });
    users
}

#[test]
fn rows_count_and_exists() {
    let mut select = Select::new(&USERS);
    select.filter.push(named("ada").or(Expr::postfix(Expr::Column(1), "is null")));
    assert_eq!(count(&select).text, "select count(*) from users t0 where (t0.name = $1 or t0.name is null)");
    select.order.push(OrderBy { expr: Expr::Column(1), direction: "desc" });
    select.limit = Some(3);
    let tail = "users t0 where (t0.name = $1 or t0.name is null) order by t0.name desc limit $2";
    assert_eq!(texts(&select), [format!("select t0.id, t0.name from {tail}")]);
    assert_eq!(count(&select).text, format!("select count(*) from (select 1 from {tail}) c"));
    assert_eq!(exists(&select).text, format!("select exists(select 1 from {tail})"));
}

#[test]
fn an_included_level_is_keyed_by_the_one_above() {
    let select = with(&OF_USER, Select::new(&POSTS));
    assert_eq!(
        texts(&select),
        [
            "select t0.id, t0.name from users t0 where t0.name = $1",
            "select t0.id, t0.author from posts t0 where t0.author = any(array(select t1.id from users t1 where t1.name = $1))",
        ]
    );
}

#[test]
fn a_limit_above_is_made_total_in_both_statements() {
    let mut select = with(&OF_USER, Select::new(&POSTS));
    select.order.push(OrderBy { expr: Expr::Column(1), direction: "asc" });
    select.limit = Some(1);
    let texts = texts(&select);
    assert!(texts[0].ends_with(" order by t0.name, t0.id limit $2"), "{}", texts[0]);
    assert!(texts[1].contains("where t1.name = $1 order by t1.name, t1.id limit $2))"), "{}", texts[1]);
}

#[test]
fn a_table_between_gives_the_key() {
    let select = with(&LIKED, Select::new(&POSTS));
    assert_eq!(
        texts(&select)[1],
        "select t0.id, t0.author, t1.user_id from likes t1 join posts t0 on t0.id = t1.post_id \
         where t1.user_id = any(array(select t2.id from users t2 where t2.name = $1))"
    );
}

#[test]
fn a_limit_for_each_parent_is_lateral() {
    let mut posts = Select::new(&POSTS);
    posts.limit = Some(2);
    let select = with(&OF_USER, posts);
    assert_eq!(
        texts(&select)[1],
        "select t0.id, t0.author from (select distinct k2.* from (select t3.id from users t3 where t3.name = $1) k2(k0)) p1 \
         cross join lateral (select t4.id, t4.author from posts t4 where t4.author = p1.k0 order by t4.id limit $2) t0"
    );
}

#[test]
fn related_rows_in_conditions() {
    let related = |link, holds| {
        let mut select = Select::new(&USERS);
        let condition = Some(Box::new(Expr::postfix(Expr::Column(1), "is null")));
        select.filter.push(Expr::Related { link, table: &POSTS, condition, holds });
        exists(&select).text.into_owned()
    };
    let some = related(&OF_USER, Holds::Some);
    assert!(
        some.contains("exists (select 1 from posts t1 where t1.author = t0.id and t1.author is null)"),
        "{some}"
    );
    let every = related(&LIKED, Holds::Every);
    let expected = "not exists (select 1 from likes t2 join posts t1 on t1.id = t2.post_id \
                    where t2.user_id = t0.id and (t1.author is null) is not true)";
    assert!(every.contains(expected), "{every}");
}
