//! Data folders: made by `initdb`, once for all temporary servers of a version, then copied.

use std::{
    fs,
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

use crate::{
    Binaries, Error,
    account::Account,
    configuration::include,
    files::lock,
    folders::{self, digest, make_shared, make_unique, remove_leftovers},
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
    let lock = lock(&templates.join("lock"))?;
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
    made.and_then(|_| include(data, account))
}

/// Copies a template to a new folder `data`, as the account that owns it: it may have put links there that only root
/// could follow.
pub(crate) fn copy(template: &Path, data: &Path, account: &Account) -> Result<(), Error> {
    let mut command = account.command("cp");
    command.args(["-R", "-P"]).arg(template).arg(data);
    output(&mut command).map(|_| ())
}

/// Another build of the same version, or another account, gets a template of its own.
fn key(binaries: &Binaries, account: &Account) -> Result<String, Error> {
    let postgres = binaries.folder().join("postgres");
    let metadata = fs::metadata(&postgres).map_err(Error::file("look at", &postgres))?;
    let modified = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    let identity = format!("{}\0{modified:?}\0{}", postgres.display(), metadata.len());
    Ok(format!("{}-{}-{}", binaries.version(), account.uid, digest(identity.as_bytes())))
}
