//! Functions, procedures, aggregates.

use serde::{Deserialize, Serialize};

use super::Access;
use crate::QualifiedName;
use crate::types::DataType;

record! {
    /// A function or procedure (`CREATE FUNCTION`, `CREATE PROCEDURE`).
    ///
    /// Its identity is its name with the types of its input arguments ([`signature`](Self::signature)).
    pub struct Function {
        /// Its name.
        pub name: QualifiedName,
        /// Its comment.
        pub comment: Option<String>,
        /// What it is.
        pub kind: FunctionKind,
        /// Its arguments, in order; those of a `RETURNS TABLE` aside.
        pub arguments: Vec<Argument>,
        /// What it answers.
        pub returns: Returns,
        /// Its language.
        pub language: String,
        /// What it does.
        pub body: FunctionBody,
        /// What its answer depends on.
        pub volatility: Volatility,
        /// Whether any null argument makes null of it.
        pub is_strict: bool,
        /// Whether it runs as its owner.
        pub is_security_definer: bool,
        /// Whether it tells nothing of its arguments but by its answer.
        pub is_leakproof: bool,
        /// Whether it may run in parallel.
        pub parallel: Parallel,
        /// What the planner takes it to cost, where it is said.
        pub cost: Option<String>,
        /// How many rows the planner takes it to answer, where it is said.
        pub rows: Option<String>,
        /// The planner's support function.
        pub support: Option<QualifiedName>,
        /// Types that are handed over by way of a transform.
        pub transforms: Vec<DataType>,
        /// Settings while it runs, as name and value; a value is SQL as it stands behind `TO`.
        pub settings: Vec<(String, String)>,
        /// Its owner, and who may run it.
        pub access: Access,
    }
}

impl Function {
    /// The types that tell it from others of its name: of its input arguments, in order.
    #[must_use]
    pub fn signature(&self) -> Vec<DataType> {
        signature(&self.arguments)
    }
}

record! {
    /// An aggregate (`CREATE AGGREGATE`).
    pub struct Aggregate {
        /// Its name.
        pub name: QualifiedName,
        /// Its comment.
        pub comment: Option<String>,
        /// Its arguments, in order; empty for `(*)`.
        pub arguments: Vec<Argument>,
        /// How many of `arguments` stand before `ORDER BY`, for an ordered-set aggregate.
        pub direct_arguments: Option<u32>,
        /// What stands in its parentheses, as name and SQL: `sfunc`, `stype`, ..; a flag (`hypothetical`) has no SQL.
        pub options: Vec<(String, String)>,
        /// Its owner, and who may run it.
        pub access: Access,
    }
}

impl Aggregate {
    /// The types that tell it from others of its name: of its arguments, in order.
    #[must_use]
    pub fn signature(&self) -> Vec<DataType> {
        signature(&self.arguments)
    }
}

fn signature(arguments: &[Argument]) -> Vec<DataType> {
    let is_input = |argument: &&Argument| argument.mode != ArgumentMode::Out;
    arguments.iter().filter(is_input).map(|argument| argument.type_.clone()).collect()
}

/// What a function is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum FunctionKind {
    /// A function.
    #[default]
    Function,
    /// A window function.
    Window,
    /// A procedure.
    Procedure,
}

record! {
    /// An argument.
    pub struct Argument {
        /// Which way it goes.
        pub mode: ArgumentMode,
        /// Its name, where it has one.
        pub name: Option<String>,
        /// Its type.
        pub type_: DataType,
        /// Its default, as SQL.
        pub default: Option<String>,
    }
}

/// Which way an argument goes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ArgumentMode {
    /// Into the function.
    #[default]
    In,
    /// Out of it.
    Out,
    /// Both.
    InOut,
    /// In, any number of them.
    Variadic,
}

/// What a function answers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Returns {
    /// What its output arguments say: nothing is said of its own, as of a procedure.
    #[default]
    Arguments,
    /// A value, or any number of them.
    Value {
        /// Its type.
        type_: DataType,
        /// Whether any number of them (`SETOF`).
        is_set: bool,
    },
    /// Rows of these columns (`RETURNS TABLE`).
    Table(Vec<(String, DataType)>),
}

/// What a function does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum FunctionBody {
    /// A text in its language.
    Source(String),
    /// A symbol of a library.
    Library {
        /// The library's file.
        file: String,
        /// The symbol, where it is not the function's name.
        symbol: Option<String>,
    },
    /// SQL that PostgreSQL has parsed: `BEGIN ATOMIC .. END`, or `RETURN ..`.
    Standard(String),
}

impl Default for FunctionBody {
    fn default() -> Self {
        Self::Source(String::new())
    }
}

/// What a function's answer depends on (manual, section 36.7).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Volatility {
    /// Anything.
    #[default]
    Volatile,
    /// Its arguments and what the database holds.
    Stable,
    /// Its arguments alone.
    Immutable,
}

/// Whether a function may run in parallel (manual, section 15.4).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Parallel {
    /// No.
    #[default]
    Unsafe,
    /// In the leader alone.
    Restricted,
    /// Yes.
    Safe,
}
