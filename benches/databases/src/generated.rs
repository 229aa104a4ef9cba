//! The SQL of a generated database: for 1,100 tables 4,600 indexes and 4,000 constraints.

use std::fmt::Write as _;

/// In how many schemas the tables stand.
const SCHEMAS: usize = 5;

/// The SQL that makes so many tables with what belongs to them.
pub(crate) fn sql(tables: usize) -> String {
    let mut sql = String::from("begin;\n");
    for schema in 0..SCHEMAS {
        // A string takes all that is written.
        let _ = writeln!(sql, "create schema s{schema};");
    }
    sql.push_str("create type s0.mood as enum ('good', 'bad', 'so so');\n");
    for at in 0..tables {
        table(&mut sql, at);
    }
    sql.push_str("commit;\n");
    sql
}

/// The name of a table.
pub(crate) fn name(at: usize) -> String {
    format!("s{}.table_{at}", at % SCHEMAS)
}

fn table(sql: &mut String, at: usize) {
    let table = name(at);
    let _ = writeln!(
        sql,
        "create table {table} (
           id bigint generated always as identity primary key,
           name text not null,
           email varchar(120) default 'none' not null,
           created_at timestamptz default now() not null,
           updated_at timestamptz,
           amount numeric(12, 2) default 0,
           mood s0.mood default 'good',
           is_active boolean default true not null,
           parent_id bigint,
           other_id bigint,
           data jsonb default '{{}}'
         );
         create index on {table} (parent_id);
         create index on {table} (other_id);
         create index on {table} (created_at, name);"
    );
    if at % 100 < 18 {
        let _ = writeln!(sql, "create unique index on {table} (lower(email)) where is_active;");
    }
    if at.is_multiple_of(2) {
        let _ = writeln!(sql, "comment on table {table} is 'Table number {at}.';");
    }
    if let Some(before) = at.checked_sub(1) {
        let _ = writeln!(
            sql,
            "alter table {table} add foreign key (parent_id) references {} on delete cascade;",
            name(before)
        );
    }
    if at > 0 && at % 11 < 9 {
        let _ = writeln!(sql, "alter table {table} add foreign key (other_id) references {};", name(at / 2));
    }
    if at % 11 < 9 {
        let _ = writeln!(sql, "alter table {table} add check (amount >= 0);");
    }
}
