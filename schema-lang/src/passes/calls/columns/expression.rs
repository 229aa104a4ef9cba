//! The type of an expression, and whether it may be null, as far as both are certain.

use pg_orm_ir::model::ResultType;
use pg_orm_ir::types::{BaseType, BuiltIn, DataType};
use squawk_parser::SyntaxKind;

use super::super::super::fragments::Node;
use super::call;
use super::known::built_in;
use super::scope::Scope;
use super::statement::{is_one_row, query};

/// The type of an expression.
pub(super) fn expression(node: &Node, scope: &Scope<'_>) -> Option<ResultType> {
    match node.kind {
        SyntaxKind::NAME_REF => name(node, scope),
        SyntaxKind::FIELD_EXPR => field(node, scope),
        SyntaxKind::LITERAL => literal(node, scope),
        SyntaxKind::CAST_EXPR => cast(node, scope),
        SyntaxKind::CALL_EXPR => call::call(node, scope),
        SyntaxKind::PAREN_EXPR => parentheses(node, scope),
        SyntaxKind::CASE_EXPR => case(node, scope),
        SyntaxKind::PREFIX_EXPR => prefix(node, scope),
        SyntaxKind::BIN_EXPR => binary(node, scope),
        SyntaxKind::BETWEEN_EXPR => Some(built_in(BuiltIn::Boolean, operands(node, scope))),
        SyntaxKind::POSTFIX_EXPR => postfix(node, scope),
        _ => None,
    }
}

/// What PostgreSQL calls a column that is given no name; `None` for `?column?`.
pub(super) fn name_of(node: &Node, scope: &Scope<'_>) -> Option<String> {
    match node.kind {
        SyntaxKind::NAME_REF => Some(scope.name(node)),
        SyntaxKind::FIELD_EXPR => Some(scope.name(node)),
        SyntaxKind::CALL_EXPR => {
            let first = node.children.first()?;
            match first.kind {
                SyntaxKind::NAME_REF | SyntaxKind::FIELD_EXPR => Some(scope.name(first)),
                // `exists (..)`, `extract (..)`: called by their first word.
                _ => first.token().map(|token| scope.written(token).to_lowercase()),
            }
        }
        SyntaxKind::CAST_EXPR => {
            let inner = node.children.iter().find(|child| !child.children.is_empty())?;
            name_of(inner, scope)
        }
        SyntaxKind::CASE_EXPR => Some("case".to_owned()),
        SyntaxKind::PAREN_EXPR => {
            let inner = node.children.iter().find(|child| !child.children.is_empty())?;
            match inner.kind {
                SyntaxKind::SELECT => query(inner, scope)?.into_iter().next()?.name,
                _ => name_of(inner, scope),
            }
        }
        _ => None,
    }
}

/// Whether one of the operands may be null, or is not known.
fn operands(node: &Node, scope: &Scope<'_>) -> bool {
    let parts = node.children.iter().filter(|child| is_operand(child));
    parts.map(|part| expression(part, scope)).any(|type_| type_.is_none_or(|type_| type_.is_nullable))
}

fn is_operand(node: &Node) -> bool {
    !node.children.is_empty() && !matches!(node.kind, SyntaxKind::CUSTOM_OP | SyntaxKind::COLON_COLON)
}

fn name(node: &Node, scope: &Scope<'_>) -> Option<ResultType> {
    let written = scope.written(node);
    if written.starts_with('"') {
        return scope.column(&scope.name(node));
    }
    Some(match written.to_lowercase().as_str() {
        "current_date" => built_in(BuiltIn::Date, false),
        "current_timestamp" => built_in(BuiltIn::TimestampTz, false),
        "localtimestamp" => built_in(BuiltIn::Timestamp, false),
        "current_user" | "session_user" | "current_role" | "user" => built_in(BuiltIn::Name, false),
        name => return scope.column(name),
    })
}

/// `u.id`, `app.users.id`.
fn field(node: &Node, scope: &Scope<'_>) -> Option<ResultType> {
    let (base, column) = (node.children.first()?, node.children.last()?);
    if column.kind != SyntaxKind::NAME_REF {
        return None;
    }
    match base.kind {
        SyntaxKind::NAME_REF | SyntaxKind::FIELD_EXPR => {
            scope.column_of(&scope.name(base), &scope.name(column))
        }
        _ => None,
    }
}

