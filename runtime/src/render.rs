//! The expression tree as SQL text with its parameters.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::sync::Arc;

use crate::call::Routine;
use crate::expr::{Expr, Holds, OrderBy, Shared};
use crate::model::{Link, Table};
use crate::operator;
use crate::value::Parameter;

/// One statement, ready to be prepared: its text and its values.
#[derive(Debug)]
pub(crate) struct Statement<'a> {
    pub(crate) text: Cow<'a, str>,
    pub(crate) params: Vec<Param<'a>>,
    /// What it calls, whose columns are checked once it is prepared.
    pub(crate) routine: Option<&'static Routine>,
}

/// One value of a statement.
#[derive(Debug)]
pub(crate) struct Param<'a> {
    pub(crate) value: ParamValue<'a>,
    /// The column it belongs to, for messages.
    pub(crate) column: Option<(&'static Table, usize)>,
}

/// Where a parameter's value lives.
#[derive(Debug)]
pub(crate) enum ParamValue<'a> {
    Shared(Shared),
    Borrowed(&'a dyn Parameter),
}

/// A row source in a statement: `table t3`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scope {
    pub(crate) table: &'static Table,
    pub(crate) alias: usize,
}

/// A statement under construction.
#[derive(Debug)]
pub(crate) struct Sql<'a> {
    pub(crate) text: String,
    params: Vec<Param<'a>>,
    aliases: usize,
}

impl<'a> Sql<'a> {
    /// An empty statement, whose model is `t0`.
    pub(crate) fn new() -> Self {
        Self { text: String::with_capacity(256), params: Vec::new(), aliases: 0 }
    }

