//! The attributes there are: those with a meaning, those without one yet, and where they belong.

use super::Context;
use crate::diagnostics::{attributes, names};
use crate::syntax::ast::{Attribute, Field};

/// Attributes of a column.
pub(super) const COLUMN: &[&str] = &[
    "id",
    "default",
    "identity",
    "serial",
    "unique",
    "updated",
    "version",
    "json",
    "map",
    "comment",
    "check",
    "generated",
    "collate",
    "storage",
    "compression",
    "statistics",
    "with",
    "not_null",
    "foreign",
    "inherited",
];

/// Attributes of a relation.
pub(super) const RELATION: &[&str] = &["relation", "through"];

/// Attributes of a model; a mixin takes those in [`REPEATABLE`].
pub(super) const MODEL: &[&str] = &[
    "id",
    "unique",
    "index",
    "check",
    "include",
    "schema",
    "map",
    "comment",
    "rls",
    "grant",
    "exclude",
    "foreign_key",
    "statistics",
    "partition",
    "with",
    "tablespace",
    "unlogged",
    "owner",
    "revoke",
    "replica_identity",
    "cluster",
    "access_method",
    "of",
    "inherits",
    "foreign",
];

/// Attributes of a partition.
pub(super) const PARTITION: &[&str] = &[
    "id",
    "unique",
    "index",
    "check",
    "include",
    "rls",
    "grant",
    "exclude",
    "statistics",
    "partition",
    "with",
    "tablespace",
    "unlogged",
    "owner",
    "revoke",
    "replica_identity",
    "cluster",
    "access_method",
    "foreign_key",
    "foreign",
];

/// Attributes of a range.
pub(super) const RANGE: &[&str] = &[
    "operator_class",
    "collate",
    "canonical",
    "subtype_diff",
    "multirange",
    "schema",
    "map",
    "comment",
    "owner",
    "grant",
    "revoke",
];

/// Attributes of a domain.
pub(super) const DOMAIN: &[&str] =
    &["check", "default", "not_null", "collate", "schema", "map", "comment", "owner", "grant", "revoke"];

/// Attributes of a composite; an enum's are the same.
pub(super) const COMPOSITE: &[&str] = &["schema", "map", "comment", "owner", "grant", "revoke"];

/// Attributes of a composite's field.
pub(super) const COMPOSITE_FIELD: &[&str] = &["map", "comment", "collate"];

/// Attributes that a block may have several times.
pub(super) const REPEATABLE: &[&str] =
    &["unique", "index", "check", "include", "grant", "revoke", "exclude", "foreign_key", "statistics"];

/// Attributes of fields without a meaning yet.
const UNSUPPORTED_ON_FIELD: &[&str] = &["was"];

/// Attributes of blocks without a meaning yet.
const UNSUPPORTED_ON_BLOCK: &[&str] = &["was"];

/// Whether there is an attribute of this name, here or elsewhere.
pub(super) fn is_known(name: &str) -> bool {
    [COLUMN, RELATION, MODEL, DOMAIN, UNSUPPORTED_ON_FIELD, UNSUPPORTED_ON_BLOCK]
        .iter()
        .any(|names| names.contains(&name))
}

impl Context<'_> {
    /// Reports an attribute that `place` does not take.
    pub(super) fn unknown_attribute(&mut self, attribute: &Attribute<'_>, place: &str, known: &[&str]) {
        let name = attribute.name.text;
        // `@db.VarChar(80)` was told about as a whole.
        if name == "db" && attribute.has_junk {
            return;
        }
        let is_block = attribute.sigil == "@@";
        let unsupported = if is_block { UNSUPPORTED_ON_BLOCK } else { UNSUPPORTED_ON_FIELD };
        let diagnostic = if unsupported.contains(&name) {
            names::unsupported(&format!("`{}{name}`", attribute.sigil), attribute.name.span)
        } else if is_block && !MODEL.contains(&name) && (COLUMN.contains(&name) || RELATION.contains(&name)) {
            attributes::belongs_to_field(attribute)
        } else {
            attributes::unknown(attribute, place, known)
        };
        self.report(diagnostic);
    }

    /// Reports an attribute that a field of this kind does not take.
    pub(super) fn unknown_field_attribute(
        &mut self,
        attribute: &Attribute<'_>,
        field: &Field<'_>,
        place: &str,
    ) {
        let name = attribute.name.text;
        if COLUMN.contains(&name) && place == "a relation" {
            self.report(attributes::not_on_relation(attribute, field));
        } else if RELATION.contains(&name)
            && let Some(type_) = &field.type_ref
        {
            self.report(attributes::only_on_relation(attribute, type_.span));
        } else if !COLUMN.contains(&name) && MODEL.contains(&name) && name != "foreign_key" {
            self.report(attributes::belongs_to_block(attribute, field));
        } else {
            let known = if place == "a relation" { RELATION } else { COLUMN };
            self.unknown_attribute(attribute, place, known);
        }
    }
}
