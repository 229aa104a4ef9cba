//! Having cargo watch paths that need not be there yet.

use std::path::Path;

/// Tells cargo to run the build script again when one of `paths`, relative to `project`, changes or comes into being. `folder` is
/// the build script's own, and is made where one of them is missing.
///
/// Cargo takes a missing path for a change at every build, and would compile the package each time. What it makes of a folder is
/// the newest time of whatever is in it, links followed, and a link that leads nowhere counts for nothing. So it is given a
/// folder of links to what is missing.
pub(crate) fn watch(project: &Path, paths: &[&Path], folder: &Path, tell: &mut dyn FnMut(String)) {
    // Afresh each time: a link's own time, once it leads somewhere, tells of what is older than the last build too.
    let _ = std::fs::remove_dir_all(folder);
    let mut missing = Vec::new();
    for path in paths {
        if project.join(path).exists() {
            tell(format!("rerun-if-changed={}", path.display()));
        } else {
            missing.push(project.join(path));
        }
    }
    // Without links, which some systems and users don't have, a first file is noticed with the next change of another.
    if !missing.is_empty() && links(&missing, folder).is_ok() {
        tell(format!("rerun-if-changed={}", folder.display()));
    }
}

#[cfg(unix)]
fn links(missing: &[std::path::PathBuf], folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    for (i, path) in missing.iter().enumerate() {
        std::os::unix::fs::symlink(path, folder.join(i.to_string()))?;
    }
    // The folder is younger than this run of the build script, which would be a change too.
    std::fs::File::open(folder)?.set_modified(std::time::SystemTime::UNIX_EPOCH)
}

#[cfg(not(unix))]
fn links(_: &[std::path::PathBuf], _: &Path) -> std::io::Result<()> {
    Err(std::io::ErrorKind::Unsupported.into())
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs;
    use std::path::Path;
    use std::process::Command;

    /// Cargo itself, on a package whose build script counts its runs.
    #[test]
    fn cargo_runs_again_when_a_path_appears_and_not_before() {
        let project = tempfile::tempdir().unwrap();
        let folder = project.path();
        fs::write(
            folder.join("Cargo.toml"),
            "[package]\nname = \"watched\"\nedition = \"2024\"\n[workspace]\n",
        )
        .unwrap();
        fs::create_dir(folder.join("src")).unwrap();
        fs::write(folder.join("src/lib.rs"), "").unwrap();
        fs::write(
            folder.join("build.rs"),
            r#"use std::io::Write;
            fn main() {
                let mut runs = std::fs::File::options().create(true).append(true).open("runs").unwrap();
                runs.write_all(b".").unwrap();
                print!("{}", std::fs::read_to_string("told").unwrap());
            }"#,
        )
        .unwrap();
        let mut told = String::new();
        let paths = [Path::new("pgorm.toml"), Path::new("migrations")];
        super::watch(folder, &paths, &folder.join("watch"), &mut |line| {
            told.push_str(&format!("cargo::{line}\n"))
        });
        fs::write(folder.join("told"), told).unwrap();
        let runs = || {
            let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
            let status = Command::new(cargo)
                .args(["build", "--quiet", "--offline", "--target-dir", "target"])
                .current_dir(folder)
                .status()
                .unwrap();
            assert!(status.success());
            fs::read_to_string(folder.join("runs")).unwrap().len()
        };
        assert_eq!((runs(), runs()), (1, 1));
        fs::create_dir(folder.join("migrations")).unwrap();
        assert_eq!(runs(), 2);
    }

    #[test]
    fn what_is_there_is_watched_itself() {
        let project = tempfile::tempdir().unwrap();
        let folder = project.path();
        let told = || {
            let mut told = Vec::new();
            let paths = [Path::new("pgorm.toml"), Path::new("migrations")];
            super::watch(folder, &paths, &folder.join("watch"), &mut |line| told.push(line));
            told
        };
        let links = format!("rerun-if-changed={}", folder.join("watch").display());
        assert_eq!(told(), [links.as_str()]);
        fs::create_dir(folder.join("migrations")).unwrap();
        assert_eq!(told(), ["rerun-if-changed=migrations", &links]);
        fs::write(folder.join("pgorm.toml"), "").unwrap();
        assert_eq!(told(), ["rerun-if-changed=pgorm.toml", "rerun-if-changed=migrations"]);
        assert!(!folder.join("watch").exists());
    }
}
