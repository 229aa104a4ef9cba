//! What the history and the migrations together say is to be done.

use crate::history::{Progress, Record};
use crate::{Error, File, Migration, Migrations};

/// What is to be done.
#[derive(Debug)]
pub(crate) struct Plan<'m> {
    /// Migrations to apply, in order.
    pub(crate) pending: Vec<&'m Migration>,
    /// Applied ones that are newer than all that are known here.
    pub(crate) ahead: Vec<String>,
}

/// Compares; anything but a history that is the beginning of the chain is an error, with one exception: when
/// nothing is to be done, the database may be ahead. An older version of a program that starts again while a
/// newer one is being rolled out must not fail over that.
pub(crate) fn plan<'m>(migrations: &'m Migrations, history: &[Record]) -> Result<Plan<'m>, Error> {
    refuse_unfinished(history)?;
    let applied = |migration: &Migration| history.iter().find(|record| record.name == migration.name());
    for migration in migrations.as_slice() {
        if applied(migration).is_some_and(|record| record.checksum != migration.checksum()) {
            return Err(Error::Changed { migration: migration.name().to_owned() });
        }
    }
    let pending: Vec<&Migration> =
        migrations.as_slice().iter().filter(|migration| applied(migration).is_none()).collect();
    let unknown: Vec<&Record> =
        history.iter().filter(|record| migrations.get(&record.name).is_none()).collect();
    let Some(first) = pending.first() else {
        return Ok(Plan { pending, ahead: unknown.iter().map(|record| record.name.clone()).collect() });
    };
    if let Some(record) = unknown.first() {
        return Err(Error::Missing { migration: record.name.clone(), pending: first.name().to_owned() });
    }
    let after_first = migrations.as_slice().iter().skip_while(|other| other.name() != first.name());
    if let Some(later) = after_first.into_iter().find(|migration| applied(migration).is_some()) {
        let (migration, later) = (first.name().to_owned(), later.name().to_owned());
        return Err(Error::OutOfOrder { migration, later });
    }
    for migration in &pending {
        let expected = migration.manifest().checksum.as_deref();
        if expected.is_some_and(|expected| expected != migration.checksum()) {
            let (migration, actual) = (migration.name().to_owned(), migration.checksum().to_owned());
            return Err(Error::StaleChecksum { migration, actual });
        }
    }
    Ok(Plan { pending, ahead: Vec::new() })
}

/// An error where a migration stopped midway.
pub(crate) fn refuse_unfinished(history: &[Record]) -> Result<(), Error> {
    let Some(record) = history.iter().find(|record| record.progress != Progress::Applied) else {
        return Ok(());
    };
    Err(Error::Unfinished {
        migration: record.name.clone(),
        file: if record.progress == Progress::Reverting { File::Down } else { File::Up },
        statements_done: record.statements_done,
        error: record.error.clone(),
    })
}
