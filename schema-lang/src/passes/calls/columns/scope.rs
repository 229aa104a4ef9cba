//! What names stand for within a statement: the tables behind `from`, and those of `with`.

use pg_orm_ir::model::{Parameter, ResultType, Results};
use squawk_parser::SyntaxKind;

use super::super::super::fragments::Node;
use super::{Column, Known, statement};

/// What a statement sees.
pub(super) struct Scope<'s> {
    pub(super) text: &'s str,
    pub(super) known: &'s Known,
    pub(super) parameters: &'s [Parameter],
    /// Queries of `with`, the innermost last.
    pub(super) tables: Vec<(String, Option<Vec<Column>>)>,
    pub(super) sources: Vec<Source>,
    /// `using` or `natural`: which columns `*` stands for is another matter then.
    pub(super) has_merged: bool,
    /// What is around a subquery.
    pub(super) outer: Option<&'s Scope<'s>>,
}

/// A table or a subquery behind `from`.
#[derive(Debug, Clone)]
pub(super) struct Source {
    pub(super) alias: String,
    /// In order; `None` where they are not certain.
    pub(super) columns: Option<Vec<(String, Option<ResultType>)>>,
}

impl<'s> Scope<'s> {
    /// A scope within this one.
    pub(super) fn inner(&'s self) -> Scope<'s> {
        Scope {
            text: self.text,
            known: self.known,
            parameters: self.parameters,
            tables: Vec::new(),
            sources: Vec::new(),
            has_merged: false,
            outer: Some(self),
        }
    }

    pub(super) fn written(&self, node: &Node) -> &'s str {
        self.text.get(node.span.clone()).unwrap_or_default()
    }

    /// The name that a node's last token is.
    pub(super) fn name(&self, node: &Node) -> String {
        let mut last = node;
        while let Some(child) = last.children.last() {
            last = child;
        }
        unquoted(self.written(last))
    }

    /// The column of a name alone.
    pub(super) fn column(&self, name: &str) -> Option<ResultType> {
        let mut found = self.sources.iter().filter_map(|source| {
            source.columns.as_ref()?.iter().find(|(column, _)| column == name).map(|(_, type_)| type_)
        });
        match (found.next(), found.next()) {
            (Some(type_), None) => type_.clone(),
            // Of two that `using` makes one, either may be null where one may.
            (Some(Some(one)), Some(Some(other))) if self.has_merged && one.type_ == other.type_ => {
                Some(ResultType { is_nullable: one.is_nullable || other.is_nullable, ..one.clone() })
            }
            (Some(_), Some(_)) => None,
            (None, _) if self.sources.iter().any(|source| source.columns.is_none()) => None,
            (None, _) => self.outer?.column(name),
        }
    }

    /// The column of a table's alias.
    pub(super) fn column_of(&self, alias: &str, name: &str) -> Option<ResultType> {
        match self.sources.iter().find(|source| source.alias == alias) {
            Some(source) => source.columns.as_ref()?.iter().find(|(column, _)| column == name)?.1.clone(),
            None => self.outer?.column_of(alias, name),
        }
    }

    /// The columns of a query of `with`.
    fn table_of_with(&self, name: &str) -> Option<&Option<Vec<Column>>> {
        let own = self.tables.iter().rev().find(|(known, _)| known == name).map(|(_, columns)| columns);
        own.or_else(|| self.outer?.table_of_with(name))
    }

    /// Adds what stands behind `from`.
    pub(super) fn add_from(&mut self, clause: &Node) {
        for item in clause.children.iter().filter(|child| is_from_item(child.kind)) {
            let sources = self.source_of(item);
            self.sources.extend(sources);
        }
    }

    /// Adds the table that a statement changes.
    pub(super) fn add_target(&mut self, statement: &Node) {
        let name = statement.children.iter().find_map(|child| match child.kind {
            SyntaxKind::RELATION_NAME_REF => Some(child),
            SyntaxKind::RELATION_NAME => child.child(SyntaxKind::RELATION_NAME_REF),
            _ => None,
        });
        let Some(name) = name else { return };
        let mut source = self.relation(name);
        let alias = [SyntaxKind::OPTIONAL_AS_ALIAS, SyntaxKind::FROM_ALIAS, SyntaxKind::AS_NAME]
            .into_iter()
            .find_map(|kind| statement.child(kind));
        if let Some(alias) = alias {
            source.alias = self.name(alias);
        }
        self.sources.push(source);
    }

    fn source_of(&mut self, item: &Node) -> Vec<Source> {
        match item.kind {
            SyntaxKind::JOIN_EXPR => self.join(item),
            SyntaxKind::RELATION_FROM_ITEM => {
                let Some(name) = item.child(SyntaxKind::RELATION_NAME_REF) else { return vec![unknown()] };
                let source = self.relation(name);
                vec![self.aliased(source, item)]
            }
            SyntaxKind::PAREN_FROM_ITEM => {
                if let Some(join) = item.children.iter().find(|child| is_from_item(child.kind)) {
                    let sources = self.source_of(join);
                    // An alias would hide those within.
                    return if item.child(SyntaxKind::FROM_ALIAS).is_some() {
                        vec![unknown()]
                    } else {
                        sources
                    };
                }
                let columns = item.child(SyntaxKind::PAREN_SELECT).and_then(|select| {
                    let columns = statement::query(select, &self.inner())?;
                    Some(named(columns))
                });
                vec![self.aliased(Source { alias: String::new(), columns }, item)]
            }
            SyntaxKind::FUNCTION_FROM_ITEM => {
                let source = self.function(item);
                vec![self.aliased(source, item)]
            }
            _ => vec![self.aliased(unknown(), item)],
        }
    }

