//! A session: statements that run as somebody, under the row-level security policies made for them.

use std::fmt;
use std::sync::Arc;

use crate::access::{Access, RowSecurity};
use crate::error::Error;
use crate::executor::{Executor, Runs, Source, Target};
use crate::pool::Pool;
use crate::transaction::{Transaction, TransactionBuilder};
use crate::value::Parameter;

/// What a session sets: its role, and the settings its policies read. Generated from the schema's `session` blocks.
pub trait SessionSettings: fmt::Debug + Send + Sync + 'static {
    /// `select set_config(.., true), ..`: transaction-local, so that nothing stays on the connection. Empty where there is nothing to set.
    const SQL: &'static str;

    /// The statement's values.
    fn values(&self) -> Vec<&dyn Parameter>;
}

/// [`SessionSettings`] without its type.
pub(crate) trait Settings: fmt::Debug + Send + Sync {
    fn sql(&self) -> &'static str;
    fn values(&self) -> Vec<&dyn Parameter>;
}

impl<S: SessionSettings> Settings for S {
    fn sql(&self) -> &'static str {
        S::SQL
    }

    fn values(&self) -> Vec<&dyn Parameter> {
        SessionSettings::values(self)
    }
}

/// Runs every statement as the settings say: an executor for models under row-level security, and for all others.
///
/// Each statement is sent with `BEGIN`, its settings (`set_config(.., true)`: for the transaction only) and `COMMIT` in one round
/// trip. Nothing is held in between: a session is cheap to make, to clone and to keep.
pub struct Session<S> {
    pool: Pool,
    settings: Arc<S>,
}

impl<S: SessionSettings> Session<S> {
    pub(crate) fn new(pool: Pool, settings: S) -> Self {
        Self { pool, settings: Arc::new(settings) }
    }

    /// What the session sets.
    pub fn settings(&self) -> &S {
        &self.settings
    }

    /// The pool that its statements run on.
    pub fn pool(&self) -> &Pool {
        &self.pool
    }

    /// A transaction of several statements inside this session, with its isolation and retries to choose.
    pub fn transaction(&self) -> TransactionBuilder<RowSecurity> {
        let settings = Arc::clone(&self.settings) as Arc<dyn Settings>;
        TransactionBuilder::new(self.pool.clone(), (!S::SQL.is_empty()).then_some(settings))
    }

    /// Begins a transaction inside this session. One round trip.
    ///
    /// # Errors
    /// Where no connection can be had, or the role can't be taken.
    pub async fn begin(&self) -> Result<Transaction<'static, RowSecurity>, Error> {
        self.transaction().begin().await
    }
}

impl<S> Clone for Session<S> {
    fn clone(&self) -> Self {
        Self { pool: self.pool.clone(), settings: Arc::clone(&self.settings) }
    }
}

impl<S: fmt::Debug> fmt::Debug for Session<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session").field("settings", &self.settings).finish_non_exhaustive()
    }
}

impl<S: SessionSettings> Runs for Session<S> {
    fn target(&self) -> Target<'_> {
        // One that sets nothing is the pool under another type.
        let settings: Option<&dyn Settings> = if S::SQL.is_empty() { None } else { Some(&*self.settings) };
        Target { source: Source::Pool(&self.pool), settings, is_raw: false }
    }
}

impl<S: SessionSettings, A: Access> Executor<A> for Session<S> {}
