//! diesel's tables, models and queries, the same for its synchronous and its asynchronous connection.

use chrono::{DateTime, Utc};
use diesel::dsl::{AsSelect, auto_type};
use diesel::pg::Pg;
use diesel::prelude::*;
use uuid::Uuid;

use crate::digest::digest_rows;
use crate::peer::{self, SESSION_ROLE};

mod schema {
    diesel::table! {
        bench.users (id) {
            id -> BigInt,
            email -> Text,
            name -> Text,
            bio -> Nullable<Text>,
            token -> Uuid,
            score -> Double,
            age -> Integer,
            active -> Bool,
            created_at -> Timestamptz,
            updated_at -> Nullable<Timestamptz>,
        }
    }

    diesel::table! {
        bench.posts (id) {
            id -> BigInt,
            author_id -> BigInt,
            slug -> Text,
            title -> Text,
            body -> Text,
            published -> Bool,
            views -> Integer,
            rating -> Nullable<Double>,
            reference -> Uuid,
            created_at -> Timestamptz,
        }
    }

    diesel::table! {
        bench.comments (id) {
            id -> BigInt,
            post_id -> BigInt,
            author -> Text,
            body -> Text,
            likes -> Integer,
            spam -> Bool,
            token -> Uuid,
            weight -> Double,
            edited_at -> Nullable<Timestamptz>,
            created_at -> Timestamptz,
        }
    }

    diesel::table! {
        bench.members (id) {
            id -> BigInt,
            tenant_id -> BigInt,
            email -> Text,
            name -> Text,
            bio -> Nullable<Text>,
            token -> Uuid,
            score -> Double,
            age -> Integer,
            active -> Bool,
            created_at -> Timestamptz,
        }
    }

    diesel::table! {
        bench.signups (id) {
            id -> BigInt,
            email -> Text,
            name -> Text,
            bio -> Nullable<Text>,
            token -> Uuid,
            score -> Double,
            age -> Integer,
            active -> Bool,
            created_at -> Timestamptz,
            updated_at -> Nullable<Timestamptz>,
        }
    }

    diesel::joinable!(posts -> users (author_id));
    diesel::joinable!(comments -> posts (post_id));
    diesel::allow_tables_to_appear_in_same_query!(users, posts, comments);

    #[diesel::declare_sql_function]
    extern "SQL" {
        fn set_config(
            name: diesel::sql_types::Text,
            value: diesel::sql_types::Text,
            is_local: diesel::sql_types::Bool,
        ) -> diesel::sql_types::Text;
    }
}

pub(crate) use schema::{comments, posts, signups};
use schema::{members, set_config, users};

#[derive(Queryable, Selectable, Identifiable)]
#[diesel(table_name = users, check_for_backend(Pg))]
pub(crate) struct User {
    id: i64,
    email: String,
    name: String,
    bio: Option<String>,
    token: Uuid,
    score: f64,
    age: i32,
    active: bool,
    created_at: DateTime<Utc>,
    updated_at: Option<DateTime<Utc>>,
}

#[derive(Queryable, Selectable, Identifiable, Associations)]
#[diesel(table_name = posts, belongs_to(User, foreign_key = author_id), check_for_backend(Pg))]
pub(crate) struct Post {
    id: i64,
    author_id: i64,
    slug: String,
    title: String,
    body: String,
    published: bool,
    views: i32,
    rating: Option<f64>,
    reference: Uuid,
    created_at: DateTime<Utc>,
}

#[derive(Queryable, Selectable, Identifiable, Associations)]
#[diesel(table_name = comments, belongs_to(Post), check_for_backend(Pg))]
pub(crate) struct Comment {
    id: i64,
    post_id: i64,
    author: String,
    body: String,
    likes: i32,
    spam: bool,
    token: Uuid,
    weight: f64,
    edited_at: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = members, check_for_backend(Pg))]
pub(crate) struct Member {
    id: i64,
    tenant_id: i64,
    email: String,
    name: String,
    bio: Option<String>,
    token: Uuid,
    score: f64,
    age: i32,
    active: bool,
    created_at: DateTime<Utc>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = signups, check_for_backend(Pg))]
pub(crate) struct Signup {
    id: i64,
    email: String,
    name: String,
    bio: Option<String>,
    token: Uuid,
    score: f64,
    age: i32,
    active: bool,
    created_at: DateTime<Utc>,
    updated_at: Option<DateTime<Utc>>,
}

digest_rows!(User, Post, Comment, Member, Signup);

/// `None` is sent as a null: the default would give a statement of its own to each pattern of nulls.
#[derive(Insertable)]
#[diesel(table_name = signups, treat_none_as_default_value = false)]
pub(crate) struct NewSignup {
    email: String,
    name: String,
    bio: Option<String>,
    token: Uuid,
    score: f64,
    age: i32,
    active: bool,
    created_at: DateTime<Utc>,
    updated_at: Option<DateTime<Utc>>,
}

impl From<peer::NewSignup> for NewSignup {
    fn from(row: peer::NewSignup) -> Self {
        let peer::NewSignup { email, name, bio, token, score, age, active, created_at, updated_at } = row;
        Self { email, name, bio, token, score, age, active, created_at, updated_at }
    }
}

/// A user with posts, each with its comments, as `grouped_by` nests them.
pub(crate) type Thread = (User, Vec<(Post, Vec<Comment>)>);

#[auto_type]
pub(crate) fn first_users(count: i64) -> _ {
    let columns: AsSelect<User, Pg> = User::as_select();
    users::table.order(users::id).limit(count).select(columns)
}

#[auto_type]
pub(crate) fn user_by_id(id: i64) -> _ {
    let columns: AsSelect<User, Pg> = User::as_select();
    users::table.find(id).select(columns)
}

#[auto_type]
pub(crate) fn users_between(first: i64, last: i64) -> _ {
    let columns: AsSelect<User, Pg> = User::as_select();
    users::table.filter(users::id.between(first, last)).order(users::id).select(columns)
}

#[auto_type]
pub(crate) fn member_by_id(id: i64) -> _ {
    let columns: AsSelect<Member, Pg> = Member::as_select();
    members::table.find(id).select(columns)
}

/// Sets the session's role and tenant until the transaction's end.
#[auto_type]
pub(crate) fn set_session(tenant: String) -> _ {
    let role: &'static str = SESSION_ROLE;
    diesel::dsl::select((set_config("role", role, true), set_config("app.tenant_id", tenant, true)))
}

/// Nests what the three queries of a thread brought.
pub(crate) fn nest(users: Vec<User>, posts: Vec<Post>, comments: Vec<Comment>) -> Vec<Thread> {
    let comments = comments.grouped_by(&posts);
    let posts = posts.into_iter().zip(comments).grouped_by(&users);
    users.into_iter().zip(posts).collect()
}
