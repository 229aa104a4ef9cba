//! The database: filled before the run, and emptied of insertions between samples.

use tokio_postgres::{Client, NoTls};

use crate::error::Result;

const FIXTURE: &str = include_str!("../sql/fixture.sql");

/// A connection of the benchmark's own, beside the peers'.
pub(crate) struct Fixture {
    client: Client,
}

impl Fixture {
    /// Connects; needs a tokio runtime around it, and that one must live on.
    pub(crate) async fn connect(url: &str) -> Result<Self> {
        let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
        tokio::spawn(connection);
        Ok(Self { client })
    }

    /// Makes the tables anew, fills them, and answers the server's version.
    pub(crate) async fn fill(&self) -> Result<String> {
        self.client.batch_execute(FIXTURE).await?;
        // In a message of its own: several statements in one are a transaction, which `VACUUM` refuses.
        self.client
            .batch_execute("VACUUM ANALYZE bench.users, bench.posts, bench.comments, bench.members")
            .await?;
        Ok(self.client.query_one("SHOW server_version", &[]).await?.try_get(0)?)
    }

    /// Removes what was inserted, and starts the keys again.
    pub(crate) async fn empty(&self) -> Result<()> {
        Ok(self.client.batch_execute("TRUNCATE bench.signups RESTART IDENTITY").await?)
    }

    /// What was inserted, as one text.
    pub(crate) async fn inserted(&self) -> Result<String> {
        const SUM: &str = "SELECT count(*) || ' rows, ' || coalesce(md5(string_agg(s::text, ',' ORDER BY id)), '') \
             FROM bench.signups AS s";
        Ok(self.client.query_one(SUM, &[]).await?.try_get(0)?)
    }
}