fn literal(node: &Node, scope: &Scope<'_>) -> Option<ResultType> {
    let token = node.token()?;
    let written = scope.written(token);
    match token.kind {
        SyntaxKind::POSITIONAL_PARAM => {
            let number: usize = written.strip_prefix('$')?.parse().ok()?;
            let parameter = scope.parameters.get(number.checked_sub(1)?)?;
            let (type_, shape, is_nullable) =
                (parameter.type_.clone(), parameter.shape, parameter.is_nullable);
            Some(ResultType { type_, shape, is_nullable })
        }
        SyntaxKind::INT_NUMBER => {
            let type_ = if written.parse::<i32>().is_ok() { BuiltIn::Integer } else { BuiltIn::BigInt };
            written.parse::<i64>().is_ok().then(|| built_in(type_, false))
        }
        SyntaxKind::NUMERIC_NUMBER => Some(built_in(BuiltIn::Numeric, false)),
        SyntaxKind::STRING => Some(built_in(BuiltIn::Text, false)),
        SyntaxKind::TRUE_KW | SyntaxKind::FALSE_KW => Some(built_in(BuiltIn::Boolean, false)),
        _ => None,
    }
}

/// A cast is of the type that it names, and null where what it casts is.
fn cast(node: &Node, scope: &Scope<'_>) -> Option<ResultType> {
    let is_type = |child: &&Node| format!("{:?}", child.kind).ends_with("_TYPE");
    let type_ = scope.known.type_of(scope.written(node.children.iter().rfind(is_type)?))?;
    let inner = node.children.iter().find(|child| is_operand(child) && !is_type(child))?;
    let is_nullable = expression(inner, scope).is_none_or(|inner| inner.is_nullable);
    Some(ResultType { type_, is_nullable, ..ResultType::default() })
}

fn parentheses(node: &Node, scope: &Scope<'_>) -> Option<ResultType> {
    let inner = node.children.iter().find(|child| !child.children.is_empty())?;
    if !matches!(inner.kind, SyntaxKind::SELECT | SyntaxKind::COMPOUND_SELECT) {
        return expression(inner, scope);
    }
    let mut columns = query(inner, scope)?.into_iter();
    let one = columns.next().filter(|_| columns.next().is_none())?.type_?;
    // Without a row it is null.
    Some(ResultType { is_nullable: one.is_nullable || !is_one_row(inner, scope.text), ..one })
}

fn case(node: &Node, scope: &Scope<'_>) -> Option<ResultType> {
    let list = node.child(SyntaxKind::WHEN_CLAUSE_LIST)?;
    let whens = list.children.iter().filter(|child| child.kind == SyntaxKind::WHEN_CLAUSE);
    let mut answers: Vec<&Node> = whens.filter_map(|when| when.children.last()).collect();
    let otherwise = node.child(SyntaxKind::ELSE_CLAUSE).and_then(|clause| clause.children.last());
    answers.extend(otherwise);
    let common = common(&answers, scope)?;
    let is_nullable = otherwise.is_none() || common.may_be_null;
    Some(ResultType { is_nullable, ..common.type_ })
}

/// What several expressions are together.
pub(super) struct Common {
    pub(super) type_: ResultType,
    /// Whether one of them may be null.
    pub(super) may_be_null: bool,
    /// Whether all of them may.
    pub(super) all_may_be_null: bool,
}

/// The one type of several expressions; a string's and a number's literals are of the others' type.
pub(super) fn common(nodes: &[&Node], scope: &Scope<'_>) -> Option<Common> {
    let is_literal = |node: &&Node, kind: SyntaxKind| {
        node.kind == SyntaxKind::LITERAL && node.token().is_some_and(|token| token.kind == kind)
    };
    let is_null = |node: &&Node| is_literal(node, SyntaxKind::NULL_KW);
    let mut typed = Vec::new();
    let (mut strings, mut integers) = (0, 0);
    for node in nodes.iter().filter(|node| !is_null(node)) {
        match () {
            () if is_literal(node, SyntaxKind::STRING) => strings += 1,
            () if is_literal(node, SyntaxKind::INT_NUMBER) => integers += 1,
            () => typed.push(expression(node, scope)?),
        }
    }
    let type_ = match typed.first() {
        Some(first) if typed.iter().all(|it| it.type_ == first.type_) => first.clone(),
        Some(_) => return None,
        None if strings > 0 && integers == 0 => built_in(BuiltIn::Text, false),
        None if integers > 0 && strings == 0 => built_in(BuiltIn::Integer, false),
        None => return None,
    };
    // With `smallint` a literal makes an integer; with what is no number, an error.
    let takes_integers = matches!(
        number(&type_.type_),
        Some(
            BuiltIn::Integer | BuiltIn::BigInt | BuiltIn::Numeric | BuiltIn::Real | BuiltIn::DoublePrecision
        )
    );
    if integers > 0 && !takes_integers {
        return None;
    }
    let literals = strings + integers;
    Some(Common {
        may_be_null: nodes.iter().any(is_null) || typed.iter().any(|it| it.is_nullable),
        all_may_be_null: literals == 0 && typed.iter().all(|it| it.is_nullable),
        type_,
    })
}

