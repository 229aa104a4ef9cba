//! Generated from schema.pgorm. Do not edit.

use super::{Price, State};

/// Sent when a post is published.
#[derive(Debug, Clone, PartialEq)]
pub struct PostPublished {
    pub post_id: i64,
    pub title: String,
    pub state: State,
    pub price: Option<Price>,
    pub tags: Vec<String>,
    pub at: Option<pg_orm::types::chrono::DateTime<pg_orm::types::chrono::Utc>>,
}

impl PostPublished {
    /// Sends it to the channel `post_published` when the transaction is committed; at once where there is none.
    pub fn notify<E: pg_orm::Executor<pg_orm::Open>>(
        self,
        db: &E,
    ) -> pg_orm::Answer<'_, ()> {
        pg_orm::generated::notify(
            pg_orm::generated::Invocation::new(&NOTIFY)
                .bind(0, self.post_id)
                .bind(1, self.title)
                .bind(2, self.state)
                .bind(3, self.price)
                .bind(4, self.tags)
                .bind(5, self.at),
            db,
        )
    }
}

static NOTIFY: pg_orm::generated::Routine = pg_orm::generated::Routine {
    name: "post_published",
    kind: pg_orm::generated::RoutineKind::Notification,
    sql: pg_orm::generated::Sql::Fixed(
        "select pg_catalog.octet_length(p.payload), case when pg_catalog.octet_length(p.payload) < 8000 then pg_catalog.pg_notify('post_published', p.payload) end from (select pg_catalog.row_to_json(v)::text as payload from (select $1::bigint as post_id, $2::text as title, $3::public.state as state, $4::public.price as price, $5::text[] as tags, $6::timestamp with time zone as \"sentAt\") v offset 0) p",
    ),
    parameters: &[
        pg_orm::generated::parameter("post_id", "bigint"),
        pg_orm::generated::parameter("title", "text"),
        pg_orm::generated::parameter("state", "public.state"),
        pg_orm::generated::parameter("price", "public.price"),
        pg_orm::generated::parameter("tags", "text[]"),
        pg_orm::generated::parameter("at", "timestamp with time zone"),
    ],
    columns: &[],
};

impl pg_orm::Channel for PostPublished {
    const CHANNEL: &'static pg_orm::generated::ChannelDef = &pg_orm::generated::ChannelDef {
        name: "post_published",
        listen: "LISTEN post_published",
        unlisten: "UNLISTEN post_published",
        read: "select r.post_id, r.title, r.state, r.price, r.tags, r.\"sentAt\" from pg_catalog.unnest($1::text[]) with ordinality p (payload, place) cross join lateral pg_catalog.json_to_record(p.payload::json) as r (post_id bigint, title text, state public.state, price public.price, tags text[], \"sentAt\" timestamp with time zone) order by p.place",
        columns: &[
            pg_orm::generated::result_column::<i64>("post_id", "bigint"),
            pg_orm::generated::result_column::<String>("title", "text"),
            pg_orm::generated::result_column::<State>("state", "public.state"),
            pg_orm::generated::result_column::<Price>("price", "public.price"),
            pg_orm::generated::result_column::<Vec<String>>("tags", "text[]"),
            pg_orm::generated::result_column::<
                pg_orm::types::chrono::DateTime<pg_orm::types::chrono::Utc>,
            >("sentAt", "timestamp with time zone"),
        ],
    };

    fn decode(row: &mut pg_orm::generated::Row<'_>) -> Result<Self, pg_orm::Error> {
        Ok(Self {
            post_id: row.next()?,
            title: row.next()?,
            state: row.next()?,
            price: row.next()?,
            tags: row.next()?,
            at: row.next()?,
        })
    }
}
