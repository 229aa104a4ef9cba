//! A connection while it runs migrations: the lock held, the settings known and put back.

use std::collections::BTreeMap;

use tokio_postgres::{Client, SimpleQueryMessage};

use crate::{Error, Options, history, lock};

const DOING: &str = "keeping the connection's settings";

/// A connection that runs migrations, and nobody else's does.
///
/// There is no way to give the lock back when it is merely dropped: whoever drops the future of a deploy
/// midway must close the connection too.
pub(crate) struct Exclusive<'c> {
    pub(crate) client: &'c Client,
    before: Settings,
    during: Settings,
}

/// What a session has set, beside what it started with.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Settings {
    session_authorization: String,
    role: String,
    by_name: BTreeMap<String, String>,
}

impl<'c> Exclusive<'c> {
    pub(crate) async fn enter(client: &'c Client, options: &Options) -> Result<Self, Error> {
        lock::acquire(client, options.patience).await?;
        match Self::prepare(client, options).await {
            Ok(this) => Ok(this),
            Err(error) => {
                // The first error is the one to report; the server gives the lock back with the connection.
                let _ = lock::release(client).await;
                Err(error)
            }
        }
    }

    async fn prepare(client: &'c Client, options: &Options) -> Result<Self, Error> {
        let before = Settings::of(client).await?;
        let limit = options.statement_timeout.map_or(0, |limit| limit.as_millis());
        // A migration may take its time; text is cut into statements by the standard's rules for strings.
        let sql = format!(
            "set statement_timeout = {limit}; set idle_in_transaction_session_timeout = 0; \
             set standard_conforming_strings = on"
        );
        client.batch_execute(&sql).await.map_err(Error::database(DOING))?;
        // Where the server's platform can tell that a client is gone, a statement ends with its client, and the
        // lock with it; elsewhere this is refused, and they end when the statement does.
        let _ = client.batch_execute("set client_connection_check_interval = '1s'").await;
        let during = Settings::of(client).await?;
        Ok(Self { client, before, during })
    }

    /// Undoes what a migration has set, so that the next one and the history don't run under it.
    pub(crate) async fn put_settings_back(&self) -> Result<(), Error> {
        self.during.put_back(self.client).await
    }

    /// Records how far a migration outside a transaction is, as ourselves: its file may have taken a role
    /// that can't write the history, and goes on under what it has set.
    pub(crate) async fn record_progress(&self, name: &str, statements_done: usize) -> Result<(), Error> {
        let theirs = Settings::of(self.client).await?;
        self.during.put_back(self.client).await?;
        history::set_statements_done(self.client, name, statements_done).await?;
        theirs.put_back(self.client).await
    }

    /// Puts the settings back and gives the lock back; the error of `result` comes
    /// before one of these.
    pub(crate) async fn leave<T>(self, result: Result<T, Error>) -> Result<T, Error> {
        if self.client.is_closed() {
            return result;
        }
        let put_back = self.before.put_back(self.client).await;
        let released = lock::release(self.client).await;
        let value = result?;
        put_back.and(released).map(|()| value)
    }
}

impl Settings {
    async fn of(client: &Client) -> Result<Self, Error> {
        // The simple protocol, so that an odd `search_path` or `plan_cache_mode` has nothing to act on.
        let sql =
            "select pg_catalog.current_setting('session_authorization'), pg_catalog.current_setting('role');
                   select name, pg_catalog.current_setting(name) from pg_catalog.pg_settings
                   where source = 'session' and name not like 'transaction\\_%'";
        let messages = client.simple_query(sql).await.map_err(Error::database(DOING))?;
        let mut rows = messages.iter().filter_map(|message| match message {
            SimpleQueryMessage::Row(row) => {
                Some((row.get(0).unwrap_or_default().to_owned(), row.get(1).unwrap_or_default().to_owned()))
            }
            _ => None,
        });
        let (session_authorization, role) = rows.next().unwrap_or_default();
        Ok(Self { session_authorization, role, by_name: rows.collect() })
    }

    /// Sends what is needed to make the session's settings these again.
    async fn put_back(&self, client: &Client) -> Result<(), Error> {
        let now = Self::of(client).await?;
        if now == *self {
            return Ok(());
        }
        let mut sql = String::new();
        let mut set = |name: &str, value: &str| {
            let (name, value) = (pg_orm_sql::literal(name), pg_orm_sql::literal(value));
            sql.push_str(&format!("select pg_catalog.set_config({name}, {value}, false);\n"));
        };
        // Taking a session's authorization takes its role away.
        if now.session_authorization != self.session_authorization {
            set("session_authorization", &self.session_authorization);
        }
        set("role", &self.role);
        for (name, value) in &self.by_name {
            if now.by_name.get(name) != Some(value) {
                set(name, value);
            }
        }
        for name in now.by_name.keys().filter(|name| !self.by_name.contains_key(*name)) {
            let name: Vec<String> =
                name.split('.').map(|part| pg_orm_sql::Identifier(part).to_string()).collect();
            sql.push_str(&format!("reset {};\n", name.join(".")));
        }
        client.batch_execute(&sql).await.map_err(Error::database(DOING))
    }
}
