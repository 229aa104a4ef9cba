//! Every kind of object, made from a catalog by hand and read back from PostgreSQL; and the way back leaves nothing.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

mod support;

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::*;
use pg_orm_ir::types::{BuiltIn, DataType};
use pg_orm_migrate::{create_script, drop_script, requirements};
use support::{connect, on_each};
use tokio_postgres::Client;

fn name(name: &str) -> QualifiedName {
    QualifiedName::new("app", name)
}

fn built_in(type_: BuiltIn) -> DataType {
    DataType::built_in(type_)
}

fn pseudo(name: &str) -> DataType {
    DataType::declared(QualifiedName::new("pg_catalog", name))
}

fn column(name: &str, type_: BuiltIn) -> Column {
    Column { name: name.into(), type_: built_in(type_), is_nullable: true, ..Column::default() }
}

fn argument(name: &str, type_: DataType) -> Argument {
    Argument { name: (!name.is_empty()).then(|| name.into()), type_, ..Argument::default() }
}

fn sql(name_: &str, arguments: Vec<Argument>, returns: DataType, body: &str) -> Function {
    Function {
        name: name(name_),
        arguments,
        returns: Returns::Value { type_: returns, is_set: false },
        language: "sql".into(),
        body: FunctionBody::Source(body.into()),
        ..Function::default()
    }
}

fn table(name_: &str, columns: Vec<Column>) -> Table {
    Table { name: name(name_), columns, ..Table::default() }
}

fn key(column: &str) -> IndexKey {
    IndexKey { target: IndexTarget::Column(column.into()), ..IndexKey::default() }
}

