//! Opening connections.

use std::{fmt, path::PathBuf, sync::Arc};

use rand::seq::SliceRandom;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio_postgres::{CancelToken, Notification, error::SqlState};

use crate::{
    Attempt, Canceller, Error, Opened, SslMode,
    attempt::Reason,
    endpoint::{Endpoint, Place},
    opened::{Route, Take, Way, drive},
    require_auth::Watch,
    session_attrs::{SessionAttrs, State},
    settings::Settings,
    tls::Tls,
    wire::{self, Made, Peer, Wire},
};

/// Asks a server for TLS: the length, then the code in the place of a protocol's version.
const TLS_REQUEST: [u8; 8] = [0, 0, 0, 8, 4, 210, 22, 47];

/// Opens connections to one target. Cloning is cheap; so is opening, which reads no files.
#[derive(Clone)]
pub struct Connector(Arc<Inner>, Option<Take>);

struct Inner {
    target: String,
    settings: Settings,
    /// `None` where nothing wants it.
    tls: Option<Tls>,
}

impl Connector {
    pub(crate) fn new(target: String, settings: &Settings) -> Result<Self, Error> {
        let mode = settings.tls.mode;
        // PostgreSQL has no TLS over Unix sockets; libpq passes over all that is said of it there.
        let is_needless =
            mode == SslMode::Disable || settings.endpoints.iter().all(|endpoint| endpoint.place.is_socket());
        let tls = if is_needless { None } else { Tls::new(&settings.tls)? };
        Ok(Self(Arc::new(Inner { target, settings: settings.clone(), tls }), None))
    }

    /// The same, whose connections hand their notifications (`LISTEN`) to `take`, each as it arrives; others drop them.
    #[must_use]
    pub fn with_notifications(self, take: impl Fn(Notification) + Send + Sync + 'static) -> Self {
        Self(self.0, Some(Arc::new(take)))
    }

    /// Opens a connection, and spawns its driver on the running Tokio runtime. The driver logs the server's notices, and
    /// what broke the connection, with `tracing`.
    ///
    /// Hosts are tried in their order, names being resolved each time, until one is taken. Each address has
    /// `connect_timeout` to itself. As in libpq, a server that answers and refuses, as for a wrong password, ends the
    /// attempt.
    ///
    /// # Errors
    /// [`Error::Connect`].
    pub async fn open(&self) -> Result<Opened, Error> {
        let settings = &self.0.settings;
        let mut order: Vec<usize> = (0..settings.endpoints.len()).collect();
        if settings.is_shuffled {
            order.shuffle(&mut rand::rng());
        }
        let mut attempts = Vec::new();
        for &wanted in settings.attrs.rounds() {
            attempts.clear();
            for &index in &order {
                let Some(endpoint) = settings.endpoints.get(index) else { continue };
                match self.endpoint(index, endpoint, wanted, &mut attempts).await {
                    Some(opened) => return Ok(opened),
                    None if attempts.last().is_some_and(Attempt::is_final) => {
                        return Err(self.failed(attempts));
                    }
                    None => {}
                }
            }
        }
        Err(self.failed(attempts))
    }

    /// Tries all addresses of a host.
    async fn endpoint(
        &self,
        index: usize,
        endpoint: &Endpoint,
        wanted: SessionAttrs,
        attempts: &mut Vec<Attempt>,
    ) -> Option<Opened> {
        let peers = match self.limited(self.peers(endpoint)).await {
            Ok(peers) => peers,
            Err(reason) => {
                attempts.push(Attempt::new(endpoint.to_string(), endpoint, reason));
                return None;
            }
        };
        for peer in peers {
            let place = match (&endpoint.place, &peer) {
                (Place::Tcp { name, .. }, Peer::Tcp(address)) if *name != address.ip().to_string() => {
                    format!("{name} ({}), port {}", address.ip(), endpoint.port)
                }
                _ => endpoint.to_string(),
            };
            match self.limited(self.address(index, endpoint, peer, wanted)).await {
                Ok(opened) => return Some(opened),
                Err(reason) => {
                    let attempt = Attempt::new(place, endpoint, reason);
                    let is_final = attempt.is_final();
                    attempts.push(attempt);
                    if is_final {
                        return None;
                    }
                }
            }
        }
        None
    }

    /// Within the time allowed for each address.
    async fn limited<T>(&self, work: impl Future<Output = Result<T, Reason>>) -> Result<T, Reason> {
        match self.0.settings.timeout {
            Some(limit) => {
                tokio::time::timeout(limit, work).await.unwrap_or_else(|_| Err(Reason::Timeout(limit)))
            }
            None => work.await,
        }
    }

    /// Where a host is at present.
    async fn peers(&self, endpoint: &Endpoint) -> Result<Vec<Peer>, Reason> {
        let port = endpoint.port;
        match &endpoint.place {
            Place::Socket(folder) => Ok(vec![Peer::Unix(socket_path(folder, port))]),
            Place::Tcp { address: Some(address), .. } => Ok(vec![Peer::Tcp((*address, port).into())]),
            Place::Tcp { name, address: None } => {
                let found = tokio::net::lookup_host((name.as_str(), port)).await.map_err(Reason::Resolve)?;
                let mut peers: Vec<_> = found.map(Peer::Tcp).collect();
                if self.0.settings.is_shuffled {
                    peers.shuffle(&mut rand::rng());
                }
                Ok(peers)
            }
        }
    }

