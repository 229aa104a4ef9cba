//! Generated from schema.pgorm. Do not edit.

#[derive(Debug, Clone, PartialEq)]
pub struct Asker {
    pub author_id: i64,
}

impl pg_orm::SessionSettings for Asker {
    const SQL: &'static str = "select set_config('role', 'wide_user', true), set_config('asker.author_id', coalesce($1::bigint::text, ''), true)";

    fn values(&self) -> Vec<&dyn pg_orm::Parameter> {
        Vec::from([&self.author_id as &dyn pg_orm::Parameter])
    }
}
