//! Opening connections.

use std::{fmt, future::poll_fn, time::Duration};

use tokio::task::JoinHandle;
use tokio_postgres::{
    AsyncMessage, CancelToken, Client, Config, Connection, NoTls, Socket, config::SslMode as Negotiation,
    error::SqlState, tls::TlsStream,
};

use crate::{
    Error, SslMode,
    error::is_tls,
    settings::{Settings, is_local},
    ssl_mode::TlsPolicy,
};

/// Opens connections to one target. Cloning is cheap; so is opening, which reads no files.
#[derive(Clone)]
pub struct Connector {
    target: String,
    config: Config,
    mode: SslMode,
    tls: Tls,
    timeout: Option<Duration>,
}

#[derive(Clone)]
enum Tls {
    Off,
    #[cfg(feature = "tls")]
    Rustls(tokio_postgres_rustls::MakeRustlsConnect),
}

impl Connector {
    pub(crate) fn new(target: String, settings: &Settings) -> Result<Self, Error> {
        let Settings { config, tls, timeout } = settings.clone();
        // PostgreSQL has no TLS over Unix sockets; libpq passes over all that is said of it there.
        let (mode, tls) =
            if is_local(&config) { (SslMode::Disable, Tls::Off) } else { (tls.mode, Tls::new(&tls)?) };
        let hosts = u32::try_from(config.get_hosts().len()).unwrap_or(u32::MAX);
        // The driver limits reaching each address. This limits all of it, the server's answers included.
        let timeout = timeout.map(|timeout| timeout.saturating_mul(2).saturating_mul(hosts));
        Ok(Self { target, config, mode, tls, timeout })
    }

    /// Opens a connection, and spawns its driver on the running Tokio runtime. The driver ends when the client is
    /// dropped or the connection breaks; it logs the server's notices and what broke it with `tracing`.
    ///
    /// It takes at most twice `connect_timeout` for each host.
    ///
    /// # Errors
    /// [`Error::Connect`] and [`Error::Timeout`].
    pub async fn open(&self) -> Result<(Client, JoinHandle<()>), Error> {
        let opened = match self.timeout {
            Some(after) => tokio::time::timeout(after, self.open_unlimited())
                .await
                .map_err(|_| Error::Timeout { target: self.target.clone(), after })?,
            None => self.open_unlimited().await,
        };
        opened.map_err(|source| Error::Connect { target: self.target.clone(), source })
    }

    /// The same with the driver's own error, as deadpool-postgres' `Connect` wants it, and without a limit on the
    /// server's answers: the pool has one for creating a connection.
    ///
    /// # Errors
    /// The driver's.
    pub async fn open_unlimited(&self) -> Result<(Client, JoinHandle<()>), tokio_postgres::Error> {
        let refused = |error: &tokio_postgres::Error| {
            error.code() == Some(&SqlState::INVALID_AUTHORIZATION_SPECIFICATION)
        };
        match self.mode {
            _ if matches!(self.tls, Tls::Off) => self.attempt(Negotiation::Disable).await,
            SslMode::Disable => self.attempt(Negotiation::Disable).await,
            SslMode::Allow => match self.attempt(Negotiation::Disable).await {
                Err(error) if refused(&error) => self.attempt(Negotiation::Require).await,
                opened => opened,
            },
            SslMode::Prefer => match self.attempt(Negotiation::Prefer).await {
                Err(error) if is_tls(&error) || refused(&error) => self.attempt(Negotiation::Disable).await,
                opened => opened,
            },
            SslMode::Require | SslMode::VerifyCa | SslMode::VerifyFull => {
                self.attempt(Negotiation::Require).await
            }
        }
    }

    /// Asks the server to cancel what a connection is doing, over a new connection of the same kind.
    ///
    /// # Errors
    /// The driver's. The server does not say whether there was anything to cancel.
    pub async fn cancel(&self, token: &CancelToken) -> Result<(), tokio_postgres::Error> {
        match &self.tls {
            Tls::Off => token.cancel_query(NoTls).await,
            #[cfg(feature = "tls")]
            Tls::Rustls(tls) => token.cancel_query(tls.clone()).await,
        }
    }

    /// The driver's configuration.
    pub fn config(&self) -> &Config {
        &self.config
    }

    async fn attempt(
        &self,
        negotiation: Negotiation,
    ) -> Result<(Client, JoinHandle<()>), tokio_postgres::Error> {
        let mut config = self.config.clone();
        config.ssl_mode(negotiation);
        match &self.tls {
            Tls::Off => config.connect(NoTls).await.map(drive),
            #[cfg(feature = "tls")]
            Tls::Rustls(tls) => config.connect(tls.clone()).await.map(drive),
        }
    }
}

impl Tls {
    #[cfg(feature = "tls")]
    fn new(policy: &TlsPolicy) -> Result<Self, Error> {
        if policy.mode == SslMode::Disable {
            Ok(Self::Off)
        } else {
            crate::tls::connector(policy).map(Self::Rustls)
        }
    }

    #[cfg(not(feature = "tls"))]
    fn new(policy: &TlsPolicy) -> Result<Self, Error> {
        match policy.mode {
            SslMode::Disable | SslMode::Allow | SslMode::Prefer => Ok(Self::Off),
            mode => Err(Error::TlsNotBuilt { mode }),
        }
    }
}

/// Spawns the task that carries a connection's messages.
fn drive<T>((client, mut connection): (Client, Connection<Socket, T>)) -> (Client, JoinHandle<()>)
where
    T: TlsStream + Unpin + Send + 'static,
{
    let driver = async move {
        while let Some(message) = poll_fn(|cx| connection.poll_message(cx)).await {
            match message {
                Ok(AsyncMessage::Notice(notice)) => {
                    tracing::info!("{}: {}", notice.severity(), notice.message())
                }
                Ok(_) => {}
                Err(error) => {
                    let reason =
                        std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default();
                    tracing::warn!(reason, "the connection to PostgreSQL broke: {error}");
                    break;
                }
            }
        }
    };
    (client, tokio::spawn(driver))
}

impl fmt::Debug for Connector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Connector({})", self.target)
    }
}
