//! Names in expressions: columns, values, settings, parameters.

use pg_orm_ir::types::{BaseType, BuiltIn, DataType};
use squawk_parser::{SyntaxKind, is_reserved_keyword, is_type_func_name_keyword};

use super::rules::{Refusal, Site};
use super::scope::{Meaning, SYSTEM_COLUMNS, Scope};
use super::tree::Node;
use super::world::World;
use crate::diagnostics::{Diagnostic, sql as diagnostics, sql_names};
use crate::source::Span;
use crate::syntax::ast::{Sql, Word};

/// What PostgreSQL takes where an expression stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Anything.
    Free,
    /// What the fragment's site takes.
    Site,
    /// What chooses rows: no window function; no aggregate either, where it is the outermost query's.
    Where { is_outermost: bool },
}

/// Looks at one fragment.
pub(super) struct Resolver<'d, 'w> {
    pub(super) world: &'d World<'w>,
    pub(super) sql: &'d Sql,
    pub(super) site: Site,
    /// The schemas that a function's own search path names.
    pub(super) path: Option<Vec<String>>,
    /// How many parameters there are: `$1`, `$2`, ..
    pub(super) parameters: Option<usize>,
    /// A statement before this one may have made tables.
    pub(super) has_made_tables: bool,
    pub(super) place: Place,
    /// What stands beside the subqueries in `from` that are being looked at, which only a lateral one can name.
    pub(super) beside: Vec<String>,
    pub(super) is_mute: bool,
    pub(super) found: Vec<Diagnostic>,
}

/// Kinds of nodes that are queries, or answer rows as queries do.
pub(super) const fn is_query(kind: SyntaxKind) -> bool {
    matches!(
        kind,
        SyntaxKind::SELECT
            | SyntaxKind::COMPOUND_SELECT
            | SyntaxKind::PAREN_SELECT
            | SyntaxKind::VALUES
            | SyntaxKind::TABLE
            | SyntaxKind::INSERT
            | SyntaxKind::UPDATE
            | SyntaxKind::DELETE
            | SyntaxKind::MERGE
    )
}

