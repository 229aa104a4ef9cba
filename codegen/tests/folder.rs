//! Writing generated files into a folder, and checking one.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use pg_orm_build::{Difference, Error, GeneratedFile, Options, check, generate, read_sources, write};
use pg_orm_schema::Sources;

const TWO: &str = "enum Mood { fine, bad }\nmodel User { id bigint @id @identity\n mood Mood\n}\n";
const ONE: &str = "model User { id bigint @id @identity\n}\n";

fn files(schema: &str) -> Vec<GeneratedFile> {
    let read = read_sources(Sources::from_text("schema.pgorm", schema)).unwrap();
    generate(&read.schema, &Options::default()).unwrap()
}

fn changed(path: &Path) -> SystemTime {
    fs::metadata(path).unwrap().modified().unwrap()
}

#[test]
fn only_what_changed_is_written() {
    let temporary = tempfile::tempdir().unwrap();
    let folder = temporary.path().join("src/db");
    let path = |name: &str| folder.join(name);

    let first = write(&files(TWO), &folder).unwrap();
    assert_eq!(first.written, [path("mod.rs"), path("mood.rs"), path("user.rs")]);
    assert!(first.removed.is_empty());
    fs::write(path("mine.rs"), "// Written by hand.\n").unwrap();

    let before = changed(&path("user.rs"));
    let second = write(&files(TWO), &folder).unwrap();
    assert_eq!((second.written.len(), second.unchanged), (0, 3));
    assert_eq!(changed(&path("user.rs")), before);

    let third = write(&files(ONE), &folder).unwrap();
    assert_eq!(third.written, [path("mod.rs"), path("user.rs")]);
    assert_eq!(third.removed, [path("mood.rs")]);
    assert!(!path("mood.rs").exists() && path("mine.rs").exists());
}

#[test]
fn nothing_is_written_over_what_was_not_generated() {
    let folder = tempfile::tempdir().unwrap();
    let mine = folder.path().join("user.rs");
    fs::write(&mine, "//! Written by hand.\n").unwrap();
    let error = write(&files(ONE), folder.path()).unwrap_err();
    assert!(matches!(&error, Error::NotGenerated { path } if *path == mine), "{error}");
    assert_eq!(fs::read_to_string(&mine).unwrap(), "//! Written by hand.\n");
    assert!(!folder.path().join("mod.rs").exists());
    assert_eq!(
        check(&files(ONE), folder.path()).unwrap(),
        [Difference::Missing { path: folder.path().join("mod.rs") }, Difference::NotGenerated { path: mine },]
    );
}

#[test]
fn a_check_compares_tokens() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| -> PathBuf { folder.path().join(name) };
    write(&files(TWO), folder.path()).unwrap();
    assert_eq!(check(&files(TWO), folder.path()).unwrap(), []);

    // A formatter's work, with a comment on top.
    let text = fs::read_to_string(path("mod.rs")).unwrap();
    let formatted =
        text.replace("mood::Mood, user::User", "\n    mood::Mood,\n    user::User,\n") + "// Mine.\n";
    assert_ne!(text, formatted);
    fs::write(path("mod.rs"), formatted).unwrap();
    assert_eq!(check(&files(TWO), folder.path()).unwrap(), []);

    // A change of meaning, a syntax error, and a file that should be gone.
    let text = fs::read_to_string(path("mood.rs")).unwrap();
    fs::write(path("mood.rs"), text.replace("\"fine\"", "\"Fine\"")).unwrap();
    assert_eq!(check(&files(TWO), folder.path()).unwrap(), [Difference::Outdated { path: path("mood.rs") }]);
    fs::write(path("mood.rs"), text + "}").unwrap();
    assert_eq!(check(&files(TWO), folder.path()).unwrap(), [Difference::Outdated { path: path("mood.rs") }]);
    let left = check(&files(ONE), folder.path()).unwrap();
    assert_eq!(left.last(), Some(&Difference::Leftover { path: path("mood.rs") }));
    assert_eq!(
        left.last().unwrap().to_string(),
        format!("`{}` is no longer generated", path("mood.rs").display())
    );
}

#[test]
fn a_schema_with_errors_tells_all_of_them() {
    let sources = Sources::from_text("schema.pgorm", "model User {\n  id bigint @di\n  email txt\n}\n");
    let Error::Schema { rendered, lines } = read_sources(sources).unwrap_err() else {
        unreachable!("the schema is wrong")
    };
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(
        lines[0].starts_with("schema.pgorm:2:13: ") && lines[1].starts_with("schema.pgorm:3:9: "),
        "{lines:?}"
    );
    assert!(rendered.contains("2 |   id bigint @di"), "{rendered}");
}

#[test]
fn derives_stand_behind_the_usual_ones() {
    let read = read_sources(Sources::from_text("schema.pgorm", TWO)).unwrap();
    let options = Options { derive: vec!["serde::Serialize".to_owned()], ..Options::default() };
    let files = generate(&read.schema, &options).unwrap();
    assert!(
        files[1].text.contains("PartialOrd, Ord, serde::Serialize)]\npub enum Mood"),
        "{}",
        files[1].text
    );
    assert!(files[2].text.contains("#[derive(Debug, Clone, PartialEq, serde::Serialize)]\npub struct User"));
    assert!(files[2].text.contains("#[derive(Debug, Clone)]\npub struct New"));
}
