//! Queries and statements that change rows: what each of their parts can name, and what they answer.

use squawk_parser::SyntaxKind;

use super::resolver::{Place, Resolver, is_query};
use super::scope::{Column, Common, Meaning, Rows, Scope, Source};
use super::tree::Node;
use crate::diagnostics::sql_names;
use crate::syntax::ast::Word;

impl<'w> Resolver<'_, 'w> {
    /// Looks at a query, and says what it answers.
    pub(super) fn query(&mut self, node: &Node, outer: Option<&Scope<'_, 'w>>) -> Rows<'w> {
        let mut layer = Scope::within(outer);
        if let Some(with) = node.child(SyntaxKind::WITH_CLAUSE) {
            self.with(with, &mut layer);
        }
        match node.kind {
            SyntaxKind::SELECT => self.select(node, &layer),
            SyntaxKind::COMPOUND_SELECT | SyntaxKind::PAREN_SELECT => self.compound(node, &layer),
            SyntaxKind::VALUES => self.values(node, &layer),
            SyntaxKind::TABLE => node
                .child(SyntaxKind::RELATION_NAME)
                .map_or_else(Rows::open, |name| self.relation(name, &layer).rows),
            SyntaxKind::INSERT => self.insert(node, &layer),
            SyntaxKind::UPDATE | SyntaxKind::DELETE => self.update(node, &layer),
            SyntaxKind::MERGE => self.merge(node, &layer),
            _ => Rows::open(),
        }
    }

    /// The queries of `with`, each of which may name those before it.
    fn with(&mut self, node: &Node, layer: &mut Scope<'_, 'w>) {
        let is_recursive = node.child(SyntaxKind::RECURSIVE_KW).is_some();
        let tables: Vec<(&Node, String)> = node
            .all(SyntaxKind::WITH_TABLE)
            .filter_map(|table| {
                let name = table.child(SyntaxKind::CTE_NAME)?.token()?;
                Some((table, self.identifier(name)?))
            })
            .collect();
        if is_recursive {
            // Those behind may be named, too; what they have is not known yet.
            layer
                .commons
                .extend(tables.iter().map(|(_, name)| Common { name: name.clone(), rows: Rows::open() }));
        }
        for (table, name) in tables {
            let Some(query) = table.children.iter().find(|child| is_query(child.kind)) else { continue };
            let names = table.child(SyntaxKind::COLUMN_LIST).map(|list| self.column_names(list));
            let named = |rows: Rows<'w>| match &names {
                Some(names) => rows.renamed(names.clone()),
                None => rows,
            };
            let is_extended = table.child(SyntaxKind::SEARCH_CLAUSE).is_some()
                || table.child(SyntaxKind::CYCLE_CLAUSE).is_some();
            // Within what is looked at for its columns alone, each level would double the work.
            if is_recursive && !is_extended && !self.is_mute {
                // What does not read itself says what its columns are.
                let first = query.children.iter().find(|child| is_query(child.kind));
                if let (SyntaxKind::COMPOUND_SELECT, Some(first)) = (query.kind, first) {
                    let was_mute = std::mem::replace(&mut self.is_mute, true);
                    let rows = self.query(first, Some(&*layer));
                    self.is_mute = was_mute;
                    layer.commons.push(Common { name: name.clone(), rows: named(rows) });
                }
            }
            let mut rows = named(self.query(query, Some(&*layer)));
            rows.is_open |= is_extended;
            layer.commons.push(Common { name, rows });
        }
    }

    /// The names of `(a, b)`.
    pub(super) fn column_names(&self, list: &Node) -> Vec<Option<String>> {
        let names = list.all(SyntaxKind::COLUMN_NAME);
        names.map(|name| name.token().and_then(|token| self.identifier(token))).collect()
    }

    fn select(&mut self, node: &Node, layer: &Scope<'_, 'w>) -> Rows<'w> {
        let mut scope = Scope::within(Some(layer));
        if let Some(from) = node.child(SyntaxKind::FROM_CLAUSE) {
            self.from(from, &mut scope);
        }
        let rows = node
            .child(SyntaxKind::SELECT_CLAUSE)
            .and_then(|clause| clause.child(SyntaxKind::TARGET_LIST))
            .map(|list| self.targets(list, &scope))
            .unwrap_or_default();
        let distinct = node
            .child(SyntaxKind::SELECT_CLAUSE)
            .and_then(|clause| clause.child(SyntaxKind::DISTINCT_CLAUSE))
            .and_then(|clause| clause.child(SyntaxKind::DISTINCT_ON));
        if let Some(distinct) = distinct {
            self.by_outputs(distinct, &rows, &scope);
        }
        for clause in &node.children {
            match clause.kind {
                SyntaxKind::WHERE_CLAUSE => self.conditions(clause, &scope),
                SyntaxKind::GROUP_BY_CLAUSE | SyntaxKind::ORDER_BY_CLAUSE => {
                    self.by_outputs(clause, &rows, &scope);
                }
                SyntaxKind::SELECT_CLAUSE | SyntaxKind::FROM_CLAUSE | SyntaxKind::WITH_CLAUSE => {}
                _ => self.expression(clause, &scope),
            }
        }
        rows
    }

    /// A `where`.
    pub(super) fn conditions(&mut self, clause: &Node, scope: &Scope<'_, 'w>) {
        let is_outermost = scope.is_outermost();
        if clause.child(SyntaxKind::NAME_REF).is_some_and(|name| self.written(name) == "current") {
            return;
        }
        let before = std::mem::replace(&mut self.place, Place::Where { is_outermost });
        self.children(clause, scope);
        self.place = before;
    }

    /// Expressions among which a name may be that of a result.
    fn by_outputs(&mut self, node: &Node, rows: &Rows<'w>, scope: &Scope<'_, 'w>) {
        for child in &node.children {
            match child.kind {
                SyntaxKind::NAME_REF => {
                    let name = child.token().and_then(|token| self.identifier(token));
                    let is_output =
                        name.is_some_and(|name| rows.has_any_name() || rows.column(&name).is_some());
                    if !is_output {
                        self.expression(child, scope);
                    }
                }
                SyntaxKind::SORT_BY_LIST
                | SyntaxKind::SORT_BY
                | SyntaxKind::GROUP_BY_LIST
                | SyntaxKind::GROUPING_EXPR
                | SyntaxKind::GROUPING_ROLLUP
                | SyntaxKind::GROUPING_CUBE
                | SyntaxKind::GROUPING_SETS
                | SyntaxKind::PAREN_EXPR
                | SyntaxKind::TUPLE_EXPR => self.by_outputs(child, rows, scope),
                _ => self.expression(child, scope),
            }
        }
    }

    /// `(query) order by ..`, `query union query order by ..`.
    fn compound(&mut self, node: &Node, layer: &Scope<'_, 'w>) -> Rows<'w> {
        let mut rows: Option<Rows<'w>> = None;
        for child in &node.children {
            if is_query(child.kind) {
                let next = self.query(child, Some(layer));
                rows = Some(match rows {
                    Some(first) => self.united(first, &next, child),
                    None => next,
                });
                continue;
            }
            let Some(rows) = &rows else { continue };
            match child.kind {
                SyntaxKind::ORDER_BY_CLAUSE => {
                    let list = child.child(SyntaxKind::SORT_BY_LIST);
                    for sort in list.into_iter().flat_map(|list| list.all(SyntaxKind::SORT_BY)) {
                        self.sort_of_results(sort, rows);
                    }
                }
                SyntaxKind::LIMIT_CLAUSE | SyntaxKind::OFFSET_CLAUSE => self.expression(child, layer),
                _ => {}
            }
        }
        rows.unwrap_or_else(Rows::open)
    }

    /// What two queries answer together.
    fn united(&mut self, mut first: Rows<'w>, next: &Rows<'w>, node: &Node) -> Rows<'w> {
        if !first.is_open && !next.is_open && first.columns.len() != next.columns.len() {
            let (left, right) = (first.columns.len(), next.columns.len());
            let diagnostic = sql_names::widths_of_union(self.span(node), left, right);
            self.report(diagnostic);
            return Rows::open();
        }
        for (column, other) in first.columns.iter_mut().zip(&next.columns) {
            if column.type_ != other.type_ {
                column.type_ = None;
            }
        }
        first.is_open |= next.is_open;
        first
    }

    fn sort_of_results(&mut self, sort: &Node, rows: &Rows<'w>) {
        let name = sort.children.first().filter(|first| first.kind == SyntaxKind::NAME_REF);
        let Some(token) = name.and_then(Node::token) else { return };
        let Some(name) = self.identifier(token) else { return };
        if !rows.has_any_name() && rows.column(&name).is_none() {
            let columns: Vec<&str> =
                rows.columns.iter().filter_map(|column| column.name.as_deref()).collect();
            let word = Word { text: &name, span: self.span(token) };
            let diagnostic = sql_names::unknown_result(word, &columns);
            self.report(diagnostic);
        }
    }

    fn values(&mut self, node: &Node, layer: &Scope<'_, 'w>) -> Rows<'w> {
        let mut width: Option<usize> = None;
        let mut columns: Vec<Column<'w>> = Vec::new();
        for row in node.child(SyntaxKind::ROW_LIST).into_iter().flat_map(|list| list.all(SyntaxKind::ROW)) {
            let values: Vec<&Node> = row.children.iter().filter(|child| !child.children.is_empty()).collect();
            for value in &values {
                self.expression(value, layer);
            }
            match width {
                None => {
                    columns =
                        (1..=values.len()).map(|at| Column::named(format!("column{at}"), None)).collect();
                    width = Some(values.len());
                }
                Some(width) if width != values.len() => {
                    let diagnostic = sql_names::widths_of_values(self.span(row), width, values.len());
                    self.report(diagnostic);
                }
                Some(_) => {}
            }
        }
        Rows { columns, is_open: width.is_none() }
    }

    fn insert(&mut self, node: &Node, layer: &Scope<'_, 'w>) -> Rows<'w> {
        let Some(target) = self.target(node, layer) else { return Rows::open() };
        let listed = node.child(SyntaxKind::COLUMN_TARGET_LIST);
        if let Some(list) = listed {
            self.column_targets(list, &target, layer);
        }
        let listed = listed.map(|list| list.all(SyntaxKind::COLUMN_TARGET).count());
        if let Some(query) = node.children.iter().find(|child| is_query(child.kind)) {
            let rows = self.query(query, Some(layer));
            let (width, is_exact) = match listed {
                Some(listed) => (Some(listed), true),
                None => (Some(target.rows.columns.len()).filter(|_| !target.rows.is_open), false),
            };
            let given = rows.columns.len();
            if let Some(width) = width
                && !rows.is_open
                && (given > width || is_exact && given < width)
            {
                let diagnostic = sql_names::widths_of_insert(self.span(query), width, given);
                self.report(diagnostic);
            }
        }
        if let Some(conflict) = node.child(SyntaxKind::ON_CONFLICT_CLAUSE) {
            let mut scope = Scope::within(Some(layer));
            let excluded = Source { name: Some("excluded".into()), is_bare: false, ..target.clone() };
            scope.sources.extend([target.clone(), excluded]);
            self.changes(conflict, &target, &scope);
        }
        let mut scope = Scope::within(Some(layer));
        scope.sources.push(target.clone());
        self.returning(node, &target, &mut scope)
    }

    /// `update` and `delete`.
    fn update(&mut self, node: &Node, layer: &Scope<'_, 'w>) -> Rows<'w> {
        let Some(target) = self.target(node, layer) else { return Rows::open() };
        let mut scope = Scope::within(Some(layer));
        scope.sources.push(target.clone());
        for clause in [SyntaxKind::FROM_CLAUSE, SyntaxKind::USING_CLAUSE] {
            if let Some(from) = node.child(clause) {
                self.from(from, &mut scope);
            }
        }
        if let Some(set) = node.child(SyntaxKind::SET_CLAUSE) {
            self.changes(set, &target, &scope);
        }
        if let Some(conditions) = node.child(SyntaxKind::WHERE_CLAUSE) {
            self.conditions(conditions, &scope);
        }
        self.returning(node, &target, &mut scope)
    }

    fn merge(&mut self, node: &Node, layer: &Scope<'_, 'w>) -> Rows<'w> {
        let Some(target) = self.target(node, layer) else { return Rows::open() };
        let mut scope = Scope::within(Some(layer));
        scope.sources.push(target.clone());
        if let Some(using) = node.child(SyntaxKind::USING_ON_CLAUSE) {
            self.from(using, &mut scope);
        }
        for when in &node.children {
            if matches!(
                when.kind,
                SyntaxKind::MERGE_WHEN_MATCHED
                    | SyntaxKind::MERGE_WHEN_NOT_MATCHED_SOURCE
                    | SyntaxKind::MERGE_WHEN_NOT_MATCHED_TARGET
            ) {
                self.changes(when, &target, &scope);
            }
        }
        self.returning(node, &target, &mut scope)
    }

    /// The table that a statement changes.
    fn target(&mut self, node: &Node, layer: &Scope<'_, 'w>) -> Option<Source<'w>> {
        let name = node.children.iter().find(|child| {
            matches!(
                child.kind,
                SyntaxKind::RELATION_NAME_REF | SyntaxKind::RELATION_NAME | SyntaxKind::TABLE_RELATION_NAME
            )
        })?;
        let mut source = self.relation(name, layer);
        let alias = [SyntaxKind::REQUIRED_AS_ALIAS, SyntaxKind::OPTIONAL_AS_ALIAS];
        let alias = alias.into_iter().find_map(|kind| node.child(kind));
        if let Some(token) =
            alias.and_then(|alias| alias.child(SyntaxKind::TABLE_ALIAS)).and_then(Node::token)
        {
            source.name = self.identifier(token).map(Into::into);
        }
        Some(source)
    }

    /// Columns that are written, and what is written to them.
    fn changes(&mut self, node: &Node, target: &Source<'w>, scope: &Scope<'_, 'w>) {
        for child in &node.children {
            match child.kind {
                SyntaxKind::COLUMN_TARGET => self.column_target(child, target, scope),
                SyntaxKind::COLUMN_TARGET_LIST => self.column_targets(child, target, scope),
                SyntaxKind::WHERE_CLAUSE => self.conditions(child, scope),
                SyntaxKind::SET_CLAUSE
                | SyntaxKind::SET_COLUMN_LIST
                | SyntaxKind::SET_SINGLE_COLUMN
                | SyntaxKind::SET_MULTIPLE_COLUMNS
                | SyntaxKind::MERGE_UPDATE
                | SyntaxKind::MERGE_INSERT
                | SyntaxKind::CONFLICT_DO_UPDATE_SET => self.changes(child, target, scope),
                _ => self.expression_at(child, scope, Place::Free),
            }
        }
    }

    fn column_targets(&mut self, list: &Node, target: &Source<'w>, scope: &Scope<'_, 'w>) {
        for column in list.all(SyntaxKind::COLUMN_TARGET) {
            self.column_target(column, target, scope);
        }
    }

    /// `column`, `column[1]`, `column.field`.
    fn column_target(&mut self, node: &Node, target: &Source<'w>, scope: &Scope<'_, 'w>) {
        for accessor in node.all(SyntaxKind::INDEX_ACCESSOR) {
            self.children(accessor, scope);
        }
        let Some(token) = node.child(SyntaxKind::COLUMN_NAME_REF).and_then(Node::token) else { return };
        let (Some(name), Some(table)) = (self.identifier(token), target.table) else { return };
        if target.rows.column(&name).is_some() || target.rows.has_any_name() {
            return;
        }
        let word = Word { text: &name, span: self.span(token) };
        let mapped = target.rows.columns.iter().find(|column| column.field == Some(&name));
        let mapped = mapped.and_then(|column| column.name.as_deref());
        let columns: Vec<&str> = target.rows.columns.iter().filter_map(|it| it.name.as_deref()).collect();
        let diagnostic = crate::diagnostics::sql::unknown_column(word, false, table.model, mapped, &columns);
        self.report(diagnostic);
    }

    fn returning(&mut self, node: &Node, target: &Source<'w>, scope: &mut Scope<'_, 'w>) -> Rows<'w> {
        let Some(clause) = node.child(SyntaxKind::RETURNING_CLAUSE) else { return Rows::default() };
        // PostgreSQL 18 has the row as it was, and as it is.
        let names = clause.child(SyntaxKind::RETURNING_OPTION_LIST).map(|list| {
            let aliases = list.children.iter().filter_map(|option| option.child(SyntaxKind::TABLE_ALIAS));
            aliases.filter_map(Node::token).filter_map(|token| self.identifier(token)).collect()
        });
        let names: Vec<String> = names.unwrap_or_default();
        for name in names.into_iter().chain(["old".to_owned(), "new".to_owned()]) {
            if matches!(scope.source(&name), Some(source) if scope.sources.iter().any(|it| it.name == source.name))
            {
                continue;
            }
            scope.sources.push(Source { name: Some(name.into()), is_bare: false, ..target.clone() });
        }
        clause.child(SyntaxKind::TARGET_LIST).map(|list| self.targets(list, scope)).unwrap_or_default()
    }

    /// What a list of results answers.
    fn targets(&mut self, list: &Node, scope: &Scope<'_, 'w>) -> Rows<'w> {
        let mut rows = Rows::default();
        for target in list.all(SyntaxKind::TARGET) {
            let Some(value) = target.children.first() else { continue };
            if value.kind == SyntaxKind::STAR {
                rows.is_open |= scope.is_merged || scope.is_open;
                for source in scope.sources.iter().filter(|source| source.is_bare) {
                    rows.is_open |= source.rows.is_open;
                    rows.columns.extend(source.rows.columns.iter().cloned());
                }
                continue;
            }
            self.expression_at(value, scope, Place::Free);
            let last = value.children.last().map(|last| last.kind);
            if let (SyntaxKind::FIELD_EXPR, Some(SyntaxKind::STAR)) = (value.kind, last) {
                let source = match value.children.first() {
                    Some(base) if base.kind == SyntaxKind::NAME_REF => base
                        .token()
                        .and_then(|token| self.identifier(token))
                        .and_then(|name| scope.source(&name)),
                    _ => None,
                };
                match source {
                    Some(source) => {
                        rows.is_open |= source.rows.is_open;
                        rows.columns.extend(source.rows.columns.iter().cloned());
                    }
                    None => rows.is_open = true,
                }
                continue;
            }
            let alias =
                target.child(SyntaxKind::AS_NAME).and_then(|name| name.child(SyntaxKind::COLUMN_NAME));
            let name = match alias {
                Some(alias) => alias.token().and_then(|token| self.identifier(token)),
                None => self.result_name(value),
            };
            let type_ = self.type_of(value, scope);
            rows.columns.push(Column {
                name: name.map(Into::into),
                field: None,
                type_: type_.map(std::borrow::Cow::Owned),
            });
        }
        rows
    }

    /// The columns of `using (a, b)`.
    pub(super) fn shared_columns(&mut self, list: &Node, scope: &Scope<'_, 'w>) {
        for column in list.all(SyntaxKind::COLUMN_NAME_REF) {
            let Some(token) = column.token() else { continue };
            let Some(name) = self.identifier(token) else { continue };
            if matches!(scope.meaning(&name), Meaning::Nothing) {
                let columns = scope.column_names();
                let word = Word { text: &name, span: self.span(token) };
                let diagnostic = sql_names::unknown_column(word, false, None, &columns);
                self.report(diagnostic);
            }
        }
    }
}
