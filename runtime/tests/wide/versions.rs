//! Optimistic locking: of two who read a row and change it, the second is told.

use crate::db::{Author, author};
use crate::on_a_fresh_schema;

#[test]
fn a_row_that_has_changed_is_not_overwritten() {
    on_a_fresh_schema(async |pool| {
        let new = author::New { id: 1, slug: "ada".into(), email: "a".into() };
        let first = Author::insert(new).exec(pool).await.unwrap();
        assert_eq!(first.version, 0);
        let second = Author::by_id(1).one(pool).await.unwrap();
        let changed = first.update(author::email.set("b")).returning(pool).await.unwrap().unwrap();
        assert_eq!((changed.email.as_str(), changed.version), ("b", 1));

        let stale = second.update(author::email.set("c")).exec(pool).await.unwrap_err();
        assert!(stale.is_outdated() && stale.model() == Some("Author") && !stale.is_retryable());
        assert_eq!(
            stale.to_string(),
            "updating Author: the row has changed since it was read with version 0, or is gone: read it again, and decide anew"
        );
        assert!(second.update(author::email.set("c")).returning(pool).await.unwrap_err().is_outdated());
        assert!(second.delete().exec(pool).await.unwrap_err().is_outdated());
        assert_eq!(Author::by_id(1).one(pool).await.unwrap(), changed);

        // Without a version nobody is asked, and it is counted all the same.
        assert_eq!(Author::by_id(1).update(author::email.set("d")).exec(pool).await.unwrap(), 1);
        assert_eq!(Author::query().update(author::email.set("e")).exec(pool).await.unwrap(), 1);
        assert_eq!(Author::by_id(1).one(pool).await.unwrap().version, 3);
        let seen = Author::by_slug("ADA").update(author::email.set("f")).at_version(3);
        assert_eq!(seen.exec(pool).await.unwrap(), 1);

        assert!(
            changed.delete().returning(pool).await.unwrap_err().to_string().starts_with("deleting Author: ")
        );
        let last = Author::by_id(1).one(pool).await.unwrap();
        assert_eq!(last.delete().exec(pool).await.unwrap(), 1);
        assert!(last.update(author::email.set("g")).exec(pool).await.unwrap_err().is_outdated());
    });
}
