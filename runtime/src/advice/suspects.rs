//! Which columns of a statement a value was refused for: PostgreSQL names the type alone.

use tokio_postgres::error::{DbError, SqlState};

use crate::model::Table;
use crate::render::{Param, ParamValue, Statement};
use crate::types::{Bytes, BytesMut, Kind, Numeric, Type, base_type};
use crate::value::Value;

/// What PostgreSQL refused values for.
#[derive(Debug, PartialEq, Eq)]
enum Refused<'e> {
    /// More characters than `character varying(5)` has.
    TooLong { type_: &'static Type, told: &'e str, most: usize },
    /// Other than so many bits, or more of them.
    Bits { type_: &'static Type, told: &'e str, count: usize },
    /// More digits in front of the point than `numeric(5,2)` has.
    Digits { precision: usize, scale: usize },
    /// More than the integer holds.
    Integer { type_: &'static Type, told: &'static str },
    /// What a domain does not take.
    Domain { schema: Option<&'e str>, name: &'e str },
}

/// The columns that a value was given for which PostgreSQL refuses: as certain as can be, or none.
pub(crate) fn of_values(error: &DbError, statement: &Statement<'_>, types: &[Type]) -> Option<String> {
    let refused = refused(error)?;
    let given = statement.params.iter().zip(types).take(assigned(statement));
    let given = match error.where_() {
        None => given.collect::<Vec<_>>(),
        // "unnamed portal parameter $2"; what triggers and functions did is no matter of the statement's values.
        Some(context) => given.skip(parameter(context)?).take(1).collect(),
    };
    let columns = |is_suspect: &dyn Fn(&Param<'_>, &Type) -> bool| {
        let suspects = given.iter().filter(|(param, type_)| is_suspect(param, type_));
        let mut columns: Vec<(&Table, usize)> = Vec::new();
        for (table, column) in suspects.filter_map(|(param, _)| param.column) {
            if !columns.iter().any(|(it, place)| std::ptr::eq(*it, table) && *place == column) {
                columns.push((table, column));
            }
        }
        columns
    };
    let mut found = columns(&|param, type_| refused.is_by_value(param, type_));
    // What is added to a column in the database is no value of its own.
    if found.is_empty() && statement.text.starts_with("update ") {
        found = columns(&|_, type_| refused.is_by_type(type_));
    }
    let places: Vec<String> =
        found.iter().map(|(table, column)| format!("`{}`", table.place(*column))).collect();
    let (are, places) = match places.as_slice() {
        [] => return None,
        [one] => ("is", one.clone()),
        [first @ .., last] => ("are", format!("{} or {last}, which", first.join(", "))),
    };
    Some(format!("at: {places} {are} {}", refused.told()))
}

/// How many of a statement's values, from the first, are given to columns; those of its conditions stand behind.
fn assigned(statement: &Statement<'_>) -> usize {
    match statement.text.split_once(" where ") {
        Some((head, _)) if head.starts_with("update ") => head.matches('$').count(),
        _ => statement.params.len(),
    }
}

/// The parameter that a context names and nothing else: `unnamed portal parameter $2`.
fn parameter(context: &str) -> Option<usize> {
    let (words, number) = context.rsplit_once('$')?;
    if words.contains(['\n', '(', '$']) {
        return None;
    }
    number.parse::<usize>().ok()?.checked_sub(1)
}

fn refused(error: &DbError) -> Option<Refused<'_>> {
    let message = error.message();
    match error.code() {
        code if *code == SqlState::STRING_DATA_RIGHT_TRUNCATION
            || *code == SqlState::STRING_DATA_LENGTH_MISMATCH =>
        {
            limited(message)
        }
        code if *code == SqlState::NUMERIC_VALUE_OUT_OF_RANGE => {
            let numbers = numbers(error.detail().unwrap_or_default());
            if let [precision, scale, ..] = *numbers {
                return Some(Refused::Digits { precision, scale });
            }
            let integers = [(&Type::INT2, "smallint"), (&Type::INT8, "bigint"), (&Type::INT4, "integer")];
            let (type_, told) = integers.into_iter().find(|(_, word)| message.contains(word))?;
            Some(Refused::Integer { type_, told })
        }
        code if *code == SqlState::CHECK_VIOLATION || *code == SqlState::NOT_NULL_VIOLATION => {
            error.datatype().map(|name| Refused::Domain { schema: error.schema(), name })
        }
        _ => None,
    }
}

/// `character varying(5)` in a message, whatever its language: the names of types are not translated.
fn limited(message: &str) -> Option<Refused<'_>> {
    const WORDS: [(&str, &Type, bool); 4] = [
        ("character varying(", &Type::VARCHAR, false),
        ("character(", &Type::BPCHAR, false),
        ("bit varying(", &Type::VARBIT, true),
        ("bit(", &Type::BIT, true),
    ];
    WORDS.into_iter().find_map(|(word, type_, is_bits)| {
        let from = message.get(message.find(word)?..)?;
        let told = from.get(..=from.find(')')?)?;
        let most = told.get(word.len()..told.len() - 1)?.parse().ok()?;
        Some(match is_bits {
            true => Refused::Bits { type_, told, count: most },
            false => Refused::TooLong { type_, told, most },
        })
    })
}

