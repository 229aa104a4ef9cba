//! Which views are to be read through a session: those whose rows depend on who asks.

use std::collections::BTreeSet;

use pg_orm_sql::{TokenKind, tokens};

use crate::QualifiedName;
use crate::catalog::ViewKind;
use crate::model::{Model, Schema, SqlPart, SqlText, View};

impl Schema {
    /// Whether reading a view needs a session, as a model under row-level security does: it reads a setting of one, or it reads rows
    /// under row-level security as whoever asks (`@@security_invoker`, or policies that bind the owner too), itself or by way of
    /// another view. A materialized view has rows of its own, which are the same for everybody.
    ///
    /// What a view reads is told by the names in its query: one that is a table's counts, wherever it stands.
    #[must_use]
    pub fn needs_session(&self, view: &View) -> bool {
        self.reads_as_asker(view, view.is_security_invoker, &mut BTreeSet::new())
    }

    /// `is_invoker`: whether its tables are read as whoever asks.
    fn reads_as_asker<'s>(
        &'s self,
        view: &'s View,
        is_invoker: bool,
        seen: &mut BTreeSet<(&'s QualifiedName, bool)>,
    ) -> bool {
        if view.kind == ViewKind::Materialized || !seen.insert((&view.model.table, is_invoker)) {
            return false;
        }
        if view.query.parts.iter().any(|part| matches!(part, SqlPart::Setting { .. })) {
            return true;
        }
        let names = names(&view.query);
        let is_named = |model: &&Model| names.contains(&model.table.name);
        let is_secured = self.models.iter().filter(is_named).any(|model| {
            model.row_security.as_ref().is_some_and(|security| is_invoker || security.is_forced)
        });
        is_secured
            || self
                .views
                .iter()
                .filter(|other| is_named(&&other.model))
                // Beneath a view that reads as its owner, another one does too, whatever it says of itself.
                .any(|other| self.reads_as_asker(other, is_invoker && other.is_security_invoker, seen))
    }
}

/// Every name that stands in a query, as the catalogs hold it.
fn names(query: &SqlText) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for part in &query.parts {
        let SqlPart::Text(text) = part else { continue };
        for token in tokens(text).unwrap_or_default() {
            let word = text.get(token.span).unwrap_or_default();
            match token.kind {
                TokenKind::Word => names.insert(word.to_lowercase()),
                TokenKind::QuotedIdentifier => names.insert(word.trim_matches('"').replace("\"\"", "\"")),
                _ => false,
            };
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use crate::catalog::RowSecurity;

    use super::*;

    fn view(name: &str, query: &str, is_security_invoker: bool) -> View {
        let table = QualifiedName::new("app", name);
        View {
            model: Model { name: name.to_owned(), table, ..Model::default() },
            query: SqlText::text(query),
            is_security_invoker,
            ..View::default()
        }
    }

    fn needs(views: Vec<View>, is_forced: bool) -> Vec<bool> {
        let row_security = Some(RowSecurity { is_forced });
        let table = QualifiedName::new("app", "Users");
        let schema = Schema {
            models: vec![Model { table, row_security, ..Model::default() }],
            views,
            ..Schema::default()
        };
        schema.views.iter().map(|view| schema.needs_session(view)).collect()
    }

    #[test]
    fn what_depends_on_who_asks_needs_a_session() {
        let read = "select id from app.\"Users\" -- users";
        let views = |first| {
            vec![
                view("a", read, first),
                view("b", "select * from app.A", true),
                view("c", "select * from app.a", false),
            ]
        };
        assert_eq!(needs(views(true), false), [true, true, false]);
        assert_eq!(needs(views(false), false), [false, false, false]);
        assert_eq!(needs(views(false), true), [true, true, true]);
        assert_eq!(needs(vec![view("a", "select 'Users', users from x", true)], true), [false]);
        let setting = SqlPart::Setting { session: "Viewer".to_owned(), setting: "id".to_owned() };
        let asking = View { query: SqlText { parts: vec![setting] }, ..View::default() };
        assert_eq!(needs(vec![asking.clone()], false), [true]);
        assert_eq!(needs(vec![View { kind: ViewKind::Materialized, ..asking }], false), [false]);
    }
}
