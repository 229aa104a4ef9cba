//! SQL that the schema's author wrote, with references to settings replaced.

use pg_orm_sql::literal;

use super::LowerError;
use crate::model::{Schema, SqlPart, SqlText};

/// `sql` with each `session.name` as the expression that reads the setting: null where it is unset, or
/// where it was set for a transaction that is over (PostgreSQL then leaves it empty).
pub(super) fn lower(schema: &Schema, sql: &SqlText) -> Result<String, LowerError> {
    let mut out = String::new();
    for part in &sql.parts {
        match part {
            SqlPart::Text(text) => out.push_str(text),
            SqlPart::Setting { session, setting } => out.push_str(&read_setting(schema, session, setting)?),
        }
    }
    Ok(out)
}

fn read_setting(schema: &Schema, session: &str, setting: &str) -> Result<String, LowerError> {
    let unknown = || LowerError::UnknownSetting { session: session.to_owned(), setting: setting.to_owned() };
    let session = schema.sessions.iter().find(|s| s.name == session).ok_or_else(unknown)?;
    let found = session.settings.iter().find(|s| s.name == setting).ok_or_else(unknown)?;
    let name = format!("{}.{}", session.prefix, found.name);
    // The subquery is evaluated once a statement, not once a row.
    Ok(format!("(select nullif(current_setting({}, true), '')::{})", literal(&name), found.type_))
}
