//! An open connection, what carries its messages, and what cancels its statements.

use std::{fmt, future::poll_fn, sync::Arc};

use tokio::task::JoinHandle;
use tokio_postgres::{AsyncMessage, CancelToken, Client, Connection, Notification};

use crate::{
    Connector, Error,
    wire::{Peer, Wire},
};

/// An open connection.
#[derive(Debug)]
pub struct Opened {
    /// What sends statements. The connection ends when it is dropped.
    pub client: Client,
    /// The task that carries the connection's messages. It ends with the connection.
    pub driver: JoinHandle<()>,
    /// Cancels what the connection is doing.
    pub canceller: Canceller,
}

/// Cancels what a connection is doing, over a new one to the same address with the same TLS. Cloning is cheap.
#[derive(Clone)]
pub struct Canceller {
    pub(crate) connector: Connector,
    pub(crate) token: CancelToken,
    pub(crate) route: Route,
}

/// The way that a connection took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Route {
    /// The endpoint's place in the list.
    pub(crate) endpoint: usize,
    pub(crate) peer: Peer,
    pub(crate) way: Way,
}

/// Whether TLS is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    Plain,
    IfOffered,
    Tls,
}

impl Canceller {
    /// Asks the server to cancel what the connection is doing, over a new connection to the same address with the same
    /// TLS. The server does not say whether there was anything to cancel.
    ///
    /// # Errors
    /// [`Error::Connect`].
    pub async fn cancel(&self) -> Result<(), Error> {
        self.connector.cancel(&self.token, &self.route).await
    }
}

/// Takes the notifications of connections.
pub(crate) type Take = Arc<dyn Fn(Notification) + Send + Sync>;

/// Carries a connection's messages until it ends.
pub(crate) async fn drive(mut connection: Connection<Wire, Wire>, take: Option<Take>) {
    while let Some(message) = poll_fn(|cx| connection.poll_message(cx)).await {
        match message {
            Ok(AsyncMessage::Notice(notice)) => tracing::info!("{}: {}", notice.severity(), notice.message()),
            Ok(AsyncMessage::Notification(notification)) => {
                if let Some(take) = &take {
                    take(notification);
                }
            }
            Ok(_) => {}
            Err(error) => {
                let reason = std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default();
                tracing::warn!(reason, "the connection to PostgreSQL broke: {error}");
                break;
            }
        }
    }
}

impl fmt::Debug for Canceller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Canceller").field("connector", &self.connector).finish_non_exhaustive()
    }
}
