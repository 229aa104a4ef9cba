//! The escape hatch: any SQL, on every executor.

use std::borrow::Cow;

use crate::access::Access;
use crate::change::Affected;
use crate::connection::Connection;
use crate::error::Error;
use crate::executor::{Runs, Together};
use crate::pipeline::{Purpose, Sink};
use crate::pool::Pool;
use crate::raw_row::Row;
use crate::refuse::{Place, refuse};
use crate::render::{Param, ParamValue, Statement};
use crate::session::{Session, SessionSettings};
use crate::transaction::Transaction;
use crate::value::Parameter;

const RAW: Purpose = Purpose { model: None, operation: "running raw SQL" };

macro_rules! raw_sql {
    ([$($generics:tt)*] $executor:ty, $look:expr) => {
        impl<$($generics)*> $executor {
            /// Runs any one statement, and answers its rows. Values are `$1`, `$2`, ..; the statement is prepared once a connection,
            /// which keeps the last few hundred.
            ///
            /// What it leaves on a connection of the pool (settings, role, locks, temporary tables) is undone before anybody else
            /// gets that connection.
            ///
            /// # Errors
            /// PostgreSQL's, a lost connection, a value that can't be sent, and
            /// [`NotHere`](crate::ErrorKind::NotHere) for what would get in the way of transactions, sessions and the pool.
            pub async fn query(&self, sql: &str, values: &[&dyn Parameter]) -> Result<Vec<Row>, Error> {
                $look(self, sql)?;
                let mut rows = Collected(Vec::new());
                self.target().raw().run(&[statement(sql, values)], Together::Apart, RAW, &mut rows).await?;
                Ok(rows.0)
            }

            /// Runs any one statement, and answers how many rows it changed.
            ///
            /// # Errors
            /// Those of [`query`](Self::query).
            pub async fn execute(&self, sql: &str, values: &[&dyn Parameter]) -> Result<u64, Error> {
                $look(self, sql)?;
                let mut count = Affected(0);
                self.target().raw().run(&[statement(sql, values)], Together::Apart, RAW, &mut count).await?;
                Ok(count.0)
            }
        }
    };
}

raw_sql!([] Pool, |_: &Pool, sql| refuse(sql, Place::Pool));
raw_sql!([] Connection, Connection::look);
raw_sql!([A: Access] Transaction<'_, A>, |_: &Self, sql| {
    refuse(sql, if A::IS_SESSION { Place::SessionTransaction } else { Place::Transaction })
});
raw_sql!([S: SessionSettings] Session<S>, |_: &Self, sql| refuse(sql, Place::Pool));

fn statement<'a>(sql: &'a str, values: &'a [&'a dyn Parameter]) -> Statement<'a> {
    let params =
        values.iter().map(|&value| Param { value: ParamValue::Borrowed(value), column: None }).collect();
    Statement { text: Cow::Borrowed(sql), params, routine: None }
}

struct Collected(Vec<Row>);

impl Sink for Collected {
    fn row(&mut self, _: usize, row: tokio_postgres::Row, _: bool) -> Result<(), Error> {
        self.0.push(Row::new(row));
        Ok(())
    }

    fn restart(&mut self) {
        self.0.clear();
    }
}
