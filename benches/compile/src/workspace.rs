//! The generated crates: one for each peer and shape, in a temporary workspace with one lock file and target folder.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::models::{Shape, models};
use crate::peers::Peer;

/// The same versions of the peers as the other benchmark measures.
const LOCK: &str = include_str!("../../Cargo.lock");

/// A folder with all crates.
#[derive(Debug)]
pub(crate) struct Workspace {
    folder: PathBuf,
}

impl Workspace {
    /// Writes every crate, without its models.
    pub(crate) fn create(folder: &Path, peers: &[&Peer], shapes: &[Shape]) -> Result<Self> {
        let workspace = Self { folder: folder.to_owned() };
        let mut members = Vec::new();
        for peer in peers {
            for &shape in shapes {
                let name = crate_name(peer, shape);
                let manifest = format!(
                    "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]{}",
                    peer.dependencies
                );
                write_if_changed(&workspace.folder.join(&name).join("Cargo.toml"), &manifest)?;
                // Nothing to compile yet but the dependencies, those of a build script too: what is outside `src` has no models.
                for file in (peer.files)(&[])?.into_iter().filter(|file| !file.path.starts_with("src/")) {
                    write_if_changed(&workspace.folder.join(&name).join(&file.path), &file.text)?;
                }
                write_if_changed(&workspace.folder.join(&name).join("src/main.rs"), "fn main() {}\n")?;
                members.push(format!("\"{name}\""));
            }
        }
        let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [{}]\n", members.join(", "));
        write_if_changed(&workspace.folder.join("Cargo.toml"), &manifest)?;
        write_if_changed(&workspace.folder.join("Cargo.lock"), LOCK)?;
        Ok(workspace)
    }

    /// Writes the sources of one crate, touching only files that differ.
    pub(crate) fn write_sources(&self, peer: &Peer, shape: Shape, is_edited: bool) -> Result<()> {
        let package = self.folder.join(crate_name(peer, shape));
        for file in (peer.files)(&models(shape, is_edited))? {
            write_if_changed(&package.join(&file.path), &file.text)?;
        }
        Ok(())
    }

    /// Where cargo runs.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }
}

/// The name of the crate of a peer and a shape.
pub(crate) fn crate_name(peer: &Peer, shape: Shape) -> String {
    format!("{}-{}", peer.name, shape.name())
}

fn write_if_changed(path: &Path, text: &str) -> Result<()> {
    let failed = |source| Error::File { path: path.to_owned(), source };
    if fs::read_to_string(path).is_ok_and(|present| present == text) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    fs::write(path, text).map_err(failed)
}