    /// Connects to one address, as often as `sslmode` has ways to.
    async fn address(
        &self,
        index: usize,
        endpoint: &Endpoint,
        peer: Peer,
        wanted: SessionAttrs,
    ) -> Result<Opened, Reason> {
        let mut failed: Option<Reason> = None;
        for &way in self.ways(&endpoint.place) {
            let mut used = way;
            match self.connect(index, endpoint, peer.clone(), &mut used, wanted).await {
                // What went wrong with TLS tells more than what did without, which nobody asked for.
                Err(reason) if is_about_encryption(&reason) => {
                    if used != Way::Plain || failed.is_none() {
                        failed = Some(reason);
                    }
                    if used == Way::Plain && way != Way::Plain {
                        break;
                    }
                }
                connected => return connected,
            }
        }
        Err(failed.unwrap_or(Reason::Gibberish))
    }

    fn ways(&self, place: &Place) -> &'static [Way] {
        if self.0.tls.is_none() || place.is_socket() {
            return &[Way::Plain];
        }
        match self.0.settings.tls.mode {
            SslMode::Disable => &[Way::Plain],
            SslMode::Allow => &[Way::Plain, Way::Tls],
            SslMode::Prefer => &[Way::IfOffered, Way::Plain],
            SslMode::Require | SslMode::VerifyCa | SslMode::VerifyFull => &[Way::Tls],
        }
    }

    async fn connect(
        &self,
        index: usize,
        endpoint: &Endpoint,
        peer: Peer,
        way: &mut Way,
        wanted: SessionAttrs,
    ) -> Result<Opened, Reason> {
        let settings = &self.0.settings;
        let wire = self.wire(endpoint, &peer, way).await?;
        let wire = wire.watched(settings.methods.clone().map(Watch::new));
        let mut config = settings.config.clone();
        if let Some(password) = endpoint.password.bytes() {
            config.password(password);
        }
        let (client, connection) = config.connect_raw(wire, Made).await.map_err(Reason::Startup)?;
        let reported = State::reported(|name| connection.parameter(name));
        let token = client.cancel_token();
        let route = Route { endpoint: index, peer, way: *way };
        let canceller = Canceller { connector: self.clone(), token, route };
        let opened = Opened { client, driver: tokio::spawn(drive(connection, self.1.clone())), canceller };
        if wanted == SessionAttrs::Any {
            return Ok(opened);
        }
        let state = match reported {
            Some(state) => Some(state),
            None => State::asked(&opened.client).await.map_err(Reason::Asking)?,
        };
        if state.is_some_and(|state| wanted.takes(state)) {
            Ok(opened)
        } else {
            Err(Reason::NotWanted(wanted, state))
        }
    }

    /// Opens a socket, and sets up TLS on it; `way` then says which way it was.
    async fn wire(&self, endpoint: &Endpoint, peer: &Peer, way: &mut Way) -> Result<Wire, Reason> {
        let mut socket = wire::connect(peer, &self.0.settings.keepalive).await.map_err(Reason::Socket)?;
        let tls = match &self.0.tls {
            Some(tls) if *way != Way::Plain => tls,
            _ => return Ok(Wire::plain(socket)),
        };
        if !self.0.settings.tls.is_direct {
            socket.write_all(&TLS_REQUEST).await.map_err(Reason::Socket)?;
            // Nothing but this byte is read before TLS: what somebody slips in behind it is taken for TLS and fails.
            match socket.read_u8().await.map_err(Reason::Socket)? {
                b'S' => {}
                b'N' if *way == Way::IfOffered => {
                    *way = Way::Plain;
                    return Ok(Wire::plain(socket));
                }
                b'N' => return Err(Reason::NoTls),
                _ => return Err(Reason::Gibberish),
            }
        }
        let stream = tls.handshake(endpoint.place.host(), socket).await.map_err(Reason::Tls)?;
        *way = Way::Tls;
        Ok(Wire::tls(stream))
    }

    /// Asks for the cancelling of what a connection is doing, on the way that it took.
    pub(crate) async fn cancel(&self, token: &CancelToken, route: &Route) -> Result<(), Error> {
        let Some(endpoint) = self.0.settings.endpoints.get(route.endpoint) else { return Ok(()) };
        let cancelled = self.limited(async {
            let wire = self.wire(endpoint, &route.peer, &mut route.way.clone()).await?;
            token.cancel_query_raw(wire, Made).await.map_err(Reason::Startup)
        });
        cancelled
            .await
            .map_err(|reason| self.failed(vec![Attempt::new(endpoint.to_string(), endpoint, reason)]))
    }

    fn failed(&self, attempts: Vec<Attempt>) -> Error {
        Error::Connect { target: self.0.target.clone(), attempts }
    }
}

/// Whether the other way, with TLS or without, may do where this one did not.
fn is_about_encryption(reason: &Reason) -> bool {
    match reason {
        Reason::Tls(_) => true,
        Reason::Startup(error) => error.code() == Some(&SqlState::INVALID_AUTHORIZATION_SPECIFICATION),
        _ => false,
    }
}

/// A server's socket; one in the abstract namespace has NUL in the place of `@`.
fn socket_path(folder: &str, port: u16) -> PathBuf {
    let folder = match folder.strip_prefix('@') {
        Some(name) => format!("\0{name}"),
        None => folder.to_owned(),
    };
    PathBuf::from(folder).join(format!(".s.PGSQL.{port}"))
}

impl fmt::Debug for Connector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Connector({})", self.0.target)
    }
}
