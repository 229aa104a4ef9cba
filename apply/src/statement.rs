//! A migration's SQL, cut into statements.

use std::fmt;
use std::ops::Range;

use pg_orm_sql::{Token, TokenError, TokenKind, tokens};

/// One statement of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Statement {
    /// Its bytes in the file, from its first word up to its semicolon.
    pub(crate) span: Range<usize>,
    /// Its first words, in lower case; what [`Refusal::of`] looks at.
    words: Vec<String>,
}

/// Why a statement can't stand in a migration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// It begins or ends a transaction, where the migration is one.
    TransactionControl,
    /// PostgreSQL runs it outside of transactions only.
    OutsideTransactionOnly,
    /// It reads or writes the client's data stream.
    ClientCopy,
    /// A file whose last transaction is not ended.
    LeftOpen,
}

/// Words of a statement that are kept.
const KEPT_WORDS: usize = 12;

/// Cuts `text` at its semicolons, but for those in parentheses and in the bodies of SQL-standard functions
/// (`begin atomic .. end`).
pub(crate) fn statements(text: &str) -> Result<Vec<Statement>, TokenError> {
    let mut found = Vec::new();
    let mut current: Option<Statement> = None;
    let mut nesting = Nesting::default();
    for token in tokens(text)? {
        if matches!(token.kind, TokenKind::Space | TokenKind::Comment) {
            continue;
        }
        let piece = text.get(token.span.clone()).unwrap_or_default();
        if piece == ";" && nesting.is_outermost() {
            found.extend(current.take());
            nesting = Nesting::default();
            continue;
        }
        let statement =
            current.get_or_insert_with(|| Statement { span: token.span.clone(), words: Vec::new() });
        statement.span.end = token.span.end;
        nesting.follow(&token, piece, &statement.words);
        if token.kind == TokenKind::Word && statement.words.len() < KEPT_WORDS {
            statement.words.push(piece.to_lowercase());
        }
    }
    found.extend(current);
    Ok(found)
}

/// What is open at some place of a statement.
#[derive(Default)]
struct Nesting {
    brackets: usize,
    /// `begin atomic`, and `case` within it.
    blocks: usize,
    is_after_begin: bool,
}

impl Nesting {
    const fn is_outermost(&self) -> bool {
        self.brackets == 0 && self.blocks == 0
    }

    fn follow(&mut self, token: &Token, piece: &str, before: &[String]) {
        let was_begin = std::mem::take(&mut self.is_after_begin);
        match (token.kind, piece) {
            (TokenKind::Symbol, "(" | "[") => self.brackets += 1,
            (TokenKind::Symbol, ")" | "]") => self.brackets = self.brackets.saturating_sub(1),
            (TokenKind::Word, word) => {
                let is = |other: &str| word.eq_ignore_ascii_case(other);
                let in_routine = before.first().is_some_and(|first| first == "create")
                    && before.iter().any(|word| word == "function" || word == "procedure");
                if !in_routine {
                    return;
                }
                if is("begin") {
                    self.is_after_begin = true;
                } else if was_begin && is("atomic") || self.blocks > 0 && is("case") {
                    self.blocks += 1;
                } else if is("end") {
                    self.blocks = self.blocks.saturating_sub(1);
                }
            }
            _ => {}
        }
    }
}

impl Statement {
    /// What PostgreSQL's log calls it: its first words.
    pub(crate) fn title(&self) -> String {
        self.words.iter().take(3).cloned().collect::<Vec<_>>().join(" ")
    }

    fn starts_with(&self, words: &[&str]) -> bool {
        words.len() <= self.words.len() && self.words.iter().zip(words).all(|(a, b)| a == b)
    }

    fn has(&self, word: &str) -> bool {
        self.words.iter().any(|other| other == word)
    }

    /// Whether a transaction is open after it, where it changes that.
    fn opens(&self) -> Option<bool> {
        if self.starts_with(&["begin"]) || self.starts_with(&["start", "transaction"]) {
            return Some(true);
        }
        let chains = self.words.windows(2).any(|pair| matches!(pair, [a, b] if a == "and" && b == "chain"));
        let ends = self.starts_with(&["end"])
            || self.starts_with(&["abort"])
            || self.starts_with(&["commit"]) && !self.starts_with(&["commit", "prepared"])
            || self.starts_with(&["rollback"])
                && !self.has("to")
                && !self.starts_with(&["rollback", "prepared"])
            || self.starts_with(&["prepare", "transaction"]);
        ends.then_some(chains)
    }

