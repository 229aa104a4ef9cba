//! Generated from schema.pgorm. Do not edit.

/// Who is asking.
#[derive(Debug, Clone, PartialEq)]
pub struct Viewer {
    pub tenant_id: pg_orm::types::uuid::Uuid,
    pub user_id: Option<i64>,
}

impl pg_orm::SessionSettings for Viewer {
    const SQL: &'static str = "select set_config('role', 'app_user', true), set_config('viewer.tenant_id', coalesce($1::uuid::text, ''), true), set_config('viewer.user_id', coalesce($2::bigint::text, ''), true)";

    fn values(&self) -> Vec<&dyn pg_orm::Parameter> {
        Vec::from([&self.tenant_id as &dyn pg_orm::Parameter, &self.user_id])
    }
}
