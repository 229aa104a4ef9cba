//! What can be named at each site: the row of a table, the rows of a trigger, the arguments of a function.

use pg_orm_ir::catalog::{Argument, ArgumentMode, Function, Returns, RuleEvent};
use pg_orm_ir::types::BaseType;
use squawk_parser::SyntaxKind;

use super::resolver::{Place, Resolver, is_query};
use super::rules::Site;
use super::scope::{Column, Rows, Scope, Source};
use super::tree::Node;
use crate::diagnostics::sql_names;
use crate::diagnostics::views as view_diagnostics;

impl<'w> Resolver<'_, 'w> {
    /// An expression about a row.
    pub(super) fn row_expression(&mut self, tree: &Node, model: Option<&str>) {
        let mut scope = Scope::default();
        match (self.site, model) {
            (Site::Default, _) => {}
            (Site::Check, None) => {
                scope.values.push(Column { name: Some("value".into()), field: None, type_: None });
            }
            (Site::Trigger(rows), Some(model)) => {
                let rows = [("old", rows.is_row && rows.has_old), ("new", rows.is_row && rows.has_new)];
                self.add_rows(&mut scope, model, rows, false);
            }
            (Site::RuleCondition(event), Some(model)) => {
                self.add_rows(&mut scope, model, rows_of(event), true);
            }
            (_, Some(model)) => match self.row(model, None, true) {
                Some(source) => scope.sources.push(source),
                None => scope.is_open = true,
            },
            (_, None) => scope.is_open = true,
        }
        self.expression_at(tree, &scope, Place::Site);
        if self.site == Site::Generated && self.found.is_empty() {
            self.generated_of_generated(tree, model);
        }
    }

    /// The row of a model or view.
    fn row(&self, model: &str, name: Option<&'static str>, is_bare: bool) -> Option<Source<'w>> {
        let table = self.world.relation_of(self.world.model(model)?)?;
        Some(Source {
            name: Some(name.unwrap_or(table.name).into()),
            table: Some(table),
            rows: Rows { columns: table.columns(), is_open: table.is_open },
            is_bare,
        })
    }

    fn add_rows(
        &self,
        scope: &mut Scope<'_, 'w>,
        model: &str,
        rows: [(&'static str, bool); 2],
        is_bare: bool,
    ) {
        for (name, _) in rows.into_iter().filter(|(_, is_there)| *is_there) {
            match self.row(model, Some(name), is_bare) {
                Some(source) => scope.sources.push(source),
                None => scope.is_open = true,
            }
        }
    }

    /// A generated column that reads another one, which PostgreSQL refuses.
    fn generated_of_generated(&mut self, tree: &Node, model: Option<&str>) {
        let Some(draft) = model.and_then(|model| self.world.model(model)) else { return };
        let mut names = Vec::new();
        collect_names(tree, &mut names);
        for token in names {
            let Some(name) = self.identifier(token) else { continue };
            let is_generated =
                draft.ir.fields.iter().any(|field| field.column == name && field.generated.is_some());
            if is_generated {
                let word = crate::syntax::ast::Word { text: &name, span: self.span(token) };
                let diagnostic = sql_names::generated_of_generated(word);
                self.report(diagnostic);
            }
        }
    }

    /// The query of a view, the statements of a function or of a rule.
    pub(super) fn statements(&mut self, statements: &[Node], model: Option<&str>) {
        self.place = Place::Free;
        match self.site {
            Site::View => self.view(statements, model),
            Site::Query => {
                for statement in statements {
                    self.statement(statement, &Scope::default());
                }
            }
            Site::Body(index) => {
                let functions = self.world.functions;
                if let Some(function) = functions.get(index) {
                    self.body(statements, function);
                }
            }
            Site::RuleAction(event) => {
                let mut scope = Scope::default();
                if let Some(model) = model {
                    self.add_rows(&mut scope, model, rows_of(event), false);
                }
                for statement in statements {
                    self.statement(statement, &scope);
                }
            }
            _ => {}
        }
    }

    fn statement(&mut self, statement: &Node, scope: &Scope<'_, 'w>) -> Option<Rows<'w>> {
        match statement.kind {
            kind if is_query(kind) => Some(self.query(statement, Some(scope))),
            // They make or change tables, or nothing that can be looked at.
            SyntaxKind::CALL => {
                self.children(statement, scope);
                None
            }
            _ => {
                self.has_made_tables = true;
                None
            }
        }
    }

    fn view(&mut self, statements: &[Node], model: Option<&str>) {
        let [query] = statements else { return };
        if !is_query(query.kind) {
            return;
        }
        let rows = self.query(query, None);
        let Some(draft) = model.and_then(|model| self.world.model(model)) else { return };
        if !self.found.is_empty() || rows.is_open || self.world.relation_of(draft).is_none_or(|it| it.is_open)
        {
            return;
        }
        let declared = &draft.ir.fields;
        let answered: Vec<Option<&str>> = rows.columns.iter().map(|column| column.name.as_deref()).collect();
        let has_unnamed = answered.contains(&None);
        let site = |index: usize| draft.columns.get(index);
        for (index, field) in declared.iter().enumerate() {
            let Some(place) = site(index) else { continue };
            match rows.column(&field.column) {
                None if has_unnamed => {}
                None => {
                    let names: Vec<&str> = answered.iter().flatten().copied().collect();
                    let query = self.span(query);
                    let diagnostic = view_diagnostics::not_answered(place, &field.column, query, &names);
                    self.report(diagnostic);
                }
                Some(Column { type_: Some(type_), .. }) => {
                    let is_same = type_.base == field.type_.base && type_.is_array == field.type_.is_array;
                    if !is_same {
                        let diagnostic =
                            view_diagnostics::other_type(place, &field.type_.to_string(), &type_.to_string());
                        self.report(diagnostic);
                    }
                }
                Some(_) => {}
            }
        }
        let missing: Vec<&str> = answered
            .iter()
            .flatten()
            .copied()
            .filter(|name| !declared.iter().any(|field| field.column == *name))
            .collect();
        let is_short = answered.len() > declared.len();
        if !missing.is_empty() && (is_short || !has_unnamed) && self.found.is_empty() {
            let diagnostic = view_diagnostics::not_declared(draft.name, &missing);
            self.report(diagnostic);
        }
        let twice = answered
            .iter()
            .enumerate()
            .find(|(at, name)| name.is_some() && answered.iter().take(*at).any(|before| before == *name));
        if let Some((_, Some(name))) = twice {
            let diagnostic = view_diagnostics::answered_twice(self.span(query), name);
            self.report(diagnostic);
        }
    }

    fn body(&mut self, statements: &[Node], function: &'w Function) {
        let mut scope = Scope::default();
        let inputs = function.arguments.iter().filter(|argument| argument.mode != ArgumentMode::Out);
        let mut count = 0;
        for argument in inputs {
            count += 1;
            scope.values.extend(value(argument));
        }
        self.parameters = Some(count);
        self.path = search_path(&function.settings);
        scope.function = Some(&function.name.name);
        let mut last = None;
        for statement in statements {
            last = self.statement(statement, &scope);
        }
        let is_changed = self.has_made_tables || !self.found.is_empty();
        if let (Some(rows), Some(statement), false) = (last, statements.last(), is_changed) {
            self.answer(statement, &rows, function);
        }
    }

    /// Whether the last statement answers as many columns as the function does.
    fn answer(&mut self, statement: &Node, rows: &Rows<'w>, function: &'w Function) {
        let is_void = matches!(&function.returns, Returns::Value { type_, .. }
            if matches!(&type_.base, BaseType::Declared(name) if matches!(name.name.as_str(), "void" | "record")));
        let is_procedure = function.kind == pg_orm_ir::catalog::FunctionKind::Procedure;
        let expected = self.returned(&function.returns, &function.arguments, &function.name.name);
        let (width, given) = (expected.columns.len(), rows.columns.len());
        if is_void || is_procedure || rows.is_open || expected.is_open || width == given {
            return;
        }
        // One value may be a row of them all.
        if given == 1 && width > 1 {
            return;
        }
        let diagnostic = sql_names::widths_of_answer(self.span(statement), width, given);
        self.report(diagnostic);
    }
}

/// The value that an argument's name stands for.
fn value(argument: &Argument) -> Option<Column<'_>> {
    let name = argument.name.as_deref()?;
    Some(Column {
        name: Some(name.into()),
        field: None,
        type_: Some(std::borrow::Cow::Borrowed(&argument.type_)),
    })
}

