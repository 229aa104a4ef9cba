//! Connection strings and what is read from them.

use super::parse as parse_of;
use crate::{Error, Origin, known::names, parameters::Parameters};

fn parse(text: &str) -> Result<Parameters, Error> {
    parse_of(text, &Origin::Text)
}

/// `name=value` pairs that must be read, separated by a space; nothing else may be read.
fn check(text: &str, expected: &[(&str, &str)]) {
    let parameters = parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    let mut wanted = Parameters::default();
    for (name, value) in expected {
        wanted.set(name, (*value).to_owned(), Origin::Text).unwrap();
    }
    let differ = |name: &str| parameters.get(name) != wanted.get(name);
    let wrong: Vec<_> =
        names().filter(|name| differ(name)).map(|name| (name, parameters.get(name))).collect();
    assert_eq!(wrong, [], "{text}");
}

#[test]
fn urls() {
    check("postgresql://", &[]);
    check("postgres://db", &[("host", "db")]);
    check(
        "postgresql://u@db:6000/app",
        &[("user", "u"), ("host", "db"), ("port", "6000"), ("dbname", "app")],
    );
    check("postgresql://u:p@/app", &[("user", "u"), ("password", "p"), ("dbname", "app")]);
    check("postgresql:///app?host=/run/pg&user=u", &[("dbname", "app"), ("host", "/run/pg"), ("user", "u")]);
    check("postgresql://%2Frun%2Fpg/app", &[("host", "/run/pg"), ("dbname", "app")]);
    check("postgresql://[::1]:6000/app", &[("host", "::1"), ("port", "6000"), ("dbname", "app")]);
    check("postgresql://[fe80::1]", &[("host", "fe80::1")]);
    check("postgresql://a,b:6000,[::1]/x", &[("host", "a,b,::1"), ("port", ",6000,"), ("dbname", "x")]);
    check(
        "postgresql://db/app?sslmode=require&connect_timeout=5",
        &[("host", "db"), ("dbname", "app"), ("sslmode", "require"), ("connect_timeout", "5")],
    );
    check("postgresql://db?ssl=true", &[("host", "db"), ("sslmode", "require")]);
    check("postgresql://db/app?user=a&user=b&", &[("host", "db"), ("dbname", "app"), ("user", "b")]);
    check(
        "postgresql://db?options=-c%20search_path%3Da%2Cb",
        &[("host", "db"), ("options", "-c search_path=a,b")],
    );
    check("postgresql:///?user=u@corp", &[("user", "u@corp")]);
    check(
        "postgresql://db : 5432 /app ?user = %20u%20 ",
        &[("host", "db"), ("port", "5432"), ("dbname", "app"), ("user", " u ")],
    );
}

#[test]
fn special_characters_in_passwords() {
    check(
        "postgresql://u:%40%3A%2F%3F%23%25%26%3D%20@db",
        &[("user", "u"), ("password", "@:/?#%&= "), ("host", "db")],
    );
    check("postgresql://u:p%C3%A4ss@db", &[("user", "u"), ("password", "päss"), ("host", "db")]);
    check("postgresql://u:a@b:c@db", &[("user", "u"), ("password", "a@b:c"), ("host", "db")]);
    check("postgresql://%75%40x:@db", &[("user", "u@x"), ("host", "db")]);
    check("postgresql://db?password=a%26b+c", &[("host", "db"), ("password", "a&b+c")]);
}

#[test]
fn pairs() {
    check("host=db port = 6000 dbname='my db'", &[("host", "db"), ("port", "6000"), ("dbname", "my db")]);
    check(r"password='it\'s \\' user=u", &[("password", r"it's \"), ("user", "u")]);
    check(r"password=a\ b", &[("password", "a b")]);
    check("password='' host=db", &[("host", "db")]);
    check("password=a://b", &[("password", "a://b")]);
}

#[test]
fn what_can_not_be_read_is_explained_without_the_secret() {
    for (text, expected) in [
        ("postgresql://u:se/cret@db/app", "percent-encoded"),
        ("postgresql://u:12/cret@db/app", "percent-encoded"),
        ("postgresql://u:se?cret@db/app", "percent-encoded"),
        ("postgresql://u:12?cret@db/app", "percent-encoded"),
        ("postgresql://u:cret%zz@db", "%25"),
        ("postgresql://u:cret%4@db", "%25"),
        ("postgresql://u:cret%00@db", "%00"),
        ("postgresql://u:cret%ff@db", "UTF-8"),
        ("postgresql://::1:5432/cret", "brackets"),
        ("postgresql://[::1/cret", "closing bracket"),
        ("postgresql://[::1]5432/cret", "colon"),
        ("postgresql://db/app?cret", "no `=`"),
        ("mysql://u:cret@db", "scheme"),
        ("\"postgresql://u:cret@db\"", "in quotes"),
        ("'postgresql://u:cret@db/app'", "in quotes"),
        ("jdbc:postgresql://db/app?user=u&password=cret", "without the `jdbc:`"),
        ("postgresql+psycopg2://u:cret@db", "scheme"),
        ("cret", "neither a URL"),
        ("user u password=cret", "not followed by `=`"),
        ("password='cret", "does not end"),
    ] {
        let error = parse(text).err().unwrap_or_else(|| panic!("{text} must not be read"));
        assert!(matches!(error, Error::Syntax { .. }), "{text}: {error}");
        let error = error.to_string();
        assert!(error.contains(expected) && !error.contains("cret"), "{text}: {error}");
    }
}

#[test]
fn unknown_parameters_are_named_with_the_known() {
    let error = parse("postgresql://db/app?schema=public").err().unwrap().to_string();
    assert!(error.ends_with(
        "\nhelp: options=-c%20search_path%3D<schema> says where names without a schema are looked for"
    ));
    let error = parse("postgresql://db/app?nonsense=public").err().unwrap();
    let error = error.to_string();
    assert!(
        error.starts_with(
            "the connection parameter `nonsense` (in the connection string) is not known\nhelp: known are app"
        ),
        "{error}"
    );
    assert!(error.contains("sslrootcert") && !error.contains("did you mean"), "{error}");
    let error = parse("postgresql://db/app?sslmod=require").err().unwrap().to_string();
    assert!(error.ends_with("\nhelp: did you mean `sslmode`?"), "{error}");
}

#[test]
fn an_empty_value_is_given_after_the_question_mark_and_left_out_before_it() {
    let parameters = parse("postgresql://:@:/?host=&sslcert=").unwrap();
    let given = ["user", "password", "host", "port", "dbname", "sslcert"].map(|name| parameters.has(name));
    assert_eq!(given, [false, false, true, false, false, true]);
}
