//! `migrations!`.

use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::Error;

use crate::project;

/// The files of a migration.
const FILES: [&str; 3] = ["up.sql", "down.sql", "migration.toml"];

/// The expression that holds the folder's migrations.
pub(crate) fn expand(input: TokenStream) -> Result<TokenStream, Error> {
    let argument = project::path_argument(input, Some("migrations"))?;
    let path = PathBuf::from(argument.value());
    let names = names(&project::folder(argument.span())?, &path, argument.span())?;
    let embedded = names.iter().map(|name| {
        let [up, down, manifest] = FILES.map(|file| project::include(&path.join(name).join(file)));
        quote! {
            ::pg_orm::migrations::Embedded { name: #name, up: #up, down: #down, manifest: #manifest }
        }
    });
    Ok(quote!(::pg_orm::migrations::Migrations::new(&[#(#embedded),*])))
}

/// The migrations in `project/path`, sorted by name.
fn names(project: &Path, path: &Path, span: Span) -> Result<Vec<String>, Error> {
    let folder = project.join(path);
    let shown = path.display();
    let unreadable = |error| Error::new(span, format!("cannot read the folder `{shown}`: {error}"));
    if !folder.is_dir() {
        return Err(Error::new(
            span,
            format!(
                "there is no folder `{shown}` beside Cargo.toml: `pgorm migrate new NAME` makes the first migration"
            ),
        ));
    }
    let mut names = Vec::new();
    let mut problems: Option<Error> = None;
    for entry in fs::read_dir(&folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let missing: Vec<&str> =
            FILES.into_iter().filter(|file| !entry.path().join(file).is_file()).collect();
        // Anything may lie beside the migrations: a snapshot, notes.
        if missing.len() == FILES.len() || name.starts_with('.') {
            continue;
        }
        if missing.is_empty() {
            names.push(name);
        } else {
            let problem = Error::new(
                span,
                format!("the migration `{shown}/{name}` has no {}", missing.join(" and no ")),
            );
            match &mut problems {
                Some(problems) => problems.combine(problem),
                None => problems = Some(problem),
            }
        }
    }
    names.sort();
    problems.map_or(Ok(names), Err)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_sorted_and_complete() {
        let project = tempfile::tempdir().unwrap();
        let write = |path: &str| {
            let path = project.path().join("migrations").join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        };
        for name in ["20260202000000_second", "20260101000000_first"] {
            FILES.iter().for_each(|file| write(&format!("{name}/{file}")));
        }
        write("snapshot.json");
        write("notes/todo.md");
        let list = || names(project.path(), Path::new("migrations"), Span::call_site());
        assert_eq!(list().unwrap(), ["20260101000000_first", "20260202000000_second"]);

        write("20260303000000_third/up.sql");
        assert_eq!(
            list().unwrap_err().to_string(),
            "the migration `migrations/20260303000000_third` has no down.sql and no migration.toml"
        );
    }
}
