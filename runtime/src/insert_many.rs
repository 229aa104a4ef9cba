//! Many rows as few statements: by the columns they give, and by how these can be sent.

use std::fmt;
use std::sync::Arc;

use crate::change::returning;
use crate::encode::MAX_PARAMETERS;
use crate::expr::Select;
use crate::insert::{Insertable, Values};
use crate::model::Table;
use crate::render::{Sql, Statement};
use crate::types::{BoxError, BytesMut, Type, WrongType};
use crate::value::{Parameter, begin_array, end_array, item_type, write_part_with};

/// A message of PostgreSQL holds 1 GiB at most; so many rows stay far below it.
const MAX_UNNESTED: usize = 65_536;
/// The largest `VALUES` list. Lists are cut into powers of two, so that few statements are ever prepared.
const MAX_LISTED: usize = 1_024;

/// Rows that one statement inserts: they give the same columns.
#[derive(Debug)]
pub(crate) struct Batch<'a> {
    columns: Vec<usize>,
    /// Their places among all rows given.
    pub(crate) rows: Vec<usize>,
    /// For each column its values; or, for a `VALUES` list, all values, row by row.
    values: Vec<ColumnValues<'a>>,
    is_listed: bool,
}

/// The values of one column, sent as an array: every `step`th of the cells.
pub(crate) struct ColumnValues<'a> {
    cells: Arc<Vec<&'a dyn Parameter>>,
    start: usize,
    step: usize,
    count: usize,
}

impl<'a> ColumnValues<'a> {
    fn iter(&self) -> impl Iterator<Item = &'a dyn Parameter> {
        self.cells.iter().skip(self.start).step_by(self.step.max(1)).take(self.count).copied()
    }
}

/// Rows that give the same columns, all of them.
struct Group<'a> {
    columns: Vec<usize>,
    rows: Vec<usize>,
    cells: Vec<&'a dyn Parameter>,
}

/// Parts rows into batches, in the order in which their sets of columns first appear.
pub(crate) fn batches<'a, I: Insertable>(table: &'static Table, rows: &'a [I]) -> Vec<Batch<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    let mut last = 0;
    let mut values = Values::default();
    for (place, row) in rows.iter().enumerate() {
        values.cells.clear();
        row.values(&mut values);
        let is_like = |group: &Group<'_>| {
            group.columns.len() == values.cells.len()
                && group.columns.iter().zip(&values.cells).all(|(a, (b, _))| a == b)
        };
        let found = match groups.get(last) {
            Some(group) if is_like(group) => Some(last),
            _ => groups.iter().position(is_like),
        };
        last = found.unwrap_or_else(|| {
            let columns = values.cells.iter().map(|&(column, _)| column).collect();
            groups.push(Group { columns, rows: Vec::new(), cells: Vec::new() });
            groups.len() - 1
        });
        if let Some(group) = groups.get_mut(last) {
            group.rows.push(place);
            group.cells.extend(values.cells.iter().map(|&(_, value)| value));
        }
    }
    groups.into_iter().flat_map(|group| group.batches(table)).collect()
}

impl<'a> Group<'a> {
    fn batches(self, table: &'static Table) -> Vec<Batch<'a>> {
        let width = self.columns.len();
        // `unnest` takes arrays apart to their last dimension: columns that are arrays themselves can't go through it.
        let is_listed = width == 0 || self.columns.iter().any(|&column| is_array(table, column));
        let cells = Arc::new(self.cells);
        let mut batches = Vec::new();
        let mut start = 0;
        while start < self.rows.len() {
            let left = self.rows.len() - start;
            let count = if is_listed { listed(left, width) } else { left.min(MAX_UNNESTED) };
            let rows = self.rows.get(start..start + count).unwrap_or_default().to_vec();
            let first = start * width;
            let values = |start, step, count| ColumnValues { cells: Arc::clone(&cells), start, step, count };
            let values = if is_listed {
                vec![values(first, 1, count * width)]
            } else {
                (0..width).map(|column| values(first + column, width, count)).collect()
            };
            batches.push(Batch { columns: self.columns.clone(), rows, values, is_listed });
            start += count;
        }
        batches
    }
}

fn is_array(table: &Table, column: usize) -> bool {
    table.column_type(column).ends_with("[]") || table.read_as(column) == Some("text[]")
}

/// How many of the rows left go into one `VALUES` list: the largest power of two that fits.
fn listed(left: usize, width: usize) -> usize {
    let most = left.min(MAX_LISTED).min(MAX_PARAMETERS / width.max(1)).max(1);
    1 << most.ilog2()
}

/// The statements that insert the batches.
pub(crate) fn statements<'a>(
    table: &'static Table,
    batches: &'a [Batch<'a>],
    is_returning: bool,
) -> Vec<Statement<'a>> {
    batches.iter().map(|batch| statement(table, batch, is_returning)).collect()
}

