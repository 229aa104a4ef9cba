//! The functions that the language knows are those that PostgreSQL's releases and extensions have.
//!
//! `schema-lang/src/passes/fragments/functions.txt` is made by this test from servers of every release that is supported:
//! `PGORM_UPDATE_FUNCTIONS=1 cargo test -p pg-orm-tests --test known_functions`. They need the extensions of PostgreSQL's
//! own distribution, and pgvector.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use pg_orm_local::Server;
use tokio_postgres::NoTls;

/// The releases.
const MAJORS: &[u32] = &[15, 16, 17, 18];

/// Whose functions are known.
const EXTENSIONS: &[&str] = &[
    "amcheck",
    "autoinc",
    "bloom",
    "btree_gin",
    "btree_gist",
    "citext",
    "cube",
    "dblink",
    "dict_int",
    "dict_xsyn",
    "earthdistance",
    "file_fdw",
    "fuzzystrmatch",
    "hstore",
    "insert_username",
    "intagg",
    "intarray",
    "isn",
    "lo",
    "ltree",
    "moddatetime",
    "pageinspect",
    "pg_buffercache",
    "pg_freespacemap",
    "pg_prewarm",
    "pg_stat_statements",
    "pg_surgery",
    "pg_trgm",
    "pg_visibility",
    "pg_walinspect",
    "pgcrypto",
    "pgrowlocks",
    "pgstattuple",
    "postgres_fdw",
    "refint",
    "seg",
    "sslinfo",
    "tablefunc",
    "tcn",
    "tsm_system_rows",
    "tsm_system_time",
    "unaccent",
    "uuid-ossp",
    "vector",
    "xml2",
];

/// Functions that SQL can call, with their extensions. What is written in SQL may be taken apart by the planner, and is
/// then as immutable as what it is made of.
const QUERY: &str = "
    select coalesce(e.extname::text, ''), p.proname::text, (p.pronargs - p.pronargdefaults)::int4, p.pronargs::int4,
        p.provariadic <> 0, p.prokind::text, p.proretset,
        case when p.prolang = (select oid from pg_language where lanname = 'sql') then 'i' else p.provolatile::text end
    from pg_proc p
    left join pg_depend d on d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e'
    left join pg_extension e on d.refclassid = 'pg_extension'::regclass and e.oid = d.refobjid
    where (p.pronamespace = 'pg_catalog'::regnamespace or e.oid is not null)
        and coalesce(e.extname, '') <> 'plpgsql'
        and p.prorettype not in (select oid from pg_type where typtype = 'p' and typname in ('internal', 'trigger',
            'event_trigger', 'fdw_handler', 'index_am_handler', 'table_am_handler', 'tsm_handler', 'language_handler',
            'cstring'))
        and not 'internal'::regtype = any (p.proargtypes::oid[])
        and not 'cstring'::regtype = any (p.proargtypes::oid[])";

/// The least and the greatest number of arguments, and whether the last one may be repeated.
type Count = (i32, i32, bool);

/// What is known of the functions of a name.
#[derive(Default)]
struct Known {
    forms: BTreeMap<Count, Vec<(String, bool, String)>>,
    majors: BTreeSet<u32>,
}

type All = BTreeMap<(String, String), Known>;

async fn read(major: u32, all: &mut All, extensions: &mut BTreeSet<String>) {
    let server = Server::temporary().major(major).start().expect("a server starts");
    let (client, connection) = tokio_postgres::connect(&server.url("postgres"), NoTls).await.unwrap();
    tokio::spawn(connection);
    for extension in EXTENSIONS {
        // A server may lack some: what it has is looked at.
        let create = format!("create extension if not exists \"{extension}\" cascade");
        if client.batch_execute(&create).await.is_ok() {
            extensions.insert((*extension).to_owned());
        }
    }
    for row in client.query(QUERY, &[]).await.unwrap() {
        let known = all.entry((row.get(0), row.get(1))).or_default();
        known.majors.insert(major);
        let forms = known.forms.entry((row.get(2), row.get(3), row.get(4))).or_default();
        forms.push((row.get(5), row.get(6), row.get(7)));
    }
}

/// `1-3`, `2+`.
fn count((least, most, is_variadic): Count) -> String {
    let range = if least == most { least.to_string() } else { format!("{least}-{most}") };
    if is_variadic { range + "+" } else { range }
}

/// What can be said of all overloads.
fn nature(overloads: &[(String, bool, String)]) -> String {
    let is_set = if overloads.iter().all(|(_, is_set, _)| *is_set) { "r" } else { "" };
    let kinds: BTreeSet<&str> = overloads.iter().map(|(kind, ..)| kind.as_str()).collect();
    let nature = match kinds.into_iter().collect::<Vec<_>>().as_slice() {
        [kind @ ("a" | "w" | "p")] => kind,
        _ => ["i", "s", "v"].into_iter().find(|it| overloads.iter().any(|(.., is)| is == it)).unwrap(),
    };
    format!("{is_set}{nature}")
}

fn lines(all: &All) -> String {
    let mut text = String::new();
    for extension in std::iter::once("").chain(EXTENSIONS.iter().copied()) {
        writeln!(text, "[{extension}]").unwrap();
        for ((_, name), known) in all.iter().filter(|((of, _), _)| of == extension) {
            let forms = known.forms.iter().map(|(range, overloads)| count(*range) + &nature(overloads));
            let since = known.majors.first().filter(|major| extension.is_empty() && **major > MAJORS[0]);
            let since = since.map(|major| format!("@{major}"));
            let words: Vec<String> = forms.chain(since).collect();
            writeln!(text, "{name} {}", words.join(" ")).unwrap();
        }
    }
    text
}

fn file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../schema-lang/src/passes/fragments/functions.txt")
}

#[tokio::test]
async fn every_function_is_known() {
    let (mut all, mut extensions) = (All::new(), BTreeSet::new());
    if std::env::var_os("PGORM_UPDATE_FUNCTIONS").is_some() {
        for major in MAJORS {
            read(*major, &mut all, &mut extensions).await;
        }
        std::fs::write(file(), lines(&all)).unwrap();
        return;
    }
    for major in [15, 18] {
        read(major, &mut all, &mut extensions).await;
    }
    eprintln!("the extensions {extensions:?} are there");
    let text = std::fs::read_to_string(file()).unwrap();
    let mut known: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    let mut extension = "";
    for line in text.lines() {
        match line.strip_prefix('[') {
            Some(name) => extension = name.trim_end_matches(']'),
            None => {
                let mut words = line.split(' ');
                let name = words.next().unwrap();
                known.insert((extension, name), words.collect());
            }
        }
    }
    let mut missing = Vec::new();
    for ((extension, name), found) in &all {
        let forms = known.get(&(extension.as_str(), name.as_str())).map(Vec::as_slice).unwrap_or_default();
        for range in found.forms.keys() {
            let range = count(*range);
            let is_it = |form: &&str| {
                form.strip_prefix(&range).is_some_and(|rest| rest.starts_with(char::is_alphabetic))
            };
            if !forms.iter().any(is_it) {
                missing.push(format!("{extension} {name} {range}"));
            }
        }
    }
    assert!(missing.is_empty(), "not known: {}", missing.join(", "));
}
