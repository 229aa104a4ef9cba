//! Why bytes are no value, or a value has no bytes.

/// Bytes that are no value of their type, or a value that can't be one of PostgreSQL's.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub(crate) enum Unfit {
    #[error("the value ends {missing} bytes too early")]
    TooShort { missing: usize },
    #[error("the value goes on for {left} bytes behind its end")]
    TooLarge { left: usize },
    #[error("the value has {found} bytes, not {expected}")]
    Length { expected: usize, found: usize },
    #[error("{what} can't be {found}")]
    Unknown { what: &'static str, found: i64 },
    #[error("{what} has {count} parts, which is more than a value can hold")]
    TooMany { what: &'static str, count: usize },
    #[error("the value is longer than PostgreSQL's longest")]
    TooLong,
    #[error(
        "it is NULL, and its type has no place for NULL: write `?` behind its type in the schema (in Rust, an `Option`)"
    )]
    Null,
    #[error(
        "an element of the array is NULL, and the elements' type has no place for NULL: write `{item}?[]` in the schema (in Rust, a `Vec<Option<..>>`)"
    )]
    NullItem { item: String },
    #[error("a range's bound can't be NULL")]
    NullBound,
    #[error("it is no array")]
    NotAnArray,
    #[error("it is no composite")]
    NotAComposite,
    #[error("it is no range")]
    NotARange,
    #[error("the array has {count} dimensions, which is more than six")]
    TooManyDimensions { count: usize },
    #[error(
        "the array has {count} dimensions, and a `Vec` has one: write `{item}[][]` in the schema, which holds any number of them (in Rust, `pg_orm::types::Array`)"
    )]
    Dimensions { count: usize, item: String },
    #[error(
        "the array's first index is {lower_bound}, and a `Vec`'s is 1: write `{item}[][]` in the schema, which holds any (in Rust, `pg_orm::types::Array`)"
    )]
    LowerBound { lower_bound: i32, item: String },
    #[error("the value's version is not that of `{type_}`")]
    Version { type_: String },
    #[error("PostgreSQL takes no empty {type_} in its binary form: `''::{type_}` in SQL makes one")]
    Empty { type_: &'static str },
    #[error("number {index} is {number}, which a vector can't hold", index = index + 1)]
    NotFinite { index: usize, number: f32 },
    #[error("the value is no {type_}")]
    Malformed { type_: &'static str },
}
