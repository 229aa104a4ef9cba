//! Typed JSON: what serde makes of it, and what it says of what does not fit.

use std::collections::BTreeMap;

use pg_orm::ErrorKind;
use pg_orm::types::JsonOf;

use crate::db::{Document, document};
use crate::{Rule, Settings, Size, on_a_fresh_schema};

#[test]
fn types_of_the_application_go_to_the_database_and_back() {
    on_a_fresh_schema(async |pool| {
        let new = |id| Document::insert(document::New { id, title: "t".into() });
        let plain = new(1).exec(pool).await.unwrap();
        assert_eq!((plain.settings.theme.as_str(), &plain.rules, &plain.extra), ("light", &None, &None));
        let settings = Settings { theme: "dark \u{1f319}".into(), sizes: vec![Size { width: u32::MAX }] };
        let deny = Rule::Deny { reason: "because".into() };
        let extra: BTreeMap<String, Rule> = [("a".to_owned(), Rule::Allow)].into();
        let full = new(2).settings(settings.clone()).rules([Rule::Allow, deny.clone()]).extra(extra.clone());
        let full = full.exec(pool).await.unwrap();
        assert_eq!(full.settings, JsonOf(settings.clone()));
        assert_eq!(full.rules, Some(vec![JsonOf(Rule::Allow), JsonOf(deny)]));
        assert_eq!(full.extra.as_deref(), Some(&extra));
        let dark = Document::query().filter(document::settings.eq(settings)).one(pool).await.unwrap();
        assert_eq!(dark.id, 2);
        let light = Settings { theme: "light".into(), sizes: vec![] };
        let update = Document::by_id(2).update(document::settings.set(light)).set(document::extra.set(None));
        let row = update.returning(pool).await.unwrap().unwrap();
        assert_eq!((row.settings.theme.as_str(), row.extra), ("light", None));
    });
}

#[test]
fn what_does_not_fit_is_told_with_its_place() {
    on_a_fresh_schema(async |pool| {
        Document::insert(document::New { id: 1, title: "t".into() }).exec(pool).await.unwrap();
        for (json, told) in [
            (
                r#"{"theme": "dark", "sizes": [{"width": 1}, {"width": "wide"}]}"#,
                "sizes[1].width: invalid type: string \"wide\", expected u32",
            ),
            (r#"{"theme": null, "sizes": []}"#, "theme: invalid type: null, expected a string"),
            (r#"{"theme": "dark"}"#, "missing field `sizes`"),
        ] {
            let sql = "update document set settings = $1::text::jsonb";
            pool.execute(sql, &[&json]).await.unwrap();
            let error = Document::by_id(1).one(pool).await.unwrap_err();
            assert!(matches!(error.kind(), ErrorKind::Decode { .. }));
            let text = error.to_string();
            let place = "reading Document: Document.settings can't be read from jsonb: ";
            assert!(text.starts_with(place) && text.contains(told), "{text}");
        }
    });
}
