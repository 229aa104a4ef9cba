//! Data folders: made by `initdb`, once for all temporary servers of a version, then copied.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

use crate::{
    Binaries, Error,
    account::Account,
    configuration::include,
    folders::{self, digest, make_shared, make_unique, remove_leftovers, set_mode},
    process::output,
    url::SUPERUSER,
};

/// How the names of unfinished templates start.
const SCRATCH: &str = ".initdb-";

/// Locales in the order they are tried: macOS has no `C.UTF-8`, and a small container may have no other.
const LOCALES: [&str; 3] = ["C.UTF-8", "en_US.UTF-8", "C"];

/// The template data folder for these programs, made now if there is none.
pub(crate) fn prepare(binaries: &Binaries, account: &Account) -> Result<PathBuf, Error> {
    let templates = folders::cache()?.join("templates");
    make_shared(&templates)?;
    let template = templates.join(key(binaries, account)?);
    if template.is_dir() {
        return Ok(template);
    }
    let lock = templates.join("lock");
    let lock =
        File::create(&lock).and_then(|file| file.lock().map(|()| file)).map_err(Error::file("lock", lock))?;
    if !template.is_dir() {
        remove_leftovers(&templates, SCRATCH)?;
        let scratch = make_unique(&templates, SCRATCH)?;
        account.own(&scratch)?;
        // Synced, although what is copied from it never is: a crash of the machine must not leave a broken template.
        let made = initdb(binaries, account, &scratch).and_then(|()| {
            fs::rename(&scratch, &template).map_err(Error::file("create the folder", &template))
        });
        if made.is_err() {
            fs::remove_dir_all(&scratch).map_err(Error::file("remove the folder", &scratch))?;
        }
        made?;
    }
    drop(lock);
    Ok(template)
}

/// Fills an existing empty folder, which belongs to the account, with a new server's data.
pub(crate) fn initdb(binaries: &Binaries, account: &Account, data: &Path) -> Result<(), Error> {
    let run = |locale: &str| {
        let mut command = account.command(binaries.folder().join("initdb"));
        command.args(["--auth=trust", "--encoding=UTF8", "--no-instructions"]);
        command
            .arg(format!("--username={SUPERUSER}"))
            .arg(format!("--locale={locale}"))
            .arg("--pgdata")
            .arg(data);
        output(&mut command)
    };
    let [preferred, others @ ..] = LOCALES;
    let made = others.iter().fold(run(preferred), |made, locale| match made {
        Err(Error::Failed { output, .. }) if output.contains("invalid locale") => run(locale),
        made => made,
    });
    made.and_then(|_| include(data))
}

/// Copies a template into a new folder `data`, which belongs to the account.
pub(crate) fn copy(template: &Path, data: &Path, account: &Account) -> Result<(), Error> {
    fs::create_dir(data).map_err(Error::file("create the folder", data))?;
    set_mode(data, 0o700)?;
    account.own(data)?;
    for entry in fs::read_dir(template).map_err(Error::file("read the folder", template))? {
        let entry = entry.map_err(Error::file("read the folder", template))?;
        let (from, to) = (entry.path(), data.join(entry.file_name()));
        if entry.file_type().map_err(Error::file("look at", &from))?.is_dir() {
            copy(&from, &to, account)?;
        } else {
            // Shares the blocks where the file system can.
            fs::copy(&from, &to).map_err(Error::file("copy to", &to))?;
            account.own(&to)?;
        }
    }
    Ok(())
}

/// Another build of the same version, or another account, gets a template of its own.
fn key(binaries: &Binaries, account: &Account) -> Result<String, Error> {
    let postgres = binaries.folder().join("postgres");
    let metadata = fs::metadata(&postgres).map_err(Error::file("look at", &postgres))?;
    let modified = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    let identity = format!("{}\0{modified:?}\0{}", postgres.display(), metadata.len());
    Ok(format!("{}-{}-{}", binaries.version(), account.uid, digest(identity.as_bytes())))
}
