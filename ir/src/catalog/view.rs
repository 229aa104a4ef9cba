//! Views and materialized views.

use serde::{Deserialize, Serialize};

use super::{Access, Compression, Index, Rule, Statistics, Storage, Trigger};
use crate::QualifiedName;
use crate::types::DataType;

record! {
    /// A view or a materialized view.
    pub struct View {
        /// Its name.
        pub name: QualifiedName,
        /// Its comment.
        pub comment: Option<String>,
        /// Whether its rows are kept.
        pub kind: ViewKind,
        /// Its columns, in order.
        pub columns: Vec<ViewColumn>,
        /// Its query, as SQL without a semicolon.
        pub query: String,
        /// What rows written through it must be, of a view.
        pub check_option: Option<CheckOption>,
        /// Whether functions that leak see no row before its conditions do, of a view.
        pub is_security_barrier: bool,
        /// Whether privileges and policies of whoever reads it count, of a view.
        pub is_security_invoker: bool,
        /// Whether it is made without its rows, of a materialized view.
        pub is_without_data: bool,
        /// How its rows are kept, where it is not `heap`, of a materialized view.
        pub access_method: Option<String>,
        /// Where it is stored, where it is said, of a materialized view.
        pub tablespace: Option<String>,
        /// Storage parameters as name and value, of a materialized view.
        pub options: Vec<(String, String)>,
        /// Its indexes, of a materialized view.
        pub indexes: Vec<Index>,
        /// The index by which `CLUSTER` sorts it, of a materialized view.
        pub clustered_on: Option<String>,
        /// Its extended statistics, of a materialized view.
        pub statistics: Vec<Statistics>,
        /// Its triggers, of a view.
        pub triggers: Vec<Trigger>,
        /// Its rules beside the one that makes it a view.
        pub rules: Vec<Rule>,
        /// Its owner, and what roles may do with it.
        pub access: Access,
    }
}

/// Whether a view's rows are kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ViewKind {
    /// They are not.
    #[default]
    Plain,
    /// They are, until they are refreshed.
    Materialized,
}

record! {
    /// A column of a view.
    pub struct ViewColumn {
        /// Its name.
        pub name: String,
        /// Its comment.
        pub comment: Option<String>,
        /// Its type.
        pub type_: DataType,
        /// What an insert through the view writes that does not name it, as SQL.
        pub default: Option<String>,
        /// How long values are stored, where it is not as the type has it, of a materialized view.
        pub storage: Option<Storage>,
        /// How long values are compressed, where it is said, of a materialized view.
        pub compression: Option<Compression>,
        /// How finely `ANALYZE` looks at it, where it is said, of a materialized view.
        pub statistics: Option<i32>,
        /// Options as name and value: `n_distinct`, of a materialized view.
        pub options: Vec<(String, String)>,
    }
}

/// What rows written through a view must be (`WITH CHECK OPTION`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum CheckOption {
    /// Rows of this view.
    Local,
    /// Rows of this view and of those beneath.
    Cascaded,
}
