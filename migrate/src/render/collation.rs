//! Collations.

use pg_orm_ir::catalog::{Collation, CollationProvider};
use pg_orm_sql::literal;

use super::{access, comment};
use crate::script::{Action, Object, Step};

pub(super) fn create(collation: &Collation) -> Vec<Step> {
    let object = Object::Collation(collation.name.clone());
    let provider = match collation.provider {
        CollationProvider::Libc => "libc",
        CollationProvider::Icu => "icu",
        CollationProvider::BuiltIn => "builtin",
    };
    let mut parts = vec![format!("provider = {provider}")];
    let texts = [
        ("locale", &collation.locale),
        ("lc_collate", &collation.lc_collate),
        ("lc_ctype", &collation.lc_ctype),
        ("rules", &collation.rules),
    ];
    for (name, value) in texts {
        parts.extend(value.iter().map(|value| format!("{name} = {}", literal(value))));
    }
    if collation.is_nondeterministic {
        parts.push("deterministic = false".to_owned());
    }
    let called = format!("collation {}", collation.name);
    let statement = format!("create {called} ({})", parts.join(", "));
    let mut steps = vec![Step::new(Action::Create, object.clone(), statement)];
    steps.extend(comment::on(&object, &called, collation.comment.as_ref()));
    steps.extend(access::owner(&collation.access, &object, &called));
    steps
}

pub(super) fn drop(collation: &Collation) -> Step {
    let object = Object::Collation(collation.name.clone());
    Step::new(Action::Drop, object, format!("drop collation {}", collation.name))
}
