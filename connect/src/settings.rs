//! Parameters turned into the driver's configuration.

use std::{path::Path, str::FromStr, time::Duration};

use tokio_postgres::{
    Config,
    config::{ChannelBinding, Host, LoadBalanceHosts, SslNegotiation, TargetSessionAttrs},
};

use crate::{Error, SslMode, parameters::Parameters, ssl_mode::TlsPolicy};

/// The time allowed for each address when none is given.
const DEFAULT_TIMEOUT: Duration = Duration::from_secs(30);
const DEFAULT_PORT: u16 = 5432;

/// The folders in which distributions put the server's socket.
const SOCKET_FOLDERS: [&str; 3] = ["/var/run/postgresql", "/run/postgresql", "/tmp"];

/// All that a connection needs to know.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Settings {
    pub(crate) config: Config,
    pub(crate) tls: TlsPolicy,
    /// The time allowed for each address; `None` for no limit.
    pub(crate) timeout: Option<Duration>,
}

impl Settings {
    pub(crate) fn new(parameters: &Parameters) -> Result<Self, Error> {
        let tls = TlsPolicy::new(parameters.get("sslmode"), parameters.get("sslrootcert"))?;
        if parameters.get("sslnegotiation") == Some("direct") && tls.mode < SslMode::Require {
            return Err(bad("sslnegotiation", "direct", "sslmode=require or stronger to go with it"));
        }
        let mut config = Config::new();
        hosts(parameters, &mut config)?;
        if let Some(user) = parameters.get("user") {
            config.user(user);
        }
        if let Some(password) = parameters.get("password") {
            config.password(password);
        }
        if let Some(database) = parameters.get("dbname") {
            config.dbname(database);
        }
        if let Some(options) = parameters.get("options") {
            config.options(options);
        }
        if let Some(name) = parameters.get("application_name") {
            config.application_name(name);
        }
        choices(parameters, &mut config)?;
        keepalives(parameters, &mut config)?;
        let seconds = number::<i64>(parameters, "connect_timeout", "seconds, 0 for no limit")?;
        let timeout = match seconds {
            None => Some(DEFAULT_TIMEOUT),
            Some(seconds) => {
                u64::try_from(seconds).ok().filter(|seconds| *seconds > 0).map(Duration::from_secs)
            }
        };
        if let Some(timeout) = timeout {
            config.connect_timeout(timeout);
        }
        Ok(Self { config, tls, timeout })
    }
}

fn hosts(parameters: &Parameters, config: &mut Config) -> Result<(), Error> {
    let mut ports = Vec::new();
    for port in parameters.get("port").into_iter().flat_map(|ports| ports.split(',')) {
        let number =
            if port.is_empty() { Some(DEFAULT_PORT) } else { port.parse().ok().filter(|port| *port > 0) };
        ports.push(number.ok_or_else(|| bad("port", port, "a number from 1 to 65535"))?);
    }
    let addresses =
        parameters.get("hostaddr").map(|list| list.split(',').collect::<Vec<_>>()).unwrap_or_default();
    for address in &addresses {
        config.hostaddr(address.parse().map_err(|_| bad("hostaddr", address, "an IP address"))?);
    }
    let hosts = match parameters.get("host") {
        Some(hosts) => hosts.split(',').collect(),
        // The name to verify a certificate by is then the address.
        None if !addresses.is_empty() => addresses.clone(),
        None => vec![""],
    };
    if !addresses.is_empty() && addresses.len() != hosts.len() {
        return Err(bad("hostaddr", &addresses.join(","), "as many addresses as there are hosts"));
    }
    if ports.len() > 1 && ports.len() != hosts.len() {
        let list = parameters.get("port").unwrap_or_default();
        return Err(bad("port", list, "one port, or as many as there are hosts"));
    }
    for (index, host) in hosts.iter().enumerate() {
        let port = ports.get(index).or(ports.first()).copied().unwrap_or(DEFAULT_PORT);
        if host.is_empty() {
            let has_socket = |folder: &&&str| Path::new(folder).join(format!(".s.PGSQL.{port}")).exists();
            config.host(*SOCKET_FOLDERS.iter().find(has_socket).unwrap_or(&"localhost"));
        } else {
            config.host(*host);
        }
    }
    for port in ports {
        config.port(port);
    }
    Ok(())
}

