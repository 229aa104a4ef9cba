//! sea-orm: its entities and its loader, on a pool of one that doesn't ping and doesn't log.

use sea_orm::entity::prelude::*;
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, LoaderTrait, QueryOrder,
    QuerySelect, Set, Statement, TransactionTrait,
};

use crate::digest::digest_rows;
use crate::error::Result;
use crate::peer::{INSERT_CHUNK, NewSignup, Peer, SESSION_ROLE};
use crate::peers::hand_written_rows::SET_SESSION;
use crate::peers::stitch::Thread;

mod user {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(schema_name = "bench", table_name = "users")]
    pub(crate) struct Model {
        #[sea_orm(primary_key)]
        pub(crate) id: i64,
        pub(crate) email: String,
        pub(crate) name: String,
        pub(crate) bio: Option<String>,
        pub(crate) token: Uuid,
        pub(crate) score: f64,
        pub(crate) age: i32,
        pub(crate) active: bool,
        pub(crate) created_at: DateTimeUtc,
        pub(crate) updated_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {
        #[sea_orm(has_many = "super::post::Entity")]
        Posts,
    }

    impl Related<super::post::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Posts.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

mod post {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(schema_name = "bench", table_name = "posts")]
    pub(crate) struct Model {
        #[sea_orm(primary_key)]
        pub(crate) id: i64,
        pub(crate) author_id: i64,
        pub(crate) slug: String,
        pub(crate) title: String,
        pub(crate) body: String,
        pub(crate) published: bool,
        pub(crate) views: i32,
        pub(crate) rating: Option<f64>,
        pub(crate) reference: Uuid,
        pub(crate) created_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {
        #[sea_orm(
            belongs_to = "super::user::Entity",
            from = "Column::AuthorId",
            to = "super::user::Column::Id"
        )]
        Author,
        #[sea_orm(has_many = "super::comment::Entity")]
        Comments,
    }

    impl Related<super::user::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Author.def()
        }
    }

    impl Related<super::comment::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Comments.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

mod comment {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(schema_name = "bench", table_name = "comments")]
    pub(crate) struct Model {
        #[sea_orm(primary_key)]
        pub(crate) id: i64,
        pub(crate) post_id: i64,
        pub(crate) author: String,
        pub(crate) body: String,
        pub(crate) likes: i32,
        pub(crate) spam: bool,
        pub(crate) token: Uuid,
        pub(crate) weight: f64,
        pub(crate) edited_at: Option<DateTimeUtc>,
        pub(crate) created_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {
        #[sea_orm(
            belongs_to = "super::post::Entity",
            from = "Column::PostId",
            to = "super::post::Column::Id"
        )]
        Post,
    }

    impl Related<super::post::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Post.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

mod member {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(schema_name = "bench", table_name = "members")]
    pub(crate) struct Model {
        #[sea_orm(primary_key)]
        pub(crate) id: i64,
        pub(crate) tenant_id: i64,
        pub(crate) email: String,
        pub(crate) name: String,
        pub(crate) bio: Option<String>,
        pub(crate) token: Uuid,
        pub(crate) score: f64,
        pub(crate) age: i32,
        pub(crate) active: bool,
        pub(crate) created_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod signup {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(schema_name = "bench", table_name = "signups")]
    pub(crate) struct Model {
        #[sea_orm(primary_key)]
        pub(crate) id: i64,
        pub(crate) email: String,
        pub(crate) name: String,
        pub(crate) bio: Option<String>,
        pub(crate) token: Uuid,
        pub(crate) score: f64,
        pub(crate) age: i32,
        pub(crate) active: bool,
        pub(crate) created_at: DateTimeUtc,
        pub(crate) updated_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

digest_rows!(user::Model, post::Model, comment::Model, member::Model, signup::Model);

impl From<NewSignup> for signup::ActiveModel {
    fn from(row: NewSignup) -> Self {
        Self {
            email: Set(row.email),
            name: Set(row.name),
            bio: Set(row.bio),
            token: Set(row.token),
            score: Set(row.score),
            age: Set(row.age),
            active: Set(row.active),
            created_at: Set(row.created_at),
            updated_at: Set(row.updated_at),
            ..Default::default()
        }
    }
}

pub(crate) struct SeaOrm(DatabaseConnection);

impl Peer for SeaOrm {
    const NAME: &'static str = "sea-orm";
    type User = user::Model;
    type Thread = Thread<user::Model, post::Model, comment::Model>;
    type Signup = signup::Model;
    type Member = member::Model;

    async fn connect(url: &str) -> Result<Self> {
        let mut options = ConnectOptions::new(url);
        options.max_connections(1).sqlx_logging(false).test_before_acquire(false);
        Ok(Self(Database::connect(options).await?))
    }

    async fn users(&mut self, count: i64) -> Result<Vec<user::Model>> {
        let users = user::Entity::find().order_by_asc(user::Column::Id).limit(count.unsigned_abs());
        Ok(users.all(&self.0).await?)
    }

    async fn user(&mut self, id: i64) -> Result<Option<user::Model>> {
        Ok(user::Entity::find_by_id(id).one(&self.0).await?)
    }

    async fn threads(&mut self, first: i64, last: i64) -> Result<Vec<Self::Thread>> {
        let users = user::Entity::find()
            .filter(user::Column::Id.between(first, last))
            .order_by_asc(user::Column::Id)
            .all(&self.0)
            .await?;
        let posts = users.load_many(post::Entity::find().order_by_asc(post::Column::Id), &self.0).await?;
        // The loader takes one level: the posts go in flat, and come back under their users.
        let counts: Vec<usize> = posts.iter().map(Vec::len).collect();
        let posts: Vec<post::Model> = posts.into_iter().flatten().collect();
        let comments =
            posts.load_many(comment::Entity::find().order_by_asc(comment::Column::Id), &self.0).await?;
        let mut posts = posts.into_iter().zip(comments);
        Ok(users
            .into_iter()
            .zip(counts)
            .map(|(user, count)| (user, posts.by_ref().take(count).collect()))
            .collect())
    }

    async fn insert(&mut self, row: NewSignup) -> Result<signup::Model> {
        Ok(signup::ActiveModel::from(row).insert(&self.0).await?)
    }

    async fn insert_many(&mut self, mut rows: Vec<NewSignup>) -> Result<u64> {
        if rows.len() <= INSERT_CHUNK {
            let rows = rows.into_iter().map(signup::ActiveModel::from);
            return Ok(signup::Entity::insert_many(rows).exec_without_returning(&self.0).await?);
        }
        let mut count = 0;
        let transaction = self.0.begin().await?;
        while !rows.is_empty() {
            let rest = rows.split_off(rows.len().min(INSERT_CHUNK));
            let chunk = rows.into_iter().map(signup::ActiveModel::from);
            count += signup::Entity::insert_many(chunk).exec_without_returning(&transaction).await?;
            rows = rest;
        }
        transaction.commit().await?;
        Ok(count)
    }

    async fn member(&mut self, tenant_id: i64, id: i64) -> Result<Option<member::Model>> {
        let transaction = self.0.begin().await?;
        let settings = [SESSION_ROLE.into(), tenant_id.to_string().into()];
        let set_session = Statement::from_sql_and_values(DbBackend::Postgres, SET_SESSION, settings);
        transaction.execute_raw(set_session).await?;
        let member = member::Entity::find_by_id(id).one(&transaction).await?;
        transaction.commit().await?;
        Ok(member)
    }
}
