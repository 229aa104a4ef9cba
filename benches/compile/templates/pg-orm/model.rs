use pg_orm::{Error, Pool};
use uuid::Uuid;

use crate::db::{{{schema_first}}, {{schema_module}}, {{schema_second}}, {{first_model}}, {{model}}, {{second_model}}};

pub async fn by_id(client: &Pool, id: i64) -> Result<Option<{{model}}>, Error> {
    {{model}}::by_id(id).get(client).await
}

pub async fn newest(client: &Pool, limit: u64) -> Result<Vec<{{model}}>, Error> {
    {{model}}::query().order_by({{schema_module}}::created_at.desc()).limit(limit).all(client).await
}

pub async fn of_first(client: &Pool, ids: &[i64]) -> Result<Vec<({{first_model}}, Vec<{{model}}>)>, Error> {
    let parents = {{first_model}}::query().filter({{schema_first}}::id.in_(ids.iter().copied()));
    parents.include({{schema_first}}::first_of).all(client).await
}

pub async fn of_second(client: &Pool, ids: &[i64]) -> Result<Vec<({{second_model}}, Vec<{{model}}>)>, Error> {
    let parents = {{second_model}}::query().filter({{schema_second}}::id.in_(ids.iter().copied()));
    parents.include({{schema_second}}::second_of).all(client).await
}

pub async fn insert(client: &Pool, new: {{schema_module}}::New) -> Result<{{model}}, Error> {
    {{model}}::insert(new).note("note").exec(client).await
}

pub async fn exercise(client: &Pool) -> Result<usize, Error> {
    let one = by_id(client, 1).await?;
    let newest = newest(client, 10).await?;
    let ids: Vec<i64> = one.iter().chain(&newest).map(|row| row.id).collect();
    let children = of_first(client, &ids).await?.len() + of_second(client, &ids).await?.len();
    let stored = insert(client, {{schema_module}}::New { {{example_required}} }).await?;
    Ok(children + stored.name.len())
}
