//! Privileges on what is not the schema's own: an extension's functions, PostgreSQL's languages.

use pg_orm_ir::catalog::{Raw, RawKind};
use pg_orm_sql::Identifier;

use super::context::Context;
use super::rows::{OthersPrivilege, Rows};

/// One for each object on which more or less is granted than it comes with.
pub(super) fn assemble(rows: &mut Rows, context: &Context) -> Vec<Raw> {
    let mut raws: Vec<Raw> = Vec::new();
    for row in std::mem::take(&mut rows.others_privileges) {
        let object = format!("{} {}", row.word, row.identity);
        let (create, drop) = statements(&row, &object, context);
        match raws.last_mut().filter(|raw| raw.name == object) {
            Some(raw) => {
                raw.create = format!("{};\n{create}", raw.create);
                raw.drop = raw.drop.take().map(|last| format!("{drop};\n{last}"));
            }
            None => raws.push(Raw {
                kind: RawKind::Privileges,
                name: object,
                after: Vec::new(),
                create,
                drop: Some(drop),
            }),
        }
    }
    raws
}

/// What makes it so, and what takes it back.
fn statements(row: &OthersPrivilege, object: &str, context: &Context) -> (String, String) {
    // `public` is a word here, and no role can have it for a name.
    let role = match context.role(row.grantee) {
        name if row.grantee == 0 => name,
        name => Identifier(&name).to_string(),
    };
    let option = if row.is_grantable { " with grant option" } else { "" };
    let grant = format!("grant {} on {object} to {role}{option}", row.privilege);
    let revoke = format!("revoke {} on {object} from {role}", row.privilege);
    if row.is_revoked { (revoke, grant) } else { (grant, revoke) }
}
