//! Names that bite, from the schema to PostgreSQL and back by generated code: `schemas/hostile.pgorm` says which.

use db::{From, Größe, Pool, Select, Table, Viewer, pool, table};
use pg_orm_local::Server;
use tokio_postgres::NoTls;

mod db {
    pg_orm::schema!("schemas/hostile.pgorm");
}

const LABELS: [(Select, &str); 7] = [
    (Select::Where, "where"),
    (Select::AB, "a-b"),
    (Select::Quote, "it's \"quoted\" \\ $1 {}"),
    (Select::Crab, "🦀 🦀"),
    (Select::Empty, ""),
    (Select::Long, "ééééééééééééééééééééééééééééééé-"),
    (Select::Type, "Type"),
];

#[test]
fn labels_are_the_databases() {
    for (value, label) in LABELS {
        assert_eq!(value.label(), label);
        assert_eq!(label.parse::<Select>().unwrap(), value);
    }
    let rest = [Select::True, Select::None, Select::Some, Select::Ok, Select::Err];
    assert_eq!(Select::ALL.len(), LABELS.len() + rest.len());
    assert!(rest.iter().all(|value| Select::ALL.contains(value)));
}

#[tokio::test]
async fn rows_go_there_and_back() {
    for major in [15, 18] {
        let server = Server::temporary().major(major).start().expect("a server starts");
        let url = server.url("postgres");
        pg_orm_tests::migrate(&url, "schemas/hostile.pgorm").await;
        let connections = pg_orm::Pool::connect(&url).await.unwrap();
        names_are_kept_whole(&url).await;

        let text = "it's \"who\" \\ $1 {} 🦀 --";
        let viewer = connections.session(Viewer { where_: 1, order: Some(text.into()), user: None });
        let new = table::New { user: "somebody".into(), order: "first".into() };
        let made: Table = Table::insert(new)
            .select(Select::Empty)
            .labels(LABELS.map(|(value, _)| value))
            .from(Some(text.into()))
            .type_(text)
            .exec(&viewer)
            .await
            .unwrap();
        assert_eq!(made.labels, LABELS.map(|(value, _)| value));
        // What was not given has its default.
        assert_eq!(
            [
                &made.self_,
                &made.long,
                &made.space,
                &made.dot,
                &made.dollar,
                &made.bang,
                &made.group,
                &made.limit
            ],
            ["s", "63 bytes", " ", ".", "$body$", "--", "it's \"x\" \\ $$ {}", "l"]
        );

        for number in 1..=3 {
            let row =
                Pool::insert(pool::New { table_id: made.id }).column(number).größe(number).exec(&connections);
            assert_eq!(row.await.unwrap().größe, number);
        }

        let found: Vec<(Table, Vec<Pool>)> = Table::query()
            .filter(table::from.eq(text).and(table::labels.has_all([Select::Quote, Select::Long])))
            .filter(table::select.eq(Select::Empty).and(table::type_.like("%\"who\"%")))
            .filter(table::rows.some(pool::column.eq(2).and(pool::new.eq(1))))
            .include(table::rows.filter(pool::größe.gt(1)).order_by(pool::column.desc()))
            .order_by((table::limit.asc(), table::order.desc()))
            .all(&viewer)
            .await
            .unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].0, made);
        assert_eq!(found[0].1.iter().map(|row| row.column).collect::<Vec<_>>(), [3, 2]);

        let by_key: Option<Table> = Table::by_order("first").get(&viewer).await.unwrap();
        assert_eq!(by_key.as_ref(), Some(&made));
        let changed = Table::by_id(made.id)
            .update(table::self_.set("now"))
            .set(table::select.set(Select::Quote))
            .set(table::from.set(None))
            .set(table::dollar.set_default())
            .returning(&viewer)
            .await
            .unwrap()
            .unwrap();
        assert_eq!((changed.self_.as_str(), changed.select, changed.from), ("now", Select::Quote, None));

        // The policy asks for the session's settings, and the check for the column.
        let other = connections.session(Viewer { where_: 2, order: None, user: None });
        assert_eq!(Table::query().all(&other).await.unwrap(), []);
        let refused =
            Table::by_id(made.id).update(table::user.set("it's \"x\"")).exec(&viewer).await.unwrap_err();
        assert_eq!(refused.constraint(), Some("Check \"x\" ' \\"));
        let twice = table::New { user: "another".into(), order: "first".into() };
        let refused = Table::insert(twice).exec(&viewer).await.unwrap_err();
        assert_eq!(refused.constraint(), Some("Unique \"x\" ' \\"));
        let orphan = Pool::insert(pool::New { table_id: -1 }).exec(&connections).await.unwrap_err();
        assert_eq!(orphan.constraint(), Some("Foreign \"key\" ' \\"));

        assert_eq!(Table::by_id(made.id).delete().exec(&viewer).await.unwrap(), 1);
        assert_eq!(Pool::query().all(&connections).await.unwrap(), [], "the key cascades");

        // Models with the names of traits are models as any other.
        From::insert_many([1, 2].map(|id| db::from::New { id })).exec(&connections).await.unwrap();
        let largest = From::query().order_by(db::from::id.desc()).first(&connections).await.unwrap();
        assert_eq!(largest.map(|row| row.id), Some(2));
        Größe::insert(db::größe::New { id: 5 }).exec(&connections).await.unwrap();
        assert!(Größe::by_id(5).exists(&connections).await.unwrap());
    }
}

/// No name was cut or folded on its way into the catalogs.
async fn names_are_kept_whole(url: &str) {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.unwrap();
    let connection = tokio::spawn(connection);
    let names = "
        select nspname::text from pg_namespace
        union all select relname::text from pg_class
        union all select attname::text from pg_attribute
        union all select conname::text from pg_constraint
        union all select typname::text from pg_type
        union all select enumlabel::text from pg_enum
        union all select polname::text from pg_policy
        union all select rolname::text from pg_roles";
    let rows = client.query(names, &[]).await.unwrap();
    let found: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
    let names = [
        "App \"Schema\" 🦀",
        "App \"User\" 🦀 $1 \\",
        "User \"table\" 'x' \\ $1 🦀",
        "ID \"x\" ' \\ $1 🦀",
        "Labels[]",
        "ééééééééééééééééééééééééééééééé_",
        "--; drop table x",
        "LIMIT \"1\"",
        "Primary \"key\" ' \\",
        "Index \"x\" ' \\ 🦀",
        "Policy \"x\" ' \\ 🦀 $1",
        "Order \"by\" 'x' \\ 🦀",
        "Table ID",
        "größe",
    ];
    for name in names.into_iter().chain(LABELS.map(|(_, label)| label)) {
        assert!(found.iter().any(|found| found == name), "{name}");
    }
    drop(client);
    connection.await.unwrap().unwrap();
}