    /// A function's rows, where it is one of the schema that answers a table.
    fn function(&self, item: &Node) -> Source {
        let call = item.child(SyntaxKind::CALL_EXPR);
        let name = call.and_then(|call| call.children.first());
        let Some(name) = name else { return unknown() };
        let parts: Vec<String> = self.written(name).split('.').map(|part| unquoted(part.trim())).collect();
        let function = match parts.as_slice() {
            [name] => self.known.function(None, name),
            [schema, name] => self.known.function(Some(schema), name),
            _ => None,
        };
        let columns = function.and_then(|function| match &function.results {
            Results::Columns(columns) => {
                Some(columns.iter().map(|it| (it.name.clone(), Some(it.type_.clone()))).collect())
            }
            _ => None,
        });
        Source { alias: parts.last().cloned().unwrap_or_default(), columns }
    }

    fn relation(&self, name: &Node) -> Source {
        let parts: Vec<String> = self.written(name).split('.').map(|part| unquoted(part.trim())).collect();
        let (schema, name) = match parts.as_slice() {
            [name] => (None, name.clone()),
            [schema, name] => (Some(schema.as_str()), name.clone()),
            _ => return unknown(),
        };
        if let (None, Some(columns)) = (schema, self.table_of_with(&name)) {
            let columns = columns.clone().map(named);
            return Source { alias: name, columns };
        }
        let columns = self.known.table(schema, &name).and_then(|table| table.columns.as_ref());
        let columns = columns
            .map(|columns| columns.iter().map(|(name, type_)| (name.clone(), Some(type_.clone()))).collect());
        Source { alias: name, columns }
    }

    /// `as name (a, b)`.
    fn aliased(&self, mut source: Source, item: &Node) -> Source {
        let Some(alias) = item.child(SyntaxKind::FROM_ALIAS) else { return source };
        if let Some(name) = alias.child(SyntaxKind::TABLE_ALIAS) {
            source.alias = self.name(name);
        }
        if let Some(list) = alias.child(SyntaxKind::COLUMN_LIST) {
            let names: Vec<&Node> =
                list.children.iter().filter(|child| child.kind == SyntaxKind::COLUMN_NAME).collect();
            if names.len() != list.children.iter().filter(|child| child.kind != SyntaxKind::COMMA).count() - 2
            {
                // A list of definitions, with types.
                source.columns = None;
            }
            for (column, name) in source.columns.iter_mut().flatten().zip(names) {
                column.0 = self.name(name);
            }
        }
        if alias.child(SyntaxKind::COLUMN_DEF_LIST).is_some() {
            source.columns = None;
        }
        source
    }

    fn join(&mut self, item: &Node) -> Vec<Source> {
        let Some(join) = item.child(SyntaxKind::JOIN) else { return vec![unknown()] };
        let left = item.children.iter().find(|child| is_from_item(child.kind));
        let right = join.children.iter().find(|child| is_from_item(child.kind));
        let mut left = left.map(|left| self.source_of(left)).unwrap_or_default();
        // What is lateral sees what stands before it.
        let before = self.sources.len();
        self.sources.extend(left.iter().cloned());
        let mut right = right.map(|right| self.source_of(right)).unwrap_or_default();
        self.sources.truncate(before);
        let is_natural = join.children.iter().any(|child| child.kind == SyntaxKind::NATURAL_KW);
        self.has_merged |= is_natural || join.child(SyntaxKind::JOIN_USING_CLAUSE).is_some();
        let has = |kind| join.child(kind).is_some();
        // How several natural joins belong together is not looked at.
        if has(SyntaxKind::JOIN_LEFT) || has(SyntaxKind::JOIN_FULL) || is_natural {
            right.iter_mut().for_each(Source::may_be_absent);
        }
        if has(SyntaxKind::JOIN_RIGHT) || has(SyntaxKind::JOIN_FULL) || is_natural {
            left.iter_mut().for_each(Source::may_be_absent);
        }
        left.extend(right);
        left
    }
}

impl Source {
    /// An outer join has no row of it, perhaps.
    fn may_be_absent(&mut self) {
        for (_, type_) in self.columns.iter_mut().flatten() {
            if let Some(type_) = type_ {
                type_.is_nullable = true;
            }
        }
    }
}

fn unknown() -> Source {
    Source { alias: String::new(), columns: None }
}

/// A subquery's columns as those of a table; one without a name can't be named.
fn named(columns: Vec<Column>) -> Vec<(String, Option<ResultType>)> {
    columns
        .into_iter()
        .map(|column| (column.name.unwrap_or_else(|| "?column?".to_owned()), column.type_))
        .collect()
}

fn is_from_item(kind: SyntaxKind) -> bool {
    matches!(
        kind,
        SyntaxKind::RELATION_FROM_ITEM
            | SyntaxKind::PAREN_FROM_ITEM
            | SyntaxKind::JOIN_EXPR
            | SyntaxKind::FUNCTION_FROM_ITEM
            | SyntaxKind::EXPR_FROM_ITEM
            | SyntaxKind::JSON_TABLE_FROM_ITEM
            | SyntaxKind::XML_TABLE_FROM_ITEM
            | SyntaxKind::GRAPH_TABLE_FROM_ITEM
            | SyntaxKind::ROWS_FROM_ITEM
    )
}

/// A name as PostgreSQL reads it.
pub(super) fn unquoted(written: &str) -> String {
    match written.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(quoted) => quoted.replace("\"\"", "\""),
        None => written.to_lowercase(),
    }
}
