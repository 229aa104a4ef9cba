use pg_orm::{Error, Pool};
use uuid::Uuid;

use crate::db::{{{schema_first}}, {{schema_module}}, {{schema_second}}, {{first_model}}, {{model}}, {{second_model}}};

pub async fn exercise(client: &Pool) -> Result<usize, Error> {
    let one = {{model}}::by_id(1).get(client).await?;
    let newest = {{model}}::query().order_by({{schema_module}}::created_at.desc()).limit(10).all(client).await?;
    let ids: Vec<i64> = one.iter().chain(&newest).map(|row| row.id).collect();
    let parents = {{first_model}}::query().filter({{schema_first}}::id.in_(ids.iter().copied()));
    let first = parents.include({{schema_first}}::first_of).all(client).await?;
    let parents = {{second_model}}::query().filter({{schema_second}}::id.in_(ids));
    let second = parents.include({{schema_second}}::second_of).all(client).await?;
    let new = {{schema_module}}::New { {{example_required}} };
    let stored = {{model}}::insert(new).note("note").exec(client).await?;
    Ok(first.len() + second.len() + stored.name.len())
}