fn choices(parameters: &Parameters, config: &mut Config) -> Result<(), Error> {
    let attributes = [
        ("any", TargetSessionAttrs::Any),
        ("read-write", TargetSessionAttrs::ReadWrite),
        ("read-only", TargetSessionAttrs::ReadOnly),
    ];
    if let Some(choice) =
        choice(parameters, "target_session_attrs", attributes, "any, read-write or read-only")?
    {
        config.target_session_attrs(choice);
    }
    let bindings = [
        ("disable", ChannelBinding::Disable),
        ("prefer", ChannelBinding::Prefer),
        ("require", ChannelBinding::Require),
    ];
    if let Some(choice) = choice(parameters, "channel_binding", bindings, "disable, prefer or require")? {
        config.channel_binding(choice);
    }
    let balances = [("disable", LoadBalanceHosts::Disable), ("random", LoadBalanceHosts::Random)];
    if let Some(choice) = choice(parameters, "load_balance_hosts", balances, "disable or random")? {
        config.load_balance_hosts(choice);
    }
    let negotiations = [("postgres", SslNegotiation::Postgres), ("direct", SslNegotiation::Direct)];
    if let Some(choice) = choice(parameters, "sslnegotiation", negotiations, "postgres or direct")? {
        config.ssl_negotiation(choice);
    }
    Ok(())
}

fn keepalives(parameters: &Parameters, config: &mut Config) -> Result<(), Error> {
    if let Some(on) = number::<u32>(parameters, "keepalives", "0 or 1")? {
        config.keepalives(on != 0);
    }
    if let Some(seconds) = positive(parameters, "keepalives_idle", "seconds")? {
        config.keepalives_idle(Duration::from_secs(seconds));
    }
    if let Some(seconds) = positive(parameters, "keepalives_interval", "seconds")? {
        config.keepalives_interval(Duration::from_secs(seconds));
    }
    if let Some(count) = number::<u32>(parameters, "keepalives_count", "a number")?.filter(|count| *count > 0)
    {
        config.keepalives_retries(count);
    }
    if let Some(milliseconds) = positive(parameters, "tcp_user_timeout", "milliseconds")? {
        config.tcp_user_timeout(Duration::from_millis(milliseconds));
    }
    Ok(())
}

/// A number, in which 0 means the system's default, as in libpq.
fn positive(
    parameters: &Parameters,
    name: &'static str,
    expected: &'static str,
) -> Result<Option<u64>, Error> {
    Ok(number::<u64>(parameters, name, expected)?.filter(|number| *number > 0))
}

fn number<N: FromStr>(
    parameters: &Parameters,
    name: &'static str,
    expected: &'static str,
) -> Result<Option<N>, Error> {
    let value = parameters.get(name);
    value.map(|value| value.trim().parse().map_err(|_| bad(name, value, expected))).transpose()
}

fn choice<T: Copy, const N: usize>(
    parameters: &Parameters,
    name: &'static str,
    choices: [(&str, T); N],
    expected: &'static str,
) -> Result<Option<T>, Error> {
    let Some(value) = parameters.get(name) else { return Ok(None) };
    let found = choices.iter().find(|(known, _)| *known == value).map(|(_, choice)| *choice);
    found.map(Some).ok_or_else(|| bad(name, value, expected))
}

fn bad(parameter: &'static str, value: &str, expected: &'static str) -> Error {
    Error::BadValue { parameter, value: value.to_owned(), expected }
}

/// Whether all hosts are Unix sockets, over which there is no TLS.
pub(crate) fn is_local(config: &Config) -> bool {
    config.get_hosts().iter().all(|host| !matches!(host, Host::Tcp(_)))
}
