//! diesel with its own synchronous connection on libpq, called in place: no thread is changed for it.

use diesel::connection::Connection;
use diesel::prelude::*;

use crate::error::Result;
use crate::peer::{self, INSERT_CHUNK, Peer};
use crate::peers::diesel_models::{
    Comment, Member, NewSignup, Post, Signup, Thread, User, comments, first_users, member_by_id, nest, posts,
    set_session, signups, user_by_id, users_between,
};

pub(crate) struct Diesel(PgConnection);

impl Peer for Diesel {
    const NAME: &'static str = "diesel";
    type User = User;
    type Thread = Thread;
    type Signup = Signup;
    type Member = Member;

    async fn connect(url: &str) -> Result<Self> {
        Ok(Self(PgConnection::establish(url)?))
    }

    async fn users(&mut self, count: i64) -> Result<Vec<User>> {
        Ok(first_users(count).load(&mut self.0)?)
    }

    async fn user(&mut self, id: i64) -> Result<Option<User>> {
        Ok(user_by_id(id).get_result(&mut self.0).optional()?)
    }

    async fn threads(&mut self, first: i64, last: i64) -> Result<Vec<Thread>> {
        let users = users_between(first, last).load(&mut self.0)?;
        let posts =
            Post::belonging_to(&users).order(posts::id).select(Post::as_select()).load(&mut self.0)?;
        let comments = Comment::belonging_to(&posts)
            .order(comments::id)
            .select(Comment::as_select())
            .load(&mut self.0)?;
        Ok(nest(users, posts, comments))
    }

    async fn insert(&mut self, row: peer::NewSignup) -> Result<Signup> {
        let insert = diesel::insert_into(signups::table).values(NewSignup::from(row));
        Ok(insert.returning(Signup::as_returning()).get_result(&mut self.0)?)
    }

    async fn insert_many(&mut self, rows: Vec<peer::NewSignup>) -> Result<u64> {
        let rows: Vec<NewSignup> = rows.into_iter().map(NewSignup::from).collect();
        if rows.len() <= INSERT_CHUNK {
            return Ok(diesel::insert_into(signups::table).values(&rows).execute(&mut self.0)? as u64);
        }
        self.0.transaction(|connection| {
            let mut count = 0;
            for chunk in rows.chunks(INSERT_CHUNK) {
                count += diesel::insert_into(signups::table).values(chunk).execute(connection)? as u64;
            }
            Ok(count)
        })
    }

    async fn member(&mut self, tenant_id: i64, id: i64) -> Result<Option<Member>> {
        self.0.transaction(|connection| {
            set_session(tenant_id.to_string()).execute(connection)?;
            Ok(member_by_id(id).get_result(connection).optional()?)
        })
    }
}
