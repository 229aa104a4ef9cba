//! Where servers are: hosts, ports and sockets, and the password for each.

use std::{
    fmt,
    net::IpAddr,
    path::{Path, PathBuf},
};

use crate::{
    Environment, Error,
    parameters::Parameters,
    passfile::{Found, PasswordFile, Wanted},
};

pub(crate) const DEFAULT_PORT: u16 = 5432;

/// The folders in which distributions put the server's socket, and in which nobody but the server's owner can. `/tmp` is none of
/// them, though libpq has it when it is built from source: there anybody may put a socket, and would be sent the password.
const SOCKET_FOLDERS: [&str; 2] = ["/var/run/postgresql", "/run/postgresql"];

/// One of the servers to try.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Endpoint {
    pub(crate) place: Place,
    pub(crate) port: u16,
    pub(crate) password: Password,
}

/// How a server is reached.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Place {
    /// By TCP. The name is also what certificates are compared with; the address is where it is, if that is known.
    Tcp { name: String, address: Option<IpAddr> },
    /// By the socket in this folder; in Linux's abstract namespace where it begins with `@`.
    Socket(String),
}

/// A server's password, and why there is none.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Password {
    Given(String),
    FromFile {
        password: Vec<u8>,
        path: PathBuf,
    },
    None,
    /// The password file was passed over.
    PassedOver {
        path: PathBuf,
        reason: &'static str,
    },
}

impl Password {
    pub(crate) fn bytes(&self) -> Option<&[u8]> {
        match self {
            Self::Given(password) => Some(password.as_bytes()),
            Self::FromFile { password, .. } => Some(password),
            Self::None | Self::PassedOver { .. } => None,
        }
    }
}

/// The servers to try, in the order written.
pub(crate) fn endpoints(
    parameters: &Parameters,
    environment: &Environment,
    user: &str,
) -> Result<Vec<Endpoint>, Error> {
    let places = places(parameters)?;
    let ports = ports(parameters, places.len())?;
    let file = match parameters.get("password") {
        Some(_) => None,
        None => match parameters.get("passfile") {
            Some(path) => Some(PathBuf::from(path)),
            None => environment.in_home(".pgpass"),
        },
    };
    let file = file.map(PasswordFile::read);
    let database = parameters.get("dbname").unwrap_or(user);
    let endpoints = places.into_iter().zip(ports).map(|(place, port)| {
        let place = place.unwrap_or_else(|| usual(port));
        let password = match (parameters.get("password"), &file) {
            (Some(password), _) => Password::Given(password.to_owned()),
            (None, Some(file)) => {
                from_file(file, Wanted { host: place.for_passwords(), port, database, user })
            }
            (None, None) => Password::None,
        };
        Endpoint { place, port, password }
    });
    Ok(endpoints.collect())
}

fn from_file(file: &PasswordFile, wanted: Wanted<'_>) -> Password {
    let path = file.path.clone();
    match file.find(wanted) {
        Found::Password(password) => Password::FromFile { password, path },
        Found::Nothing => Password::None,
        Found::PassedOver(reason) => Password::PassedOver { path, reason },
    }
}

/// The places that `host` and `hostaddr` name; `None` for the usual one.
fn places(parameters: &Parameters) -> Result<Vec<Option<Place>>, Error> {
    let mut addresses = Vec::new();
    for address in parameters.get("hostaddr").into_iter().flat_map(|list| list.split(',')) {
        let parsed = if address.is_empty() { Ok(None) } else { address.parse::<IpAddr>().map(Some) };
        addresses.push(parsed.map_err(|_| parameters.bad("hostaddr", address, "an IP address"))?);
    }
    let names: Vec<&str> = match parameters.get("host") {
        Some(hosts) => hosts.split(',').collect(),
        None => vec![""; addresses.len().max(1)],
    };
    if !addresses.is_empty() && addresses.len() != names.len() {
        let list = parameters.get("hostaddr").unwrap_or_default();
        return Err(parameters.bad("hostaddr", list, "as many addresses as there are hosts"));
    }
    let places = names.iter().enumerate().map(|(index, name)| {
        match (addresses.get(index).copied().flatten(), *name) {
            // The name to verify a certificate by is then the address.
            (Some(address), "") => Some(Place::Tcp { name: address.to_string(), address: Some(address) }),
            (Some(address), name) => Some(Place::Tcp { name: name.to_owned(), address: Some(address) }),
            (None, "") => None,
            (None, name) if is_socket(name) => Some(Place::Socket(name.to_owned())),
            (None, name) => Some(Place::Tcp { name: name.to_owned(), address: None }),
        }
    });
    Ok(places.collect())
}

