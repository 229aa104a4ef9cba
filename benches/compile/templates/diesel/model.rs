use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use crate::schema::{{module}};
use crate::{{first}}::{{first_model}};
use crate::{{second}}::{{second_model}};

#[derive(Debug, Queryable, Selectable, Identifiable, Associations)]
#[diesel(table_name = {{module}}, check_for_backend(diesel::pg::Pg))]
#[diesel(belongs_to({{first_model}}, foreign_key = first_id))]
#[diesel(belongs_to({{second_model}}, foreign_key = second_id))]
pub struct {{model}} {
    {{fields}}
}

#[derive(Debug, Insertable)]
#[diesel(table_name = {{module}})]
pub struct New {
    {{new_fields}}
}

pub fn by_id(client: &mut PgConnection, id: i64) -> QueryResult<Option<{{model}}>> {
    {{module}}::table.find(id).select({{model}}::as_select()).first(client).optional()
}

pub fn newest(client: &mut PgConnection, limit: i64) -> QueryResult<Vec<{{model}}>> {
    {{module}}::table.order({{module}}::created_at.desc()).limit(limit).select({{model}}::as_select()).load(client)
}

pub fn of_first(client: &mut PgConnection, parents: &[{{first_model}}]) -> QueryResult<Vec<Vec<{{model}}>>> {
    Ok({{model}}::belonging_to(parents).select({{model}}::as_select()).load(client)?.grouped_by(parents))
}

pub fn of_second(client: &mut PgConnection, parents: &[{{second_model}}]) -> QueryResult<Vec<Vec<{{model}}>>> {
    Ok({{model}}::belonging_to(parents).select({{model}}::as_select()).load(client)?.grouped_by(parents))
}

pub fn insert(client: &mut PgConnection, new: &New) -> QueryResult<{{model}}> {
    diesel::insert_into({{module}}::table).values(new).returning({{model}}::as_returning()).get_result(client)
}

pub fn exercise(client: &mut PgConnection) -> QueryResult<usize> {
    let one = by_id(client, 1)?;
    let newest = newest(client, 10)?;
    let first = crate::{{first}}::newest(client, 10)?;
    let second = crate::{{second}}::newest(client, 10)?;
    let children = of_first(client, &first)?.len() + of_second(client, &second)?.len();
    let stored = insert(client, &New { {{example}} })?;
    Ok(children + one.into_iter().len() + newest.len() + stored.name.len())
}
