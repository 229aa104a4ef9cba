//! What updates and deletes have in common: which rows they change, and what they answer.

use crate::error::Error;
use crate::executor::{Target, Together};
use crate::expr::Select;
use crate::model::Model;
use crate::pipeline::{Purpose, Sink};
use crate::query::{Last, Plain};
use crate::render::{Sql, Statement};

/// ` where ..` for the rows of a query; those of one with a limit by their primary key.
pub(crate) fn where_rows(sql: &mut Sql<'_>, select: &Select) {
    let t0 = Sql::root(select.table);
    if !select.is_limited() {
        return sql.where_(t0, &select.filter);
    }
    let key = select.table.primary_key;
    let inner = sql.scope(select.table);
    sql.push(" where (");
    if key.is_empty() {
        sql.push("t0.ctid")
    } else {
        sql.operands(t0, key)
    }
    sql.push(") in (select ");
    if key.is_empty() {
        sql.alias(inner);
        sql.push(".ctid");
    } else {
        sql.operands(inner, key);
    }
    sql.push(" from ");
    sql.table(inner);
    sql.where_(inner, &select.filter);
    sql.order(inner, &select.order, true);
    sql.limit(select.limit, select.offset);
    sql.push(")");
    // Once more for the row itself: one that another transaction changed meanwhile is looked at again, by these conditions alone.
    sql.and(t0, &select.filter);
}

/// ` returning` the model's columns.
pub(crate) fn returning(sql: &mut Sql<'_>, select: &Select) {
    sql.push(" returning ");
    // Something must be returned of a table without columns, too, so that each row is told.
    if select.table.columns.is_empty() {
        return sql.push("null");
    }
    sql.read_columns(Sql::root(select.table));
}

/// Runs a statement for the number of rows it changes.
pub(crate) async fn affected(
    target: Target<'_>,
    statement: Statement<'_>,
    purpose: Purpose,
) -> Result<u64, Error> {
    let mut count = Affected(0);
    target.run(&[statement], Together::Apart, purpose, &mut count).await?;
    Ok(count.0)
}

/// Runs a statement for the rows it answers.
pub(crate) async fn changed<M: Model>(
    target: Target<'_>,
    statement: Statement<'_>,
    purpose: Purpose,
) -> Result<Vec<M>, Error> {
    let mut rows = Plain(Vec::new());
    target.run(&[statement], Together::Apart, purpose, &mut rows).await?;
    Ok(rows.0)
}

/// Runs a statement that changes one row at most, for that row.
pub(crate) async fn changed_one<M: Model>(
    target: Target<'_>,
    statement: Statement<'_>,
    purpose: Purpose,
) -> Result<Option<M>, Error> {
    let mut row = Last(None);
    target.run(&[statement], Together::Apart, purpose, &mut row).await?;
    Ok(row.0)
}

/// Counts what statements change.
pub(crate) struct Affected(pub(crate) u64);

impl Sink for Affected {
    fn row(&mut self, _: usize, _: tokio_postgres::Row, _: bool) -> Result<(), Error> {
        Ok(())
    }

    fn end(&mut self, rows: u64) {
        self.0 += rows;
    }

    fn restart(&mut self) {
        self.0 = 0;
    }
}
