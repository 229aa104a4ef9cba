use sea_orm::entity::prelude::*;
use sea_orm::{DatabaseConnection, LoaderTrait, QueryOrder, QuerySelect, Set};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "{{module}}")]
pub struct Model {
    #[sea_orm(primary_key)]
    {{fields}}
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::{{first}}::Entity", from = "Column::FirstId", to = "super::{{first}}::Column::Id")]
    First,
    #[sea_orm(belongs_to = "super::{{second}}::Entity", from = "Column::SecondId", to = "super::{{second}}::Column::Id")]
    Second,
    #[sea_orm(has_many = "super::{{first_child}}::Entity")]
    FirstOf,
    #[sea_orm(has_many = "super::{{second_child}}::Entity")]
    SecondOf,
}

impl Related<super::{{first}}::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::First.def()
    }
}

impl Related<super::{{second}}::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Second.def()
    }
}

impl Related<super::{{first_child}}::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::FirstOf.def()
    }
}

impl Related<super::{{second_child}}::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::SecondOf.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

pub async fn by_id(client: &DatabaseConnection, id: i64) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).one(client).await
}

pub async fn newest(client: &DatabaseConnection, limit: u64) -> Result<Vec<Model>, DbErr> {
    Entity::find().order_by_desc(Column::CreatedAt).limit(limit).all(client).await
}

pub async fn of_first(client: &DatabaseConnection, parents: &[super::{{first}}::Model]) -> Result<Vec<Vec<Model>>, DbErr> {
    parents.load_many(Entity, client).await
}

pub async fn of_second(client: &DatabaseConnection, parents: &[super::{{second}}::Model]) -> Result<Vec<Vec<Model>>, DbErr> {
    parents.load_many(Entity, client).await
}

pub async fn insert(client: &DatabaseConnection, new: ActiveModel) -> Result<Model, DbErr> {
    new.insert(client).await
}

pub async fn exercise(client: &DatabaseConnection) -> Result<usize, DbErr> {
    let one = by_id(client, 1).await?;
    let newest = newest(client, 10).await?;
    let first = super::{{first}}::newest(client, 10).await?;
    let second = super::{{second}}::newest(client, 10).await?;
    let children = of_first(client, &first).await?.len() + of_second(client, &second).await?.len();
    let stored = insert(client, ActiveModel { {{example_set}}, ..Default::default() }).await?;
    Ok(children + one.into_iter().len() + newest.len() + stored.name.len())
}
