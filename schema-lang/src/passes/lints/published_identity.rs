//! A published table whose rows nothing tells apart: updates and deletes of it fail (manual, section 29.1).

use pg_orm_ir::catalog::{Persistence, ReplicaIdentity};

use super::{Checked, Findings, Spot};
use crate::diagnostics::{Diagnostic, codes};

pub(super) fn check(schema: &Checked<'_, '_>, found: &mut Findings) {
    if schema.objects.publications.is_empty() {
        return;
    }
    for model in schema.models {
        let ir = &model.ir;
        let has_identity = match ir.replica_identity {
            ReplicaIdentity::Default => ir.primary_key.is_some(),
            ReplicaIdentity::Index(_) | ReplicaIdentity::Full => true,
            ReplicaIdentity::Nothing => false,
        };
        // What a partition lacks, its whole does.
        let is_sent =
            ir.persistence != Persistence::Unlogged && model.part_of.is_none() && ir.foreign.is_none();
        if has_identity || !is_sent {
            continue;
        }
        let publication = schema.objects.publications.iter().find(|publication| {
            let operations = &publication.operations;
            let has_changes =
                operations.is_empty() || operations.iter().any(|it| it == "update" || it == "delete");
            let has_table = publication.is_for_all_tables
                || publication.schemas.contains(&ir.table.schema)
                || publication.tables.iter().any(|table| table.table == ir.table);
            has_changes && has_table
        });
        let Some(publication) = publication else { continue };
        let diagnostic = Diagnostic::warning(
            codes::PUBLISHED_WITHOUT_IDENTITY,
            format!("rows of `{}` cannot be updated or deleted", ir.name),
            model.name.span,
            format!("`{}` publishes it, and nothing tells its rows apart", publication.name),
        )
        .help("give it a primary key, or say `@@replica_identity(full)`");
        found.add(diagnostic, Spot::Block);
    }
}