    /// Whether PostgreSQL runs it outside of transactions only (manual, each command's page).
    fn is_outside_only(&self) -> bool {
        const ALWAYS: &[&[&str]] = &[
            &["vacuum"],
            &["create", "database"],
            &["drop", "database"],
            &["create", "tablespace"],
            &["drop", "tablespace"],
            &["alter", "system"],
            &["reindex", "database"],
            &["reindex", "system"],
            &["create", "subscription"],
            &["drop", "subscription"],
            &["commit", "prepared"],
            &["rollback", "prepared"],
            &["discard", "all"],
        ];
        // `refresh materialized view concurrently` may stand in a transaction; these may not.
        let is_concurrent = self.has("concurrently")
            && (self.has("index") || self.starts_with(&["reindex"]) || self.has("detach"))
            && !self.starts_with(&["refresh"]);
        is_concurrent || ALWAYS.iter().any(|words| self.starts_with(words))
    }

    fn is_client_copy(&self) -> bool {
        self.starts_with(&["copy"]) && (self.has("stdin") || self.has("stdout"))
    }
}

impl Refusal {
    /// The first statement that can't stand in a migration of this kind, by its place in the list.
    pub(crate) fn of(statements: &[Statement], is_transactional: bool) -> Option<(usize, Self)> {
        let mut open = None;
        for (i, statement) in statements.iter().enumerate() {
            if statement.is_client_copy() {
                return Some((i, Self::ClientCopy));
            }
            if is_transactional && statement.is_outside_only() {
                return Some((i, Self::OutsideTransactionOnly));
            }
            match statement.opens() {
                Some(_) if is_transactional => return Some((i, Self::TransactionControl)),
                Some(opens) => open = opens.then_some(i),
                None => {}
            }
        }
        open.map(|i| (i, Self::LeftOpen))
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TransactionControl => {
                "a migration is one transaction, which it can't begin or end itself; \
                 leave it out, or put `transaction = false` into migration.toml"
            }
            Self::OutsideTransactionOnly => {
                "PostgreSQL runs this outside of transactions only; \
                 move it into a migration of its own with `transaction = false` in its migration.toml"
            }
            Self::ClientCopy => "a migration has no data stream to copy from or to; use `insert`",
            Self::LeftOpen => "the transaction that begins here is never ended",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        statements(text).unwrap().into_iter().map(|statement| &text[statement.span]).collect()
    }

    fn refusal(text: &str, is_transactional: bool) -> Option<(usize, Refusal)> {
        Refusal::of(&statements(text).unwrap(), is_transactional)
    }

    #[test]
    fn semicolons_end_statements_where_postgresql_says_so() {
        assert_eq!(cut(" select 1 ; -- a;b\n ;; select ';' ;"), ["select 1", "select ';'"]);
        assert_eq!(cut("do $$ begin; end $$; select 2"), ["do $$ begin; end $$", "select 2"]);
        let rule = "create rule r as on insert to t do also (select 1; select 2)";
        assert_eq!(cut(&format!("{rule}; select 1")), [rule, "select 1"]);
        let function =
            "create function f() returns int begin atomic select case when true then 1 end; select 2; end";
        assert_eq!(cut(&format!("{function}; select 1")), [function, "select 1"]);
        assert_eq!(cut("begin; commit"), ["begin", "commit"]);
    }

    #[test]
    fn transactions_are_the_runner_s() {
        use Refusal::{LeftOpen, OutsideTransactionOnly, TransactionControl};
        for text in
            ["BEGIN", "start transaction", "commit", "end", "rollback", "abort", "prepare transaction 'a'"]
        {
            assert_eq!(refusal(text, true), Some((0, TransactionControl)), "{text}");
        }
        for text in
            ["savepoint a", "rollback to a", "rollback to savepoint a", "release a", "prepare a as select 1"]
        {
            assert_eq!(refusal(text, true), None, "{text}");
        }
        for text in [
            "create unique index /* x */ concurrently a on b (c)",
            "drop index concurrently a",
            "reindex table concurrently a",
            "vacuum full",
            "alter table a detach partition b concurrently",
            "alter system set a = 1",
        ] {
            assert_eq!(refusal(text, true), Some((0, OutsideTransactionOnly)), "{text}");
            assert_eq!(refusal(text, false), None, "{text}");
        }
        assert_eq!(refusal("refresh materialized view concurrently a", true), None);
        assert_eq!(refusal("select 1; begin; select 2", false), Some((1, LeftOpen)));
        assert_eq!(refusal("begin; select 2; commit", false), None);
        assert_eq!(refusal("copy a from stdin", false), Some((0, Refusal::ClientCopy)));
    }
}
