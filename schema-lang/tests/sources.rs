//! Sources: files and folders, what is told where they can't be read, diagnostics over several files.

#![allow(clippy::unwrap_used)] // Helpers of tests are tests.

use std::path::PathBuf;

use pg_orm_schema::{LoadError, Severity, Sources, Style, compile};

/// A folder of its own for each test, removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("pg-orm-schema-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_folder_is_one_schema_sorted_by_path() {
    let folder = Folder::new("folder");
    folder.write("b.pgorm", "model B {\n  id bigint @id\n  a_id bigint\n  a A @relation(a_id)\n}");
    folder.write("a/z.pgorm", "model A {\n  id bigint @id\n  bs B[]\n}");
    folder.write("notes.txt", "model C {");
    folder.write(".hidden.pgorm", "model C {");
    let sources = Sources::load(&folder.0).unwrap();
    let names: Vec<_> =
        sources.files().map(|file| file.path().unwrap().strip_prefix(&folder.0).unwrap()).collect();
    assert_eq!(names, ["a/z.pgorm", "b.pgorm"].map(std::path::Path::new));
    let schema = compile(&sources).schema.unwrap();
    assert_eq!(schema.models.iter().map(|model| model.name.as_str()).collect::<Vec<_>>(), ["A", "B"]);
}

#[test]
fn one_file_may_have_any_name() {
    let folder = Folder::new("file");
    folder.write("schema.txt", "enum A { b }");
    assert_eq!(compile(&Sources::load(folder.0.join("schema.txt")).unwrap()).schema.unwrap().enums.len(), 1);
}

#[test]
fn what_cannot_be_read_is_told() {
    let folder = Folder::new("errors");
    folder.write("latin1.pgorm", b"// caf\xe9");
    folder.write("none/readme.md", "");
    let told = |name: &str| Sources::load(folder.0.join(name)).unwrap_err();

    let missing = told("nowhere.pgorm");
    assert!(matches!(missing, LoadError::Missing { .. }), "{missing:?}");
    assert!(missing.to_string().contains("nowhere.pgorm"), "{missing}");
    let empty = told("none");
    assert!(matches!(empty, LoadError::EmptyFolder { .. }), "{empty:?}");
    let latin1 = told("latin1.pgorm");
    assert!(matches!(latin1, LoadError::NotUtf8 { valid_up_to: 6, .. }), "{latin1:?}");
    // The file makes the whole folder unreadable.
    let all = Sources::load(&folder.0).unwrap_err();
    assert!(matches!(all, LoadError::NotUtf8 { .. }), "{all:?}");
}

#[test]
fn diagnostics_show_each_file_they_are_about() {
    let sources = Sources::from_text("a.pgorm", "model User {\n  id uuid @id\n}")
        .and_text(
            "b.pgorm",
            "model Post {\n  id bigint @id\n  user_id bigint\n  user User @relation(user_id)\n}\n",
        )
        .and_text("c.pgorm", "model User {\n  id bigint @id\n}\nrole r\nmodel X { id bigint @id }");
    let compiled = compile(&sources);
    insta::assert_snapshot!(compiled.diagnostics.render(&sources, Style::Plain));
    let first = compiled.diagnostics.iter().next().unwrap();
    assert_eq!(first.severity, Severity::Error);
    let (file, position) =
        first.span().map(|span| (sources.file(span.file), sources.position(span))).unwrap();
    assert_eq!(file.unwrap().name(), "b.pgorm");
    assert_eq!(position, (3, 11));
    assert_eq!(sources.text(first.span().unwrap()), "bigint");
}

#[test]
fn colours_are_the_same_text() {
    let sources = Sources::from_text("schema.pgorm", "model User {\n  id bigin @id\n}");
    let diagnostics = compile(&sources).diagnostics;
    let plain = diagnostics.render(&sources, Style::Plain);
    let coloured = diagnostics.render(&sources, Style::Colour);
    assert!(coloured.contains("\u{1b}["));
    let mut stripped = String::new();
    let mut rest = coloured.as_str();
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        stripped.push_str(before);
        rest = after.split_once('m').unwrap().1;
    }
    stripped.push_str(rest);
    assert_eq!(stripped, plain);
}

#[test]
fn nothing_is_a_schema_without_models() {
    for text in ["", "\n\n", "// nothing\n", "\u{feff}"] {
        let compiled = compile(&Sources::from_text("schema.pgorm", text));
        assert!(compiled.diagnostics.is_empty());
        assert!(compiled.schema.unwrap().models.is_empty());
    }
}
