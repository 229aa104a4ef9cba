//! The password file.
//!
//! [PostgreSQL's manual, section 34.16](https://www.postgresql.org/docs/current/libpq-pgpass.html).

use std::{
    fs,
    path::{Path, PathBuf},
};

/// What connections look their passwords up by.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted<'a> {
    /// The host's name, its address where it has none, `localhost` for the socket in the usual folder.
    pub(crate) host: &'a str,
    pub(crate) port: u16,
    pub(crate) database: &'a str,
    pub(crate) user: &'a str,
}

/// A password file, read.
pub(crate) struct PasswordFile {
    pub(crate) path: PathBuf,
    contents: Contents,
}

enum Contents {
    Text(Vec<u8>),
    /// There is no such file, which is fine.
    Missing,
    /// It was passed over, as libpq does.
    PassedOver(&'static str),
}

/// What a password file says of a connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Found {
    Password(Vec<u8>),
    Nothing,
    /// The file was passed over, for this reason.
    PassedOver(&'static str),
}

const OPEN: &str =
    "it has group or world access; permissions should be u=rw (0600) or less: `chmod 600` sets them";

impl PasswordFile {
    /// Reads the file. One that others could read is passed over, which the error says when a server wants a password.
    pub(crate) fn read(path: PathBuf) -> Self {
        let contents = contents(&path);
        Self { path, contents }
    }

    /// The password of the first line that fits.
    pub(crate) fn find(&self, wanted: Wanted<'_>) -> Found {
        match &self.contents {
            Contents::Text(text) => match find(text, wanted) {
                Some(password) => Found::Password(password),
                None => Found::Nothing,
            },
            Contents::Missing => Found::Nothing,
            Contents::PassedOver(reason) => Found::PassedOver(reason),
        }
    }
}

fn contents(path: &Path) -> Contents {
    let Ok(metadata) = fs::metadata(path) else { return Contents::Missing };
    if !metadata.is_file() {
        return Contents::PassedOver("it is not a plain file");
    }
    #[cfg(unix)]
    if std::os::unix::fs::PermissionsExt::mode(&metadata.permissions()) & 0o077 != 0 {
        return Contents::PassedOver(OPEN);
    }
    fs::read(path).map_or(Contents::PassedOver("it can't be read"), Contents::Text)
}

fn find(text: &[u8], wanted: Wanted<'_>) -> Option<Vec<u8>> {
    let port = wanted.port.to_string();
    let fields = [wanted.host, &port, wanted.database, wanted.user];
    let lines = text.split(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    lines.filter(|line| !line.starts_with(b"#")).find_map(|line| {
        let rest = fields.iter().try_fold(line, |rest, field| after(rest, field.as_bytes()))?;
        // As in libpq, the password too ends at a bare colon.
        Some(unescape(rest).0)
    })
}

/// What follows a line's first field, when that is the wanted one or `*`.
fn after<'l>(line: &'l [u8], wanted: &[u8]) -> Option<&'l [u8]> {
    if let Some(rest) = line.strip_prefix(b"*:") {
        return Some(rest);
    }
    let (field, rest) = unescape(line);
    if field == wanted { rest } else { None }
}

/// A field without its backslashes, and what follows its colon; `None` when the line ends with it.
fn unescape(line: &[u8]) -> (Vec<u8>, Option<&[u8]>) {
    let mut field = Vec::new();
    let mut bytes = line.iter().enumerate();
    while let Some((index, byte)) = bytes.next() {
        match byte {
            b':' => return (field, line.get(index + 1..)),
            // At the end of a line, it is itself.
            b'\\' => field.push(bytes.next().map_or(b'\\', |(_, next)| *next)),
            other => field.push(*other),
        }
    }
    (field, None)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Found, PasswordFile, Wanted, find};

    const FILE: &[u8] = b"\
# host:port:database:user:password
db:5432:shop:app:first
db:*:shop:app:any port
\\:\\:1:5432:*:*:six
a\\\\b:5432:s\\:p:u\\\\:p\\:\\\\w
localhost:*:*:app:local\r
db:5432:short
*:*:*:nobody:
*:*:*:\xc3\xa4:\xff\xfe
*:6001:*:*:rest:is cut
";

    fn look(host: &str, port: u16, database: &str, user: &str) -> Option<String> {
        let found = find(FILE, Wanted { host, port, database, user })?;
        Some(String::from_utf8_lossy(&found).into_owned())
    }

    #[test]
    fn lines_are_read_as_libpq_does() {
        assert_eq!(look("db", 5432, "shop", "app").as_deref(), Some("first"));
        assert_eq!(look("db", 5433, "shop", "app").as_deref(), Some("any port"));
        assert_eq!(look("::1", 5432, "x", "y").as_deref(), Some("six"));
        assert_eq!(look("a\\b", 5432, "s:p", "u\\").as_deref(), Some("p:\\w"));
        assert_eq!(look("localhost", 1, "x", "app").as_deref(), Some("local"));
        assert_eq!(look("elsewhere", 1, "x", "nobody").as_deref(), Some(""));
        assert_eq!(look("h", 6001, "d", "u").as_deref(), Some("rest"));
        assert_eq!(look("db", 5432, "other", "app"), None);
        // A star is one only where it is the whole field; names are compared with their case.
        assert_eq!(look("DB", 5432, "shop", "app"), None);
        let raw = find(FILE, Wanted { host: "h", port: 1, database: "d", user: "ä" });
        assert_eq!(raw.as_deref(), Some(&b"\xff\xfe"[..]));
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_others_could_read_is_passed_over() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("passwords");
        fs::write(&path, "*:*:*:*:s3cret\n").unwrap();
        let found = |mode| {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            PasswordFile::read(path.clone()).find(Wanted { host: "h", port: 1, database: "d", user: "u" })
        };
        assert_eq!(found(0o600), Found::Password(b"s3cret".to_vec()));
        assert_eq!(found(0o400), Found::Password(b"s3cret".to_vec()));
        for mode in [0o640, 0o604, 0o601, 0o660] {
            assert!(matches!(found(mode), Found::PassedOver(reason) if reason.contains("0600")), "{mode:o}");
        }
        let missing = PasswordFile::read(folder.path().join("missing"));
        assert_eq!(missing.find(Wanted { host: "h", port: 1, database: "d", user: "u" }), Found::Nothing);
        let of_a_folder = PasswordFile::read(folder.path().to_owned());
        let found = of_a_folder.find(Wanted { host: "h", port: 1, database: "d", user: "u" });
        assert_eq!(found, Found::PassedOver("it is not a plain file"));
    }
}
