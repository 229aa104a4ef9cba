//! What an expression names and holds, as far as it is certain.

use std::ops::Range;

use squawk_parser::{SyntaxKind, is_reserved_keyword, is_type_func_name_keyword};

use super::rules::{Site, is_aggregate, is_never_immutable};
use super::tree::Node;

/// Something of an expression that a pass looks at.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// A column of the row that the fragment is about, by its name in the database.
    Column(String, Range<usize>),
    /// A column of a table that is named: `users.id`.
    ColumnOf(String, String, Range<usize>),
    /// A table in a subquery, with its schema where one is written.
    Table(Option<String>, String, Range<usize>),
    /// What the place does not take.
    Refused(Refusal, Range<usize>),
}

/// What a place does not take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// A subquery.
    Subquery,
    /// An aggregate.
    Aggregate(String),
    /// A window function.
    Window,
    /// A function whose answer differs from one moment to the next.
    NotImmutable(String),
}

/// Looks at an expression of this place.
pub(super) fn walk(text: &str, tree: &Node, site: Site) -> Vec<Found> {
    let mut walk = Walk { text, site, found: Vec::new() };
    walk.node(tree, false);
    walk.found
}

struct Walk<'t> {
    text: &'t str,
    site: Site,
    found: Vec<Found>,
}

