//! Which tables are under row-level security, and whether SQL names one of them.

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{RowSecurity, ViewKind};
use pg_orm_ir::model::{SqlPart, SqlText};
use pg_orm_sql::{Token, TokenKind};

use super::super::models::ModelDraft;
use super::super::views::ViewDraft;

/// What a statement names that takes a session: tables under row-level security, views that read them as whoever asks, and views
/// that read a setting.
#[derive(Debug, Default)]
pub(in super::super) struct Secured(Vec<QualifiedName>);

impl Secured {
    pub(in super::super) fn of(models: &[ModelDraft<'_>], views: &[ViewDraft<'_>]) -> Self {
        let of = |is: fn(&RowSecurity) -> bool| {
            let tables = models.iter().filter(|model| model.ir.row_security.as_ref().is_some_and(is));
            Self(tables.map(|model| model.ir.table.clone()).collect())
        };
        let forced = of(|security| security.is_forced);
        let mut secured = of(|_| true);
        // A view may stand on another one, whichever is declared first.
        loop {
            let found: Vec<QualifiedName> = views
                .iter()
                .filter(|view| view.kind == ViewKind::Plain && !secured.0.contains(&view.model.ir.table))
                .filter(|view| {
                    // Read as its owner, whom only forced security binds.
                    let binding = if view.is_security_invoker() { &secured } else { &forced };
                    view.query().is_some_and(|it| has_setting(it) || binding.is_named_in(&written(it)))
                })
                .map(|view| view.model.ir.table.clone())
                .collect();
            if found.is_empty() {
                return secured;
            }
            secured.0.extend(found);
        }
    }

    /// Whether these rows are under row-level security.
    pub(in super::super) fn contains(&self, table: &QualifiedName) -> bool {
        self.0.contains(table)
    }

    /// Whether SQL names one of them where a table is named: behind `from`, `join`, `into` and their like.
    pub(in super::super) fn is_named_in(&self, sql: &str) -> bool {
        if self.0.is_empty() {
            return false;
        }
        let Ok(mut tokens) = pg_orm_sql::tokens(sql) else { return false };
        tokens.retain(|token| !matches!(token.kind, TokenKind::Space | TokenKind::Comment));
        let at =
            |index: usize| tokens.get(index).and_then(|token| Some((token, sql.get(token.span.clone())?)));
        (0..tokens.len()).any(|index| {
            let Some((first, written)) = at(index) else { return false };
            let Some(name) = identifier(first, written) else { return false };
            let before = index.checked_sub(1).and_then(at).map(|(_, word)| word.to_lowercase());
            let before = before.as_deref().unwrap_or_default();
            let behind = (at(index + 1), at(index + 2));
            let qualified = match behind {
                (Some((_, ".")), Some((token, written))) => identifier(token, written),
                _ => None,
            };
            match qualified {
                Some(table) => {
                    is_of_table(before)
                        && self.0.iter().any(|secured| secured.schema == name && secured.name == table)
                }
                // A list of tables is not told from a list of columns: those of the first kind have their schema mostly.
                None => {
                    is_of_table(before) && before != "," && self.0.iter().any(|secured| secured.name == name)
                }
            }
        })
    }
}

fn has_setting(query: &SqlText) -> bool {
    query.parts.iter().any(|part| matches!(part, SqlPart::Setting { .. }))
}

fn written(query: &SqlText) -> String {
    let texts = query.parts.iter().filter_map(|part| match part {
        SqlPart::Text(text) => Some(text.as_str()),
        SqlPart::Setting { .. } => None,
    });
    texts.collect::<Vec<_>>().join(" ")
}

/// Whether the name of a table may follow this word.
fn is_of_table(before: &str) -> bool {
    matches!(before, "from" | "join" | "into" | "update" | "using" | "only" | "table" | "," | "(")
}

/// A name as PostgreSQL reads it.
fn identifier(token: &Token, written: &str) -> Option<String> {
    match token.kind {
        TokenKind::Word => Some(written.to_lowercase()),
        TokenKind::QuotedIdentifier => {
            Some(written.strip_prefix('"')?.strip_suffix('"')?.replace("\"\"", "\""))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_told_from_other_names() {
        let secured = Secured(vec![QualifiedName::new("app", "users"), QualifiedName::new("app", "Odd \"T")]);
        for sql in [
            "select 1 from app.users u",
            "select 1 from Users",
            "with a as (select 1) delete from only app . users",
            "select 1 from t, app.users",
            "update app.\"Odd \"\"T\" set a = 1",
            "merge into app.users using t on true",
        ] {
            assert!(secured.is_named_in(sql), "{sql}");
        }
        for sql in [
            "select users, u.users from t",
            "select 'from app.users' from other.users",
            "-- from app.users\nselect app.users(1)",
            "select 1 from t as users",
        ] {
            assert!(!secured.is_named_in(sql), "{sql}");
        }
    }
}
