use chrono::{DateTime, Utc};
use sqlx::{Error, PgConnection};
use uuid::Uuid;

#[derive(Debug, sqlx::FromRow)]
pub struct {{model}} {
    {{fields}}
}

#[derive(Debug)]
pub struct New {
    {{new_fields}}
}

pub async fn by_id(client: &mut PgConnection, id: i64) -> Result<Option<{{model}}>, Error> {
    sqlx::query_as("SELECT {{columns}} FROM {{module}} WHERE id = $1").bind(id).fetch_optional(client).await
}

pub async fn newest(client: &mut PgConnection, limit: i64) -> Result<Vec<{{model}}>, Error> {
    sqlx::query_as("SELECT {{columns}} FROM {{module}} ORDER BY created_at DESC LIMIT $1")
        .bind(limit)
        .fetch_all(client)
        .await
}

pub async fn of_first(client: &mut PgConnection, ids: &[i64]) -> Result<Vec<{{model}}>, Error> {
    sqlx::query_as("SELECT {{columns}} FROM {{module}} WHERE first_id = ANY($1)").bind(ids).fetch_all(client).await
}

pub async fn of_second(client: &mut PgConnection, ids: &[i64]) -> Result<Vec<{{model}}>, Error> {
    sqlx::query_as("SELECT {{columns}} FROM {{module}} WHERE second_id = ANY($1)").bind(ids).fetch_all(client).await
}

pub async fn insert(client: &mut PgConnection, new: New) -> Result<{{model}}, Error> {
    sqlx::query_as("INSERT INTO {{module}} ({{new_columns}}) VALUES ({{placeholders}}) RETURNING {{columns}}")
        {{new_binds}}
        .fetch_one(client)
        .await
}

pub async fn exercise(client: &mut PgConnection) -> Result<usize, Error> {
    let one = by_id(client, 1).await?;
    let newest = newest(client, 10).await?;
    let ids: Vec<i64> = one.iter().chain(&newest).map(|row| row.id).collect();
    let children = of_first(client, &ids).await?.len() + of_second(client, &ids).await?.len();
    let stored = insert(client, New { {{example}} }).await?;
    Ok(children + stored.name.len())
}
