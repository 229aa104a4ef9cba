//! An expression of SQL as a tree, by a parser of PostgreSQL's grammar.

use std::ops::Range;

use pg_orm_sql::{TokenKind, tokens};
use squawk_parser::{EntryPoint, LexedStr, StrStep, SyntaxKind};

/// What makes a query of an expression.
const PREFIX: &str = "select ";

/// Brackets within brackets, and operators before operands, that are followed: the parser recurses with each.
const MAX_DEPTH: usize = 60;

/// The tokens of an expression that is looked at.
const MAX_TOKENS: usize = 2_000;

/// The tokens of statements that are looked at.
const MAX_STATEMENT_TOKENS: usize = 20_000;

/// How deep a tree may be: what looks at it recurses.
const MAX_TREE: usize = 300;

/// A node, or a token, which has no children.
#[derive(Debug)]
pub(in super::super) struct Node {
    pub(in super::super) kind: SyntaxKind,
    /// In the fragment's text.
    pub(in super::super) span: Range<usize>,
    pub(in super::super) children: Vec<Node>,
}

/// What is not PostgreSQL's grammar, and where.
#[derive(Debug, PartialEq, Eq)]
pub(in super::super) struct SyntaxError {
    pub(in super::super) at: usize,
    pub(in super::super) message: String,
}

impl Node {
    pub(in super::super) fn child(&self, kind: SyntaxKind) -> Option<&Self> {
        self.children.iter().find(|child| child.kind == kind)
    }

    /// Its children of a kind.
    pub(super) fn all(&self, kind: SyntaxKind) -> impl Iterator<Item = &Self> {
        self.children.iter().filter(move |child| child.kind == kind)
    }

    /// Its tokens, in order.
    pub(super) fn tokens(&self) -> Vec<&Self> {
        let mut tokens = Vec::new();
        self.collect_tokens(&mut tokens);
        tokens
    }

    fn collect_tokens<'n>(&'n self, tokens: &mut Vec<&'n Self>) {
        for child in &self.children {
            if child.children.is_empty() { tokens.push(child) } else { child.collect_tokens(tokens) }
        }
    }

    /// Its first token.
    pub(in super::super) fn token(&self) -> Option<&Self> {
        match self.children.first() {
            Some(child) if child.children.is_empty() => Some(child),
            Some(child) => child.token(),
            None => None,
        }
    }
}

/// The tree of one expression; `None` where it is too large to be looked at.
pub(super) fn expression(text: &str) -> Option<Result<Node, SyntaxError>> {
    if !is_bounded(text, MAX_TOKENS) {
        return None;
    }
    match parse(PREFIX, text, 0)? {
        Ok(root) => only_expression(root, text.len()),
        Err(error) => Some(Err(error)),
    }
}

/// The trees of statements; `None` where they are too large to be looked at, or the parser may not know them.
pub(in super::super) fn statements(text: &str) -> Option<Result<Vec<Node>, SyntaxError>> {
    let (start, end, prefix) = bare(text)?;
    let inner = text.get(start..end)?;
    if !is_bounded(inner, MAX_STATEMENT_TOKENS) {
        return None;
    }
    let root = match parse(prefix, inner, start)? {
        Ok(root) => root,
        Err(error) => return Some(Err(error)),
    };
    let is_statement = |node: &Node| !matches!(node.kind, SyntaxKind::SEMICOLON | SyntaxKind::EMPTY_STMT);
    Some(Ok(root.children.into_iter().filter(is_statement).collect()))
}

/// Where the statements of a body stand, without what the standard writes around them, and what makes statements of them.
fn bare(text: &str) -> Option<(usize, usize, &'static str)> {
    let tokens = tokens(text).ok()?;
    let mut words = tokens
        .iter()
        .filter(|token| !matches!(token.kind, TokenKind::Space | TokenKind::Comment))
        .map(|token| (text.get(token.span.clone()).unwrap_or_default(), token.span.clone()));
    let is = |word: Option<&(&str, Range<usize>)>, expected: &str| {
        word.is_some_and(|(word, _)| word.eq_ignore_ascii_case(expected))
    };
    let (first, second) = (words.next(), words.next());
    if is(first.as_ref(), "return") {
        return Some((first?.1.end, text.len(), PREFIX));
    }
    if is(first.as_ref(), "begin") && is(second.as_ref(), "atomic") {
        let last = words.rfind(|(word, _)| *word != ";");
        let end = is(last.as_ref(), "end").then_some(last)??;
        return Some((second?.1.end, end.1.start, ""));
    }
    Some((0, text.len(), ""))
}

