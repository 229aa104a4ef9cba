//! Replacing a file's contents, so that nobody ever sees half of them.

use std::{
    ffi::OsString,
    fs::{self, File},
    io::{self, Write as _},
    path::Path,
    process,
};

/// Writes `text` beside the file and moves it there. Behind a link, the file that the link leads to is replaced; its
/// permissions stay, and its owner where the system lets us.
pub(crate) fn contents(path: &Path, text: &str) -> io::Result<()> {
    let path = fs::canonicalize(path)?;
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}", process::id()));
    let hidden = path.with_file_name(name);
    write(&hidden, &path, text).and_then(|()| fs::rename(&hidden, &path)).inspect_err(|_| {
        // The first error is the one to tell.
        let _ = fs::remove_file(&hidden);
    })
}

fn write(hidden: &Path, like: &Path, text: &str) -> io::Result<()> {
    let metadata = fs::metadata(like)?;
    if metadata.permissions().readonly() {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it is read-only"));
    }
    let mut file = File::create_new(hidden)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt as _, fchown};
        // Only root may give files away; anybody else's file becomes theirs.
        let _ = fchown(&file, Some(metadata.uid()), Some(metadata.gid()));
    }
    file.set_permissions(metadata.permissions())
}