impl<'d, 'w> Resolver<'d, 'w> {
    pub(super) fn new(world: &'d World<'w>, sql: &'d Sql, site: Site) -> Self {
        Self {
            world,
            sql,
            site,
            path: None,
            parameters: None,
            has_made_tables: false,
            place: Place::Site,
            beside: Vec::new(),
            is_mute: false,
            found: Vec::new(),
        }
    }

    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        if !self.is_mute {
            self.found.push(diagnostic);
        }
    }

    pub(super) fn span(&self, node: &Node) -> Span {
        self.sql.span_of(node.span.clone())
    }

    pub(super) fn written(&self, node: &Node) -> &'d str {
        self.sql.text.get(node.span.clone()).unwrap_or_default()
    }

    /// The name that a token means; `None` for `*` and the like.
    pub(super) fn identifier(&self, token: &Node) -> Option<String> {
        let written = self.written(token);
        let name = if let Some(quoted) = written.strip_prefix('"') {
            quoted.strip_suffix('"')?.replace("\"\"", "\"")
        } else if written.starts_with(|c: char| c == '_' || c.is_alphabetic()) && !written.contains('"') {
            // PostgreSQL folds the letters of ASCII alone.
            written.to_ascii_lowercase()
        } else {
            return None;
        };
        // And forgets what is beyond 63 bytes.
        let end = (0..=name.len().min(63)).rev().find(|at| name.is_char_boundary(*at))?;
        Some(name.get(..end)?.to_owned())
    }

    /// The names of a path: `schema.table`, `table.column`; `None` where one of them is none.
    pub(super) fn names(&self, node: &Node) -> Option<Vec<String>> {
        let tokens = node.tokens().into_iter().filter(|token| token.kind != SyntaxKind::DOT);
        tokens.map(|token| self.identifier(token)).collect()
    }

    /// Looks at an expression under rules of its own.
    pub(super) fn expression_at(&mut self, node: &Node, scope: &Scope<'_, 'w>, place: Place) {
        let before = std::mem::replace(&mut self.place, place);
        self.expression(node, scope);
        self.place = before;
    }

    pub(super) fn expression(&mut self, node: &Node, scope: &Scope<'_, 'w>) {
        match node.kind {
            kind if is_query(kind) => {
                if self.place == Place::Site && !self.site.takes_subquery() {
                    return self.refuse(&Refusal::Subquery, node);
                }
                let before = std::mem::replace(&mut self.place, Place::Free);
                self.query(node, Some(scope));
                self.place = before;
            }
            SyntaxKind::NAME_REF => self.name(node, scope),
            SyntaxKind::FIELD_EXPR => self.field(node, scope),
            SyntaxKind::CALL_EXPR => self.call(node, scope),
            SyntaxKind::CAST_EXPR => {
                self.cast(node, scope);
                self.children(node, scope);
            }
            SyntaxKind::LITERAL => self.literal(node),
            // `normalize(x, NFKC)`: a form, though a column may have such a name elsewhere.
            SyntaxKind::ARG if is_normal_form(node) => {}
            // Names of types, collations, arguments, operators, tables and fields of times are no columns.
            SyntaxKind::PATH_TYPE
            | SyntaxKind::COLLATION_REF
            | SyntaxKind::PARAM_NAME_REF
            | SyntaxKind::OPERATOR_CALL
            | SyntaxKind::LOCKING_CLAUSE
            | SyntaxKind::EXTRACT_FIELD_NAME => {}
            _ => self.children(node, scope),
        }
    }

    pub(super) fn children(&mut self, node: &Node, scope: &Scope<'_, 'w>) {
        for child in &node.children {
            self.expression(child, scope);
        }
    }

    pub(super) fn refuse(&mut self, refusal: &Refusal, node: &Node) {
        let place = if self.place == Place::Site { self.site.noun() } else { "a condition on rows" };
        let diagnostic = diagnostics::refused(self.span(node), refusal, place);
        self.report(diagnostic);
    }

    fn literal(&mut self, node: &Node) {
        let Some(token) = node.token().filter(|token| token.kind == SyntaxKind::POSITIONAL_PARAM) else {
            return;
        };
        let written = self.written(token);
        let number = written.strip_prefix('$').and_then(|number| number.parse::<usize>().ok());
        if let (Some(most), Some(number)) = (self.parameters, number)
            && (number > most || number == 0)
        {
            let diagnostic = sql_names::unknown_parameter(self.span(token), written, most);
            self.report(diagnostic);
        }
    }

    fn name(&mut self, node: &Node, scope: &Scope<'_, 'w>) {
        let Some(token) = node.token() else { return };
        // Neither can be a column without quotes: `current_user` is of the one sort, `current_schema` of the other.
        if is_reserved_keyword(token.kind) || is_type_func_name_keyword(token.kind) {
            let word = self.written(token).to_lowercase();
            if self.place == Place::Site && self.site.is_immutable() && super::rules::is_stable_word(&word) {
                self.refuse(&Refusal::NotImmutable(word), token);
            }
            return;
        }
        let Some(name) = self.identifier(token) else { return };
        match scope.meaning(&name) {
            Meaning::Column(_) | Meaning::Unknown => {}
            Meaning::Several(first, second) => {
                let word = Word { text: &name, span: self.span(token) };
                let diagnostic = sql_names::ambiguous_column(word, &first, &second);
                self.report(diagnostic);
            }
            Meaning::Nothing => self.unknown_column(&name, token, scope),
        }
    }

    /// Reports a column that nothing has.
    fn unknown_column(&mut self, name: &str, token: &Node, scope: &Scope<'_, 'w>) {
        let word = Word { text: name, span: self.span(token) };
        let is_quoted = self.written(token).starts_with('"');
        let is_of_site = scope.parent.is_none();
        let diagnostic = match self.site {
            Site::Default if is_of_site => diagnostics::column_in_default(word),
            Site::Check if is_of_site && scope.sources.is_empty() => diagnostics::unknown_value(word),
            Site::Trigger(rows) if is_of_site => {
                let known = scope.sources.iter().find(|source| source.rows.column(name).is_some());
                let of = known.and_then(|source| source.name.as_deref());
                sql_names::bare_column_in_trigger(word, of, rows)
            }
            _ => {
                let mut sources =
                    scope.chain().flat_map(|scope| &scope.sources).filter(|source| source.is_bare);
                let only = sources.next().filter(|_| sources.next().is_none());
                let mapped = scope.columns().find(|column| column.field == Some(name));
                let mapped = mapped.and_then(|column| column.name.as_deref());
                let columns = scope.column_names();
                match only.and_then(|source| source.table) {
                    Some(table) => {
                        diagnostics::unknown_column(word, is_quoted, table.model, mapped, &columns)
                    }
                    None => sql_names::unknown_column(word, is_quoted, mapped, &columns),
                }
            }
        };
        self.report(diagnostic);
    }

    /// `table.column`, `schema.table.column`, `(composite).field`.
    fn field(&mut self, node: &Node, scope: &Scope<'_, 'w>) {
        let is_path = |node: &Node| {
            node.tokens().iter().all(|token| {
                token.kind == SyntaxKind::DOT
                    || token.kind == SyntaxKind::STAR
                    || !matches!(token.kind, SyntaxKind::L_PAREN | SyntaxKind::L_BRACK)
            })
        };
        let Some(base) = node.children.first() else { return };
        if !is_path(node) || !matches!(base.kind, SyntaxKind::NAME_REF | SyntaxKind::FIELD_EXPR) {
            return self.expression(base, scope);
        }
        let tokens: Vec<&Node> =
            node.tokens().into_iter().filter(|token| token.kind != SyntaxKind::DOT).collect();
        let (of, column) = match tokens.as_slice() {
            [table, column] => (*table, *column),
            [schema, table, column] => {
                let names = self.identifier(schema).zip(self.identifier(table));
                let Some((schema, name)) = names else { return };
                // What is called otherwise, or is not read here, is left to PostgreSQL.
                let is_it = scope
                    .source(&name)
                    .and_then(|source| source.table)
                    .is_some_and(|table| table.schema == schema && table.name == name);
                if !is_it {
                    return;
                }
                (*table, *column)
            }
            _ => return,
        };
        let Some(name) = self.identifier(of) else { return };
        if name == "session" && self.is_setting(column) {
            return;
        }
        match scope.source(&name) {
            Some(source) => {
                let Some(column_name) = self.identifier(column) else { return };
                let is_known = source.rows.column(&column_name).is_some()
                    || source.rows.has_any_name()
                    || source.table.is_some() && SYSTEM_COLUMNS.contains(&&*column_name)
                    // `users.full_name`, which calls the function of a row.
                    || !self.world.routines(&column_name).is_empty()
                    || self.world.is_raw(&column_name);
                if is_known {
                    return;
                }
                let word = Word { text: &column_name, span: self.span(column) };
                let mapped = source.rows.columns.iter().find(|it| it.field == Some(&column_name));
                let mapped = mapped.and_then(|it| it.name.as_deref());
                let columns: Vec<&str> =
                    source.rows.columns.iter().filter_map(|it| it.name.as_deref()).collect();
                let is_quoted = self.written(column).starts_with('"');
                let diagnostic = match source.table {
                    Some(table) => {
                        diagnostics::unknown_column(word, is_quoted, table.model, mapped, &columns)
                    }
                    None => sql_names::unknown_column_of(word, &name, &columns),
                };
                self.report(diagnostic);
            }
            None => self.unknown_source(&name, of, scope),
        }
    }

    /// Whether this is the name of a session's setting.
    fn is_setting(&self, token: &Node) -> bool {
        self.identifier(token)
            .is_some_and(|name| self.world.settings.values().any(|settings| settings.contains(&name)))
    }

    fn unknown_source(&mut self, name: &str, token: &Node, scope: &Scope<'_, 'w>) {
        // A setting of a session, which is looked at where settings are; a value of a composite type.
        let is_value = scope.chain().any(|scope| scope.values.iter().any(|value| value.is(name)));
        let is_function = scope.chain().any(|scope| scope.function == Some(name));
        if name == "session" || is_value || is_function || scope.has_unnamed_source() {
            return;
        }
        let word = Word { text: name, span: self.span(token) };
        let diagnostic = if let Site::Trigger(rows) = self.site
            && matches!(name, "old" | "new")
        {
            sql_names::row_of_no_trigger(word, rows)
        } else if self.beside.iter().any(|beside| beside == name) {
            sql_names::beside_subquery(word)
        } else if self.site.is_expression()
            && scope.parent.is_none()
            && !self.world.relations(name).is_empty()
        {
            let own = scope.sources.first().and_then(|source| source.table).map(|table| table.model);
            sql_names::other_table(word, self.site.noun(), own, self.site.takes_subquery())
        } else {
            let names: Vec<&str> = scope.source_names().filter(|name| !name.is_empty()).collect();
            let renamed = scope.chain().flat_map(|scope| &scope.sources).find_map(|source| {
                let is_it = source.table.is_some_and(|table| table.name == name);
                source.name.as_deref().filter(|_| is_it)
            });
            let is_column = matches!(scope.meaning(name), Meaning::Column(_));
            sql_names::unknown_source(word, renamed, is_column, &names)
        };
        self.report(diagnostic);
    }

    /// A cast whose answer depends on settings, where it must not.
    fn cast(&mut self, node: &Node, scope: &Scope<'_, 'w>) {
        if self.place != Place::Site || !self.site.is_immutable() {
            return;
        }
        let (Some(from), Some(to)) = (
            node.children.first().and_then(|value| self.type_of(value, scope)),
            node.children.iter().find_map(|child| self.type_named(child)),
        ) else {
            return;
        };
        if is_cast_stable(&from, &to) {
            self.refuse(&Refusal::StableCast(from.to_string(), to.to_string()), node);
        }
    }
}

