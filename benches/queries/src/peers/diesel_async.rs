//! diesel-async: diesel's queries on tokio-postgres, one connection.

use diesel::{BelongingToDsl, OptionalExtension, QueryDsl, SelectableHelper};
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};

use crate::error::Result;
use crate::peer::{self, INSERT_CHUNK, Peer};
use crate::peers::diesel_models::{
    Comment, Member, NewSignup, Post, Signup, Thread, User, comments, first_users, member_by_id, nest, posts,
    set_session, signups, user_by_id, users_between,
};

pub(crate) struct DieselAsync(AsyncPgConnection);

impl Peer for DieselAsync {
    const NAME: &'static str = "diesel-async";
    type User = User;
    type Thread = Thread;
    type Signup = Signup;
    type Member = Member;

    async fn connect(url: &str) -> Result<Self> {
        Ok(Self(AsyncPgConnection::establish(url).await?))
    }

    async fn users(&mut self, count: i64) -> Result<Vec<User>> {
        Ok(first_users(count).load(&mut self.0).await?)
    }

    async fn user(&mut self, id: i64) -> Result<Option<User>> {
        Ok(user_by_id(id).get_result(&mut self.0).await.optional()?)
    }

    async fn threads(&mut self, first: i64, last: i64) -> Result<Vec<Thread>> {
        let users = users_between(first, last).load(&mut self.0).await?;
        let posts =
            Post::belonging_to(&users).order(posts::id).select(Post::as_select()).load(&mut self.0).await?;
        let comments = Comment::belonging_to(&posts)
            .order(comments::id)
            .select(Comment::as_select())
            .load(&mut self.0)
            .await?;
        Ok(nest(users, posts, comments))
    }

    async fn insert(&mut self, row: peer::NewSignup) -> Result<Signup> {
        let insert = diesel::insert_into(signups::table).values(NewSignup::from(row));
        Ok(insert.returning(Signup::as_returning()).get_result(&mut self.0).await?)
    }

    async fn insert_many(&mut self, rows: Vec<peer::NewSignup>) -> Result<u64> {
        let rows: Vec<NewSignup> = rows.into_iter().map(NewSignup::from).collect();
        if rows.len() <= INSERT_CHUNK {
            return Ok(diesel::insert_into(signups::table).values(&rows).execute(&mut self.0).await? as u64);
        }
        let insert = async move |connection: &mut AsyncPgConnection| {
            let mut count = 0;
            for chunk in rows.chunks(INSERT_CHUNK) {
                count += diesel::insert_into(signups::table).values(chunk).execute(connection).await? as u64;
            }
            Ok(count)
        };
        self.0.transaction(insert).await
    }

    async fn member(&mut self, tenant_id: i64, id: i64) -> Result<Option<Member>> {
        let read = async move |connection: &mut AsyncPgConnection| {
            set_session(tenant_id.to_string()).execute(connection).await?;
            Ok(member_by_id(id).get_result(connection).await.optional()?)
        };
        self.0.transaction(read).await
    }
}
