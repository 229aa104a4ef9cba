//! The schemas of the repository.

use std::fs;
use std::path::{Path, PathBuf};

/// The folders whose schemas are seeds; `fuzz/seed` knows the same ones.
const FOLDERS: [&str; 7] =
    ["benches", "codegen/tests", "docs", "examples", "fuzz/findings", "schema-lang/tests", "tests"];

/// All `*.pgorm` files, sorted by path.
pub(crate) fn schemas() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut paths = Vec::new();
    for folder in FOLDERS {
        collect(&root.join(folder), &mut paths);
    }
    paths.sort();
    assert!(paths.len() > 100, "the schemas were found");
    paths
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            (path, text)
        })
        .collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("target") {
            collect(&path, paths);
        } else if path.extension().is_some_and(|extension| extension == "pgorm") {
            paths.push(path);
        }
    }
}