fn options(options: &[(&str, &str)]) -> Vec<(String, String)> {
    options.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn catalog() -> Catalog {
    let app = Namespace { name: "app".into(), ..Namespace::default() };
    Catalog { namespaces: vec![app], ..Catalog::default() }
}

/// What each query answers, one line a row, after the catalog was made; then the catalog is dropped.
fn check(catalog: &Catalog, expected: &[(&str, &str)]) {
    on_each(async |url| {
        let client = connect(&url).await;
        let script = create_script(catalog).to_string();
        client.batch_execute(&script).await.unwrap_or_else(|error| panic!("{error:?}\n{script}"));
        client.batch_execute("set search_path = ''").await.unwrap();
        for (query, expected) in expected {
            let found = lines(&client, query).await;
            assert_eq!(found, *expected, "{query}\n{script}");
        }
        let script = drop_script(catalog).to_string();
        client.batch_execute(&script).await.unwrap_or_else(|error| panic!("{error:?}\n{script}"));
        let left = "select count(*)::text from pg_catalog.pg_class where relnamespace >= 16384
            union all select count(*)::text from pg_catalog.pg_proc where pronamespace >= 16384
            union all select count(*)::text from pg_catalog.pg_namespace where oid >= 16384";
        assert_eq!(lines(&client, left).await, "0\n0\n0");
    });
}

async fn lines(client: &Client, query: &str) -> String {
    let rows = client.query(query, &[]).await.unwrap_or_else(|error| panic!("{error:?}\n{query}"));
    rows.iter().map(|row| row.get::<_, String>(0)).collect::<Vec<_>>().join("\n")
}

#[test]
fn functions_and_what_they_are_made_of() {
    let total = Function {
        comment: Some("All of it.".into()),
        volatility: Volatility::Stable,
        is_strict: true,
        is_leakproof: true,
        is_security_definer: true,
        parallel: Parallel::Safe,
        cost: Some("5".into()),
        settings: vec![("search_path".into(), "app, pg_temp".into()), ("work_mem".into(), "'8MB'".into())],
        access: Access {
            revoked: vec![Grant {
                role: "public".into(),
                privileges: vec![Privilege::Execute],
                ..Grant::default()
            }],
            ..Access::default()
        },
        // Of a table that is made after it, by way of text.
        ..sql(
            "total",
            vec![argument("", built_in(BuiltIn::Integer))],
            built_in(BuiltIn::BigInt),
            "\nselect count(*) from app.late -- $$ \r\n",
        )
    };
    let overload = Function {
        arguments: vec![
            argument("first", built_in(BuiltIn::Text)),
            Argument { default: Some("1 + 1".into()), ..argument("second", built_in(BuiltIn::Integer)) },
            Argument { mode: ArgumentMode::Out, ..argument("third", built_in(BuiltIn::Integer)) },
            Argument {
                mode: ArgumentMode::Variadic,
                default: Some("'{}'".into()),
                ..argument("rest", built_in(BuiltIn::Text).into_array())
            },
        ],
        returns: Returns::Arguments,
        ..sql("total", vec![], built_in(BuiltIn::Text), "select 1")
    };
    let rows = Function {
        returns: Returns::Table(vec![
            ("id".into(), built_in(BuiltIn::Integer)),
            ("Weird".into(), built_in(BuiltIn::Text)),
        ]),
        rows: Some("7".into()),
        ..sql("rows", vec![], built_in(BuiltIn::Text), "select 1, 'x'")
    };
    // Of its table's row, which has to be there; the table's index calls it.
    let of_row = Function {
        volatility: Volatility::Immutable,
        body: FunctionBody::Standard("RETURN (row_.id + 1)".into()),
        ..sql(
            "of_row",
            vec![argument("row_", DataType::declared(name("late")))],
            built_in(BuiltIn::Integer),
            "",
        )
    };
    let procedure = Function {
        kind: FunctionKind::Procedure,
        returns: Returns::Arguments,
        language: "plpgsql".into(),
        ..sql("act", vec![argument("id", built_in(BuiltIn::Integer))], built_in(BuiltIn::Text), "begin end")
    };
    let sum = Aggregate {
        name: name("plus"),
        comment: Some("Adds.".into()),
        arguments: vec![argument("", built_in(BuiltIn::Integer))],
        options: options(&[("sfunc", "int4pl"), ("stype", "integer"), ("initcond", "'0'")]),
        ..Aggregate::default()
    };
    let mut late = table("late", vec![column("id", BuiltIn::Integer), column("at", BuiltIn::BigInt)]);
    late.columns[1].default = Some("app.total(1)".into());
    late.indexes.push(Index {
        name: "late_idx".into(),
        method: "btree".into(),
        keys: vec![IndexKey {
            target: IndexTarget::Expression("app.of_row(late.*)".into()),
            ..IndexKey::default()
        }],
        ..Index::default()
    });
    let catalog = Catalog {
        functions: vec![total, overload, rows, of_row, procedure],
        aggregates: vec![sum],
        tables: vec![late],
        ..catalog()
    };
    let functions = "select regexp_replace(pg_catalog.pg_get_functiondef(oid), '\\s*\\n *', ' ', 'g')
        from pg_catalog.pg_proc where pronamespace = 'app'::regnamespace and prokind <> 'a' order by proname, pronargs";
    check(
        &catalog,
        &[
            (
                functions,
                "CREATE OR REPLACE PROCEDURE app.act(IN id integer) LANGUAGE plpgsql AS $procedure$begin end$procedure$ \n\
                 CREATE OR REPLACE FUNCTION app.of_row(row_ app.late) RETURNS integer LANGUAGE sql IMMUTABLE RETURN ((row_).id + 1) \n\
                 CREATE OR REPLACE FUNCTION app.rows() RETURNS TABLE(id integer, \"Weird\" text) LANGUAGE sql ROWS 7 AS $function$select 1, 'x'$function$ \n\
                 CREATE OR REPLACE FUNCTION app.total(integer) RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE STRICT SECURITY DEFINER LEAKPROOF COST 5 SET search_path TO 'app', 'pg_temp' SET work_mem TO '8MB' AS $function$ select count(*) from app.late -- $$ $function$ \n\
                 CREATE OR REPLACE FUNCTION app.total(first text, second integer DEFAULT (1 + 1), OUT third integer, VARIADIC rest text[] DEFAULT '{}'::text[]) RETURNS integer LANGUAGE sql AS $function$select 1$function$ ",
            ),
            (
                "select proacl::text from pg_catalog.pg_proc where proname = 'total' and proacl is not null",
                "{postgres=X/postgres}",
            ),
            (
                "select pg_catalog.pg_get_indexdef('app.late_idx'::regclass)",
                "CREATE INDEX late_idx ON app.late USING btree (app.of_row(late.*))",
            ),
            (
                "select aggfnoid::regprocedure || ' ' || agginitval || ' ' || pg_catalog.obj_description(aggfnoid) from pg_catalog.pg_aggregate where aggfnoid >= 16384",
                "app.plus(integer) 0 Adds.",
            ),
        ],
    );
}

#[test]
fn triggers_rules_and_policies() {
    let fire = Function {
        language: "plpgsql".into(),
        body: FunctionBody::Source("begin return null; end".into()),
        ..sql("fire", vec![], pseudo("trigger"), "")
    };
    let trigger = |name_: &str| Trigger {
        name: name_.into(),
        level: TriggerLevel::Row,
        function: name("fire"),
        ..Trigger::default()
    };
    let mut notes = table("notes", vec![column("id", BuiltIn::Integer), column("Text", BuiltIn::Text)]);
    notes.triggers = vec![
        Trigger {
            timing: TriggerTiming::Before,
            events: vec![TriggerEvent::Insert, TriggerEvent::Update(vec!["Text".into()])],
            when: Some("new.id > 0 -- why".into()),
            arguments: vec!["it's".into(), "b".into()],
            firing: Firing::Always,
            comment: Some("Fires.".into()),
            ..trigger("a")
        },
        Trigger {
            events: vec![TriggerEvent::Delete],
            constraint: Some(ConstraintTrigger { deferrable: Deferrable::InitiallyDeferred, from: None }),
            firing: Firing::Disabled,
            ..trigger("b")
        },
        Trigger {
            level: TriggerLevel::Statement,
            events: vec![TriggerEvent::Update(vec![])],
            old_table: Some("old_rows".into()),
            new_table: Some("new_rows".into()),
            ..trigger("c")
        },
        Trigger { level: TriggerLevel::Statement, events: vec![TriggerEvent::Truncate], ..trigger("d") },
    ];
    notes.rules = vec![
        Rule {
            name: "kept".into(),
            event: RuleEvent::Delete,
            is_instead: true,
            condition: Some("old.id = 1".into()),
            ..Rule::default()
        },
        Rule {
            name: "two".into(),
            event: RuleEvent::Insert,
            actions: vec!["notify a".into(), "notify b".into()],
            firing: Firing::Disabled,
            ..Rule::default()
        },
    ];
    let view = View {
        name: name("texts"),
        columns: vec![ViewColumn {
            name: "Text".into(),
            default: Some("'none'".into()),
            comment: Some("It.".into()),
            ..ViewColumn::default()
        }],
        query: "select \"Text\" from app.notes where id > 0 -- all".into(),
        is_security_barrier: true,
        is_security_invoker: true,
        check_option: Some(CheckOption::Local),
        triggers: vec![Trigger {
            timing: TriggerTiming::InsteadOf,
            events: vec![TriggerEvent::Delete],
            ..trigger("v")
        }],
        ..View::default()
    };
    let event = EventTrigger {
        name: "watch".into(),
        event: "ddl_command_end".into(),
        tags: vec!["CREATE TABLE".into()],
        function: name("watch"),
        firing: Firing::Replica,
        ..EventTrigger::default()
    };
    let watch = Function {
        name: name("watch"),
        returns: Returns::Value { type_: pseudo("event_trigger"), is_set: false },
        ..fire.clone()
    };
    let catalog = Catalog {
        functions: vec![fire, watch],
        tables: vec![notes],
        views: vec![view],
        event_triggers: vec![event],
        ..catalog()
    };
    check(
        &catalog,
        &[
            (
                "select pg_catalog.pg_get_triggerdef(oid) || ' ' || tgenabled::text from pg_catalog.pg_trigger order by tgname",
                "CREATE TRIGGER a BEFORE INSERT OR UPDATE OF \"Text\" ON app.notes FOR EACH ROW WHEN ((new.id > 0)) EXECUTE FUNCTION app.fire('it''s', 'b') A\n\
                 CREATE CONSTRAINT TRIGGER b AFTER DELETE ON app.notes DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.fire() D\n\
                 CREATE TRIGGER c AFTER UPDATE ON app.notes REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.fire() O\n\
                 CREATE TRIGGER d AFTER TRUNCATE ON app.notes FOR EACH STATEMENT EXECUTE FUNCTION app.fire() O\n\
                 CREATE TRIGGER v INSTEAD OF DELETE ON app.texts FOR EACH ROW EXECUTE FUNCTION app.fire() O",
            ),
            (
                "select regexp_replace(pg_catalog.pg_get_ruledef(oid), '\\s+', ' ', 'g') || ev_enabled::text from pg_catalog.pg_rewrite where ev_class = 'app.notes'::regclass order by 1",
                "CREATE RULE kept AS ON DELETE TO app.notes WHERE (old.id = 1) DO INSTEAD NOTHING;O\n\
                 CREATE RULE two AS ON INSERT TO app.notes DO ( NOTIFY a; NOTIFY b; );D",
            ),
            (
                "select regexp_replace(replace(pg_catalog.pg_get_viewdef(oid), 'notes.', ''), '\\s+', ' ', 'g') || reloptions::text from pg_catalog.pg_class where relname = 'texts'",
                " SELECT \"Text\" FROM app.notes WHERE (id > 0);{security_barrier=true,security_invoker=true,check_option=local}",
            ),
            (
                "select evtname || ' ' || evtevent || ' ' || evtenabled::text || ' ' || evttags::text from pg_catalog.pg_event_trigger",
                "watch ddl_command_end R {\"CREATE TABLE\"}",
            ),
        ],
    );
}

#[test]
fn partitions_and_children() {
    let at = Column { is_nullable: false, ..column("at", BuiltIn::Date) };
    let mut events = table("events", vec![at.clone(), column("id", BuiltIn::Integer)]);
    events.columns[1].default = Some("0".into());
    events.partition_by = Some(PartitionBy {
        strategy: PartitionStrategy::Range,
        keys: vec![PartitionKey { target: IndexTarget::Column("at".into()), ..PartitionKey::default() }],
    });
    events.checks.push(Check { name: "positive".into(), expression: "id >= 0".into(), ..Check::default() });
    events.primary_key =
        Some(Key { name: "events_pkey".into(), columns: vec!["at".into(), "id".into()], ..Key::default() });
    events.columns[1].is_nullable = false;
    events.indexes.push(Index {
        name: "events_id_idx".into(),
        method: "btree".into(),
        keys: vec![key("id")],
        ..Index::default()
    });
    let part = |name_: &str, from: &str, to: &str| Table {
        name: name(name_),
        columns: events
            .columns
            .iter()
            .map(|column| Column { is_inherited: true, ..column.clone() })
            .collect(),
        partition_of: Some(PartitionOf {
            parent: name("events"),
            bound: Bound::Range { from: vec![from.into()], to: vec![to.into()] },
        }),
        ..Table::default()
    };
    let mut first = part("first", "minvalue", "'2020-01-01'");
    first.columns[1].default = Some("1".into());
    let mut second = part("second", "'2020-01-01'", "'2021-01-01'");
    second.indexes.push(Index {
        name: "our own".into(),
        method: "btree".into(),
        keys: vec![key("id")],
        part_of: Some(name("events_id_idx")),
        ..Index::default()
    });
    second.primary_key = Some(Key {
        name: "our key".into(),
        columns: vec!["at".into(), "id".into()],
        part_of: Some(name("events_pkey")),
        ..Key::default()
    });
    let mut rest = part("rest", "", "");
    rest.partition_of = Some(PartitionOf { parent: name("events"), bound: Bound::Default });
    let parent = table(
        "parent",
        vec![
            column("id", BuiltIn::Integer),
            Column { default: Some("'x'".into()), ..column("name", BuiltIn::Text) },
        ],
    );
    let mut child = table(
        "child",
        vec![
            column("id", BuiltIn::Integer),
            Column { default: Some("'y'".into()), is_inherited: true, ..column("name", BuiltIn::Text) },
            column("more", BuiltIn::Text),
        ],
    );
    child.columns[0].is_inherited = true;
    child.inherits = vec![name("parent")];
    let typed = Table {
        of_type: Some(name("pair")),
        columns: vec![
            column("a", BuiltIn::Integer),
            Column { default: Some("'b'".into()), ..column("b", BuiltIn::Text) },
        ],
        ..table("typed", vec![])
    };
    let attribute =
        |name: &str, type_| Attribute { name: name.into(), type_: built_in(type_), ..Attribute::default() };
    let pair = Composite {
        name: name("pair"),
        attributes: vec![attribute("a", BuiltIn::Integer), attribute("b", BuiltIn::Text)],
        ..Composite::default()
    };
    // Children before their parents.
    let catalog = Catalog {
        composites: vec![pair],
        tables: vec![first, second, rest, child, parent, events, typed],
        ..catalog()
    };
    check(
        &catalog,
        &[
            (
                "select relname || ' ' || pg_catalog.pg_get_expr(relpartbound, oid) from pg_catalog.pg_class where relispartition and relkind = 'r' order by 1",
                "first FOR VALUES FROM (MINVALUE) TO ('2020-01-01')\nrest DEFAULT\nsecond FOR VALUES FROM ('2020-01-01') TO ('2021-01-01')",
            ),
            (
                "select i.inhrelid::regclass || ' of ' || i.inhparent::regclass from pg_catalog.pg_inherits i join pg_catalog.pg_class c on c.oid = i.inhrelid order by 1",
                "app.\"our key\" of app.events_pkey\napp.\"our own\" of app.events_id_idx\napp.child of app.parent\napp.first of app.events\napp.first_id_idx of app.events_id_idx\napp.first_pkey of app.events_pkey\napp.rest of app.events\napp.rest_id_idx of app.events_id_idx\napp.rest_pkey of app.events_pkey\napp.second of app.events",
            ),
            (
                "select adrelid::regclass || ' ' || pg_catalog.pg_get_expr(adbin, adrelid) from pg_catalog.pg_attrdef order by 1",
                "app.child 'y'::text\napp.events 0\napp.first 1\napp.parent 'x'::text\napp.rest 0\napp.second 0\napp.typed 'b'::text",
            ),
            ("select count(*)::text from pg_catalog.pg_constraint where conname = 'positive'", "4"),
        ],
    );
}

#[test]
fn constraints_and_indexes_with_every_clause() {
    let mut target = table(
        "target",
        vec![
            column("a", BuiltIn::Integer),
            column("b", BuiltIn::Integer),
            column("during", BuiltIn::TsRange),
        ],
    );
    target.unique = vec![Key {
        name: "target_key".into(),
        comment: Some("Both.".into()),
        columns: vec!["a".into(), "b".into()],
        include: vec!["during".into()],
        options: options(&[("fillfactor", "70")]),
        deferrable: Deferrable::No,
        ..Key::default()
    }];
    target.exclusions = vec![Exclusion {
        name: "apart".into(),
        method: "gist".into(),
        elements: vec![ExclusionElement {
            key: key("during"),
            operator: QualifiedName::new("pg_catalog", "&&"),
        }],
        predicate: Some("a > 0".into()),
        deferrable: Deferrable::InitiallyDeferred,
        ..Exclusion::default()
    }];
    target.indexes = vec![Index {
        name: "target_idx".into(),
        comment: Some("Found.".into()),
        is_unique: true,
        nulls_not_distinct: true,
        method: "btree".into(),
        keys: vec![
            IndexKey { is_descending: true, nulls: Some(Nulls::Last), ..key("a") },
            IndexKey {
                target: IndexTarget::Expression("a + b".into()),
                statistics: Some(50),
                ..IndexKey::default()
            },
        ],
        include: vec!["during".into()],
        predicate: Some("b is not null".into()),
        options: options(&[("deduplicate_items", "off")]),
        ..Index::default()
    }];
    target.clustered_on = Some("target_key".into());
    target.replica_identity = ReplicaIdentity::Full;
    target.statistics = vec![Statistics {
        name: name("target_stats"),
        kinds: vec![StatisticsKind::NDistinct, StatisticsKind::Mcv],
        targets: vec![IndexTarget::Column("a".into()), IndexTarget::Expression("a + b".into())],
        target: Some(200),
        ..Statistics::default()
    }];
    let mut source = table("source", vec![column("a", BuiltIn::Integer), column("b", BuiltIn::Integer)]);
    source.foreign_keys = vec![ForeignKey {
        name: "source_fkey".into(),
        comment: Some("There.".into()),
        columns: vec!["a".into(), "b".into()],
        target: name("target"),
        references: vec!["a".into(), "b".into()],
        on_delete: ReferentialAction::SetNull,
        on_delete_columns: vec!["b".into()],
        enforcement: Enforcement::NotValid,
        ..ForeignKey::default()
    }];
    source.checks = vec![
        Check {
            name: "later".into(),
            expression: "a > 0".into(),
            enforcement: Enforcement::NotValid,
            ..Check::default()
        },
        Check {
            name: "alone".into(),
            expression: "b > 0".into(),
            is_no_inherit: true,
            comment: Some("Alone.".into()),
            ..Check::default()
        },
    ];
    source.persistence = Persistence::Unlogged;
    target.persistence = Persistence::Unlogged;
    source.options = options(&[("fillfactor", "80"), ("toast.autovacuum_enabled", "false")]);
    source.columns[0] = Column {
        storage: None,
        statistics: Some(10),
        options: options(&[("n_distinct", "-0.5")]),
        ..source.columns[0].clone()
    };
    source.columns.push(Column {
        storage: Some(Storage::External),
        compression: Some(Compression::Pglz),
        collation: Some(QualifiedName::new("pg_catalog", "C")),
        ..column("c", BuiltIn::Text)
    });
    source.columns.push(Column {
        generated: Some(Generated { kind: GeneratedKind::Stored, expression: "a + b".into() }),
        ..column("d", BuiltIn::Integer)
    });
    source.columns.push(Column {
        numbering: Some(Numbering {
            kind: Identity::ByDefault,
            name: Some(name("numbers")),
            comment: Some("Numbers.".into()),
            options: SequenceOptions {
                start: Some(10),
                increment: Some(5),
                is_cycle: true,
                ..SequenceOptions::default()
            },
            ..Numbering::default()
        }),
        is_nullable: false,
        ..column("e", BuiltIn::BigInt)
    });
    let sequence = Sequence {
        name: name("counted"),
        type_: Some(BuiltIn::SmallInt),
        options: SequenceOptions {
            increment: Some(-1),
            min: Some(-5),
            cache: Some(3),
            ..SequenceOptions::default()
        },
        owned_by: Some((name("target"), "b".into())),
        ..Sequence::default()
    };
    target.columns[1].default = Some("nextval('app.counted'::regclass)".into());
    let catalog = Catalog { sequences: vec![sequence], tables: vec![source, target], ..catalog() };
    check(
        &catalog,
        &[
            (
                "select conname || ' ' || pg_catalog.pg_get_constraintdef(oid) from pg_catalog.pg_constraint where contype <> 'n' and connamespace = 'app'::regnamespace order by 1",
                "alone CHECK ((b > 0)) NO INHERIT\napart EXCLUDE USING gist (during WITH &&) WHERE ((a > 0)) DEFERRABLE INITIALLY DEFERRED\nlater CHECK ((a > 0)) NOT VALID\nsource_fkey FOREIGN KEY (a, b) REFERENCES app.target(a, b) ON DELETE SET NULL (b) NOT VALID\ntarget_key UNIQUE (a, b) INCLUDE (during)",
            ),
            (
                "select pg_catalog.pg_get_indexdef('app.target_idx'::regclass)",
                "CREATE UNIQUE INDEX target_idx ON app.target USING btree (a DESC NULLS LAST, ((a + b))) INCLUDE (during) NULLS NOT DISTINCT WITH (deduplicate_items=off) WHERE (b IS NOT NULL)",
            ),
            (
                "select pg_catalog.pg_get_statisticsobjdef(oid) from pg_catalog.pg_statistic_ext",
                "CREATE STATISTICS app.target_stats (ndistinct, mcv) ON a, (a + b) FROM app.target",
            ),
            (
                "select sequencename || ' ' || start_value || ' ' || increment_by || ' ' || cycle || ' ' || cache_size from pg_catalog.pg_sequences order by 1",
                "counted -1 -1 false 3\nnumbers 10 5 true 1",
            ),
            (
                "select relname || relpersistence::text || relreplident::text || coalesce(reloptions::text, '') from pg_catalog.pg_class where relkind = 'r' and relnamespace = 'app'::regnamespace order by 1",
                "sourceud{fillfactor=80}\ntargetuf",
            ),
            (
                "select count(*)::text from pg_catalog.pg_description d join pg_catalog.pg_namespace n on n.nspname = 'app' where objoid >= 16384",
                "5",
            ),
            (
                "select attname || attstorage::text || attcompression::text || coalesce(attoptions::text, '') || attgenerated::text || attidentity::text from pg_catalog.pg_attribute where attrelid = 'app.source'::regclass and attnum > 0 order by attnum",
                "ap{n_distinct=-0.5}\nbp\ncep\ndps\nepd",
            ),
            (
                "select indexrelid::regclass::text from pg_catalog.pg_index where indisclustered",
                "app.target_key",
            ),
        ],
    );
}

#[test]
fn cycles_are_broken() {
    // The view is made of the function, which answers rows of the view.
    let first = Function {
        returns: Returns::Value { type_: DataType::declared(name("seen")), is_set: true },
        ..sql("first", vec![], built_in(BuiltIn::Text), "select * from app.seen limit 1")
    };
    let seen = View {
        name: name("seen"),
        columns: vec![ViewColumn {
            name: "n".into(),
            type_: built_in(BuiltIn::Integer),
            ..ViewColumn::default()
        }],
        query: "select 1 as n where 1 = 2 and exists (select from app.first())".into(),
        ..View::default()
    };
    // The check of the table calls a function of the table's row.
    let whole = Function {
        volatility: Volatility::Immutable,
        ..sql(
            "whole",
            vec![argument("row_", DataType::declared(name("things")))],
            built_in(BuiltIn::Boolean),
            "select true",
        )
    };
    let mut things = table("things", vec![column("id", BuiltIn::Integer)]);
    things.checks.push(Check {
        name: "whole".into(),
        expression: "app.whole(things.*)".into(),
        ..Check::default()
    });
    let materialized = View {
        name: name("kept"),
        kind: ViewKind::Materialized,
        columns: vec![ViewColumn { name: "n".into(), ..ViewColumn::default() }],
        query: "select count(*) as n from app.first()".into(),
        indexes: vec![Index {
            name: "kept_idx".into(),
            method: "btree".into(),
            is_unique: true,
            keys: vec![key("n")],
            ..Index::default()
        }],
        ..View::default()
    };
    let catalog = Catalog {
        functions: vec![first, whole],
        tables: vec![things],
        views: vec![materialized, seen],
        ..catalog()
    };
    check(
        &catalog,
        &[
            (
                "select conname::text from pg_catalog.pg_constraint where contype = 'c' and connamespace = 'app'::regnamespace",
                "whole",
            ),
            (
                "select relname || ' ' || relispopulated from pg_catalog.pg_class where relkind = 'm'",
                "kept true",
            ),
            ("select count(*)::text from app.seen", "0"),
        ],
    );
}

/// What PostgreSQL 18 alone has is made there, and said to be too new for others.
#[test]
fn newer_words_are_written_and_named() {
    let mut rooms = table(
        "rooms",
        vec![
            Column {
                not_null: Some(NotNull { name: Some("numbered".into()), ..NotNull::default() }),
                is_nullable: false,
                ..column("id", BuiltIn::Int4Range)
            },
            column("during", BuiltIn::TsRange),
            Column {
                generated: Some(Generated {
                    kind: GeneratedKind::Virtual,
                    expression: "lower(id) + 1".into(),
                }),
                ..column("more", BuiltIn::Integer)
            },
        ],
    );
    rooms.unique = vec![Key {
        name: "apart".into(),
        columns: vec!["id".into(), "during".into()],
        is_without_overlaps: true,
        ..Key::default()
    }];
    let mut stays = table("stays", vec![column("room", BuiltIn::Int4Range), column("at", BuiltIn::TsRange)]);
    stays.foreign_keys = vec![ForeignKey {
        name: "inside".into(),
        columns: vec!["room".into(), "at".into()],
        target: name("rooms"),
        references: vec!["id".into(), "during".into()],
        has_period: true,
        ..ForeignKey::default()
    }];
    stays.checks = vec![Check {
        name: "hoped".into(),
        expression: "at <> 'empty'".into(),
        enforcement: Enforcement::NotEnforced,
        ..Check::default()
    }];
    let catalog = Catalog { tables: vec![stays, rooms], ..catalog() };
    let named: Vec<String> = requirements(&catalog)
        .iter()
        .map(|it| format!("{}: {} since {}", it.object, it.feature, it.since))
        .collect();
    assert_eq!(
        named,
        [
            "constraint inside on app.stays: PERIOD since 18",
            "constraint hoped on app.stays: NOT ENFORCED since 18",
            "column id of app.rooms: a NOT NULL with a name, NO INHERIT or NOT VALID since 18",
            "column more of app.rooms: GENERATED .. VIRTUAL since 18",
            "constraint apart on app.rooms: WITHOUT OVERLAPS since 18",
        ]
    );
    on_each(async |url| {
        let client = connect(&url).await;
        let major = lines(&client, "select current_setting('server_version_num')").await;
        if !major.starts_with("18") {
            return;
        }
        // The key's index compares ranges by `=`, and needs no extension.
        client.batch_execute(&create_script(&catalog).to_string()).await.unwrap();
        let found =
            "select conname || ' ' || pg_catalog.pg_get_constraintdef(oid) from pg_catalog.pg_constraint
            where connamespace = 'app'::regnamespace order by 1";
        assert_eq!(
            lines(&client, found).await,
            "apart UNIQUE (id, during WITHOUT OVERLAPS)\nhoped CHECK ((at <> 'empty'::tsrange)) NOT ENFORCED\n\
             inside FOREIGN KEY (room, PERIOD at) REFERENCES app.rooms(id, PERIOD during)\nnumbered NOT NULL id"
        );
    });
}
