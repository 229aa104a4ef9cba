//! SQL that the schema's author wrote, with references to settings replaced.

use pg_orm_sql::literal;

use super::LowerError;
use crate::model::{Session, Setting, SqlPart, SqlText};

/// Where a fragment of SQL stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In a policy or a query, where a subquery may stand.
    Policy,
    /// In a default, a check, an index or a trigger's condition, where none may.
    Table,
}

/// `sql` with each `session.name` as the expression that reads the setting: null where it is unset, or
/// where it was set for a transaction that is over (PostgreSQL then leaves it empty).
///
/// # Errors
/// When a setting is named that no session of these has.
pub fn lower_sql(sessions: &[Session], sql: &SqlText, place: Place) -> Result<String, LowerError> {
    let mut out = String::new();
    for part in &sql.parts {
        match part {
            SqlPart::Text(text) => out.push_str(text),
            SqlPart::Setting { session, setting } => {
                out.push_str(&read_setting(sessions, session, setting, place)?);
            }
        }
    }
    Ok(out)
}

fn read_setting(
    sessions: &[Session],
    session: &str,
    setting: &str,
    place: Place,
) -> Result<String, LowerError> {
    let unknown = || LowerError::UnknownSetting { session: session.to_owned(), setting: setting.to_owned() };
    let session = sessions.iter().find(|s| s.name == session).ok_or_else(unknown)?;
    let Setting { name, type_, .. } =
        session.settings.iter().find(|s| s.name == setting).ok_or_else(unknown)?;
    let name = format!("{}.{name}", session.prefix);
    let value = format!("nullif(current_setting({}, true), '')::{type_}", literal(&name));
    Ok(match place {
        Place::Table => format!("({value})"),
        // The subquery is evaluated once a statement, not once a row.
        Place::Policy if !type_.is_array => format!("(select {value})"),
        // `= any ((select ..))` would compare with the subquery's rows; the cast makes it an array.
        Place::Policy => format!("((select {value})::{type_})"),
    })
}
