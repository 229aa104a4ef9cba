//! Rows as they arrive.

use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use futures_util::Stream;

use crate::answer::Answer;
use crate::call::invocation::Invocation;
use crate::call::routine::{Decode, Routine};
use crate::error::Error;
use crate::executor::Target;
use crate::pipeline::Sink;
use crate::row::Row;

/// How many rows wait at most to be taken, the rest being left to the connection and the server.
const FULL: usize = 256;

/// The rows of a statement as they arrive: see [`Rows::stream`](crate::Rows::stream). A `Stream` of the `futures` crate, too.
///
/// Dropped before its end, it leaves the connection to be looked after, as any call that is dropped.
#[must_use = "nothing is sent before `next`"]
pub struct RowStream<'a, R> {
    run: Option<Answer<'a, ()>>,
    waiting: Waiting<R>,
    /// Told once the rows before it are taken.
    failed: Option<Error>,
}

type Waiting<R> = Arc<Mutex<VecDeque<R>>>;

impl<'a, R: Send + 'static> RowStream<'a, R> {
    pub(crate) fn new(invocation: Invocation, decode: Decode<R>, target: Target<'a>) -> Self {
        let waiting = Waiting::default();
        let mut sink = Taken { waiting: Arc::clone(&waiting), decode, routine: invocation.routine() };
        let run = Box::pin(async move { invocation.run(target, &mut sink).await });
        Self { run: Some(run), waiting, failed: None }
    }

    /// The next row; `None` behind the last one, and behind an error.
    ///
    /// # Errors
    /// PostgreSQL's, which may come behind rows; a lost connection; and NULL where the schema promises a value.
    pub async fn next(&mut self) -> Option<Result<R, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    fn taken(&mut self) -> Option<R> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).pop_front()
    }
}

impl<R: Send + 'static> Stream for RowStream<'_, R> {
    type Item = Result<R, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if let Some(row) = self.taken() {
            return Poll::Ready(Some(Ok(row)));
        }
        // Rows were taken: where the statement waited for that, it goes on.
        let done = self.run.as_mut().map(|run| run.as_mut().poll(context));
        if let Some(Poll::Ready(done)) = done {
            self.run = None;
            self.failed = done.err();
        }
        match self.taken() {
            Some(row) => Poll::Ready(Some(Ok(row))),
            None if self.run.is_some() => Poll::Pending,
            None => Poll::Ready(self.failed.take().map(Err)),
        }
    }
}

/// Puts rows where the stream takes them.
struct Taken<R> {
    waiting: Waiting<R>,
    decode: Decode<R>,
    routine: &'static Routine,
}

impl<R: Send> Sink for Taken<R> {
    fn row(&mut self, _: usize, row: tokio_postgres::Row, _: bool) -> Result<(), Error> {
        let row = (self.decode)(&mut Row::of_routine(&row, self.routine))?;
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).push_back(row);
        Ok(())
    }

    fn is_full(&self) -> bool {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).len() >= FULL
    }

    /// Only before a row has come: what is called is never run twice once it has run.
    fn restart(&mut self) {}
}

impl<R> fmt::Debug for RowStream<'_, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RowStream").finish_non_exhaustive()
    }
}
