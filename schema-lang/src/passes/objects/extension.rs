//! Extensions.

use pg_orm_ir::catalog::Extension;

use super::super::Context;
use super::{Entries, unique};

const ENTRIES: &[&str] = &["schema", "version", "comment"];

/// The extensions, in order.
pub(in super::super) fn resolve(cx: &mut Context<'_>) -> Vec<Extension> {
    let mut extensions = Vec::new();
    for declared in unique(cx, &["extension"], "the extension") {
        let entries = Entries::read(cx, declared, "an extension", ENTRIES);
        let schema = entries.value("schema").and_then(|value| super::super::items::schema_name(cx, value));
        let version = entries.text(cx, "version");
        let comment = entries.comment(cx);
        let Some(name) = entries.unqualified(cx) else { continue };
        extensions.push(Extension { name, comment, schema, version });
    }
    extensions
}
