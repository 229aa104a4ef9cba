//! What a function answers: aggregates, the commonest of PostgreSQL's own, and those of the schema.

use pg_orm_ir::model::ResultType;
use pg_orm_ir::types::BuiltIn;
use squawk_parser::SyntaxKind;

use super::super::super::fragments::Node;
use super::expression::{common, expression, number};
use super::known::{answered, built_in};
use super::scope::{Scope, unquoted};

/// The type of a call.
pub(super) fn call(node: &Node, scope: &Scope<'_>) -> Option<ResultType> {
    let callee = node.children.first()?;
    match callee.kind {
        SyntaxKind::NAME_REF | SyntaxKind::FIELD_EXPR => {}
        SyntaxKind::EXISTS_FN => return Some(built_in(BuiltIn::Boolean, false)),
        // `extract` of a date or a time, which is null where that is.
        SyntaxKind::EXTRACT_FN => return Some(built_in(BuiltIn::Numeric, true)),
        _ => return None,
    }
    let parts: Vec<String> = scope.written(callee).split('.').map(|part| unquoted(part.trim())).collect();
    let (schema, name) = match parts.as_slice() {
        [name] => (None, name.as_str()),
        [schema, name] => (Some(schema.as_str()), name.as_str()),
        _ => return None,
    };
    let own = scope.known.function(schema, name);
    if schema.is_some_and(|schema| schema != "pg_catalog") {
        return answered(own?);
    }
    let arguments: Vec<&Node> = node
        .child(SyntaxKind::ARG_LIST)
        .into_iter()
        .flat_map(|list| &list.children)
        .filter(|child| child.kind == SyntaxKind::ARG)
        .filter_map(|argument| argument.children.last())
        .collect();
    let is_window = node.child(SyntaxKind::OVER_CLAUSE).is_some();
    match (of_postgres(name, &arguments, is_window, scope), own) {
        (of_postgres, None) => of_postgres,
        (None, Some(own)) => answered(own),
        // Which of the two is called depends on the arguments' types.
        (Some(_), Some(_)) => None,
    }
}

fn of_postgres(name: &str, arguments: &[&Node], is_window: bool, scope: &Scope<'_>) -> Option<ResultType> {
    let first = || expression(arguments.first()?, scope);
    let is_any_null =
        || arguments.iter().any(|argument| expression(argument, scope).is_none_or(|it| it.is_nullable));
    Some(match name {
        "count" => built_in(BuiltIn::BigInt, false),
        "row_number" | "rank" | "dense_rank" if is_window => built_in(BuiltIn::BigInt, false),
        "ntile" if is_window => built_in(BuiltIn::Integer, false),
        "percent_rank" | "cume_dist" if is_window => built_in(BuiltIn::DoublePrecision, false),
        // Null where there was no row, or only nulls.
        "sum" => built_in(
            match number(&first()?.type_)? {
                BuiltIn::SmallInt | BuiltIn::Integer => BuiltIn::BigInt,
                BuiltIn::BigInt | BuiltIn::Numeric => BuiltIn::Numeric,
                other @ (BuiltIn::Real | BuiltIn::DoublePrecision | BuiltIn::Interval | BuiltIn::Money) => {
                    other
                }
                _ => return None,
            },
            true,
        ),
        "avg" => built_in(
            match number(&first()?.type_)? {
                BuiltIn::SmallInt | BuiltIn::Integer | BuiltIn::BigInt | BuiltIn::Numeric => BuiltIn::Numeric,
                BuiltIn::Real | BuiltIn::DoublePrecision => BuiltIn::DoublePrecision,
                BuiltIn::Interval => BuiltIn::Interval,
                _ => return None,
            },
            true,
        ),
        "min" | "max" => extreme(first()?, scope)?,
        "bool_and" | "bool_or" | "every" => built_in(BuiltIn::Boolean, true),
        "string_agg" => match number(&first()?.type_)? {
            BuiltIn::Text | BuiltIn::VarChar => built_in(BuiltIn::Text, true),
            _ => return None,
        },
        "array_agg" => {
            let item = first()?;
            if item.type_.is_array {
                return None;
            }
            let mut array =
                ResultType { type_: item.type_.into_array(), is_nullable: true, ..ResultType::default() };
            array.shape.has_nulls = item.is_nullable;
            array
        }
        "json_agg" | "json_object_agg" => built_in(BuiltIn::Json, true),
        "jsonb_agg" | "jsonb_object_agg" => built_in(BuiltIn::JsonB, true),
        "json_build_object" | "json_build_array" => built_in(BuiltIn::Json, false),
        "jsonb_build_object" | "jsonb_build_array" => built_in(BuiltIn::JsonB, false),
        "coalesce" => {
            let common = common(arguments, scope)?;
            ResultType { is_nullable: common.all_may_be_null, ..common.type_ }
        }
        "greatest" | "least" => {
            let common = common(arguments, scope)?;
            ResultType { is_nullable: common.all_may_be_null, ..common.type_ }
        }
        "nullif" => ResultType { is_nullable: true, ..first()? },
        "now" | "transaction_timestamp" | "statement_timestamp" | "clock_timestamp" => {
            built_in(BuiltIn::TimestampTz, false)
        }
        "gen_random_uuid" | "uuidv4" | "uuidv7" => built_in(BuiltIn::Uuid, false),
        "random" if arguments.is_empty() => built_in(BuiltIn::DoublePrecision, false),
        "concat" => built_in(BuiltIn::Text, false),
        "lower" | "upper" | "trim" | "btrim" | "ltrim" | "rtrim" | "initcap" | "replace" | "left"
        | "right" | "substr" => match number(&first()?.type_)? {
            BuiltIn::Text | BuiltIn::VarChar => built_in(BuiltIn::Text, is_any_null()),
            _ => return None,
        },
        "length" | "char_length" => match number(&first()?.type_)? {
            BuiltIn::Text | BuiltIn::VarChar => built_in(BuiltIn::Integer, is_any_null()),
            _ => return None,
        },
        "to_char" => built_in(BuiltIn::Text, true),
        "abs" => {
            let type_ = first()?;
            number(&type_.type_)?;
            type_
        }
        "date_trunc" => {
            let moment = expression(arguments.get(1)?, scope)?;
            match number(&moment.type_)? {
                BuiltIn::TimestampTz | BuiltIn::Timestamp | BuiltIn::Interval => moment,
                _ => return None,
            }
        }
        _ => return None,
    })
}

/// `min` and `max`: of the types that have one on every version.
fn extreme(of: ResultType, scope: &Scope<'_>) -> Option<ResultType> {
    let type_ = scope.known.underlying(&of.type_);
    if scope.known.is_enum(&type_) {
        return Some(ResultType { type_, is_nullable: true, ..of });
    }
    Some(match number(&type_)? {
        // There is none for it: it is taken for text.
        BuiltIn::VarChar => built_in(BuiltIn::Text, true),
        base @ (BuiltIn::SmallInt
        | BuiltIn::Integer
        | BuiltIn::BigInt
        | BuiltIn::Numeric
        | BuiltIn::Real
        | BuiltIn::DoublePrecision
        | BuiltIn::Text
        | BuiltIn::Date
        | BuiltIn::Time
        | BuiltIn::TimeTz
        | BuiltIn::Timestamp
        | BuiltIn::TimestampTz
        | BuiltIn::Interval
        | BuiltIn::Money) => built_in(base, true),
        _ => return None,
    })
}
