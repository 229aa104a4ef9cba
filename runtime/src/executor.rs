//! What runs statements, and how they get to a connection.

use tracing::Instrument;

use crate::access::Access;
use crate::error::Error;
use crate::lease::Lease;
use crate::model::Model;
use crate::pipeline::{self, Envelope, Purpose, Sink};
use crate::pool::Pool;
use crate::render::{Param, ParamValue, Statement};
use crate::session::Settings;
use crate::transaction::Core;

/// Runs statements: a [`Pool`], a [`Connection`](crate::Connection), a [`Transaction`](crate::Transaction), a
/// [`Session`](crate::Session).
///
/// `A` is what a query needs: [`Open`](crate::Open), which all of them give, or [`RowSecurity`](crate::RowSecurity), which
/// sessions and their transactions alone give.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't run statements that need `{A}`",
    label = "not an executor for `{A}`",
    note = "`RowSecurity`: give a session, `let db = pool.session(..)`, or a transaction of one; \
            `Open`: give a `Pool`, a `Connection`, a `Transaction` or a `Session`"
)]
pub trait Executor<A: Access>: Runs {}

/// That an executor may run a statement on the model `M`, which needs `A`: every [`Executor`] of `A` may.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't run this statement on `{M}`, which needs `{A}`",
    label = "not an executor for `{A}`",
    note = "`RowSecurity`: `{M}` is under row-level security (`@@rls`), or a model is that a filter or an include leads to; \
            it takes a session",
    note = "a session is made by `let db = pool.session(..)`: give `&db` here, or a transaction of that session",
    note = "`Open`: nothing of the kind; give a `&Pool`, `&Connection`, `&Session`, or `&Transaction` (`let tx = pool.begin().await?`)"
)]
pub trait Reaches<M: Model, A: Access = <M as Model>::Access>: Executor<A> {}

#[diagnostic::do_not_recommend]
impl<M: Model, A: Access, E: Executor<A>> Reaches<M, A> for E {}

/// What every executor is. Not for implementing outside this crate.
pub trait Runs: Sync {
    #[doc(hidden)]
    fn target(&self) -> Target<'_>;
}

impl<E: Runs> Runs for &E {
    fn target(&self) -> Target<'_> {
        (**self).target()
    }
}

#[diagnostic::do_not_recommend]
impl<A: Access, E: Executor<A>> Executor<A> for &E {}

/// Where statements go.
#[derive(Debug, Clone, Copy)]
pub struct Target<'a> {
    pub(crate) source: Source<'a>,
    /// What a statement outside a transaction is preceded by.
    pub(crate) settings: Option<&'a dyn Settings>,
    /// The statements are raw SQL, which may leave something on the connection.
    pub(crate) is_raw: bool,
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum Source<'a> {
    /// Any connection of the pool.
    Pool(&'a Pool),
    /// A connection that the caller has.
    Connection(&'a Lease),
    /// The connection of a transaction.
    Transaction(&'a Core),
}

/// What several statements, sent together, are to one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Together {
    /// Each stands for itself.
    Apart,
    /// All of them take effect, or none.
    Atomic,
    /// All of them see the same state of the database.
    Snapshot,
}

impl Target<'_> {
    /// The same place, for raw SQL.
    pub(crate) fn raw(self) -> Self {
        Self { is_raw: true, ..self }
    }

    /// Runs the statements in one round trip, inside the session's envelope where there is a session.
    pub(crate) async fn run(
        &self,
        statements: &[Statement<'_>],
        together: Together,
        purpose: Purpose,
        sink: &mut dyn Sink,
    ) -> Result<(), Error> {
        if !tracing::enabled!(target: "pg_orm", tracing::Level::DEBUG) {
            return self.run_in(statements, together, purpose, sink).await;
        }
        let span = tracing::debug_span!(
            target: "pg_orm",
            "statement",
            operation = purpose.operation,
            model = purpose.model,
            statements = statements.len(),
        );
        // On the heap, as is the envelope's in `pipeline`: futures that are not taken then don't make every other one larger.
        let spanned = Box::pin(async {
            for statement in statements {
                tracing::trace!(target: "pg_orm", sql = %statement.text);
            }
            let done = self.run_in(statements, together, purpose, sink).await;
            if let Err(error) = &done {
                tracing::debug!(target: "pg_orm", %error, "failed");
            }
            done
        });
        spanned.instrument(span).await
    }

    async fn run_in(
        &self,
        statements: &[Statement<'_>],
        together: Together,
        purpose: Purpose,
        sink: &mut dyn Sink,
    ) -> Result<(), Error> {
        let begin = match together {
            _ if matches!(self.source, Source::Transaction(..)) => None,
            Together::Snapshot => Some("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"),
            Together::Atomic if statements.len() > 1 => Some("BEGIN"),
            _ if self.settings.is_some() => Some("BEGIN"),
            _ => None,
        };
        let settings = self.settings.map(statement_of);
        let session = self.settings.map(Settings::sql);
        let envelope = Envelope { begin, settings, session, is_committed: begin.is_some(), gate: None };
        match self.source {
            Source::Pool(pool) => {
                let lease = pool.checkout().await?;
                if self.is_raw {
                    lease.raw();
                }
                pipeline::run(&lease, &envelope, statements, purpose, sink).await
            }
            Source::Connection(lease) => {
                if self.is_raw {
                    lease.raw_open();
                }
                pipeline::run(lease, &envelope, statements, purpose, sink).await
            }
            Source::Transaction(core) => {
                let envelope = Envelope { gate: Some(&core.gate), session: core.session, ..envelope };
                if self.is_raw {
                    core.lease.raw();
                }
                let done = pipeline::run(&core.lease, &envelope, statements, purpose, sink).await;
                if matches!(&done, Err(error) if error.is_retryable()) {
                    core.lost();
                }
                done
            }
        }
    }
}

/// The statement that sets a session's role and settings.
pub(crate) fn statement_of(settings: &dyn Settings) -> Statement<'_> {
    let params = settings.values().into_iter();
    Statement {
        text: settings.sql().into(),
        params: params.map(|value| Param { value: ParamValue::Borrowed(value), column: None }).collect(),
        routine: None,
    }
}
