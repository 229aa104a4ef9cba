//! Sending a notification.

use crate::access::Open;
use crate::answer::Answer;
use crate::call::Invocation;
use crate::error::{Error, ErrorKind};
use crate::executor::{Executor, Target};
use crate::pipeline::Sink;

/// The longest payload that PostgreSQL takes, in bytes ([manual](https://www.postgresql.org/docs/current/sql-notify.html)).
const LONGEST: usize = 7999;

/// Sends a notification when the transaction is committed, or at once where there is none.
pub fn notify<E: Executor<Open>>(invocation: Invocation, db: &E) -> Answer<'_, ()> {
    Box::pin(sent(invocation, db.target()))
}

async fn sent(invocation: Invocation, target: Target<'_>) -> Result<(), Error> {
    let purpose = invocation.purpose();
    let mut length = Length(0);
    invocation.run(target, &mut length).await?;
    // The statement has sent nothing then, and the transaction goes on.
    match usize::try_from(length.0) {
        Ok(bytes) if bytes > LONGEST => {
            let channel = purpose.model.unwrap_or_default();
            Err(Error::new(ErrorKind::PayloadTooLong { channel, bytes }))
        }
        _ => Ok(()),
    }
}

/// How long the payload was, as the statement answers.
struct Length(i32);

impl Sink for Length {
    fn row(&mut self, _: usize, row: tokio_postgres::Row, _: bool) -> Result<(), Error> {
        self.0 = row.try_get(0).map_err(Error::database)?;
        Ok(())
    }

    fn restart(&mut self) {}
}