/// Whether the answer of a cast depends on the time zone or on how dates are written (manual, section 8.5).
fn is_cast_stable(from: &DataType, to: &DataType) -> bool {
    let built_in = |type_: &DataType| match (&type_.base, type_.is_array) {
        (BaseType::BuiltIn(type_), false) => Some(*type_),
        _ => None,
    };
    let (Some(from), Some(to)) = (built_in(from), built_in(to)) else { return false };
    let is_text = |type_| matches!(type_, BuiltIn::Text | BuiltIn::VarChar | BuiltIn::Char);
    let is_local = |type_| matches!(type_, BuiltIn::Date | BuiltIn::Timestamp);
    match (from, to) {
        (BuiltIn::TimestampTz, BuiltIn::Date | BuiltIn::Timestamp | BuiltIn::Time | BuiltIn::TimeTz) => true,
        (from, BuiltIn::TimestampTz) if is_local(from) || is_text(from) => true,
        (BuiltIn::TimestampTz, to) if is_text(to) => true,
        (from, to) if is_local(from) && is_text(to) => true,
        (from, to) => is_text(from) && is_local(to),
    }
}

/// Whether an argument is the name of a Unicode normal form alone.
fn is_normal_form(argument: &Node) -> bool {
    let is_form = |token: &Node| {
        matches!(
            token.kind,
            SyntaxKind::NFC_KW | SyntaxKind::NFD_KW | SyntaxKind::NFKC_KW | SyntaxKind::NFKD_KW
        )
    };
    matches!(argument.children.as_slice(), [name] if name.token().is_some_and(is_form))
}
