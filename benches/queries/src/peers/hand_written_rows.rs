//! The row types and the SQL of both hand-written peers, read by position.

use tokio_postgres::types::ToSql;
use tokio_postgres::{Error, Row};

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::digest::digest_rows;
use crate::peer::NewSignup;
use crate::peers::stitch::Keys;

pub(crate) const USERS: &str = "SELECT id, email, name, bio, token, score, age, active, created_at, updated_at \
     FROM bench.users ORDER BY id LIMIT $1";
pub(crate) const USER: &str = "SELECT id, email, name, bio, token, score, age, active, created_at, updated_at \
     FROM bench.users WHERE id = $1";
pub(crate) const PARENTS: &str = "SELECT id, email, name, bio, token, score, age, active, created_at, updated_at \
     FROM bench.users WHERE id BETWEEN $1 AND $2 ORDER BY id";
pub(crate) const POSTS: &str = "SELECT id, author_id, slug, title, body, published, views, rating, reference, created_at \
     FROM bench.posts WHERE author_id = ANY($1) ORDER BY id";
pub(crate) const COMMENTS: &str = "SELECT id, post_id, author, body, likes, spam, token, weight, edited_at, created_at \
     FROM bench.comments WHERE post_id = ANY($1) ORDER BY id";
pub(crate) const MEMBER: &str = "SELECT id, tenant_id, email, name, bio, token, score, age, active, created_at \
     FROM bench.members WHERE id = $1";
pub(crate) const SET_SESSION: &str =
    "SELECT set_config('role', $1, true), set_config('app.tenant_id', $2, true)";
pub(crate) const INSERT: &str =
    "INSERT INTO bench.signups (email, name, bio, token, score, age, active, created_at, updated_at) VALUES ";
pub(crate) const INSERT_ONE: &str = "INSERT INTO bench.signups (email, name, bio, token, score, age, active, created_at, updated_at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
     RETURNING id, email, name, bio, token, score, age, active, created_at, updated_at";

pub(crate) struct User {
    pub(crate) id: i64,
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

pub(crate) struct Post {
    pub(crate) id: i64,
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

/// Reads a row type, field by field, in the order of the `SELECT`.
macro_rules! from_row {
    ($type:ident: $($index:literal $field:ident),* $(,)?) => {
        impl $type {
            pub(crate) fn from_row(row: &Row) -> Result<Self, Error> {
                Ok(Self { $($field: row.try_get($index)?),* })
            }
        }
    };
}
from_row!(User: 0 id, 1 email, 2 name, 3 bio, 4 token, 5 score, 6 age, 7 active, 8 created_at, 9 updated_at);
from_row!(Post: 0 id, 1 author_id, 2 slug, 3 title, 4 body, 5 published, 6 views, 7 rating, 8 reference, 9 created_at);
from_row!(Comment: 0 id, 1 post_id, 2 author, 3 body, 4 likes, 5 spam, 6 token, 7 weight, 8 edited_at, 9 created_at);
from_row!(Signup: 0 id, 1 email, 2 name, 3 bio, 4 token, 5 score, 6 age, 7 active, 8 created_at, 9 updated_at);
from_row!(Member: 0 id, 1 tenant_id, 2 email, 3 name, 4 bio, 5 token, 6 score, 7 age, 8 active, 9 created_at);

pub(crate) const KEYS: Keys<User, Post, Comment> = Keys {
    user: |user| user.id,
    post: |post| post.id,
    author: |post| post.author_id,
    comment_post: |comment| comment.post_id,
};

/// The text of an `INSERT` with this many rows of values.
pub(crate) fn insert_sql(rows: usize) -> String {
    let mut sql = INSERT.to_owned();
    for row in 0..rows {
        sql.push_str(if row == 0 { "(" } else { ", (" });
        for column in 1..=9 {
            sql.push_str(if column == 1 { "$" } else { ", $" });
            sql.push_str(&(row * 9 + column).to_string());
        }
        sql.push(')');
    }
    sql
}

/// The values of the rows, in the order of [`insert_sql`]'s parameters.
pub(crate) fn insert_values(rows: &[NewSignup]) -> Vec<&(dyn ToSql + Sync)> {
    let mut values: Vec<&(dyn ToSql + Sync)> = Vec::with_capacity(rows.len() * 9);
    for row in rows {
        values.extend([
            &row.email as &(dyn ToSql + Sync),
            &row.name,
            &row.bio,
            &row.token,
            &row.score,
            &row.age,
            &row.active,
            &row.created_at,
            &row.updated_at,
        ]);
    }
    values
}
