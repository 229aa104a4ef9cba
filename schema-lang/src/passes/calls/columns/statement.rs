//! The columns of a statement: of `select`, of sets of them, and of what `returning` answers.

use pg_orm_ir::model::{Parameter, ResultType};
use squawk_parser::SyntaxKind;

use super::super::super::fragments::Node;
use super::expression::{expression, name_of};
use super::scope::{Scope, unquoted};
use super::{Column, Known};

/// The columns of one statement; `None` where not even their number is certain.
pub(super) fn columns(
    text: &str,
    statements: &[Node],
    parameters: &[Parameter],
    known: &Known,
) -> Option<Vec<Column>> {
    let [one] = statements else { return None };
    let scope = Scope {
        text,
        known,
        parameters,
        tables: Vec::new(),
        sources: Vec::new(),
        has_merged: false,
        outer: None,
    };
    query(one, &scope)
}

/// The columns of a query within another one.
pub(super) fn query<'s>(node: &Node, outer: &'s Scope<'s>) -> Option<Vec<Column>> {
    let mut scope = outer.inner();
    with(node, &mut scope);
    match node.kind {
        SyntaxKind::SELECT => select(node, scope),
        SyntaxKind::PAREN_SELECT => {
            node.children.iter().find(|child| is_query(child.kind)).and_then(|inner| query(inner, &scope))
        }
        SyntaxKind::COMPOUND_SELECT => compound(node, &scope),
        SyntaxKind::INSERT | SyntaxKind::UPDATE | SyntaxKind::DELETE => {
            let returning = node.child(SyntaxKind::RETURNING_CLAUSE)?;
            scope.add_target(node);
            for clause in [SyntaxKind::FROM_CLAUSE, SyntaxKind::USING_CLAUSE] {
                if let Some(clause) = node.child(clause) {
                    scope.add_from(clause);
                }
            }
            // `*` of an insert is its table; of the others, the tables beside it too.
            targets(returning, &scope)
        }
        _ => None,
    }
}

fn is_query(kind: SyntaxKind) -> bool {
    matches!(
        kind,
        SyntaxKind::SELECT
            | SyntaxKind::COMPOUND_SELECT
            | SyntaxKind::PAREN_SELECT
            | SyntaxKind::INSERT
            | SyntaxKind::UPDATE
            | SyntaxKind::DELETE
            | SyntaxKind::VALUES
    )
}

/// Adds the queries of `with`. One that is recursive has the columns of its first part, which may be null in the others.
fn with<'s>(node: &Node, scope: &mut Scope<'s>) {
    let Some(clause) = node.child(SyntaxKind::WITH_CLAUSE) else { return };
    let is_recursive = clause.children.iter().any(|child| child.kind == SyntaxKind::RECURSIVE_KW);
    for table in clause.children.iter().filter(|child| child.kind == SyntaxKind::WITH_TABLE) {
        let Some(name) = table.child(SyntaxKind::CTE_NAME) else { continue };
        let name = scope.name(name);
        let inner = table.children.iter().find(|child| is_query(child.kind));
        let mut columns = if is_recursive {
            // Named in itself.
            None
        } else {
            inner.and_then(|inner| query(inner, scope))
        };
        if let Some(list) = table.child(SyntaxKind::COLUMN_LIST) {
            let names = list.children.iter().filter(|child| child.kind == SyntaxKind::COLUMN_NAME);
            for (column, name) in columns.iter_mut().flatten().zip(names) {
                column.name = Some(scope.name(name));
            }
        }
        scope.tables.push((name, columns));
    }
}

