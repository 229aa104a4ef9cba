//! Writing a server's connection URL.

use std::{fmt::Write as _, os::unix::ffi::OsStrExt, path::Path};

/// The superuser that every private server has; it needs no password over the private socket.
pub(crate) const SUPERUSER: &str = "postgres";

/// The URL of a database behind a Unix socket: `postgresql:///database?host=/folder&port=5432&user=postgres`.
pub(crate) fn over_socket(database: &str, folder: &Path, port: u16) -> String {
    let database = encode(database.as_bytes(), b"");
    let host = encode(folder.as_os_str().as_bytes(), b"/");
    format!("postgresql:///{database}?host={host}&port={port}&user={SUPERUSER}")
}

/// The URL of a database on the loopback interface: `postgresql://postgres@127.0.0.1:5432/database`.
pub(crate) fn over_tcp(database: &str, port: u16) -> String {
    format!("postgresql://{SUPERUSER}@127.0.0.1:{port}/{}", encode(database.as_bytes(), b""))
}

/// Percent-encodes all but RFC 3986's unreserved characters and those in `kept`.
fn encode(text: &[u8], kept: &[u8]) -> String {
    text.iter().fold(String::new(), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(byte) || kept.contains(byte) {
            encoded.push(char::from(*byte));
        } else {
            // Writing to a `String` can't fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
        encoded
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    #[test]
    fn odd_names_survive_the_url() {
        let url = super::over_socket("a b/ü?&", Path::new("/tmp/o dd"), 5433);
        assert_eq!(url, "postgresql:///a%20b%2F%C3%BC%3F%26?host=/tmp/o%20dd&port=5433&user=postgres");
        let config: tokio_postgres::Config = url.parse().unwrap();
        assert_eq!(config.get_dbname(), Some("a b/ü?&"));
        assert_eq!(config.get_hosts(), [tokio_postgres::config::Host::Unix("/tmp/o dd".into())]);
        assert_eq!(config.get_ports(), [5433]);
        let config: tokio_postgres::Config = super::over_tcp("app", 6000).parse().unwrap();
        assert_eq!((config.get_user(), config.get_ports()), (Some("postgres"), &[6000][..]));
    }
}