fn numbers(text: &str) -> Vec<usize> {
    text.split(|it: char| !it.is_ascii_digit()).filter_map(|number| number.parse().ok()).collect()
}

impl Refused<'_> {
    fn told(&self) -> String {
        match self {
            Self::TooLong { told, .. } | Self::Bits { told, .. } => format!("`{told}`"),
            Self::Digits { precision, scale } => format!("`numeric({precision},{scale})`"),
            Self::Integer { told, .. } => format!("`{told}`"),
            Self::Domain { name, .. } => format!("of the domain `{name}`"),
        }
    }

    /// Whether a value is the one, or one of an array's.
    fn is_by_value(&self, param: &Param<'_>, type_: &Type) -> bool {
        if let Self::Domain { schema, name } = self {
            return has_domain(type_, *schema, name);
        }
        let value = match &param.value {
            ParamValue::Shared(value) => &**value,
            ParamValue::Borrowed(value) => *value,
        };
        let mut out = BytesMut::new();
        matches!(value.encode(type_, &mut out), Ok(true)) && self.has(type_, &out)
    }

    fn has(&self, type_: &Type, raw: &[u8]) -> bool {
        let type_ = base_type(type_);
        if let Kind::Array(item) = type_.kind() {
            return items(raw).iter().any(|raw| self.has(item, raw));
        }
        let bits = || Bytes::of(raw).i32().ok().and_then(|count| usize::try_from(count).ok());
        match self {
            Self::TooLong { type_: of, most, .. } => {
                let text = std::str::from_utf8(raw).unwrap_or_default();
                type_ == *of && text.trim_end_matches(' ').chars().count() > *most
            }
            Self::Bits { type_: of, count, .. } => {
                let is_wrong = |bits: usize| if **of == Type::BIT { bits != *count } else { bits > *count };
                type_ == *of && bits().is_some_and(is_wrong)
            }
            Self::Digits { precision, scale } => {
                let number = if *type_ == Type::NUMERIC { Numeric::read(type_, raw).ok() } else { None };
                number.is_some_and(|number| is_larger(&number.to_string(), precision.saturating_sub(*scale)))
            }
            Self::Integer { .. } | Self::Domain { .. } => false,
        }
    }

    /// Whether values of a type could be.
    fn is_by_type(&self, type_: &Type) -> bool {
        let type_ = base_type(type_);
        match self {
            Self::TooLong { type_: of, .. }
            | Self::Bits { type_: of, .. }
            | Self::Integer { type_: of, .. } => type_ == *of,
            Self::Digits { .. } => *type_ == Type::NUMERIC,
            Self::Domain { .. } => false,
        }
    }
}

/// Whether a number has more digits in front of the point, or may get one more when it is rounded.
fn is_larger(number: &str, digits: usize) -> bool {
    let whole = number.trim_start_matches('-').split('.').next().unwrap_or_default().trim_start_matches('0');
    whole.len() > digits || (whole.len() == digits && whole.bytes().all(|digit| digit == b'9'))
}

fn has_domain(type_: &Type, schema: Option<&str>, name: &str) -> bool {
    let is_it = type_.name() == name && schema.is_none_or(|schema| schema == type_.schema());
    match type_.kind() {
        Kind::Domain(base) => is_it || has_domain(base, schema, name),
        Kind::Array(item) => has_domain(item, schema, name),
        Kind::Composite(fields) => fields.iter().any(|field| has_domain(field.type_(), schema, name)),
        _ => false,
    }
}

/// The items of an array that are there.
fn items(raw: &[u8]) -> Vec<&[u8]> {
    let mut bytes = Bytes::of(raw);
    let mut items = Vec::new();
    let Ok(dimensions) = bytes.count("an array's number of dimensions") else { return items };
    if bytes.take(8 + 8 * dimensions).is_err() {
        return items;
    }
    while let Ok(item) = bytes.part() {
        items.extend(item);
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_read_from_messages_of_any_language() {
        for (message, told) in [
            ("value too long for type character varying(5)", "`character varying(5)`"),
            ("Wert zu lang für Typ character(3)", "`character(3)`"),
            ("bit string length 2 does not match type bit(8)", "`bit(8)`"),
            ("bit string too long for type bit varying(4)", "`bit varying(4)`"),
        ] {
            assert_eq!(limited(message).unwrap().told(), told);
        }
        assert_eq!(limited("value too long"), None);
    }

    #[test]
    fn a_context_names_a_parameter_or_something_else() {
        assert_eq!(parameter("unnamed portal parameter $2"), Some(1));
        assert_eq!(parameter("PL/pgSQL function f() line 3 at SQL statement"), None);
        assert_eq!(parameter("SQL statement \"insert into t values ($1)\"\nPL/pgSQL function f() $2"), None);
    }

    #[test]
    fn numbers_are_larger_by_their_whole_digits() {
        for (number, digits, expected) in [
            ("999.99", 3, true),
            ("998.99", 3, false),
            ("-1000", 3, true),
            ("0.5", 1, false),
            ("1.5", 0, true),
        ] {
            assert_eq!(is_larger(number, digits), expected, "{number}");
        }
    }
}
