//! What a client calls: functions and procedures, queries in SQL, channels.

use serde::{Deserialize, Serialize};

use super::CompositeField;
use crate::QualifiedName;
use crate::types::{ArrayShape, DataType};

/// A function or procedure that a client can call. One with types that no client has (`internal`, `anyelement`), a
/// trigger's and a window function are not among them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Function {
    /// Its name in the database.
    pub name: QualifiedName,
    /// Its name in Rust, where the schema gives one.
    pub rust: Option<String>,
    /// The doc comment, without `///`.
    pub docs: Option<String>,
    /// Whether it is called by `CALL`.
    pub is_procedure: bool,
    /// What is given to it, in order.
    pub parameters: Vec<Parameter>,
    /// Whether it answers any number of rows.
    pub is_set: bool,
    /// What it answers, or each row of it.
    pub results: Results,
    /// Whether it changes nothing: `STABLE` or `IMMUTABLE`.
    pub is_read: bool,
    /// Whether it takes a session to call it.
    pub needs_session: bool,
}

/// Something that is given to a call.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parameter {
    /// As written in the schema; `None` where it has no name, which functions' may do without.
    pub name: Option<String>,
    /// Its type.
    pub type_: DataType,
    /// What its arrays look like, where it is one.
    pub shape: ArrayShape,
    /// Whether it may be null.
    pub is_nullable: bool,
    /// Whether the function has a default for it.
    pub has_default: bool,
    /// Whether it stands for any number of arguments.
    pub is_variadic: bool,
    /// Whether it only comes back: `out` of a procedure, whose call has a place for it.
    pub is_output: bool,
}

/// What a call answers, or each of its rows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Results {
    /// Nothing.
    #[default]
    Nothing,
    /// One value.
    Value(ResultType),
    /// Several, each with a name.
    Columns(Vec<ResultColumn>),
    /// A row of this model.
    Model(String),
}

/// The type of something that is answered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultType {
    /// The type.
    pub type_: DataType,
    /// What its arrays look like, where it is one.
    pub shape: ArrayShape,
    /// Whether it may be null.
    pub is_nullable: bool,
}

/// A column of what is answered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultColumn {
    /// Its name in the database.
    pub name: String,
    /// Its type.
    pub type_: ResultType,
}

/// A statement of SQL with a name, parameters and typed results.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Query {
    /// As written in the schema: `top_authors`.
    pub name: String,
    /// The doc comment, without `///`.
    pub docs: Option<String>,
    /// Its parameters, in order, each with a name.
    pub parameters: Vec<Parameter>,
    /// How many rows it answers.
    pub answer: Answer,
    /// What each row is; nothing for [`Answer::Count`].
    pub results: Results,
    /// The statement.
    pub sql: Vec<QueryPart>,
    /// Whether it takes a session to run it: it names a table under row-level security.
    pub needs_session: bool,
}

/// How many rows a query answers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// Any number.
    #[default]
    Many,
    /// Exactly one.
    One,
    /// One or none.
    Optional,
    /// None: how many it changed.
    Count,
}

/// A part of a query's SQL.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum QueryPart {
    /// SQL, settings of sessions lowered.
    Text(String),
    /// The parameter at this place.
    Parameter(usize),
    /// What is left out where a parameter in it is absent. It holds no other such part.
    Optional(Vec<QueryPart>),
}

/// A channel of `LISTEN` and `NOTIFY`, and what its notifications carry as JSON.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Channel {
    /// As written in the schema: `post_published`; Rust's struct is its `PascalCase`.
    pub name: String,
    /// Its name in the database.
    pub channel: String,
    /// The doc comment, without `///`.
    pub docs: Option<String>,
    /// What a notification carries, each under its attribute's name in the JSON object.
    pub fields: Vec<CompositeField>,
}
