//! Values of the language as SQL.

use pg_orm_sql::literal;

use crate::model::Literal;
use crate::types::DataType;

/// `value` as the default of a column of type `type_`.
pub(super) fn lower(value: &Literal, type_: &DataType) -> String {
    match value {
        Literal::Text(text) => literal(text).to_string(),
        Literal::Number(number) => number.clone(),
        Literal::Boolean(value) => value.to_string(),
        Literal::Array(values) if values.is_empty() => "'{}'".to_owned(),
        Literal::Array(values) => {
            let element = type_.element();
            let values: Vec<String> = values.iter().map(|value| lower(value, &element)).collect();
            format!("array[{}]::{type_}", values.join(", "))
        }
    }
}
