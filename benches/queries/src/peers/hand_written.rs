//! tokio-postgres by hand, at its best with one connection: every statement prepared once, a session in one round trip.

use std::collections::HashMap;

use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, NoTls, Statement};

use crate::error::Result;
use crate::peer::{INSERT_CHUNK, NewSignup, Peer, SESSION_ROLE};
use crate::peers::hand_written_rows::{
    COMMENTS, Comment, INSERT_ONE, KEYS, MEMBER, Member, PARENTS, POSTS, Post, SET_SESSION, Signup, USER,
    USERS, User, insert_sql, insert_values,
};
use crate::peers::stitch::{self, Thread};

pub(crate) struct HandWritten {
    client: Client,
    users: Statement,
    user: Statement,
    parents: Statement,
    posts: Statement,
    comments: Statement,
    member: Statement,
    set_session: Statement,
    insert_one: Statement,
    /// By the number of rows.
    inserts: HashMap<usize, Statement>,
}

impl HandWritten {
    async fn insert_chunk(&mut self, rows: &[NewSignup]) -> Result<u64> {
        let statement = match self.inserts.get(&rows.len()) {
            Some(statement) => statement.clone(),
            None => {
                let statement = self.client.prepare(&insert_sql(rows.len())).await?;
                self.inserts.insert(rows.len(), statement.clone());
                statement
            }
        };
        Ok(self.client.execute(&statement, &insert_values(rows)).await?)
    }
}

impl Peer for HandWritten {
    const NAME: &'static str = "tokio-postgres";
    type User = User;
    type Thread = Thread<User, Post, Comment>;
    type Signup = Signup;
    type Member = Member;

    async fn connect(url: &str) -> Result<Self> {
        let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
        tokio::spawn(connection);
        Ok(Self {
            users: client.prepare(USERS).await?,
            user: client.prepare(USER).await?,
            parents: client.prepare(PARENTS).await?,
            posts: client.prepare(POSTS).await?,
            comments: client.prepare(COMMENTS).await?,
            member: client.prepare(MEMBER).await?,
            set_session: client.prepare(SET_SESSION).await?,
            insert_one: client.prepare(INSERT_ONE).await?,
            inserts: HashMap::new(),
            client,
        })
    }

    async fn users(&mut self, count: i64) -> Result<Vec<User>> {
        let rows = self.client.query(&self.users, &[&count]).await?;
        Ok(rows.iter().map(User::from_row).collect::<Result<_, _>>()?)
    }

    async fn user(&mut self, id: i64) -> Result<Option<User>> {
        let row = self.client.query_opt(&self.user, &[&id]).await?;
        Ok(row.as_ref().map(User::from_row).transpose()?)
    }

    async fn threads(&mut self, first: i64, last: i64) -> Result<Vec<Self::Thread>> {
        let rows = self.client.query(&self.parents, &[&first, &last]).await?;
        let users: Vec<User> = rows.iter().map(User::from_row).collect::<Result<_, _>>()?;
        let ids: Vec<i64> = users.iter().map(|user| user.id).collect();
        let rows = self.client.query(&self.posts, &[&ids]).await?;
        let posts: Vec<Post> = rows.iter().map(Post::from_row).collect::<Result<_, _>>()?;
        let ids: Vec<i64> = posts.iter().map(|post| post.id).collect();
        let rows = self.client.query(&self.comments, &[&ids]).await?;
        let comments = rows.iter().map(Comment::from_row).collect::<Result<_, _>>()?;
        Ok(stitch::threads(&KEYS, users, posts, comments))
    }

    async fn insert(&mut self, row: NewSignup) -> Result<Signup> {
        let stored = self.client.query_one(&self.insert_one, &insert_values(&[row])).await?;
        Ok(Signup::from_row(&stored)?)
    }

    async fn insert_many(&mut self, rows: Vec<NewSignup>) -> Result<u64> {
        if rows.len() <= INSERT_CHUNK {
            return self.insert_chunk(&rows).await;
        }
        let mut count = 0;
        self.client.batch_execute("BEGIN").await?;
        for chunk in rows.chunks(INSERT_CHUNK) {
            count += self.insert_chunk(chunk).await?;
        }
        self.client.batch_execute("COMMIT").await?;
        Ok(count)
    }

    async fn member(&mut self, tenant_id: i64, id: i64) -> Result<Option<Member>> {
        let tenant = tenant_id.to_string();
        let settings: [&(dyn ToSql + Sync); 2] = [&SESSION_ROLE, &tenant];
        let key: [&(dyn ToSql + Sync); 1] = [&id];
        // Each future queues its message when it is first polled, here in this order: one round trip.
        let (begin, set, row, commit) = tokio::join!(
            biased;
            self.client.batch_execute("BEGIN"),
            self.client.execute(&self.set_session, &settings),
            self.client.query_opt(&self.member, &key),
            self.client.batch_execute("COMMIT"),
        );
        begin?;
        set?;
        commit?;
        Ok(row?.as_ref().map(Member::from_row).transpose()?)
    }
}
