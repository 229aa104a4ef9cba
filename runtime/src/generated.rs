//! What generated code uses. Not for use by hand: it changes without notice.
#![doc(hidden)]

pub use crate::call::{
    Decode, Invocation, ParameterDef, Piece, ResultColumn, Routine, RoutineKind, Sql, parameter,
    result_column, verify,
};
pub use crate::channel::{ChannelDef, notify};
pub use crate::enum_::value_of_label;
pub use crate::executor::{Runs, Target};
pub use crate::insert::{Insertable, Values, debug_insert, insert};
pub use crate::mistake::Sought;
pub use crate::model::{ColumnDef, ColumnKind, Link, Table, Through, UniqueKey};
pub use crate::row::Row;
pub use crate::stored::refresh;
pub use crate::value::{Layout, ReadComposite, WriteComposite, write_part};
