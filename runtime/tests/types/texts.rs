//! Text, xml, JSON and text search.

use pg_orm::types::{Json, JsonPath, Jsonb, Lexeme, LexemePosition, TsQuery, TsVector, Weight};

use crate::check::Check;
use crate::holder::case;
use crate::random::Random;
use crate::server::on_each_version;

case!(Texts: String, "text");
case!(VarChars: String, "character varying");
case!(Bpchars: String, "bpchar");
case!(Names: String, "name");
case!(Xmls: String, "xml");
case!(Cursors: String, "refcursor");
case!(Jsons: Json, "json");
case!(Jsonbs: Jsonb, "jsonb");
case!(JsonPaths: JsonPath, "jsonpath");
case!(TsVectors: TsVector, "tsvector");
case!(TsQueries: TsQuery, "tsquery");

#[test]
fn texts() {
    on_each_version(async |pool, _| {
        let edges = ["", " ", "NULL", "é", "\u{1}", "\\", "\"", "{a,b}", "null", "\u{10ffff}"];
        let text = |random: &mut Random| random.text(30);
        Check::<Texts>::new(edges).random(400, text).displayed().parsed().run(pool).await;
        Check::<VarChars>::new(edges).random(100, text).displayed().parsed().run(pool).await;
        Check::<Bpchars>::new(edges).random(100, text).displayed().parsed().run(pool).await;
        let name = |random: &mut Random| random.text(15);
        Check::<Names>::new(edges).random(100, name).displayed().parsed().run(pool).await;
        let check = Check::<Cursors>::new(edges).random(100, text).incomparable();
        check.displayed().parsed().run(pool).await;
        let plain = |random: &mut Random| format!("<p>{}</p>", random.below(1000));
        let xml = ["", "<a b=\"c\">d</a>", "é", "<a/><b/>", "a &amp; b"];
        if pool.query("select '<a/>'::xml", &[]).await.is_ok() {
            let check = Check::<Xmls>::new(xml).random(50, plain).incomparable();
            check.displayed().parsed().run(pool).await;
        }
    });
}

#[test]
fn json() {
    on_each_version(async |pool, _| {
        let edges = [
            "null",
            "{\"b\":  1.00, \"a\": 1, \"b\": 2}",
            "[1e400, 12345678901234567890123456789.5]",
            "\"\\u0000 \\\\\"",
            " [ ] ",
            "\"NULL\"",
        ];
        let text = |random: &mut Random| {
            let text: String = random.text(20).chars().filter(|it| !it.is_control()).collect();
            format!("{{\"{}\": [{}, {}]}}", text.replace(['\\', '"'], "/"), random.below(100), random.bool())
        };
        let check = Check::<Jsons>::new(edges).random(200, text_of(text, Json)).incomparable();
        check.displayed().parsed().run(pool).await;
        let edges =
            ["null", "{\"b\": 1.00, \"aa\": 1}", "[1e400, 12345678901234567890123456789.5]", "\"\\\\u0000\""];
        let check = Check::<Jsonbs>::new(edges).random(200, text_of(text, Jsonb));
        check.displayed().parsed().run(pool).await;
        let paths = ["$", "strict $.a[*] ? (@.b > 1)", "$.\"k\"", "$.\"é\".size()", "lax $[0 to last]"];
        let check = Check::<JsonPaths>::new(paths).incomparable();
        check.displayed().parsed().run(pool).await;
    });
}

fn text_of<T>(text: impl Fn(&mut Random) -> String, of: fn(String) -> T) -> impl Fn(&mut Random) -> T {
    move |random| of(text(random))
}

fn weight(random: &mut Random) -> Weight {
    random.pick(&[Weight::A, Weight::B, Weight::C, Weight::D])
}

/// As PostgreSQL keeps one: lexemes by length and bytes, positions ascending, none twice.
fn vector(random: &mut Random) -> TsVector {
    let mut words = random.list(8, |random| random.text(6));
    words.retain(|word| !word.is_empty());
    words.sort_by_key(|word| word.as_bytes().to_vec());
    words.dedup();
    let lexeme = |text| {
        let mut places = random.list(5, |random| 1 + random.below(16_382) as u16);
        places.sort_unstable();
        places.dedup();
        let places = places.into_iter();
        let positions = places.map(|position| LexemePosition { position, weight: weight(random) }).collect();
        Lexeme { text, positions }
    };
    TsVector { lexemes: words.into_iter().map(lexeme).collect() }
}

fn query(random: &mut Random, depth: u64) -> TsQuery {
    let lexeme = |random: &mut Random| format!("{}x", random.text(4));
    match random.below(if depth == 0 { 3 } else { 8 }) {
        0 => TsQuery::lexeme(&lexeme(random)),
        1 => TsQuery::prefix(&lexeme(random)),
        2 => TsQuery::weighted(&lexeme(random), &random.list(3, weight)),
        3 => query(random, depth - 1).not(),
        4 => query(random, depth - 1).or(query(random, depth - 1)),
        5 => query(random, depth - 1).followed_by(random.below(16_385) as u16, query(random, depth - 1)),
        _ => query(random, depth - 1).and(query(random, depth - 1)),
    }
}

#[test]
fn text_search() {
    on_each_version(async |pool, _| {
        let documents =
            ["", "a", "a:1A,2B,3C,4 fat:16383", "'it''s':1 'back\\\\slash'", "'two words' é", "'a:1,2'"];
        let check = Check::<TsVectors>::new(documents).random(300, vector);
        check.displayed().parsed().run(pool).await;
        let queries = [
            "a",
            "a & b | !c",
            "a & (b | c)",
            "!(a & b)",
            "!!a",
            "a <-> b <-> c",
            "a <-> (b <3> c)",
            "(a & b) <-> c",
            "a:*AB & 'it''s':D",
            "a <0> b",
        ];
        let check = Check::<TsQueries>::new(queries).random(300, |random| query(random, 4));
        check.displayed().run(pool).await;
        // The text does not say which of two that bind alike stands in the other.
        let mut random = Random::new();
        for _ in 0..300 {
            let text = query(&mut random, 4).to_string();
            assert_eq!(text.parse::<TsQuery>().unwrap().to_string(), text);
        }
        // PostgreSQL sends an empty one, and takes none.
        let rows = pool.query("select ''::tsquery", &[]).await.unwrap();
        assert_eq!(rows[0].get::<TsQuery>(0).unwrap(), TsQuery::default());
        let error = pool.query("select $1::tsquery", &[&TsQuery::default()]).await.unwrap_err().to_string();
        assert!(error.contains("no empty tsquery"), "{error}");
        let deep = (0..2_000).fold(TsQuery::lexeme("a"), |query, _| query.or(TsQuery::lexeme("b")));
        let rows = pool.query("select $1::tsquery, format('%s', $1::tsquery)", &[&deep]).await.unwrap();
        assert!(rows[0].get::<TsQuery>(0).unwrap() == deep);
        assert!(rows[0].get::<String>(1).unwrap() == deep.to_string());
    });
    for text in ["a b", "'a' &", "& 'a'", "'a' 'b'", "('a'", "'a')", "'a' <99999> 'b'", "'a"] {
        assert!(text.parse::<TsQuery>().is_err(), "{text}");
    }
    assert!("(".repeat(100_000).parse::<TsQuery>().is_err());
}