    pub(crate) fn finish(self) -> Statement<'a> {
        Statement { text: Cow::Owned(self.text), params: self.params, routine: None }
    }

    /// A new row source with an alias of its own.
    pub(crate) fn scope(&mut self, table: &'static Table) -> Scope {
        self.aliases += 1;
        Scope { table, alias: self.aliases }
    }

    /// A number for an alias of another kind.
    pub(crate) fn next_alias(&mut self) -> usize {
        self.aliases += 1;
        self.aliases
    }

    /// The row source `t0`: the model that the statement is about.
    pub(crate) fn root(table: &'static Table) -> Scope {
        Scope { table, alias: 0 }
    }

    pub(crate) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// `t1.name`
    pub(crate) fn column(&mut self, scope: Scope, column: usize) {
        self.alias(scope);
        self.text.push('.');
        self.text.push_str(scope.table.column_name(column));
    }

    /// `t1.name` as what operators take: `t1.colour::app.colour` where it is a domain over an enum. An index on the column serves,
    /// as both are the same bytes.
    fn operand(&mut self, scope: Scope, column: usize) {
        self.column(scope, column);
        if let Some(enum_) = scope.table.compared_as(column) {
            self.push("::");
            self.push(enum_);
        }
    }

    /// `t1.a, t1.b`
    pub(crate) fn columns(&mut self, scope: Scope, columns: impl IntoIterator<Item = usize>) {
        for (i, column) in columns.into_iter().enumerate() {
            if i > 0 {
                self.push(", ");
            }
            self.column(scope, column);
        }
    }

    /// `t1.a, t1.b`, as [`Sql::operand`] has them.
    pub(crate) fn operands(&mut self, scope: Scope, columns: &[usize]) {
        for (i, &column) in columns.iter().enumerate() {
            if i > 0 {
                self.push(", ");
            }
            self.operand(scope, column);
        }
    }

    /// Every column of the model, in its order.
    pub(crate) fn all_columns(&mut self, scope: Scope) {
        self.columns(scope, 0..scope.table.columns.len());
    }

    /// The same as `Model::decode` reads them.
    pub(crate) fn read_columns(&mut self, scope: Scope) {
        for column in 0..scope.table.columns.len() {
            if column > 0 {
                self.push(", ");
            }
            self.column(scope, column);
            self.read_as(scope.table, column);
        }
    }

    /// `::text` behind a column that is read so.
    pub(crate) fn read_as(&mut self, table: &Table, column: usize) {
        if let Some(text) = table.read_as(column) {
            self.push("::");
            self.push(text);
        }
    }

    /// `::text::app.kind` behind a value of a column that is written so.
    pub(crate) fn written_as(&mut self, table: &Table, column: usize) {
        if let Some(text) = table.read_as(column) {
            self.push("::");
            self.push(text);
            self.push("::");
            self.push(table.column_type(column));
        }
    }

    /// ` = `, as it is named for the column.
    pub(crate) fn equals(&mut self, table: &Table, column: usize) {
        match table.operators(column) {
            None => self.push(" = "),
            Some(schema) => operator::push(&mut self.text, schema, "="),
        }
    }

    /// `public.users t1`
    pub(crate) fn table(&mut self, scope: Scope) {
        self.push(scope.table.name);
        self.push(" ");
        self.alias(scope);
    }

    pub(crate) fn alias(&mut self, scope: Scope) {
        if scope.alias == 0 {
            self.push("t0");
        } else {
            self.number('t', scope.alias);
        }
    }

    pub(crate) fn number(&mut self, letter: char, number: usize) {
        self.text.push(letter);
        // Most numbers have one digit, and formatting one costs more than the rest of its statement's parameter.
        match u8::try_from(number) {
            Ok(digit @ 0..=9) => self.text.push(char::from(b'0' + digit)),
            // Writing into a String can't fail.
            _ => drop(write!(self.text, "{number}")),
        }
    }

    pub(crate) fn number_after(&mut self, text: &str, number: usize) {
        let _ = write!(self.text, "{text}{number}");
    }

    pub(crate) fn shared(&mut self, value: &Shared, column: Option<(&'static Table, usize)>) {
        self.params.push(Param { value: ParamValue::Shared(Arc::clone(value)), column });
        self.number('$', self.params.len());
    }

    pub(crate) fn borrowed(&mut self, value: &'a dyn Parameter, column: Option<(&'static Table, usize)>) {
        self.params.push(Param { value: ParamValue::Borrowed(value), column });
        self.number('$', self.params.len());
    }

    /// ` where a and b`; nothing where there is no condition.
    pub(crate) fn where_(&mut self, scope: Scope, filter: &[Expr]) {
        for (i, expr) in filter.iter().enumerate() {
            self.push(if i == 0 { " where " } else { " and " });
            self.expr(scope, expr);
        }
    }

    /// ` and a and b`, behind a condition.
    pub(crate) fn and(&mut self, scope: Scope, filter: &[Expr]) {
        for expr in filter {
            self.push(" and ");
            self.expr(scope, expr);
        }
    }

    /// ` order by ..`; with `is_total` the primary key (or the row's place) decides where the rest is equal.
    pub(crate) fn order(&mut self, scope: Scope, order: &[OrderBy], is_total: bool) {
        let mut separator = " order by ";
        for by in order {
            self.push(separator);
            separator = ", ";
            match &by.expr {
                Expr::Column(column) => self.column(scope, *column),
                expr => self.expr(scope, expr),
            }
            // `asc` is what is meant where nothing is said.
            if by.direction != "asc" {
                self.push(" ");
                self.push(by.direction);
            }
        }
        if !is_total {
            return;
        }
        for &column in scope.table.primary_key {
            if order.iter().any(|by| matches!(by.expr, Expr::Column(it) if it == column)) {
                continue;
            }
            self.push(separator);
            separator = ", ";
            self.column(scope, column);
        }
        if scope.table.primary_key.is_empty() {
            self.push(separator);
            self.alias(scope);
            // Rows of a view have no place; those of the same text are the same.
            self.push(if scope.table.is_view { "::text" } else { ".ctid" });
        }
    }

    /// ` limit $1 offset $2`
    pub(crate) fn limit(&mut self, limit: Option<u64>, offset: Option<u64>) {
        for (word, number) in [(" limit ", limit), (" offset ", offset)] {
            let Some(number) = number else { continue };
            self.push(word);
            let number: Shared = Arc::new(i64::try_from(number).unwrap_or(i64::MAX));
            self.shared(&number, None);
        }
    }

    /// `a.x = b.y and ..`
    pub(crate) fn equal(
        &mut self,
        left: Scope,
        left_columns: &[usize],
        right: Scope,
        right_columns: &[usize],
    ) {
        for (i, (&l, &r)) in left_columns.iter().zip(right_columns).enumerate() {
            if i > 0 {
                self.push(" and ");
            }
            self.column(left, l);
            self.equals(left.table, l);
            self.column(right, r);
        }
    }

    pub(crate) fn expr(&mut self, scope: Scope, expr: &Expr) {
        match expr {
            Expr::Column(column) => self.operand(scope, *column),
            Expr::Value { value, column } => self.value(scope, value, *column, ""),
            Expr::Cast { value, column, is_item } => {
                self.shared(value, Some((scope.table, *column)));
                let type_ = scope.table.column_type(*column);
                match scope.table.read_as(*column) {
                    Some(_) if *is_item => self.push("::text"),
                    Some(text) => {
                        self.push("::");
                        self.push(text);
                    }
                    None => {}
                }
                self.push("::");
                self.push(if *is_item { type_.strip_suffix("[]").unwrap_or(type_) } else { type_ });
            }
            Expr::HasNull(column) => {
                self.push("(case when ");
                self.column(scope, *column);
                self.push(" is not null then exists (select from (select unnest(");
                self.column(scope, *column);
                self.push(") as e) as e where e.e is not distinct from null) end)");
            }
            Expr::Sql(text) => self.push(text),
            Expr::Binary { left, op, right } => {
                if let Expr::Column(column) = **left
                    && let Some(schema) = scope.table.operators(column)
                {
                    return self.qualified(scope, (column, schema), op, right);
                }
                self.expr(scope, left);
                self.push(" ");
                self.push(op);
                self.push(" ");
                self.expr(scope, right);
            }
            Expr::Postfix { expr, op } => {
                let op = match (&**expr, *op) {
                    (Expr::Column(column), "is null") if scope.table.is_composite(*column) => {
                        "is not distinct from null"
                    }
                    (Expr::Column(column), "is not null") if scope.table.is_composite(*column) => {
                        "is distinct from null"
                    }
                    (_, op) => op,
                };
                let is_simple = matches!(**expr, Expr::Column(_));
                self.group(scope, expr, is_simple);
                self.push(" ");
                self.push(op);
            }
            Expr::Call { name, arguments } => {
                self.push(name);
                self.push("(");
                for (i, argument) in arguments.iter().enumerate() {
                    if i > 0 {
                        self.push(", ");
                    }
                    match argument {
                        Expr::Value { value, column } if *name == "any" => {
                            self.value(scope, value, *column, "[]");
                        }
                        argument => self.expr(scope, argument),
                    }
                }
                self.push(")");
            }
            Expr::All(all) => self.chain(scope, all, " and ", "true"),
            Expr::Any(any) => self.chain(scope, any, " or ", "false"),
            Expr::Not(expr) => {
                self.push("not ");
                self.group(scope, expr, false);
            }
            Expr::Related { link, table, condition, holds } => {
                self.related(scope, link, table, condition.as_deref(), *holds);
            }
        }
    }

    /// `t1.name operator(extensions.=) $1`: an operator that the search path may not lead to.
    fn qualified(&mut self, scope: Scope, (column, schema): (usize, &str), op: &str, right: &Expr) {
        let is_distinct = op == "is distinct from";
        if is_distinct {
            self.push("(");
        }
        self.column(scope, column);
        operator::push(&mut self.text, schema, if is_distinct { "=" } else { operator::symbol(op) });
        self.expr(scope, right);
        if is_distinct {
            self.push(") is not true");
        }
    }

    /// `$1`; where it is compared with a composite, `$1::app.price` and `suffix`.
    fn value(&mut self, scope: Scope, value: &Shared, column: usize, suffix: &str) {
        self.shared(value, Some((scope.table, column)));
        if let Some(text) = scope.table.read_as(column) {
            for part in ["::", text, suffix, "::", scope.table.column_type(column), suffix] {
                self.push(part);
            }
            return;
        }
        if scope.table.is_composite(column) {
            self.push("::");
            self.push(scope.table.column_type(column));
            self.push(suffix);
        }
    }

    fn group(&mut self, scope: Scope, expr: &Expr, is_simple: bool) {
        if is_simple {
            return self.expr(scope, expr);
        }
        self.push("(");
        self.expr(scope, expr);
        self.push(")");
    }

    fn chain(&mut self, scope: Scope, exprs: &[Expr], word: &str, empty: &str) {
        if exprs.is_empty() {
            return self.push(empty);
        }
        self.push("(");
        for (i, expr) in exprs.iter().enumerate() {
            if i > 0 {
                self.push(word);
            }
            self.expr(scope, expr);
        }
        self.push(")");
    }

    fn related(
        &mut self,
        source: Scope,
        link: &'static Link,
        table: &'static Table,
        condition: Option<&Expr>,
        holds: Holds,
    ) {
        let target = self.scope(table);
        self.push(if holds == Holds::Some { "exists (select 1 from " } else { "not exists (select 1 from " });
        match &link.through {
            None => {
                self.table(target);
                self.push(" where ");
                self.equal(target, link.target, source, link.source);
            }
            Some(through) => {
                let between = self.scope(through.table);
                self.table(between);
                self.push(" join ");
                self.table(target);
                self.push(" on ");
                self.equal(target, link.target, between, through.target);
                self.push(" where ");
                self.equal(between, through.source, source, link.source);
            }
        }
        if let Some(condition) = condition {
            self.push(" and ");
            if holds == Holds::Every {
                // A row for which the condition is unknown is one for which it does not hold.
                self.push("(");
                self.expr(target, condition);
                self.push(") is not true");
            } else {
                self.expr(target, condition);
            }
        }
        self.push(")");
    }
}
