//! Generated from schema.pgorm. Do not edit.

/// Somebody who is not known: what is public is theirs to read.
#[derive(Debug, Clone, PartialEq)]
pub struct Guest {
    pub token: String,
}

impl pg_orm::SessionSettings for Guest {
    const SQL: &'static str = "select set_config('role', 'app_user', true), set_config('guest.token', coalesce($1::text::text, ''), true)";

    fn values(&self) -> Vec<&dyn pg_orm::Parameter> {
        Vec::from([&self.token as &dyn pg_orm::Parameter])
    }
}