/// The port of each of `hosts` servers.
fn ports(parameters: &Parameters, hosts: usize) -> Result<Vec<u16>, Error> {
    let list = parameters.get("port").unwrap_or_default();
    let mut ports = Vec::new();
    for port in list.split(',') {
        let port = port.trim();
        let number =
            if port.is_empty() { Some(DEFAULT_PORT) } else { port.parse().ok().filter(|port| *port > 0) };
        ports.push(number.ok_or_else(|| parameters.bad("port", port, "a number from 1 to 65535"))?);
    }
    match ports.as_slice() {
        &[one] => Ok(vec![one; hosts]),
        several if several.len() == hosts => Ok(ports),
        _ => Err(parameters.bad("port", list, "one port, or as many as there are hosts")),
    }
}

fn is_socket(host: &str) -> bool {
    cfg!(unix) && host.starts_with(['/', '@'])
}

/// The socket in the first of the usual folders that has one, else `localhost`.
fn usual(port: u16) -> Place {
    let has_socket = |folder: &&&str| Path::new(folder).join(format!(".s.PGSQL.{port}")).exists();
    match SOCKET_FOLDERS.iter().find(has_socket) {
        Some(folder) if cfg!(unix) => Place::Socket((*folder).to_owned()),
        _ => Place::Tcp { name: "localhost".to_owned(), address: None },
    }
}

impl Place {
    pub(crate) fn is_socket(&self) -> bool {
        matches!(self, Self::Socket(_))
    }

    /// The host as password files name it.
    fn for_passwords(&self) -> &str {
        match self {
            Self::Socket(folder) if SOCKET_FOLDERS.contains(&folder.as_str()) => "localhost",
            Self::Socket(folder) => folder,
            Self::Tcp { name, .. } => name,
        }
    }

    /// The host as a connection string names it.
    pub(crate) fn host(&self) -> &str {
        match self {
            Self::Socket(host) | Self::Tcp { name: host, .. } => host,
        }
    }
}

/// For messages: `db.example (192.0.2.1), port 5432`, or the socket's path.
impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Place::Socket(folder) => write!(f, "{folder}/.s.PGSQL.{}", self.port),
            Place::Tcp { name, address: Some(address) } if *name != address.to_string() => {
                write!(f, "{name} ({address}), port {}", self.port)
            }
            Place::Tcp { name, .. } => write!(f, "{name}, port {}", self.port),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, endpoints};
    use crate::{Environment, Origin, parse::parse};

    fn show(text: &str) -> Result<Vec<String>, String> {
        let parameters = parse(text, &Origin::Text).unwrap();
        endpoints(&parameters, &Environment::empty(), "app")
            .map(|endpoints| endpoints.iter().map(ToString::to_string).collect())
            .map_err(|error| error.to_string())
    }

    #[test]
    fn only_folders_that_are_the_servers_count_as_localhost() {
        for (folder, expected) in
            [("/run/postgresql", "localhost"), ("/var/run/postgresql", "localhost"), ("/tmp", "/tmp")]
        {
            assert_eq!(Place::Socket(folder.to_owned()).for_passwords(), expected);
        }
    }

    #[test]
    fn hosts_addresses_and_ports_go_together() {
        for (text, expected) in [
            ("host=a,b,c port=1,,3", &["a, port 1", "b, port 5432", "c, port 3"][..]),
            ("host=a,b port=7", &["a, port 7", "b, port 7"]),
            ("hostaddr=::1,127.0.0.1", &["::1, port 5432", "127.0.0.1, port 5432"]),
            ("host=a,b hostaddr=127.0.0.1,", &["a (127.0.0.1), port 5432", "b, port 5432"]),
            ("host=/run/pg hostaddr=127.0.0.1", &["/run/pg (127.0.0.1), port 5432"]),
            ("host=/run/pg,@pg,db", &["/run/pg/.s.PGSQL.5432", "@pg/.s.PGSQL.5432", "db, port 5432"]),
            ("postgresql://%2Frun%2Fp%25g,%40abs:7/x", &["/run/p%g/.s.PGSQL.5432", "@abs/.s.PGSQL.7"]),
            ("host='b\u{e4}r' port=' 9 '", &["b\u{e4}r, port 9"]),
        ] {
            assert_eq!(show(text).unwrap(), expected, "{text}");
        }
    }

    #[test]
    fn what_does_not_go_together_is_said() {
        for (text, expected) in [
            (
                "host=a,b hostaddr=127.0.0.1",
                "hostaddr=127.0.0.1 (in the connection string): expected as many",
            ),
            ("host=a port=1,2", "port=1,2 (in the connection string): expected one port"),
            ("host=a port=65536", "port=65536 (in the connection string): expected a number from 1 to 65535"),
            ("host=a port=-1", "port=-1"),
            (
                "host=a hostaddr=localhost",
                "hostaddr=localhost (in the connection string): expected an IP address",
            ),
        ] {
            let error = show(text).unwrap_err();
            assert!(error.contains(expected), "{text}: {error}");
        }
    }
}
