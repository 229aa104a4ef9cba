//! The pages of all codes: the book's `docs/src/codes`, gathered in `pages.md`, because a published package holds no
//! file of its neighbours'.
//!
//! After a change of a page: `PGORM_UPDATE_PAGES=1 cargo test -p pg-orm-cli explain`.

/// All pages, one behind the other.
const PAGES: &str = include_str!("pages.md");

/// How a page begins.
const TITLE: &str = "# ";

/// The page of a code, as the book has it.
pub(super) fn page(code: &str) -> Option<&'static str> {
    let title = format!("{TITLE}{code}: ");
    let start = if PAGES.starts_with(&title) { 0 } else { PAGES.find(&format!("\n{title}"))? + 1 };
    let page = PAGES.get(start..)?;
    let end = page.find("\n# P").map_or(page.len(), |at| at + 1);
    page.get(..end)
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeMap, env, fs, path::Path};

    use pg_orm_schema::{CODES, Severity, Sources, Style, compile};

    use super::*;

    /// The pages of the book, by code.
    fn book() -> BTreeMap<String, String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/src/codes");
        let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
        files
            .map(|path| {
                let code = path.file_stem().unwrap().to_str().unwrap().to_owned();
                (code, fs::read_to_string(path).unwrap().replace("\r\n", "\n"))
            })
            .collect()
    }

    /// The schemas of a page, each with what its fence says behind `pgorm`.
    fn schemas(page: &str) -> Vec<(String, String)> {
        let mut schemas = Vec::new();
        for block in page.split("\n```pgorm").skip(1) {
            let (mark, rest) = block.split_once('\n').unwrap();
            let (text, _) = rest.split_once("\n```").unwrap();
            schemas.push((mark.trim_start_matches(',').to_owned(), text.to_owned()));
        }
        schemas
    }

    #[test]
    fn the_gathered_pages_are_the_books() {
        let gathered: String = book().into_values().collect();
        if env::var_os("PGORM_UPDATE_PAGES").is_some() {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/commands/explain/pages.md");
            fs::write(path, &gathered).unwrap();
        } else {
            assert!(
                PAGES.replace("\r\n", "\n") == gathered,
                "pages.md is stale: run `PGORM_UPDATE_PAGES=1 cargo test -p pg-orm-cli explain`"
            );
        }
    }

    #[test]
    fn each_code_has_its_page_and_each_page_its_code() {
        let book = book();
        let codes: Vec<&str> = CODES.iter().map(|(code, _)| code.as_str()).collect();
        assert_eq!(book.keys().map(String::as_str).collect::<Vec<_>>(), codes);
        for (code, meaning) in CODES {
            let page = &book[code.as_str()];
            assert!(page.starts_with(&format!("# {code}: {meaning}\n\n")), "{code}: {meaning}\n{page}");
            assert!(page.contains("\nManual: ") && page.ends_with(")\n"), "{code}: what says the manual?");
            let widest = page.lines().map(|line| line.chars().count()).max();
            assert!(widest <= Some(120), "{code}: a line of {widest:?} characters");
        }
    }

    #[test]
    fn wrong_examples_are_wrong_and_right_ones_right() {
        let mut mistaken = Vec::new();
        for (code, page) in book() {
            let schemas = schemas(&page);
            let is_warning = page.starts_with(&format!("# {code}: warning"));
            let wrong = format!("{}={code}", if is_warning { "warning" } else { "error" });
            assert!(schemas.iter().any(|(mark, _)| *mark == wrong), "{code} has no wrong example");
            assert!(
                code == "P901" || schemas.iter().any(|(mark, _)| mark.is_empty()),
                "{code}: what is right?"
            );
            for (mark, text) in schemas {
                let sources = Sources::from_text("schema.pgorm", &text);
                let diagnostics = compile(&sources).diagnostics;
                let is_as_told = if mark.is_empty() {
                    diagnostics.is_empty()
                } else {
                    let severity = if is_warning { Severity::Warning } else { Severity::Error };
                    mark == wrong
                        && !diagnostics.is_empty()
                        && diagnostics
                            .iter()
                            .all(|found| found.code.as_str() == code && found.severity == severity)
                };
                if !is_as_told {
                    mistaken.push(format!(
                        "{code} {mark}\n{text}\n{}",
                        diagnostics.render(&sources, Style::Plain)
                    ));
                }
            }
        }
        assert!(mistaken.is_empty(), "{}", mistaken.join("\n"));
    }

    #[test]
    fn each_page_is_found() {
        for (code, meaning) in CODES {
            let page = page(code.as_str()).unwrap();
            assert!(page.starts_with(&format!("# {code}: {meaning}\n")) && page.ends_with(")\n"), "{page}");
            assert_eq!(page.matches("\n# ").count(), 0, "{page}");
        }
        assert_eq!(page("P"), None);
        assert_eq!(page("P000"), None);
    }
}
