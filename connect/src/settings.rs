//! Parameters turned into what connections are opened with.

use std::time::Duration;

use tokio_postgres::{Config, config};

use crate::{
    Environment, Error,
    endpoint::{Endpoint, endpoints},
    parameters::Parameters,
    require_auth::Methods,
    session_attrs::SessionAttrs,
    tls_policy::{TlsPolicy, choice},
    wire::Keepalive,
};

/// The time allowed for each address when none is given.
const DEFAULT_TIMEOUT: Duration = Duration::from_secs(30);

/// All that a connection needs to know.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Settings {
    pub(crate) endpoints: Vec<Endpoint>,
    /// The driver's part: who, which database, and what for. It names neither hosts nor passwords.
    pub(crate) config: Config,
    pub(crate) tls: TlsPolicy,
    /// The time allowed for each address; `None` for no limit.
    pub(crate) timeout: Option<Duration>,
    pub(crate) keepalive: Keepalive,
    pub(crate) attrs: SessionAttrs,
    /// Hosts and their addresses are tried in no fixed order.
    pub(crate) is_shuffled: bool,
    pub(crate) methods: Option<Methods>,
}

impl Settings {
    pub(crate) fn new(parameters: &Parameters, environment: &Environment) -> Result<Self, Error> {
        let mut config = Config::new();
        // What the driver is told of TLS here is for `wire`, which has done it all before.
        config.ssl_mode(config::SslMode::Require).ssl_negotiation(config::SslNegotiation::Direct);
        let user = match parameters.get("user") {
            Some(user) => user.to_owned(),
            None => whoami::username().map_err(|error| Error::NoUser { reason: error.to_string() })?,
        };
        config.user(&user);
        if let Some(database) = parameters.get("dbname") {
            config.dbname(database);
        }
        let mut options: Vec<_> = parameters.get("options").map(str::to_owned).into_iter().collect();
        options.extend(environment.session_options()?);
        if !options.is_empty() {
            config.options(options.join(" "));
        }
        // As in libpq, an empty name is one.
        let is_named = parameters.has("application_name");
        let name = if is_named { "application_name" } else { "fallback_application_name" };
        if let Some(name) = parameters.get(name) {
            config.application_name(name);
        }
        let binding = choice(
            parameters,
            "channel_binding",
            &["disable", "prefer", "require"],
            "disable, prefer or require",
        )?;
        config.channel_binding(match binding {
            Some("disable") => config::ChannelBinding::Disable,
            Some("require") => config::ChannelBinding::Require,
            _ => config::ChannelBinding::Prefer,
        });
        let balance = choice(parameters, "load_balance_hosts", &["disable", "random"], "disable or random")?;
        let seconds = number(parameters, "connect_timeout", "seconds, 0 for no limit")?;
        let timeout = match seconds {
            None => Some(DEFAULT_TIMEOUT),
            Some(seconds) => positive(Some(seconds)).map(Duration::from_secs),
        };
        Ok(Self {
            endpoints: endpoints(parameters, environment, &user)?,
            config,
            tls: TlsPolicy::new(parameters, environment)?,
            timeout,
            keepalive: keepalive(parameters)?,
            attrs: SessionAttrs::new(parameters)?,
            is_shuffled: balance == Some("random"),
            methods: Methods::new(parameters)?,
        })
    }
}

fn keepalive(parameters: &Parameters) -> Result<Keepalive, Error> {
    let seconds =
        |name| Ok::<_, Error>(positive(number(parameters, name, "seconds")?).map(Duration::from_secs));
    let count = positive(number(parameters, "keepalives_count", "a number")?);
    let unsent = positive(number(parameters, "tcp_user_timeout", "milliseconds")?);
    Ok(Keepalive {
        is_on: number(parameters, "keepalives", "0 or 1")? != Some(0),
        idle: seconds("keepalives_idle")?,
        interval: seconds("keepalives_interval")?,
        count: count.map(|count| u32::try_from(count).unwrap_or(u32::MAX)),
        user_timeout: unsent.map(Duration::from_millis),
    })
}

/// In libpq, 0 and less mean the system's default, or no limit.
fn positive(number: Option<i32>) -> Option<u64> {
    number.and_then(|number| u64::try_from(number).ok()).filter(|number| *number > 0)
}

fn number(parameters: &Parameters, name: &'static str, expected: &'static str) -> Result<Option<i32>, Error> {
    let Some(setting) = parameters.setting(name) else { return Ok(None) };
    let number = setting.value.trim().parse();
    number.map(Some).map_err(|_| parameters.bad(name, &setting.value, expected))
}
