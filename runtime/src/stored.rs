//! What tells tables from views: whose rows can be changed, and whose can be made anew.

use crate::answer::Answer;
use crate::change::affected;
use crate::error::Error;
use crate::executor::{Reaches, Target};
use crate::model::{Model, Table};
use crate::pipeline::Purpose;
use crate::render::Sql;

/// A model of a table, whose rows can be changed: not one of a view. Generated; not for implementing by hand.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is a view: its rows can't be changed",
    label = "the model of a view",
    note = "change the rows of the tables that the view reads"
)]
pub trait Stored: Model {}

/// Reads the rows of a materialized view anew (`REFRESH MATERIALIZED VIEW`); `is_concurrent` lets others read meanwhile.
///
/// # Errors
/// PostgreSQL's, and a lost connection.
pub fn refresh<M: Model, E: Reaches<M>>(db: &E, is_concurrent: bool) -> Answer<'_, ()> {
    Box::pin(run(M::TABLE, db.target(), is_concurrent))
}

async fn run(table: &'static Table, target: Target<'_>, is_concurrent: bool) -> Result<(), Error> {
    let mut sql = Sql::new();
    sql.push("refresh materialized view ");
    if is_concurrent {
        sql.push("concurrently ");
    }
    sql.push(table.name);
    let purpose = Purpose { model: Some(table.model), operation: "refreshing" };
    affected(target, sql.finish(), purpose).await.map(drop)
}