fn select(node: &Node, mut scope: Scope<'_>) -> Option<Vec<Column>> {
    if let Some(from) = node.child(SyntaxKind::FROM_CLAUSE) {
        scope.add_from(from);
    }
    let mut columns = targets(node.child(SyntaxKind::SELECT_CLAUSE)?, &scope)?;
    // Subtotals have null where they leave a column out.
    let has_subtotals = node.child(SyntaxKind::GROUP_BY_CLAUSE).is_some_and(|clause| {
        let written = scope.written(clause).to_lowercase();
        ["rollup", "cube", "grouping"].iter().any(|word| written.contains(word))
    });
    if has_subtotals {
        columns.iter_mut().filter_map(|column| column.type_.as_mut()).for_each(|it| it.is_nullable = true);
    }
    Some(columns)
}

/// Two queries of the same columns, by the names of the first.
fn compound(node: &Node, scope: &Scope<'_>) -> Option<Vec<Column>> {
    let mut sides = node.children.iter().filter(|child| is_query(child.kind));
    let (left, right) = (query(sides.next()?, scope)?, query(sides.next()?, scope)?);
    if left.len() != right.len() {
        return None;
    }
    let both = |(left, right): (Column, Column)| {
        let type_ = match (left.type_, right.type_) {
            (Some(one), Some(other)) if one.type_ == other.type_ => {
                Some(ResultType { is_nullable: one.is_nullable || other.is_nullable, ..one })
            }
            _ => None,
        };
        Column { type_, ..left }
    };
    Some(left.into_iter().zip(right).map(both).collect())
}

fn targets(clause: &Node, scope: &Scope<'_>) -> Option<Vec<Column>> {
    let list = clause.child(SyntaxKind::TARGET_LIST)?;
    let mut columns = Vec::new();
    for target in list.children.iter().filter(|child| child.kind == SyntaxKind::TARGET) {
        let first = target.children.first()?;
        let star = match first.kind {
            SyntaxKind::STAR => Some(None),
            SyntaxKind::FIELD_EXPR if first.children.last().is_some_and(|it| it.kind == SyntaxKind::STAR) => {
                Some(first.children.first().map(|base| scope.name(base)))
            }
            _ => None,
        };
        let Some(alias) = star else {
            let name = match target.child(SyntaxKind::AS_NAME) {
                Some(name) => Some(scope.name(name)),
                None => name_of(first, scope),
            };
            columns.push(Column { name, span: target.span.clone(), type_: expression(first, scope) });
            continue;
        };
        if alias.is_none() && scope.has_merged {
            return None;
        }
        let sources =
            scope.sources.iter().filter(|source| alias.as_ref().is_none_or(|it| source.alias == *it));
        let mut is_any = false;
        for source in sources {
            is_any = true;
            for (name, type_) in source.columns.as_ref()? {
                let name = Some(name.clone()).filter(|name| name != "?column?");
                columns.push(Column { name, span: target.span.clone(), type_: type_.clone() });
            }
        }
        if !is_any {
            return None;
        }
    }
    Some(columns)
}

/// Whether a scalar subquery has a row always: it counts, and groups by nothing.
pub(super) fn is_one_row(select: &Node, text: &str) -> bool {
    let clause = select.child(SyntaxKind::SELECT_CLAUSE).and_then(|it| it.child(SyntaxKind::TARGET_LIST));
    let target = clause.and_then(|list| list.children.first()).and_then(|target| target.children.first());
    let is_count = target.is_some_and(|call| {
        let name = call.children.first().and_then(|name| text.get(name.span.clone()));
        call.kind == SyntaxKind::CALL_EXPR
            && name.is_some_and(|name| unquoted(name) == "count")
            && call.child(SyntaxKind::OVER_CLAUSE).is_none()
    });
    let others = [
        SyntaxKind::GROUP_BY_CLAUSE,
        SyntaxKind::HAVING_CLAUSE,
        SyntaxKind::LIMIT_CLAUSE,
        SyntaxKind::OFFSET_CLAUSE,
        SyntaxKind::FETCH_CLAUSE,
    ];
    is_count
        && select.kind == SyntaxKind::SELECT
        && others.into_iter().all(|kind| select.child(kind).is_none())
}