/// The built-in type, where it is one, and no array.
pub(super) fn number(type_: &DataType) -> Option<BuiltIn> {
    match type_.base {
        BaseType::BuiltIn(base) if !type_.is_array => Some(base),
        _ => None,
    }
}

fn prefix(node: &Node, scope: &Scope<'_>) -> Option<ResultType> {
    let (operator, inner) = (node.children.first()?, node.children.last()?);
    let inner_type = expression(inner, scope);
    match operator.kind {
        SyntaxKind::NOT_KW => {
            Some(built_in(BuiltIn::Boolean, inner_type.is_none_or(|inner| inner.is_nullable)))
        }
        SyntaxKind::MINUS | SyntaxKind::PLUS => inner_type.filter(|inner| number(&inner.type_).is_some()),
        _ => None,
    }
}

fn postfix(node: &Node, scope: &Scope<'_>) -> Option<ResultType> {
    let written = scope.written(node).to_lowercase();
    let is_test = written.ends_with("isnull") || written.ends_with("notnull");
    is_test.then(|| built_in(BuiltIn::Boolean, false))
}

fn binary(node: &Node, scope: &Scope<'_>) -> Option<ResultType> {
    let mut parts = node.children.iter();
    let (left, right) = (parts.next()?, parts.next_back()?);
    let operator: Vec<String> = parts.map(|part| scope.written(part).to_lowercase()).collect();
    let operator = operator.concat();
    let is_nullable = || operands(node, scope);
    match operator.as_str() {
        "=" | "<>" | "!=" | "<" | "<=" | ">" | ">=" | "and" | "or" | "like" | "ilike" | "notlike"
        | "notilike" | "in" | "notin" | "~" | "~*" | "!~" | "!~*" | "@>" | "<@" | "&&" | "@@" | "?"
        | "?|" | "?&" | "similarto" => Some(built_in(BuiltIn::Boolean, is_nullable())),
        _ if operator.starts_with("is") => Some(built_in(BuiltIn::Boolean, false)),
        "->>" | "#>>" => Some(built_in(BuiltIn::Text, true)),
        "->" | "#>" => {
            let left = expression(left, scope)?;
            let is_json = matches!(number(&left.type_)?, BuiltIn::Json | BuiltIn::JsonB);
            is_json.then_some(ResultType { is_nullable: true, ..left })
        }
        "||" => {
            let (left, right) = (expression(left, scope)?, expression(right, scope)?);
            let is_text =
                |it: &ResultType| matches!(number(&it.type_), Some(BuiltIn::Text | BuiltIn::VarChar));
            (is_text(&left) && is_text(&right))
                .then(|| built_in(BuiltIn::Text, left.is_nullable || right.is_nullable))
        }
        "+" | "-" | "*" | "/" | "%" => {
            let (left, right) = (expression(left, scope)?, expression(right, scope)?);
            let type_ = arithmetic(number(&left.type_)?, number(&right.type_)?)?;
            Some(built_in(type_, left.is_nullable || right.is_nullable))
        }
        _ => None,
    }
}

/// The type of a sum or a product of two numbers.
fn arithmetic(left: BuiltIn, right: BuiltIn) -> Option<BuiltIn> {
    // From the narrowest to the widest; `numeric` with a float is a float of double precision.
    const INTEGERS: [BuiltIn; 3] = [BuiltIn::SmallInt, BuiltIn::Integer, BuiltIn::BigInt];
    let rank = |type_| INTEGERS.iter().position(|it| *it == type_);
    match (rank(left), rank(right)) {
        (Some(a), Some(b)) => INTEGERS.get(a.max(b)).copied(),
        (Some(_), None) | (None, Some(_)) if left == BuiltIn::Numeric || right == BuiltIn::Numeric => {
            Some(BuiltIn::Numeric)
        }
        (None, None)
            if left == right
                && matches!(left, BuiltIn::Numeric | BuiltIn::Real | BuiltIn::DoublePrecision) =>
        {
            Some(left)
        }
        _ => None,
    }
}