/// The tree of `text` behind `prefix`; `text` begins at `offset` of the fragment. `None` where it is too deep.
fn parse(prefix: &str, text: &str, offset: usize) -> Option<Result<Node, SyntaxError>> {
    let whole = format!("{prefix}{text}");
    let lexed = LexedStr::new(&whole);
    let output = EntryPoint::SourceFile.parse(&lexed.to_input());
    let mut open: Vec<Node> = Vec::new();
    let mut root = None;
    let mut error = None;
    let mut is_too_deep = false;
    let mut at = 0;
    let place = |at: usize| offset + at.saturating_sub(prefix.len());
    lexed.intersperse_trivia(&output, &mut |step| match step {
        StrStep::Token { kind, text } => {
            let span = place(at)..place(at + text.len());
            at += text.len();
            if let (false, Some(parent)) = (kind.is_trivia(), open.last_mut()) {
                parent.children.push(Node { kind, span, children: Vec::new() });
            }
        }
        StrStep::Enter { kind } => {
            open.push(Node { kind, span: place(at)..place(at), children: Vec::new() });
        }
        StrStep::Exit => {
            // What is too deep is not hung into the tree: it would be walked, and let go of, by recursion.
            is_too_deep |= open.len() > MAX_TREE;
            if let Some(mut node) = open.pop().filter(|_| open.len() <= MAX_TREE) {
                if let Some((first, last)) = node.children.first().zip(node.children.last()) {
                    node.span = first.span.start..last.span.end;
                }
                match open.last_mut() {
                    Some(parent) => parent.children.push(node),
                    None => root = Some(node),
                }
            }
        }
        StrStep::Error { msg, pos } => {
            error.get_or_insert(SyntaxError { at: place(pos), message: msg.to_owned() });
        }
    });
    match error {
        _ if is_too_deep => None,
        Some(error) => Some(Err(error)),
        None => root.map(Ok),
    }
}

/// What stands behind `select`: one expression and nothing else.
fn only_expression(root: Node, end: usize) -> Option<Result<Node, SyntaxError>> {
    let behind = |node: &Node| {
        // The parser takes an operator with nothing behind it for a name of the result.
        let is_operator = node.token().is_some_and(|token| {
            matches!(token.kind, SyntaxKind::AND_KW | SyntaxKind::OR_KW | SyntaxKind::NOT_KW)
        });
        let message =
            if is_operator { "something is missing behind it" } else { "a fragment is one expression" };
        Some(Err(SyntaxError { at: node.span.start, message: message.to_owned() }))
    };
    let mut statements = root.children.into_iter();
    let select = statements.next()?;
    if let Some(more) = statements.next() {
        return behind(&more);
    }
    let mut clauses = select.children.into_iter();
    let clause = clauses.next().filter(|_| select.kind == SyntaxKind::SELECT)?;
    if let Some(more) = clauses.next() {
        return behind(&more);
    }
    let list = clause.children.into_iter().find(|child| child.kind == SyntaxKind::TARGET_LIST)?;
    let mut targets = list.children.into_iter();
    let target = targets.next()?;
    if let Some(more) = targets.next() {
        return behind(&more);
    }
    let mut parts = target.children.into_iter();
    let expression = parts.next()?;
    if let Some(more) = parts.next() {
        return behind(&more);
    }
    (expression.span.end <= end).then_some(Ok(expression))
}

/// Whether the parser, which recurses, can be given this text.
fn is_bounded(text: &str, most: usize) -> bool {
    let Ok(tokens) = tokens(text) else { return false };
    let (mut depth, mut deepest, mut run, mut longest, mut count) =
        (0_usize, 0_usize, 0_usize, 0_usize, 0_usize);
    for token in &tokens {
        if matches!(token.kind, TokenKind::Space | TokenKind::Comment) {
            continue;
        }
        count += 1;
        let written = text.get(token.span.clone()).unwrap_or_default();
        match written {
            "(" | "[" => depth += 1,
            ")" | "]" => depth = depth.saturating_sub(1),
            word if word.eq_ignore_ascii_case("case") => depth += 1,
            word if word.eq_ignore_ascii_case("end") => depth = depth.saturating_sub(1),
            _ => {}
        }
        let is_prefix = token.kind == TokenKind::Symbol || written.eq_ignore_ascii_case("not");
        run = if is_prefix { run + 1 } else { 0 };
        longest = longest.max(run);
        deepest = deepest.max(depth);
    }
    count <= most && deepest <= MAX_DEPTH && longest <= MAX_DEPTH
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> Option<usize> {
        expression(text).and_then(Result::err).map(|error| error.at)
    }

    #[test]
    fn one_expression() {
        for text in [
            "a > 1",
            "a is distinct from b",
            "exists (select from app.t)",
            "a::text like 'x%'",
            "(a, b) in (select 1, 2)",
        ] {
            assert_eq!(error(text), None, "{text}");
            assert!(expression(text).is_some_and(|tree| tree.is_ok()), "{text}");
        }
        assert_eq!(error("case when a then 1"), Some(18));
        assert_eq!(error("a between 1"), Some(11));
        assert_eq!(error("a > 1 from x"), Some(6));
        assert_eq!(error("a, b"), Some(1));
        assert_eq!(error("a b"), Some(2));
    }

    #[test]
    fn what_would_recurse_without_end_is_not_looked_at() {
        for text in
            ["(".repeat(5000) + "1" + &")".repeat(5000), "not ".repeat(5000) + "a", "- ".repeat(5000) + "1"]
        {
            assert!(expression(&text).is_none());
        }
    }
}
