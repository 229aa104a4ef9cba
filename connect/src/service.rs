//! Service files: connection parameters under a name.
//!
//! [PostgreSQL's manual, section 34.17](https://www.postgresql.org/docs/current/libpq-pgservice.html).

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::{Environment, Error, Origin, parameters::Parameters};

/// Where distributions' libpq looks for the system's file, unless `PGSYSCONFDIR` names the folder.
const SYSTEM_FOLDERS: [&str; 3] = ["/etc/postgresql-common", "/etc/sysconfig/pgsql", "/etc"];
const SYSTEM_FILE: &str = "pg_service.conf";

/// The parameters of the service that `parameters` or else the environment names; none where neither does.
pub(crate) fn parameters(
    given: &Parameters,
    environment: &Parameters,
    surroundings: &Environment,
) -> Result<Parameters, Error> {
    let named = |name| if given.has(name) { given.get(name) } else { environment.get(name) };
    let Some(service) = named("service") else { return Ok(Parameters::default()) };
    let (users, is_named) = match named("servicefile") {
        Some(file) => (Some(PathBuf::from(file)), true),
        None => (surroundings.in_home(".pg_service.conf"), false),
    };
    let systems = match surroundings.path("PGSYSCONFDIR") {
        Some(folder) => vec![folder.join(SYSTEM_FILE)],
        None => SYSTEM_FOLDERS.iter().map(|folder| Path::new(folder).join(SYSTEM_FILE)).collect(),
    };
    let mut looked_at = Vec::new();
    for (file, must_exist) in
        users.into_iter().map(|file| (file, is_named)).chain(systems.into_iter().map(|file| (file, false)))
    {
        let text = match fs::read(&file) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound && !must_exist => {
                looked_at.push(file);
                continue;
            }
            Err(source) => return Err(Error::ServiceFile { path: file, source }),
        };
        if let Some(found) = section(&text, service, &file)? {
            return Ok(found);
        }
        looked_at.push(file);
    }
    Err(Error::NoService { service: service.to_owned(), looked_at })
}

/// The parameters of one section; `None` when the file does not have it.
fn section(text: &[u8], service: &str, path: &Path) -> Result<Option<Parameters>, Error> {
    let mut found: Option<Parameters> = None;
    for (index, line) in text.split(|byte| *byte == b'\n').enumerate() {
        let line_number = index + 1;
        let wrong = |reason| Error::ServiceLine { path: path.to_owned(), line: line_number, reason };
        let line = line.trim_ascii();
        if line.is_empty() || line.starts_with(b"#") {
            continue;
        }
        if let Some(rest) = line.strip_prefix(b"[") {
            if found.is_some() {
                break;
            }
            // As in libpq, what follows the bracket does not count.
            if rest.strip_prefix(service.as_bytes()).is_some_and(|rest| rest.starts_with(b"]")) {
                found = Some(Parameters::default());
            }
            continue;
        }
        let Some(parameters) = &mut found else { continue };
        // Other sections may be in whatever encoding they like.
        let line = str::from_utf8(line).map_err(|_| wrong("it is not UTF-8"))?;
        if line.starts_with("ldap://") {
            return Err(wrong("looking parameters up by LDAP is not supported: write them here"));
        }
        let (name, value) = line.split_once('=').ok_or_else(|| wrong("it is not of the form name=value"))?;
        if name == "service" || name == "servicefile" {
            return Err(wrong("a service can't name another: write its parameters here"));
        }
        if name.trim() != name {
            return Err(wrong("there may be no space before the `=`"));
        }
        // Within a section, the first counts.
        if !parameters.has(name) {
            let origin = Origin::ServiceFile { path: path.to_owned(), line: line_number };
            parameters.set(name, value.to_owned(), origin)?;
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::section;
    use crate::parameters::Parameters;

    const FILE: &str = "\
# ours
host=before
[prod]   # of the house
  host=db.example
port=6000
port=7000
user= spaced out
password=a=b#c'\"
options=-c work_mem=7MB

[prod2]
host=other
[prod]
host=late
";

    fn read(text: &str, service: &str) -> Result<Option<Parameters>, String> {
        section(text.as_bytes(), service, Path::new("/etc/s.conf")).map_err(|error| error.to_string())
    }

    #[test]
    fn a_section_is_read_as_libpq_does() {
        let found = read(FILE, "prod").unwrap().unwrap();
        let values = ["host", "port", "user", "password", "options", "dbname"].map(|name| found.get(name));
        assert_eq!(
            values,
            [
                Some("db.example"),
                Some("6000"),
                Some(" spaced out"),
                Some("a=b#c'\""),
                Some("-c work_mem=7MB"),
                None
            ]
        );
        assert_eq!(read(FILE, "prod2").unwrap().unwrap().get("host"), Some("other"));
        assert!(read(FILE, "pro").unwrap().is_none());
        assert!(read(FILE, "").unwrap().is_none());
    }

    #[test]
    fn wrong_lines_are_named() {
        for (line, expected) in [
            ("host", "/etc/s.conf, line 2: it is not of the form name=value"),
            ("service=other", "line 2: a service can't name another"),
            ("ldap://x/y?z?one", "line 2: looking parameters up by LDAP"),
            ("host =db", "line 2: there may be no space before the `=`"),
            ("hots=db", "`hots` (in the service file /etc/s.conf, line 2) is not known"),
            (
                "sslpassword=s3cret",
                "`sslpassword` (in the service file /etc/s.conf, line 2) is not supported",
            ),
        ] {
            let error = read(&format!("[s]\n{line}\n"), "s").err().unwrap();
            assert!(error.contains(expected) && !error.contains("s3cret"), "{line}: {error}");
        }
    }

    #[test]
    fn what_other_sections_hold_does_not_matter() {
        let text = b"[other]\n\xff\xfe nonsense\n[s]\nhost=db\n[more]\nnonsense";
        let found = section(text, "s", Path::new("f")).unwrap().unwrap();
        assert_eq!(found.get("host"), Some("db"));
    }
}