/// The schemas of a function's own search path; `None` where it has none, or one that depends on who asks.
fn search_path(settings: &[(String, String)]) -> Option<Vec<String>> {
    let (_, written) = settings.iter().find(|(name, _)| name == "search_path")?;
    let mut path = Vec::new();
    for schema in written.split(',').map(str::trim) {
        let quoted = |mark: char| schema.strip_prefix(mark).and_then(|it| it.strip_suffix(mark));
        let schema = match quoted('"').or_else(|| quoted('\'')) {
            Some(name) => name.to_owned(),
            None => schema.to_ascii_lowercase(),
        };
        if schema.contains(['"', '\'', ',']) || schema == "$user" {
            return None;
        }
        path.push(schema);
    }
    Some(path)
}

/// The rows that a rule for an event can name.
fn rows_of(event: RuleEvent) -> [(&'static str, bool); 2] {
    [("old", event != RuleEvent::Insert), ("new", matches!(event, RuleEvent::Insert | RuleEvent::Update))]
}

/// The tokens of names that may be columns.
fn collect_names<'n>(node: &'n Node, names: &mut Vec<&'n Node>) {
    match node.kind {
        SyntaxKind::NAME_REF => names.extend(node.token()),
        SyntaxKind::CALL_EXPR => {
            for child in node.children.iter().skip(1) {
                collect_names(child, names);
            }
        }
        SyntaxKind::PATH_TYPE | SyntaxKind::COLLATION_REF | SyntaxKind::PARAM_NAME_REF => {}
        _ => node.children.iter().for_each(|child| collect_names(child, names)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn search_paths() {
        let of = |path: &str| search_path(&[("search_path".to_owned(), path.to_owned())]);
        assert_eq!(of("app, \"Odd\", pg_temp"), Some(vec!["app".into(), "Odd".into(), "pg_temp".into()]));
        assert_eq!(of("''"), Some(vec![String::new()]));
        assert_eq!(of("\"$user\", public"), None);
        assert_eq!(search_path(&[]), None);
    }
}
