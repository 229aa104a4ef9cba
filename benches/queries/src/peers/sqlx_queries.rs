//! sqlx: its derives, its own statement cache, one connection (a pool would ping it before each call).

use chrono::{DateTime, Utc};
use sqlx::{Connection, PgConnection, Postgres, QueryBuilder};
use uuid::Uuid;

use crate::digest::digest_rows;
use crate::error::Result;
use crate::peer::{INSERT_CHUNK, NewSignup, Peer, SESSION_ROLE};
use crate::peers::hand_written_rows::{
    COMMENTS, INSERT, INSERT_ONE, MEMBER, PARENTS, POSTS, SET_SESSION, USER, USERS,
};
use crate::peers::stitch::{self, Keys, Thread};

#[derive(sqlx::FromRow)]
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

#[derive(sqlx::FromRow)]
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

#[derive(sqlx::FromRow)]
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

#[derive(sqlx::FromRow)]
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

#[derive(sqlx::FromRow)]
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

const KEYS: Keys<User, Post, Comment> = Keys {
    user: |user| user.id,
    post: |post| post.id,
    author: |post| post.author_id,
    comment_post: |comment| comment.post_id,
};

pub(crate) struct Sqlx(PgConnection);

async fn insert_chunk(connection: &mut PgConnection, rows: Vec<NewSignup>) -> Result<u64> {
    let mut insert = QueryBuilder::<Postgres>::new(INSERT.trim_end_matches("VALUES "));
    insert.push_values(rows, |mut values, row| {
        values
            .push_bind(row.email)
            .push_bind(row.name)
            .push_bind(row.bio)
            .push_bind(row.token)
            .push_bind(row.score)
            .push_bind(row.age)
            .push_bind(row.active)
            .push_bind(row.created_at)
            .push_bind(row.updated_at);
    });
    Ok(insert.build().execute(connection).await?.rows_affected())
}

impl Peer for Sqlx {
    const NAME: &'static str = "sqlx";
    type User = User;
    type Thread = Thread<User, Post, Comment>;
    type Signup = Signup;
    type Member = Member;

    async fn connect(url: &str) -> Result<Self> {
        Ok(Self(PgConnection::connect(url).await?))
    }

    async fn users(&mut self, count: i64) -> Result<Vec<User>> {
        Ok(sqlx::query_as(USERS).bind(count).fetch_all(&mut self.0).await?)
    }

    async fn user(&mut self, id: i64) -> Result<Option<User>> {
        Ok(sqlx::query_as(USER).bind(id).fetch_optional(&mut self.0).await?)
    }

    async fn threads(&mut self, first: i64, last: i64) -> Result<Vec<Self::Thread>> {
        let users: Vec<User> = sqlx::query_as(PARENTS).bind(first).bind(last).fetch_all(&mut self.0).await?;
        let ids: Vec<i64> = users.iter().map(|user| user.id).collect();
        let posts: Vec<Post> = sqlx::query_as(POSTS).bind(ids).fetch_all(&mut self.0).await?;
        let ids: Vec<i64> = posts.iter().map(|post| post.id).collect();
        let comments = sqlx::query_as(COMMENTS).bind(ids).fetch_all(&mut self.0).await?;
        Ok(stitch::threads(&KEYS, users, posts, comments))
    }

    async fn insert(&mut self, row: NewSignup) -> Result<Signup> {
        let insert = sqlx::query_as(INSERT_ONE)
            .bind(row.email)
            .bind(row.name)
            .bind(row.bio)
            .bind(row.token)
            .bind(row.score)
            .bind(row.age)
            .bind(row.active)
            .bind(row.created_at)
            .bind(row.updated_at);
        Ok(insert.fetch_one(&mut self.0).await?)
    }

    async fn insert_many(&mut self, mut rows: Vec<NewSignup>) -> Result<u64> {
        if rows.len() <= INSERT_CHUNK {
            return insert_chunk(&mut self.0, rows).await;
        }
        let mut count = 0;
        let mut transaction = self.0.begin().await?;
        while !rows.is_empty() {
            let rest = rows.split_off(rows.len().min(INSERT_CHUNK));
            count += insert_chunk(&mut transaction, rows).await?;
            rows = rest;
        }
        transaction.commit().await?;
        Ok(count)
    }

    async fn member(&mut self, tenant_id: i64, id: i64) -> Result<Option<Member>> {
        let mut transaction = self.0.begin().await?;
        sqlx::query(SET_SESSION)
            .bind(SESSION_ROLE)
            .bind(tenant_id.to_string())
            .execute(&mut *transaction)
            .await?;
        let member = sqlx::query_as(MEMBER).bind(id).fetch_optional(&mut *transaction).await?;
        transaction.commit().await?;
        Ok(member)
    }
}
