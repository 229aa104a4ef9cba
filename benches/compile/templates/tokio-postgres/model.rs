use chrono::{DateTime, Utc};
use tokio_postgres::{Client, Error, Row};
use uuid::Uuid;

#[derive(Debug)]
pub struct {{model}} {
    {{fields}}
}

#[derive(Debug)]
pub struct New {
    {{new_fields}}
}

impl {{model}} {
    fn from_row(row: &Row) -> Result<Self, Error> {
        Ok(Self { {{from_row}} })
    }
}

pub async fn by_id(client: &Client, id: i64) -> Result<Option<{{model}}>, Error> {
    let row = client.query_opt("SELECT {{columns}} FROM {{module}} WHERE id = $1", &[&id]).await?;
    row.as_ref().map({{model}}::from_row).transpose()
}

pub async fn newest(client: &Client, limit: i64) -> Result<Vec<{{model}}>, Error> {
    let rows = client.query("SELECT {{columns}} FROM {{module}} ORDER BY created_at DESC LIMIT $1", &[&limit]).await?;
    rows.iter().map({{model}}::from_row).collect()
}

pub async fn of_first(client: &Client, ids: &[i64]) -> Result<Vec<{{model}}>, Error> {
    let rows = client.query("SELECT {{columns}} FROM {{module}} WHERE first_id = ANY($1)", &[&ids]).await?;
    rows.iter().map({{model}}::from_row).collect()
}

pub async fn of_second(client: &Client, ids: &[i64]) -> Result<Vec<{{model}}>, Error> {
    let rows = client.query("SELECT {{columns}} FROM {{module}} WHERE second_id = ANY($1)", &[&ids]).await?;
    rows.iter().map({{model}}::from_row).collect()
}

pub async fn insert(client: &Client, new: &New) -> Result<{{model}}, Error> {
    let row = client
        .query_one(
            "INSERT INTO {{module}} ({{new_columns}}) VALUES ({{placeholders}}) RETURNING {{columns}}",
            &[{{new_values}}],
        )
        .await?;
    {{model}}::from_row(&row)
}

pub async fn exercise(client: &Client) -> Result<usize, Error> {
    let one = by_id(client, 1).await?;
    let newest = newest(client, 10).await?;
    let ids: Vec<i64> = one.iter().chain(&newest).map(|row| row.id).collect();
    let children = of_first(client, &ids).await?.len() + of_second(client, &ids).await?.len();
    let stored = insert(client, &New { {{example}} }).await?;
    Ok(children + stored.name.len())
}
