//! Comments on objects.

use pg_orm_sql::literal;

use crate::script::{Action, Object, Step};

/// Sets the comment, where there is one; `on` is how SQL calls the object: `table app.users`.
pub(super) fn on(object: &Object, on: &str, comment: Option<&String>) -> Option<Step> {
    let statement = format!("comment on {on} is {}", literal(comment?));
    Some(Step::new(Action::Comment, object.clone(), statement))
}
