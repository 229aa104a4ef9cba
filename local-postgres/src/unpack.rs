//! Unpacking fetched archives: wheels, which are zips, and npm's tarballs, whose links are listed in a file.

use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::{self, BufReader},
    os::unix::fs::symlink,
    path::{Component, Path, PathBuf},
};

use flate2::read::GzDecoder;

use crate::{
    Error,
    folders::{make_shared, set_mode},
    pins::Client,
};

/// Unpacks an archive into an existing empty folder, readable by everyone.
pub(crate) fn unpack(client: Client, archive: &Path, into: &Path) -> Result<(), Error> {
    match client {
        Client::Pip => wheel(archive, into),
        Client::Npm => tarball(archive, into).and_then(|()| links(archive, into)),
    }?;
    open_to_everyone(into)
}

fn wheel(archive: &Path, into: &Path) -> Result<(), Error> {
    let file = File::open(archive).map_err(Error::file("read", archive))?;
    let mut zip = zip::ZipArchive::new(BufReader::new(file)).map_err(broken(archive))?;
    for index in 0..zip.len() {
        let mut entry = zip.by_index(index).map_err(broken(archive))?;
        let Some(name) = entry.enclosed_name() else {
            return Err(broken(archive)(format!("entry {index} has a path outside it")));
        };
        let path = into.join(name);
        if entry.is_dir() {
            make_shared(&path)?;
            continue;
        }
        path.parent().map_or(Ok(()), make_shared)?;
        let mut file = File::create(&path).map_err(Error::file("create", &path))?;
        io::copy(&mut entry, &mut file).map_err(Error::file("write", &path))?;
    }
    Ok(())
}

fn tarball(archive: &Path, into: &Path) -> Result<(), Error> {
    let file = File::open(archive).map_err(Error::file("read", archive))?;
    let mut tar = tar::Archive::new(GzDecoder::new(BufReader::new(file)));
    for entry in tar.entries().map_err(broken(archive))? {
        let mut entry = entry.map_err(broken(archive))?;
        let path = entry.path().map_err(broken(archive))?.into_owned();
        // Everything is below `package/`.
        let path = into.join(
            inside(path.components().skip(1))
                .ok_or_else(|| broken(archive)(format!("`{}` leaves the archive", path.display())))?,
        );
        if !entry.header().entry_type().is_file() {
            continue;
        }
        path.parent().map_or(Ok(()), make_shared)?;
        let mut file = File::create(&path).map_err(Error::file("create", &path))?;
        io::copy(&mut entry, &mut file).map_err(Error::file("write", &path))?;
    }
    Ok(())
}

/// npm's archives can't hold links: `native/pg-symlinks.json` says which there were.
fn links(archive: &Path, root: &Path) -> Result<(), Error> {
    let list = root.join("native/pg-symlinks.json");
    let text = match fs::read(&list) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        text => text.map_err(Error::file("read", &list))?,
    };
    let list: serde_json::Value = serde_json::from_slice(&text).map_err(broken(archive))?;
    for link in list.as_array().into_iter().flatten() {
        let path = |key: &str| link.get(key)?.as_str().and_then(|path| inside(Path::new(path).components()));
        let (Some(source), Some(target)) = (path("source"), path("target")) else {
            return Err(broken(archive)(format!("a link without a place inside the archive: {link}")));
        };
        let target = root.join(target);
        let up = source.parent().map_or(0, |folder| folder.components().count());
        let same_folder =
            root.join(source.parent().unwrap_or(Path::new(""))) == target.parent().unwrap_or(root);
        let destination = match source.file_name() {
            Some(name) if same_folder => PathBuf::from(name),
            _ => (0..up).map(|_| "..").collect::<PathBuf>().join(&source),
        };
        if !target.exists() {
            symlink(destination, &target).map_err(Error::file("create the link", target))?;
        }
    }
    Ok(())
}

/// The path, if it has nothing but names in it.
fn inside<'a>(components: impl Iterator<Item = Component<'a>>) -> Option<PathBuf> {
    components
        .map(|component| match component {
            Component::Normal(name) => Some(name),
            _ => None,
        })
        .collect()
}

/// The account that runs the server is not always the one that unpacks: everyone may read, and run what is run.
fn open_to_everyone(root: &Path) -> Result<(), Error> {
    let mut folders = BTreeSet::from([root.to_owned()]);
    while let Some(folder) = folders.pop_first() {
        set_mode(&folder, 0o755)?;
        let has_programs = folder.file_name().is_some_and(|name| name == "bin");
        for entry in fs::read_dir(&folder).map_err(Error::file("read the folder", &folder))? {
            let entry = entry.map_err(Error::file("read the folder", &folder))?;
            let kind = entry.file_type().map_err(Error::file("look at", entry.path()))?;
            if kind.is_dir() {
                folders.insert(entry.path());
            } else if kind.is_file() {
                set_mode(&entry.path(), if has_programs { 0o755 } else { 0o644 })?;
            }
        }
    }
    Ok(())
}

fn broken<E: ToString>(archive: &Path) -> impl Fn(E) -> Error {
    let archive = archive.to_owned();
    move |reason| Error::Unpack { archive: archive.clone(), reason: reason.to_string() }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    #[test]
    fn paths_that_leave_the_archive_are_refused() {
        let inside = |path| super::inside(Path::new(path).components());
        assert_eq!(inside("native/lib/libpq.so"), Some("native/lib/libpq.so".into()));
        assert_eq!(inside("../etc/passwd"), None);
        assert_eq!(inside("/etc/passwd"), None);
        assert_eq!(inside("native/../../x"), None);
    }
}