impl Walk<'_> {
    fn refuse(&mut self, refusal: Refusal, span: Range<usize>) {
        self.found.push(Found::Refused(refusal, span));
    }

    fn node(&mut self, node: &Node, is_in_query: bool) {
        match node.kind {
            SyntaxKind::SELECT if !self.site.takes_subquery() => {
                self.refuse(Refusal::Subquery, node.span.clone());
            }
            SyntaxKind::SELECT => self.children(node, true),
            SyntaxKind::RELATION_NAME_REF => self.table(node),
            SyntaxKind::NAME_REF => self.name(node, is_in_query),
            SyntaxKind::FIELD_EXPR => self.field(node, is_in_query),
            SyntaxKind::CALL_EXPR => self.call(node, is_in_query),
            // `normalize(x, NFKC)`: a form, though a column may have such a name elsewhere.
            SyntaxKind::ARG if is_normal_form(node) => {}
            // Names of types, collations, arguments and fields of times are none of the schema's columns.
            SyntaxKind::PATH_TYPE
            | SyntaxKind::COLLATION_REF
            | SyntaxKind::PARAM_NAME_REF
            | SyntaxKind::EXTRACT_FIELD_NAME => {}
            _ => self.children(node, is_in_query),
        }
    }

    fn children(&mut self, node: &Node, is_in_query: bool) {
        for child in &node.children {
            self.node(child, is_in_query);
        }
    }

    fn name(&mut self, node: &Node, is_in_query: bool) {
        let Some(token) = node.token() else { return };
        // Neither can be a column without quotes: `current_user` is of the one sort, `current_schema` of the other.
        if is_reserved_keyword(token.kind) || is_type_func_name_keyword(token.kind) {
            let word = self.written(token).to_lowercase();
            if self.site.is_immutable() && is_never_immutable(&word, 0) {
                self.refuse(Refusal::NotImmutable(word), token.span.clone());
            }
            return;
        }
        // What a subquery reads may be its own tables', or the row's.
        if let (false, Some(name)) = (is_in_query, self.identifier(token)) {
            self.found.push(Found::Column(name, token.span.clone()));
        }
    }

    fn field(&mut self, node: &Node, is_in_query: bool) {
        let names: Vec<&Node> =
            node.children.iter().filter(|child| child.kind == SyntaxKind::NAME_REF).collect();
        match (node.children.first(), names.as_slice()) {
            (Some(base), [table, column]) if std::ptr::eq(base, *table) => {
                let names = table.token().zip(column.token());
                if let (false, Some((table, column))) = (is_in_query, names)
                    && let (Some(of), Some(name)) = (self.identifier(table), self.identifier(column))
                {
                    self.found.push(Found::ColumnOf(of, name, column.span.clone()));
                }
            }
            (Some(base), _) if base.kind != SyntaxKind::NAME_REF => self.node(base, is_in_query),
            _ => {}
        }
    }

    fn call(&mut self, node: &Node, is_in_query: bool) {
        let function = node.children.first();
        let name = function.filter(|it| it.kind == SyntaxKind::NAME_REF).and_then(Node::token);
        let arguments = node.child(SyntaxKind::ARG_LIST);
        if let Some(token) = name
            && let Some(name) = self.identifier(token)
            && !is_in_query
        {
            let count = arguments
                .map_or(0, |list| list.children.iter().filter(|child| child.kind == SyntaxKind::ARG).count());
            let is_window = node.child(SyntaxKind::OVER_CLAUSE).is_some();
            if is_window {
                self.refuse(Refusal::Window, token.span.clone());
            } else if is_aggregate(&name) {
                self.refuse(Refusal::Aggregate(name), token.span.clone());
            } else if self.site.is_immutable() && is_never_immutable(&name, count) {
                self.refuse(Refusal::NotImmutable(name), token.span.clone());
            }
        }
        for (at, child) in node.children.iter().enumerate() {
            let is_name = at == 0 && matches!(child.kind, SyntaxKind::NAME_REF | SyntaxKind::FIELD_EXPR);
            if !is_name {
                self.node(child, is_in_query);
            }
        }
    }

    fn table(&mut self, node: &Node) {
        let mut tokens = Vec::new();
        collect_tokens(node, &mut tokens);
        let names: Vec<Option<String>> = tokens
            .iter()
            .filter(|token| token.kind != SyntaxKind::DOT)
            .map(|token| self.identifier(token))
            .collect();
        let found = match names.as_slice() {
            [Some(name)] => Found::Table(None, name.clone(), node.span.clone()),
            [Some(schema), Some(name)] => Found::Table(Some(schema.clone()), name.clone(), node.span.clone()),
            _ => return,
        };
        self.found.push(found);
    }

    fn written(&self, token: &Node) -> &str {
        self.text.get(token.span.clone()).unwrap_or_default()
    }

    /// The name that a token means; `None` for `*` and the like.
    fn identifier(&self, token: &Node) -> Option<String> {
        let written = self.written(token);
        if let Some(quoted) = written.strip_prefix('"') {
            return Some(quoted.strip_suffix('"')?.replace("\"\"", "\""));
        }
        // PostgreSQL folds the letters of ASCII alone.
        written.starts_with(|c: char| c == '_' || c.is_alphabetic()).then(|| written.to_ascii_lowercase())
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

fn collect_tokens<'n>(node: &'n Node, tokens: &mut Vec<&'n Node>) {
    for child in &node.children {
        if child.children.is_empty() { tokens.push(child) } else { collect_tokens(child, tokens) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tree;
    use super::*;

    fn of(text: &str, site: Site) -> Vec<Found> {
        walk(text, &tree::expression(text).unwrap().unwrap(), site)
    }

    fn columns(text: &str) -> Vec<String> {
        let column = |found: &Found| match found {
            Found::Column(name, _) => Some(name.clone()),
            Found::ColumnOf(table, name, _) => Some(format!("{table}.{name}")),
            _ => None,
        };
        of(text, Site::Policy).iter().filter_map(column).collect()
    }

    #[test]
    fn columns_are_told_from_everything_else() {
        assert_eq!(columns("lower(a) || B::text = 'c' collate \"C\""), ["a", "b"]);
        assert_eq!(columns("extract(year from \"At\") > 1 and current_user = app.me()"), ["At"]);
        assert_eq!(columns("t.a > 1 and f(x => y) and (c).d = 1"), ["t.a", "y", "c"]);
        assert_eq!(columns("a in (select id from app.t where b = 1)"), ["a"]);
        assert_eq!(
            columns("a = current_schema and normalize(b, NFKC) = c and nfc > 1"),
            ["a", "b", "c", "nfc"]
        );
        assert_eq!(columns("interval '1 day' > b and c = any (array[d])"), ["b", "c", "d"]);
    }

    #[test]
    fn what_a_place_refuses() {
        let refused = |text: &str, place| {
            let found = of(text, place);
            found.into_iter().find_map(|it| if let Found::Refused(it, _) = it { Some(it) } else { None })
        };
        assert_eq!(refused("a in (select 1)", Site::Check), Some(Refusal::Subquery));
        assert_eq!(refused("a in (select max(b) from c)", Site::Policy), None);
        assert_eq!(refused("max(a) > 1", Site::Policy), Some(Refusal::Aggregate("max".into())));
        assert_eq!(refused("sum(a) over () > 1", Site::Check), Some(Refusal::Window));
        assert_eq!(refused("at > now()", Site::Index), Some(Refusal::NotImmutable("now".into())));
        assert_eq!(
            refused("at > current_date", Site::Index),
            Some(Refusal::NotImmutable("current_date".into()))
        );
        assert_eq!(refused("at > now()", Site::Check), None);
    }
}