fn statement<'a>(table: &'static Table, batch: &'a Batch<'a>, is_returning: bool) -> Statement<'a> {
    let mut sql = Sql::new();
    sql.push("insert into ");
    sql.push(table.name);
    if table.columns.is_empty() {
        // No list of values can say a row without columns.
        sql.push(" as t0 select from generate_series(1, ");
        sql.push(&batch.rows.len().to_string());
        sql.push(")");
        if is_returning {
            returning(&mut sql, &Select::new(table));
        }
        return sql.finish();
    }
    sql.push(" as t0 (");
    // Rows that give nothing take the default of the first column too.
    let named = if batch.columns.is_empty() { &[0][..] } else { &batch.columns };
    for (i, &column) in named.iter().enumerate() {
        if i > 0 {
            sql.push(", ");
        }
        sql.push(table.column_name(column));
    }
    if batch.is_listed {
        list(&mut sql, table, batch)
    } else {
        unnest(&mut sql, table, batch)
    }
    if is_returning {
        returning(&mut sql, &Select::new(table));
    }
    sql.finish()
}

fn unnest<'a>(sql: &mut Sql<'a>, table: &'static Table, batch: &'a Batch<'a>) {
    // As a row source, an array of composites would give a column for each of their attributes.
    let has_composite = batch.columns.iter().any(|&column| table.is_composite(column));
    let (head, between, tail) = if has_composite {
        (") select unnest(", "), unnest(", ")")
    } else {
        (") select * from unnest(", ", ", ")")
    };
    sql.push(head);
    for (i, (&column, values)) in batch.columns.iter().zip(&batch.values).enumerate() {
        if i > 0 {
            sql.push(between);
        }
        sql.borrowed(values, Some((table, column)));
        if table.read_as(column).is_some() {
            sql.push("::text[]");
        }
        sql.push("::");
        sql.push(table.column_type(column));
        sql.push("[]");
    }
    sql.push(tail);
}

fn list<'a>(sql: &mut Sql<'a>, table: &'static Table, batch: &'a Batch<'a>) {
    sql.push(") values ");
    let mut cells = batch.values.iter().flat_map(ColumnValues::iter);
    for i in 0..batch.rows.len() {
        sql.push(if i == 0 { "(" } else { ", (" });
        if batch.columns.is_empty() {
            sql.push("default");
        }
        for (j, &column) in batch.columns.iter().enumerate() {
            if j > 0 {
                sql.push(", ");
            }
            if let Some(value) = cells.next() {
                sql.borrowed(value, Some((table, column)));
                sql.written_as(table, column);
            }
        }
        sql.push(")");
    }
}

impl Parameter for ColumnValues<'_> {
    fn encode(&self, type_: &Type, out: &mut BytesMut) -> Result<bool, BoxError> {
        let item = item_type(type_).ok_or_else(|| WrongType::new::<Self>(type_.clone()))?;
        let start = begin_array(item, &[(i32::try_from(self.count)?, 1)], out);
        let mut has_nulls = false;
        for value in self.iter() {
            has_nulls |= !write_part_with(out, |out| value.encode(item, out))?;
        }
        end_array(start, has_nulls, out);
        Ok(true)
    }
}

impl fmt::Debug for ColumnValues<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{} values]", self.count)
    }
}
