//! A server's settings, written to a file that its `postgresql.conf` includes.

use std::{
    fmt::Write as _,
    net::{Ipv4Addr, TcpListener},
    path::Path,
};

use crate::{
    Error,
    account::Account,
    files::{append_as, write_as},
};

/// The file that [`Settings`] are written to, in the data folder.
const FILE: &str = "pgorm.conf";

/// The port in a private server's socket name; it has a folder of its own, so it never clashes.
pub(crate) const SOCKET_PORT: u16 = 5432;

/// A TCP port on the loopback interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Port {
    /// One that is free now; a durable server keeps it.
    Free,
    /// This one.
    Number(u16),
}

impl Port {
    /// The number; for [`Port::Free`], one that nobody listens on now.
    pub(crate) fn number(self) -> Result<u16, Error> {
        let free = || TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr().map(|address| address.port());
        match self {
            Self::Number(number) => Ok(number),
            Self::Free => free().map_err(Error::file("find a free TCP port on", "127.0.0.1")),
        }
    }
}

/// Settings in the order they were made; the last of a name counts.
#[derive(Debug, Clone, Default)]
pub(crate) struct Settings(Vec<(String, String)>);

impl Settings {
    pub(crate) fn set(&mut self, name: &str, value: &str) -> &mut Self {
        self.0.retain(|(other, _)| !other.eq_ignore_ascii_case(name));
        self.0.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Where the server listens: a socket in a folder, and TCP on the loopback interface if there is a port.
    pub(crate) fn listen(&mut self, sockets: &Path, tcp: Option<u16>) -> &mut Self {
        self.set("unix_socket_directories", &format!("\"{}\"", sockets.display()))
            .set("unix_socket_permissions", "0700")
            .set("listen_addresses", if tcp.is_some() { "127.0.0.1" } else { "" })
            .set("port", &tcp.unwrap_or(SOCKET_PORT).to_string())
    }

    pub(crate) fn extend(&mut self, others: &Self) -> &mut Self {
        others.0.iter().fold(self, |settings, (name, value)| settings.set(name, value))
    }

    /// Writes the file into a data folder.
    pub(crate) fn write(&self, data: &Path, account: &Account) -> Result<(), Error> {
        write_as(account, &data.join(FILE), self.text()?.as_bytes())
    }

    fn text(&self) -> Result<String, Error> {
        self.0.iter().try_fold(
            "# Written at each start; changes are lost.\n".to_owned(),
            |mut text, (name, value)| {
                let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
                if name.is_empty() || !name.chars().all(is_name) || value.contains(['\n', '\0']) {
                    return Err(Error::BadSetting { name: name.clone() });
                }
                // Writing to a `String` can't fail.
                let _ = writeln!(text, "{name} = '{}'", value.replace('\\', "\\\\").replace('\'', "''"));
                Ok(text)
            },
        )
    }
}

/// Makes a fresh data folder read the file.
pub(crate) fn include(data: &Path, account: &Account) -> Result<(), Error> {
    let line = format!("\ninclude_if_exists = '{FILE}'\n");
    append_as(account, &data.join("postgresql.conf"), line.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::Settings;

    #[test]
    fn values_are_quoted_and_the_last_one_counts() {
        let mut settings = Settings::default();
        settings.set("fsync", "on").set("search_path", r#"it's "a\b""#).set("FSYNC", "off");
        let text = settings.text().unwrap();
        let lines: Vec<_> = text.lines().skip(1).collect();
        assert_eq!(lines, [r#"search_path = 'it''s "a\\b"'"#, "FSYNC = 'off'"]);
    }

    #[test]
    fn a_setting_can_not_smuggle_in_another() {
        assert!(Settings::default().set("a = 'b'\nc", "d").text().is_err());
        assert!(Settings::default().set("a", "b\nc = d").text().is_err());
    }
}
