//! PG-ORM: its pool, the models that `build.rs` made of `schema.pgorm`, and their associations in one round trip.

use pg_orm::Pool;

use crate::digest::digest_rows;
use crate::error::Result;
use crate::peer::{NewSignup, Peer};
use crate::peers::stitch::Thread;

#[allow(missing_docs, unreachable_pub)]
mod db {
    pg_orm::include_schema!();
}
use db::{Comment, Member, Post, Signup, Tenant, User, comment, post, signup, user};

digest_rows!(User, Post, Comment, Member, Signup);

pub(crate) struct Ours {
    pool: Pool,
}

impl From<NewSignup> for signup::Insert {
    fn from(row: NewSignup) -> Self {
        let new = signup::New {
            email: row.email,
            name: row.name,
            token: row.token,
            score: row.score,
            age: row.age,
            active: row.active,
            created_at: row.created_at,
        };
        Signup::insert(new).bio(row.bio).updated_at(row.updated_at)
    }
}

impl Peer for Ours {
    const NAME: &'static str = "pg-orm";
    type User = User;
    type Thread = Thread<User, Post, Comment>;
    type Signup = Signup;
    type Member = Member;

    async fn connect(url: &str) -> Result<Self> {
        Ok(Self { pool: Pool::connect(url).await? })
    }

    async fn users(&mut self, count: i64) -> Result<Vec<User>> {
        Ok(User::query().order_by(user::id.asc()).limit(count.unsigned_abs()).all(&self.pool).await?)
    }

    async fn user(&mut self, id: i64) -> Result<Option<User>> {
        Ok(User::by_id(id).get(&self.pool).await?)
    }

    async fn threads(&mut self, first: i64, last: i64) -> Result<Vec<Self::Thread>> {
        let comments = post::comments.order_by(comment::id.asc());
        let posts = user::posts.order_by(post::id.asc()).include(comments);
        let users = User::query().filter(user::id.between(first, last)).order_by(user::id.asc());
        Ok(users.include(posts).all(&self.pool).await?)
    }

    async fn insert(&mut self, row: NewSignup) -> Result<Signup> {
        Ok(signup::Insert::from(row).exec(&self.pool).await?)
    }

    async fn insert_many(&mut self, rows: Vec<NewSignup>) -> Result<u64> {
        Ok(Signup::insert_many(rows).exec(&self.pool).await?)
    }

    async fn member(&mut self, tenant_id: i64, id: i64) -> Result<Option<Member>> {
        Ok(Member::by_id(id).get(&self.pool.session(Tenant { tenant_id })).await?)
    }
}
