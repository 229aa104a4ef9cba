//! Calls of what the schema declares: functions, procedures and queries in SQL.

mod argument;
mod invocation;
mod routine;
mod rows;
mod single;
mod stream;
mod verify;

pub use argument::Takes;
pub use invocation::Invocation;
pub use routine::{
    Decode, ParameterDef, Piece, ResultColumn, Routine, RoutineKind, Sql, parameter, result_column,
};
pub use rows::Rows;
pub use single::{Call, Command, Procedure};
pub use stream::RowStream;
pub use verify::verify;
