//! Generated from schema.pgorm. Do not edit.

/// Who is asking.
#[derive(Debug, Clone, PartialEq)]
pub struct Viewer {
    pub tenant_id: i64,
}

impl pg_orm::SessionSettings for Viewer {
    const SQL: &'static str = "select set_config('role', 'app_user', true), set_config('viewer.tenant_id', coalesce($1::bigint::text, ''), true)";

    fn values(&self) -> Vec<&dyn pg_orm::Parameter> {
        Vec::from([&self.tenant_id as &dyn pg_orm::Parameter])
    }
}
