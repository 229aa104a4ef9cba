//! Where installed PostgreSQL servers are looked for.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

/// Patterns of the distributions' folders; a `*` stands for the rest of one name.
const PATTERNS: [&str; 9] = [
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/usr/lib/postgresql*/bin",
    "/usr/libexec/postgresql*",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
    "/opt/homebrew/opt/postgresql/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
    "/usr/local/pgsql/bin",
];

/// Folders that have a `postgres` program, each once, in a fixed order: those on `PATH`, then the distributions'.
pub(crate) fn folders() -> Vec<PathBuf> {
    let on_path =
        env::var_os("PATH").map(|path| env::split_paths(&path).collect::<Vec<_>>()).unwrap_or_default();
    let mut found = Vec::new();
    for folder in on_path.into_iter().chain(PATTERNS.iter().flat_map(|pattern| matching(pattern))) {
        // A program on PATH is often a link: what belongs to it is where the link leads.
        let Ok(program) = folder.join("postgres").canonicalize() else { continue };
        let Some(folder) = program.parent().map(Path::to_owned) else { continue };
        if !found.contains(&folder) {
            found.push(folder);
        }
    }
    found
}

/// The folders that a pattern with at most one `*` stands for, sorted.
fn matching(pattern: &str) -> Vec<PathBuf> {
    let Some((before, after)) = pattern.split_once('*') else { return vec![PathBuf::from(pattern)] };
    let (parent, prefix) = before.rsplit_once('/').unwrap_or(("", before));
    let Ok(entries) = fs::read_dir(if parent.is_empty() { "/" } else { parent }) else { return Vec::new() };
    let names = entries.flatten().map(|entry| entry.file_name());
    let mut folders: Vec<_> = names
        .filter(|name| name.to_string_lossy().starts_with(prefix))
        .map(|name| PathBuf::from(format!("{parent}/{}{after}", name.to_string_lossy())))
        .filter(|folder| folder.is_dir())
        .collect();
    folders.sort();
    folders
}

#[cfg(test)]
mod tests {
    use std::fs;

    #[test]
    fn a_star_stands_for_the_rest_of_a_name() {
        let root = tempfile::tempdir().unwrap();
        for folder in ["pg-15/bin", "pg-18/bin", "pg-17", "other/bin"] {
            fs::create_dir_all(root.path().join(folder)).unwrap();
        }
        let pattern = format!("{}/pg-*/bin", root.path().display());
        let expected = [root.path().join("pg-15/bin"), root.path().join("pg-18/bin")];
        assert_eq!(super::matching(&pattern), expected);
        assert_eq!(super::matching("/does-not-exist/*/bin"), Vec::<std::path::PathBuf>::new());
    }
}
