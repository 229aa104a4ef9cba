//! What the book's pages and the README say in the schema's language is true, and their links lead somewhere.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "helpers of tests")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use pg_orm_schema::{Compiled, Severity, Sources, Style, compile};

/// What a fence may say; rustdoc looks at those that say `rust`.
const LANGUAGES: [&str; 8] = ["rust", "pgorm", "console", "toml", "sql", "text", "yaml", "json"];

/// What a fragment, fields of a model, is put into.
const AROUND_FRAGMENTS: [&str; 2] = ["enum State { draft, live }\nmodel Example {\n", "\n}\n"];

struct Block {
    /// `README.md:12`
    place: String,
    words: Vec<String>,
    text: String,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The README and the book's pages, with their paths from the root.
fn pages() -> Vec<(String, String)> {
    let mut names = vec!["README.md".to_owned()];
    for folder in ["docs/src", "docs/src/codes"] {
        let files = fs::read_dir(root().join(folder)).unwrap();
        let files = files.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.extend(files.filter(|name| name.ends_with(".md")).map(|name| format!("{folder}/{name}")));
    }
    names.sort();
    names.into_iter().map(|name| (name.clone(), fs::read_to_string(root().join(name)).unwrap())).collect()
}

/// The fenced blocks of a page.
fn blocks(name: &str, text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open: Option<usize> = None;
    for (index, line) in text.lines().enumerate() {
        let ticks = line.chars().take_while(|c| *c == '`').count();
        match open {
            None if ticks >= 3 => {
                open = Some(ticks);
                let words = line[ticks..].split([',', ' ']).filter(|word| !word.is_empty());
                let words = words.map(str::to_owned).collect();
                blocks.push(Block { place: format!("{name}:{}", index + 1), words, text: String::new() });
            }
            Some(most) if ticks >= most && line.len() == ticks => open = None,
            Some(_) => blocks.last_mut().unwrap().text.extend([line, "\n"]),
            None => {}
        }
    }
    assert!(open.is_none(), "{name}: the last fence is not closed");
    blocks
}

fn all_blocks() -> Vec<Block> {
    pages().iter().flat_map(|(name, text)| blocks(name, text)).collect()
}

fn compiled(place: &str, text: &str) -> (Compiled, String) {
    let sources = Sources::from_text(place, text);
    let compiled = compile(&sources);
    let rendered = compiled.diagnostics.render(&sources, Style::Plain);
    (compiled, rendered)
}

#[test]
fn every_fence_says_what_it_holds() {
    for block in all_blocks() {
        let language = block.words.first().map(String::as_str);
        assert!(language.is_some_and(|word| LANGUAGES.contains(&word)), "{}: {language:?}", block.place);
    }
}

/// `pgorm` compiles, with no warning; `pgorm,fragment` does within a model; `pgorm,error=P302` has this error and no other,
/// `pgorm,warning=P811` this warning.
#[test]
fn schemas_are_as_they_say() {
    let mut wrong = Vec::new();
    let blocks: Vec<Block> = all_blocks().into_iter().filter(|block| block.words[0] == "pgorm").collect();
    assert!(blocks.len() > 20, "the pages were read");
    for block in blocks {
        let mark = block.words.get(1).map_or("", String::as_str);
        let (expected, text) = match mark.split_once('=') {
            Some(("error" | "warning", code)) => (vec![code], block.text.clone()),
            None if mark == "fragment" => {
                let [before, after] = AROUND_FRAGMENTS;
                (vec![], [before, &block.text, after].concat())
            }
            None if mark.is_empty() => (vec![], block.text.clone()),
            _ => panic!("{}: what is `{mark}`?", block.place),
        };
        let (compiled, rendered) = compiled(&block.place, &text);
        let codes: BTreeSet<&str> = compiled.diagnostics.iter().map(|found| found.code.as_str()).collect();
        let is_right = codes == expected.into_iter().collect() && {
            let severity = if mark.starts_with("error") { Severity::Error } else { Severity::Warning };
            compiled.diagnostics.iter().all(|found| found.severity == severity)
        };
        if !is_right {
            wrong.push(format!("{} ({mark}):\n{rendered}", block.place));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Schemas are shown as `pgorm fmt` lays them out, where they can be read at all.
///
/// `PGORM_UPDATE_PAGES=1 cargo test -p pg-orm-book --test pages` lays them out anew.
#[test]
fn schemas_are_formatted() {
    let is_update = std::env::var_os("PGORM_UPDATE_PAGES").is_some();
    let mut wrong = Vec::new();
    for (name, mut page) in pages() {
        for block in blocks(&name, &page.clone()).into_iter().filter(|block| block.words[0] == "pgorm") {
            let Some(formatted) = formatted(&block) else { continue };
            if formatted != block.text {
                page = page.replacen(&format!("\n{}```", block.text), &format!("\n{formatted}```"), 1);
                wrong.push(format!("{}:\n{formatted}", block.place));
            }
        }
        if is_update {
            fs::write(root().join(name), page).unwrap();
        }
    }
    assert!(wrong.is_empty() || is_update, "{}", wrong.join("\n"));
}

fn formatted(block: &Block) -> Option<String> {
    if block.words.get(1).is_none_or(|mark| mark != "fragment") {
        return pg_orm_schema::format(&block.text).ok();
    }
    let formatted = pg_orm_schema::format(&format!("model Example {{\n{}}}\n", block.text)).ok()?;
    // A fragment's lines stand at the margin.
    let lines = formatted.lines().skip(1).filter(|line| *line != "}");
    Some(lines.map(|line| format!("{}\n", line.strip_prefix("  ").unwrap_or(line))).collect())
}

/// A diagnostic that a page shows is what the command prints for the schema before it.
#[test]
fn diagnostics_are_shown_as_printed() {
    let blocks = all_blocks();
    let mut shown = 0;
    for pair in blocks.windows(2) {
        let [schema, text] = pair else { continue };
        let mark = schema.words.get(1).map_or("", String::as_str);
        if schema.words[0] != "pgorm" || !mark.contains('=') || text.words[0] != "text" {
            continue;
        }
        let (_, rendered) = compiled("schema.pgorm", &schema.text);
        assert_eq!(text.text.trim_end(), rendered.trim_end(), "{}", text.place);
        shown += 1;
    }
    assert!(shown > 0, "a page shows a diagnostic");
}

/// The table of types: each spelling is a type, and the field is of the type beside it, or of the one that is chosen.
#[test]
fn the_types_of_the_table_are_those_of_generated_code() {
    let page = fs::read_to_string(root().join("docs/src/types.md")).unwrap();
    let rows: Vec<[&str; 3]> = page
        .lines()
        .skip_while(|line| !line.starts_with("| PostgreSQL |"))
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .filter_map(|line| {
            let mut cells = line.trim_matches('|').split('|').map(str::trim);
            Some([cells.next()?, cells.next()?, cells.next()?])
        })
        .collect();
    assert!(rows.len() > 30, "the table was read");
    for [spellings, rust, choices] in rows {
        for spelling in quoted(spellings) {
            assert_eq!(field_type(spelling, ""), rust.trim_matches('`'), "{spelling}");
        }
        let (Some(spelling), choices) = (quoted(spellings).next(), quoted(choices).collect::<Vec<_>>())
        else {
            panic!("{spellings}");
        };
        for choice in choices.chunks(2) {
            let name = spelling.split('(').next().unwrap();
            let config = format!("[types]\n\"{name}\" = \"{}\"", choice[0]);
            assert_eq!(field_type(spelling, &config), choice[1], "{config}");
        }
    }
}

/// What stands between backticks.
fn quoted(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

/// The type of a field in generated code, without the way to `pg_orm::types`.
fn field_type(spelling: &str, config: &str) -> String {
    let text = format!("model Example {{\n  id bigint @id\n  it {spelling}\n}}");
    let (compiled, rendered) = compiled(spelling, &text);
    let schema = compiled.schema.unwrap_or_else(|| panic!("{rendered}"));
    let options = pg_orm_build::Config::from_text(config).unwrap().options("schema.pgorm".to_owned());
    let files = pg_orm_build::generate(&schema, &options).unwrap();
    let module = files.iter().find(|file| file.path == Path::new("example.rs")).unwrap();
    let (_, field) = module.text.split_once("pub it: ").unwrap();
    let (field, _) = field.split_once("\n}").unwrap();
    let found =
        field.split_whitespace().collect::<String>().replace(",>", ">").replace("pg_orm::types::", "");
    found.trim_end_matches(',').to_owned()
}

/// The README's models have the columns of the book's, against which its Rust is compiled.
#[test]
fn the_readme_speaks_of_the_schema_that_it_shows() {
    let blocks = all_blocks();
    let shown =
        blocks.iter().find(|block| block.place.starts_with("README") && block.words[0] == "pgorm").unwrap();
    let (compiled_readme, rendered) = compiled("README.md", &shown.text);
    let readme = compiled_readme.schema.unwrap_or_else(|| panic!("{rendered}"));
    let book = fs::read_to_string(root().join("docs/schema.pgorm")).unwrap();
    let book = compiled("docs/schema.pgorm", &book).0.schema.unwrap();
    for model in &readme.models {
        let full = book.models.iter().find(|it| it.name == model.name).unwrap();
        for field in &model.fields {
            let same = full.fields.iter().find(|it| it.name == field.name).unwrap();
            assert_eq!(
                (&same.type_, same.is_nullable, &same.default),
                (&field.type_, field.is_nullable, &field.default)
            );
        }
        let required: Vec<&str> = full
            .fields
            .iter()
            .filter(|field| !field.is_optional())
            .map(|field| field.name.as_str())
            .collect();
        for name in required {
            assert!(model.fields.iter().any(|field| field.name == name), "{}.{name}", model.name);
        }
    }
    for session in &readme.sessions {
        let full = book.sessions.iter().find(|it| it.name == session.name).unwrap();
        let names = |settings: &[pg_orm_ir::model::Setting]| -> Vec<String> {
            settings.iter().map(|setting| setting.name.clone()).collect()
        };
        assert_eq!(names(&full.settings), names(&session.settings));
    }
}

/// The groups of codes in the page on diagnostics begin and end as the language's own do, and meanings are its own.
#[test]
fn the_groups_of_codes_are_whole() {
    let page = fs::read_to_string(root().join("docs/src/diagnostics.md")).unwrap();
    let codes: Vec<(&str, &str)> =
        pg_orm_schema::CODES.iter().map(|(code, meaning)| (code.as_str(), *meaning)).collect();
    for group in codes.chunk_by(|(a, _), (b, _)| a[..2] == b[..2]) {
        let (first, last) = (group[0].0, group[group.len() - 1].0);
        let range = if first == last { first.to_owned() } else { format!("{first} to {last}") };
        assert!(page.contains(&format!("| {range} |")), "{range}");
    }
    for quoted in page.lines().filter(|line| line.starts_with("| P")).flat_map(|line| line.split(['|', ';']))
    {
        let Some((code, meaning)) = quoted.trim().split_once(", ") else { continue };
        if code.starts_with('P') {
            assert!(codes.contains(&(code, meaning)), "{quoted}");
        }
    }
}

/// Every page is in the table of contents, and among those whose examples are tested.
#[test]
fn every_page_is_read() {
    let summary = fs::read_to_string(root().join("docs/src/SUMMARY.md")).unwrap();
    let lib = fs::read_to_string(root().join("docs/src/lib.rs")).unwrap();
    for (name, text) in pages() {
        let Some(page) = name.strip_prefix("docs/src/").filter(|page| *page != "SUMMARY.md") else {
            continue;
        };
        assert!(summary.contains(&format!("({page})")), "{page} is not in SUMMARY.md");
        let has_rust =
            blocks(&name, &text).iter().any(|block| block.words.first().is_some_and(|word| word == "rust"));
        let is_code = page.starts_with("codes/");
        assert!(lib.contains(&format!("\"{page}\"")) || is_code && !has_rust, "{page} is not in lib.rs");
    }
}

#[test]
fn links_lead_somewhere() {
    for (name, text) in pages() {
        let folder = root().join(&name);
        let folder = folder.parent().unwrap();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(link, _)| link) {
            if link.starts_with("http") {
                continue;
            }
            let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = if path.is_empty() { root().join(&name) } else { folder.join(path) };
            assert!(target.exists(), "{name}: {link} leads nowhere");
            if !anchor.is_empty() {
                let slug = |title: &str| -> String {
                    let title = title.to_lowercase().replace(' ', "-");
                    title.chars().filter(|c| c.is_alphanumeric() || "-_".contains(*c)).collect()
                };
                let text = fs::read_to_string(&target).unwrap();
                let has = text
                    .lines()
                    .any(|line| line.starts_with('#') && slug(line.trim_start_matches(['#', ' '])) == anchor);
                assert!(has, "{name}: {link}: there is no such heading");
            }
        }
    }
}

/// What the compiler is said to say, it is told to say by an attribute of the client: the messages of `error[E0277]`, and the
/// notes below.
#[test]
fn advice_of_the_compiler_is_as_the_client_gives_it() {
    let blocks: Vec<Block> = pages().into_iter().flat_map(|(name, text)| blocks(&name, &text)).collect();
    let (messages, notes) = (advice("message"), advice("note"));
    assert!(messages.len() > 20 && notes.len() > 20, "the client's source was read");
    let mut count = 0;
    for block in blocks.iter().filter(|block| block.text.starts_with("error[E0277]: ")) {
        for line in block.text.lines() {
            let (told, known) = match (line.strip_prefix("error[E0277]: "), line.strip_prefix("  = note: ")) {
                (Some(message), _) => (message, &messages),
                (_, Some(note)) => (note, &notes),
                _ => continue,
            };
            count += 1;
            assert!(known.iter().any(|template| is_of(told, template)), "{}: {told}", block.place);
        }
    }
    assert!(count > 8, "the pages were read");
}

/// The texts of `message = "..."` and its like in the client's source, as the compiler reads them.
fn advice(key: &str) -> Vec<String> {
    let mut folders = vec![root().join("runtime/src")];
    let mut texts = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let source = fs::read_to_string(path).unwrap();
            let start = format!("    {key} = \"");
            texts.extend(source.split(&start).skip(1).map(literal));
        }
    }
    texts
}

/// A string literal from behind its first quote.
fn literal(source: &str) -> String {
    let mut text = String::new();
    let mut characters = source.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' => break,
            '\\' => match characters.next() {
                Some('\n') => while characters.next_if(|next| next.is_whitespace()).is_some() {},
                other => text.extend(other),
            },
            other => text.push(other),
        }
    }
    text
}

/// Whether a text is the template with something in the place of each `{M}`.
fn is_of(text: &str, template: &str) -> bool {
    let mut rest = text;
    let mut pieces = template.split('{').map(|piece| piece.split_once('}').map_or(piece, |(_, fixed)| fixed));
    let Some(after) = pieces.next().and_then(|first| rest.strip_prefix(first)) else { return false };
    rest = after;
    for piece in pieces {
        let Some(at) = rest.find(piece) else { return false };
        rest = &rest[at + piece.len()..];
    }
    rest.is_empty() || template.ends_with('}')
}
