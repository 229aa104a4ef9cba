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
        Literal::Null => "null".to_owned(),
        Literal::Array(values) if values.is_empty() => "'{}'".to_owned(),
        Literal::Array(_) => format!("{}::{type_}", array(value)),
    }
}

/// An array constructor. The cast stands outside, once: PostgreSQL carries it to every element, and an array
/// of arrays has the type of its innermost ones.
fn array(value: &Literal) -> String {
    match value {
        Literal::Array(values) => {
            let values: Vec<String> = values.iter().map(array).collect();
            format!("array[{}]", values.join(", "))
        }
        Literal::Text(text) => literal(text).to_string(),
        Literal::Number(number) => number.clone(),
        Literal::Boolean(value) => value.to_string(),
        Literal::Null => "null".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::BuiltIn;

    #[test]
    fn arrays_are_cast_once() {
        let integers = DataType::built_in(BuiltIn::Integer).into_array();
        let number = |n: i32| Literal::Number(n.to_string());
        let nested = Literal::Array(vec![
            Literal::Array(vec![number(1), number(-2)]),
            Literal::Array(vec![number(3), number(4)]),
        ]);
        assert_eq!(lower(&nested, &integers), "array[array[1, -2], array[3, 4]]::integer[]");
        assert_eq!(lower(&Literal::Array(Vec::new()), &integers), "'{}'");
    }
}
