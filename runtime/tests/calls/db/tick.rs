//! Generated from schema.pgorm. Do not edit.

#[derive(Debug, Clone, PartialEq)]
pub struct Tick {}

impl Tick {
    /// Sends it to the channel `tick` when the transaction is committed; at once where there is none.
    pub fn notify<E: pg_orm::Executor<pg_orm::Open>>(
        self,
        db: &E,
    ) -> pg_orm::Answer<'_, ()> {
        pg_orm::generated::notify(pg_orm::generated::Invocation::new(&NOTIFY), db)
    }
}

static NOTIFY: pg_orm::generated::Routine = pg_orm::generated::Routine {
    name: "tick",
    kind: pg_orm::generated::RoutineKind::Notification,
    sql: pg_orm::generated::Sql::Fixed(
        "select pg_catalog.octet_length(p.payload), case when pg_catalog.octet_length(p.payload) < 8000 then pg_catalog.pg_notify('tick', p.payload) end from (select '{}'::text as payload) p",
    ),
    parameters: &[],
    columns: &[],
};

impl pg_orm::Channel for Tick {
    const CHANNEL: &'static pg_orm::generated::ChannelDef = &pg_orm::generated::ChannelDef {
        name: "tick",
        listen: "LISTEN tick",
        unlisten: "UNLISTEN tick",
        read: "select from pg_catalog.unnest($1::text[]) with ordinality p (payload, place) order by p.place",
        columns: &[],
    };

    fn decode(_: &mut pg_orm::generated::Row<'_>) -> Result<Self, pg_orm::Error> {
        Ok(Self {})
    }
}
