//! What stands in `from`: tables, subqueries, functions, joins.

use pg_orm_ir::catalog::{Argument, ArgumentMode, Returns};
use pg_orm_ir::types::{BaseType, DataType};
use squawk_parser::{SyntaxKind, is_reserved_keyword};

use super::known::known_functions;
use super::resolver::{Place, Resolver, is_query};
use super::scope::{Column, Rows, Scope, Source};
use super::tree::Node;
use super::world::{Relation, Routine};
use crate::diagnostics::{sql as diagnostics, sql_names};
use crate::syntax::ast::Word;

/// Relations that PostgreSQL's own schemas, and extensions, have: nothing is known of their columns.
const OPEN_SCHEMAS: &[&str] = &["pg_catalog", "information_schema"];

/// Tables and views of well-known extensions whose functions are all known.
const OF_EXTENSIONS: &[&str] = &["pg_buffercache", "pg_stat_statements", "pg_stat_statements_info"];

/// PostgreSQL's functions that answer one column, called as the function, or as its alias, is.
const ONE_COLUMN: &[&str] = &[
    "generate_series",
    "generate_subscripts",
    "json_object_keys",
    "jsonb_object_keys",
    "regexp_matches",
    "regexp_split_to_table",
    "string_to_table",
];

/// Those of one column that is called `value`.
const VALUE: &[&str] =
    &["json_array_elements", "json_array_elements_text", "jsonb_array_elements", "jsonb_array_elements_text"];

/// Those that answer `key` and `value`.
const KEY_VALUE: &[&str] = &["json_each", "json_each_text", "jsonb_each", "jsonb_each_text"];

