//! tokio-postgres by hand, as usual: a deadpool whose connections are taken for each call, statements from its cache.

use deadpool_postgres::{GenericClient, Manager, ManagerConfig, Pool, RecyclingMethod};
use tokio_postgres::NoTls;

use crate::error::Result;
use crate::peer::{INSERT_CHUNK, NewSignup, Peer, SESSION_ROLE};
use crate::peers::hand_written_rows::{
    COMMENTS, Comment, INSERT_ONE, KEYS, MEMBER, Member, PARENTS, POSTS, Post, SET_SESSION, Signup, USER,
    USERS, User, insert_sql, insert_values,
};
use crate::peers::stitch::{self, Thread};

pub(crate) struct Pooled(Pool);

async fn insert_chunk(client: &impl GenericClient, rows: &[NewSignup]) -> Result<u64> {
    let statement = client.prepare_cached(&insert_sql(rows.len())).await?;
    Ok(client.execute(&statement, &insert_values(rows)).await?)
}

impl Peer for Pooled {
    const NAME: &'static str = "deadpool";
    type User = User;
    type Thread = Thread<User, Post, Comment>;
    type Signup = Signup;
    type Member = Member;

    async fn connect(url: &str) -> Result<Self> {
        // Not `Verified`: it sends a query of its own before each of ours.
        let config = ManagerConfig { recycling_method: RecyclingMethod::Fast };
        let manager = Manager::from_config(url.parse()?, NoTls, config);
        Ok(Self(Pool::builder(manager).max_size(1).build()?))
    }

    async fn users(&mut self, count: i64) -> Result<Vec<User>> {
        let client = self.0.get().await?;
        let statement = client.prepare_cached(USERS).await?;
        let rows = client.query(&statement, &[&count]).await?;
        Ok(rows.iter().map(User::from_row).collect::<Result<_, _>>()?)
    }

    async fn user(&mut self, id: i64) -> Result<Option<User>> {
        let client = self.0.get().await?;
        let statement = client.prepare_cached(USER).await?;
        let row = client.query_opt(&statement, &[&id]).await?;
        Ok(row.as_ref().map(User::from_row).transpose()?)
    }

    async fn threads(&mut self, first: i64, last: i64) -> Result<Vec<Self::Thread>> {
        let client = self.0.get().await?;
        let statement = client.prepare_cached(PARENTS).await?;
        let rows = client.query(&statement, &[&first, &last]).await?;
        let users: Vec<User> = rows.iter().map(User::from_row).collect::<Result<_, _>>()?;
        let ids: Vec<i64> = users.iter().map(|user| user.id).collect();
        let statement = client.prepare_cached(POSTS).await?;
        let rows = client.query(&statement, &[&ids]).await?;
        let posts: Vec<Post> = rows.iter().map(Post::from_row).collect::<Result<_, _>>()?;
        let ids: Vec<i64> = posts.iter().map(|post| post.id).collect();
        let statement = client.prepare_cached(COMMENTS).await?;
        let rows = client.query(&statement, &[&ids]).await?;
        let comments = rows.iter().map(Comment::from_row).collect::<Result<_, _>>()?;
        Ok(stitch::threads(&KEYS, users, posts, comments))
    }

    async fn insert(&mut self, row: NewSignup) -> Result<Signup> {
        let client = self.0.get().await?;
        let statement = client.prepare_cached(INSERT_ONE).await?;
        let stored = client.query_one(&statement, &insert_values(&[row])).await?;
        Ok(Signup::from_row(&stored)?)
    }

    async fn insert_many(&mut self, rows: Vec<NewSignup>) -> Result<u64> {
        let mut client = self.0.get().await?;
        if rows.len() <= INSERT_CHUNK {
            return insert_chunk(&client, &rows).await;
        }
        let mut count = 0;
        let transaction = client.transaction().await?;
        for chunk in rows.chunks(INSERT_CHUNK) {
            count += insert_chunk(&transaction, chunk).await?;
        }
        transaction.commit().await?;
        Ok(count)
    }

    async fn member(&mut self, tenant_id: i64, id: i64) -> Result<Option<Member>> {
        let mut client = self.0.get().await?;
        let transaction = client.transaction().await?;
        let statement = transaction.prepare_cached(SET_SESSION).await?;
        transaction.execute(&statement, &[&SESSION_ROLE, &tenant_id.to_string()]).await?;
        let statement = transaction.prepare_cached(MEMBER).await?;
        let row = transaction.query_opt(&statement, &[&id]).await?;
        transaction.commit().await?;
        Ok(row.as_ref().map(Member::from_row).transpose()?)
    }
}