impl<'w> Resolver<'_, 'w> {
    /// Adds what a `from` reads to a scope.
    pub(super) fn from(&mut self, node: &Node, scope: &mut Scope<'_, 'w>) {
        let before = std::mem::replace(&mut self.place, Place::Free);
        let mut has_shared = false;
        for item in &node.children {
            // Not all of it is there yet: what is meant by a name may not be certain.
            scope.is_merged = true;
            has_shared |= shares_columns(item);
            self.item(item, scope);
        }
        scope.is_merged = has_shared;
        self.place = before;
    }

    fn item(&mut self, node: &Node, scope: &mut Scope<'_, 'w>) {
        let source = match node.kind {
            SyntaxKind::RELATION_FROM_ITEM => {
                let Some(name) = node.child(SyntaxKind::RELATION_NAME_REF) else { return };
                let source = self.relation(name, scope);
                self.aliased(node, source)
            }
            SyntaxKind::JOIN_EXPR | SyntaxKind::JOIN => return self.join(node, scope),
            SyntaxKind::PAREN_FROM_ITEM => match self.parenthesized(node, scope) {
                Some(source) => source,
                None => return,
            },
            SyntaxKind::FUNCTION_FROM_ITEM => {
                let Some(call) = node.child(SyntaxKind::CALL_EXPR) else { return self.unknown(node, scope) };
                self.expression(call, scope);
                let alias = self.alias(node);
                let (name, rows) = self.function_rows(call, alias.as_deref());
                self.aliased(node, Source { name: name.map(Into::into), table: None, rows, is_bare: true })
            }
            SyntaxKind::ROWS_FROM_ITEM => {
                let calls =
                    node.all(SyntaxKind::ROWS_FROM_ARG).filter_map(|it| it.child(SyntaxKind::CALL_EXPR));
                for call in calls {
                    self.expression(call, scope);
                }
                self.aliased(node, Source { name: None, table: None, rows: Rows::open(), is_bare: true })
            }
            SyntaxKind::JSON_TABLE_FROM_ITEM | SyntaxKind::XML_TABLE_FROM_ITEM => {
                self.children(node, scope);
                let mut names = Vec::new();
                collect(node, SyntaxKind::COLUMN_NAME, &mut names);
                let is_alias = |name: &&Node| {
                    node.child(SyntaxKind::FROM_ALIAS).is_some_and(|it| it.span.start <= name.span.start)
                };
                let columns = names
                    .iter()
                    .filter(|name| !is_alias(name))
                    .map(|name| Column {
                        name: name.token().and_then(|token| self.identifier(token)).map(Into::into),
                        field: None,
                        type_: None,
                    })
                    .collect();
                let is_json = node.kind == SyntaxKind::JSON_TABLE_FROM_ITEM;
                let name = Some(if is_json { "json_table" } else { "xmltable" }.into());
                let rows = Rows { columns, is_open: false };
                self.aliased(node, Source { name, table: None, rows, is_bare: true })
            }
            SyntaxKind::ON_CLAUSE => return self.children(node, scope),
            SyntaxKind::EXPR_FROM_ITEM => return self.unknown(node, scope),
            _ if node.children.is_empty() => return,
            _ => return self.unknown(node, scope),
        };
        scope.sources.push(source);
    }

    /// What nothing is known of.
    fn unknown(&mut self, node: &Node, scope: &mut Scope<'_, 'w>) {
        self.children(node, scope);
        let name = self.alias(node).map(Into::into);
        scope.sources.push(Source { name, table: None, rows: Rows::open(), is_bare: true });
    }

    fn join(&mut self, node: &Node, scope: &mut Scope<'_, 'w>) {
        for child in &node.children {
            match child.kind {
                SyntaxKind::ON_CLAUSE => {
                    let is_outermost = scope.is_outermost();
                    self.place = Place::Where { is_outermost };
                    self.children(child, scope);
                    self.place = Place::Free;
                }
                SyntaxKind::JOIN_USING_CLAUSE => {
                    if let Some(list) = child.child(SyntaxKind::COLUMN_REF_LIST) {
                        self.shared_columns(list, scope);
                    }
                }
                SyntaxKind::JOIN_LEFT
                | SyntaxKind::JOIN_RIGHT
                | SyntaxKind::JOIN_FULL
                | SyntaxKind::JOIN_INNER
                | SyntaxKind::JOIN_CROSS => {}
                _ => self.item(child, scope),
            }
        }
    }

    /// `(select ..) as x`, or joins in brackets.
    fn parenthesized(&mut self, node: &Node, scope: &mut Scope<'_, 'w>) -> Option<Source<'w>> {
        let nameless = |rows| Source { name: Some("".into()), table: None, rows, is_bare: true };
        if let Some(query) = node.children.iter().find(|child| is_query(child.kind)) {
            let is_lateral = node.child(SyntaxKind::LATERAL_KW).is_some();
            let rows = if is_lateral {
                self.query(query, Some(&*scope))
            } else {
                let names = scope.sources.iter().filter_map(|source| source.name.as_deref());
                let names: Vec<String> = names.map(str::to_owned).collect();
                let before = std::mem::replace(&mut self.beside, names);
                let rows = self.query(query, scope.parent);
                self.beside = before;
                rows
            };
            return Some(self.aliased(node, nameless(rows)));
        }
        let inner = node.child(SyntaxKind::PAREN_EXPR)?;
        let mut joined = Scope::within(Some(&*scope));
        joined.is_merged = true;
        for item in &inner.children {
            self.item(item, &mut joined);
        }
        let sources = joined.sources;
        if node.child(SyntaxKind::FROM_ALIAS).is_none() {
            scope.sources.extend(sources);
            return None;
        }
        // What is within can only be named by the alias of the whole.
        let is_open = shares_columns(inner) || sources.iter().any(|source| source.rows.is_open);
        let columns = sources.into_iter().flat_map(|source| source.rows.columns).collect();
        Some(self.aliased(node, nameless(Rows { columns, is_open })))
    }

    fn alias(&self, node: &Node) -> Option<String> {
        let alias = node.child(SyntaxKind::FROM_ALIAS)?.child(SyntaxKind::TABLE_ALIAS)?.token()?;
        self.identifier(alias)
    }

    /// A source under its alias, with the names of columns that follow it.
    fn aliased(&self, node: &Node, mut source: Source<'w>) -> Source<'w> {
        if node.child(SyntaxKind::WITH_ORDINALITY).is_some() {
            source.rows.columns.push(Column::named("ordinality".to_owned(), None));
        }
        let Some(alias) = node.child(SyntaxKind::FROM_ALIAS) else { return source };
        if alias.child(SyntaxKind::TABLE_ALIAS).is_some() {
            source.name = self.alias(node).map(Into::into);
        }
        if let Some(list) = alias.child(SyntaxKind::COLUMN_DEF_LIST) {
            let column = |definition: &Node| {
                let name = definition.child(SyntaxKind::COLUMN_NAME)?.token()?;
                let type_ = definition.children.iter().find_map(|child| self.type_named(child));
                Some(Column::named(self.identifier(name)?, type_))
            };
            let columns: Vec<Option<Column<'w>>> = list.all(SyntaxKind::COLUMN_DEF).map(column).collect();
            let is_open = columns.iter().any(Option::is_none);
            source.rows = Rows { columns: columns.into_iter().flatten().collect(), is_open };
        } else if let Some(list) = alias.child(SyntaxKind::COLUMN_LIST) {
            source.rows = source.rows.renamed(self.column_names(list));
        }
        source
    }

    /// The table, view or `with` query that a path names.
    pub(super) fn relation(&mut self, node: &Node, scope: &Scope<'_, 'w>) -> Source<'w> {
        let open = |name: Option<String>| Source {
            name: name.map(Into::into),
            table: None,
            rows: Rows::open(),
            is_bare: true,
        };
        let path = node.tokens().into_iter().filter(|token| token.kind != SyntaxKind::ONLY_KW);
        let path: Vec<&Node> = path
            .filter(|token| {
                !matches!(
                    token.kind,
                    SyntaxKind::DOT | SyntaxKind::STAR | SyntaxKind::L_PAREN | SyntaxKind::R_PAREN
                )
            })
            .collect();
        let (schema, last) = match path.as_slice() {
            [last] if is_reserved_keyword(last.kind) => return open(None),
            [last] => (None, *last),
            [schema, last] => (Some(*schema), *last),
            _ => return open(None),
        };
        let Some(name) = self.identifier(last) else { return open(None) };
        let schema = match schema {
            Some(schema) => match self.identifier(schema) {
                Some(schema) => Some(schema),
                None => return open(Some(name)),
            },
            None => None,
        };
        if schema.is_none()
            && let Some(common) = scope.common(&name)
        {
            let rows = common.rows.clone();
            return Source { name: Some(name.into()), table: None, rows, is_bare: true };
        }
        let span = match path.as_slice() {
            [first, .., last] => first.span.start..last.span.end,
            _ => last.span.clone(),
        };
        match self.table(schema.as_deref(), &name, span) {
            Some(table) => Source {
                name: Some(name.into()),
                table: Some(table),
                rows: Rows { columns: table.columns(), is_open: table.is_open },
                is_bare: true,
            },
            None => open(Some(name)),
        }
    }

    /// The table that is meant; what is certainly none is reported.
    fn table(
        &mut self,
        schema: Option<&str>,
        name: &str,
        span: std::ops::Range<usize>,
    ) -> Option<Relation<'w>> {
        let named = self.world.relations(name);
        if let Some(schema) = schema {
            if let Some(table) = named.iter().find(|table| table.schema == schema) {
                return Some(*table);
            }
        } else {
            let in_path: Vec<&Relation<'w>> = match &self.path {
                // The first schema of a function's own path that has it.
                Some(path) => path
                    .iter()
                    .filter_map(|schema| named.iter().find(|table| table.schema == *schema))
                    .take(1)
                    .collect(),
                None => named.iter().collect(),
            };
            match in_path.as_slice() {
                [] => {}
                [table] => return Some(**table),
                // Which one is meant depends on who asks.
                [..] => return None,
            }
        }
        self.unknown_table(schema, name, span);
        None
    }

    fn unknown_table(&mut self, schema: Option<&str>, name: &str, span: std::ops::Range<usize>) {
        let world = self.world;
        let is_system = match schema {
            Some(schema) => OPEN_SCHEMAS.contains(&schema) || schema.starts_with("pg_"),
            None => name.starts_with("pg_"),
        };
        if is_system
            || OF_EXTENSIONS.contains(&name)
            || self.has_made_tables
            || world.has_unread
            || world.is_raw(name)
            || world.is_sequence(name)
            || world.is_ruled_partition(name)
        {
            return;
        }
        let word_text = schema.map_or_else(|| name.to_owned(), |schema| format!("{schema}.{name}"));
        let word = Word { text: &word_text, span: self.sql.span_of(span) };
        let elsewhere: Vec<String> =
            world.relations(name).iter().map(|table| format!("{}.{}", table.schema, table.name)).collect();
        if let (None, Some(path), false) = (schema, &self.path, elsewhere.is_empty()) {
            let diagnostic = sql_names::table_beyond_path(word, path, &elsewhere);
            return self.report(diagnostic);
        }
        let is_here = |table: &Relation<'w>| schema.is_none_or(|schema| table.schema == schema);
        let known: Vec<String> = world
            .all_relations()
            .iter()
            .filter(|table| is_here(table))
            .map(|table| match schema {
                Some(schema) => format!("{schema}.{}", table.name),
                None => table.name.to_owned(),
            })
            .chain(elsewhere.iter().filter(|_| schema.is_some()).cloned())
            .collect();
        // Where a schema is nobody's here, or an extension brings what nobody knows, only a slip of the pen is certain.
        let is_ours = schema.is_none_or(|schema| world.has_tables_in(schema)) && !world.has_unknown_extension;
        let is_slip = crate::diagnostics::suggestion(&word_text, known.iter().map(String::as_str)).is_some();
        if (is_ours && !world.is_empty()) || (is_slip && schema.is_none_or(|it| world.has_tables_in(it))) {
            let diagnostic = diagnostics::unknown_table(word, &known);
            self.report(diagnostic);
        }
    }

    /// What a function in `from` is called, and what it answers.
    fn function_rows(&self, call: &Node, alias: Option<&str>) -> (Option<String>, Rows<'w>) {
        let Some(path) = call
            .children
            .first()
            .filter(|it| matches!(it.kind, SyntaxKind::NAME_REF | SyntaxKind::FIELD_EXPR))
        else {
            return (None, Rows::open());
        };
        let Some(names) = self.names(path) else { return (None, Rows::open()) };
        let (schema, name) = match names.as_slice() {
            [name] => (None, name.clone()),
            [schema, name] => (Some(schema.clone()), name.clone()),
            _ => return (None, Rows::open()),
        };
        let one = |name: &str| Rows { columns: vec![Column::named(name.to_owned(), None)], is_open: false };
        let routines: Vec<Routine<'w>> = self
            .world
            .routines(&name)
            .iter()
            .filter(|routine| schema.as_ref().is_none_or(|schema| routine.schema() == schema))
            .copied()
            .collect();
        let is_built_in =
            !known_functions(&name).is_empty() && schema.as_deref().is_none_or(|it| it == "pg_catalog");
        let called = alias.unwrap_or(&name);
        let rows = match routines.as_slice() {
            [Routine::Function(function)] if !is_built_in && !self.world.is_raw(&name) => {
                self.returned(&function.returns, &function.arguments, called)
            }
            [] if is_built_in => match name.as_str() {
                name if ONE_COLUMN.contains(&name) => one(called),
                name if VALUE.contains(&name) => one("value"),
                name if KEY_VALUE.contains(&name) => Rows {
                    columns: ["key", "value"].map(|it| Column::named(it.to_owned(), None)).to_vec(),
                    is_open: false,
                },
                _ => Rows::open(),
            },
            _ => Rows::open(),
        };
        (Some(name), rows)
    }

    /// The columns of what a function returns.
    pub(super) fn returned(&self, returns: &'w Returns, arguments: &'w [Argument], called: &str) -> Rows<'w> {
        let outputs = || {
            let is_output = |it: &&Argument| matches!(it.mode, ArgumentMode::Out | ArgumentMode::InOut);
            let column = |(at, argument): (usize, &Argument)| {
                let name = argument.name.clone().unwrap_or_else(|| format!("column{}", at + 1));
                Column::named(name, Some(argument.type_.clone()))
            };
            arguments.iter().filter(is_output).enumerate().map(column).collect::<Vec<_>>()
        };
        let columns = match returns {
            Returns::Table(columns) => {
                columns.iter().map(|(name, type_)| Column::named(name.clone(), Some(type_.clone()))).collect()
            }
            Returns::Arguments => outputs(),
            Returns::Value { type_, .. } => match self.world.row(type_) {
                Some(table) => return Rows { columns: table.columns(), is_open: table.is_open },
                None if !outputs().is_empty() => outputs(),
                None if self.is_scalar(type_) => vec![Column::named(called.to_owned(), Some(type_.clone()))],
                None => return Rows::open(),
            },
        };
        if let [only] = columns.as_slice()
            && let Some(type_) = &only.type_
            && !self.is_scalar(type_)
        {
            return Rows::open();
        }
        Rows { columns, is_open: false }
    }

    /// Whether a type is certainly not one of rows.
    fn is_scalar(&self, type_: &DataType) -> bool {
        type_.is_array || matches!(type_.base, BaseType::BuiltIn(_))
    }
}

/// Whether joins in this item have columns that stand in their result once.
fn shares_columns(node: &Node) -> bool {
    match node.kind {
        SyntaxKind::JOIN_USING_CLAUSE | SyntaxKind::NATURAL_KW => true,
        SyntaxKind::JOIN_EXPR | SyntaxKind::JOIN | SyntaxKind::PAREN_FROM_ITEM | SyntaxKind::PAREN_EXPR => {
            node.children.iter().any(shares_columns)
        }
        _ => false,
    }
}

fn collect<'n>(node: &'n Node, kind: SyntaxKind, found: &mut Vec<&'n Node>) {
    for child in &node.children {
        if child.kind == kind {
            found.push(child);
        } else {
            collect(child, kind, found);
        }
    }
}
