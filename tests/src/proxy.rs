//! A proxy between a client and PostgreSQL that delays messages, cuts the connection at a chosen one, and
//! counts round trips.
//!
//! It reads the messages of the protocol (manual, chapter 55) in both directions, so that a fault happens at
//! an exact place whatever the packets look like.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::time::Instant;

/// The side that sends a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The application.
    Client,
    /// PostgreSQL.
    Server,
}

/// What the proxy does to the messages it passes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nothing.
    None,
    /// Once the count reaches `at` messages of `side`, both ends are closed and this message is lost.
    Cut {
        /// Whose messages count.
        side: Side,
        /// How many pass before, over all connections since the fault was set.
        at: usize,
    },
    /// The message `at` of `side` waits this long; those behind it wait with it.
    Stall {
        /// Whose messages count.
        side: Side,
        /// How many pass before.
        at: usize,
        /// For how long.
        wait: Duration,
    },
}

/// A running proxy; dropping it stops it from taking connections.
#[derive(Debug)]
pub struct Proxy {
    address: SocketAddr,
    shared: Arc<Shared>,
    listening: tokio::task::JoinHandle<()>,
}

#[derive(Debug)]
struct Shared {
    upstream: SocketAddr,
    delay: Duration,
    fault: std::sync::Mutex<Fault>,
    client_messages: AtomicUsize,
    server_messages: AtomicUsize,
    round_trips: AtomicUsize,
    /// Whether the server's was the last word: the client's next message then starts a round trip.
    has_answered: AtomicBool,
}

impl Proxy {
    /// Listens on a free port of the loopback address and passes everything on to the server that listens
    /// at `upstream`, each message `delay` later.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn start(upstream: SocketAddr, delay: Duration) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            upstream,
            delay,
            fault: std::sync::Mutex::new(Fault::None),
            client_messages: AtomicUsize::new(0),
            server_messages: AtomicUsize::new(0),
            round_trips: AtomicUsize::new(0),
            has_answered: AtomicBool::new(true),
        });
        let listening = tokio::spawn(listen(listener, Arc::clone(&shared)));
        Ok(Self { address, shared, listening })
    }

    /// Where clients connect.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Sets what happens from now on, and counts anew.
    pub fn set(&self, fault: Fault) {
        self.shared.client_messages.store(0, Ordering::SeqCst);
        self.shared.server_messages.store(0, Ordering::SeqCst);
        self.shared.round_trips.store(0, Ordering::SeqCst);
        self.shared.has_answered.store(true, Ordering::SeqCst);
        *self.shared.fault.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = fault;
    }

    /// The messages that `side` has sent since [`set`](Self::set).
    #[must_use]
    pub fn messages(&self, side: Side) -> usize {
        self.shared.counter(side).load(Ordering::SeqCst)
    }

    /// How often since [`set`](Self::set) the client has sent something after an answer.
    #[must_use]
    pub fn round_trips(&self) -> usize {
        self.shared.round_trips.load(Ordering::SeqCst)
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

impl Shared {
    fn counter(&self, side: Side) -> &AtomicUsize {
        match side {
            Side::Client => &self.client_messages,
            Side::Server => &self.server_messages,
        }
    }

    fn fault(&self) -> Fault {
        *self.fault.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn note(&self, side: Side) {
        match side {
            Side::Client if self.has_answered.swap(false, Ordering::SeqCst) => {
                self.round_trips.fetch_add(1, Ordering::SeqCst);
            }
            Side::Client => {}
            Side::Server => self.has_answered.store(true, Ordering::SeqCst),
        }
    }
}

async fn listen(listener: TcpListener, shared: Arc<Shared>) {
    while let Ok((client, _)) = listener.accept().await {
        let shared = Arc::clone(&shared);
        tokio::spawn(async move {
            // Either end may close at any time: that is what the proxy is for.
            let _ = serve(client, shared).await;
        });
    }
}

async fn serve(client: TcpStream, shared: Arc<Shared>) -> io::Result<()> {
    client.set_nodelay(true)?;
    let server = TcpStream::connect(shared.upstream).await?;
    server.set_nodelay(true)?;
    let (client_read, client_write) = client.into_split();
    let (server_read, server_write) = server.into_split();
    // The first of the two directions to end takes the other with it: both sockets close.
    tokio::select! {
        result = pass(Side::Client, client_read, server_write, &shared) => result,
        result = pass(Side::Server, server_read, client_write, &shared) => result,
    }
}

/// Passes one direction on, message by message.
async fn pass(
    side: Side,
    mut from: impl AsyncRead + Unpin,
    mut to: impl AsyncWrite + Unpin,
    shared: &Shared,
) -> io::Result<()> {
    let (sender, mut receiver) = mpsc::unbounded_channel::<(Instant, Vec<u8>)>();
    let reading = async {
        // A client's first message has no type; a server's messages all have one.
        let mut has_type = side == Side::Server;
        loop {
            let message = read_message(&mut from, has_type).await?;
            has_type = true;
            if side == Side::Client {
                shared.note(side);
            }
            let number = shared.counter(side).fetch_add(1, Ordering::SeqCst);
            let mut due = Instant::now() + shared.delay;
            match shared.fault() {
                Fault::Cut { side: of, at } if of == side && number == at => return Ok(()),
                Fault::Stall { side: of, at, wait } if of == side && number == at => due += wait,
                _ => {}
            }
            if sender.send((due, message)).is_err() {
                return Ok(());
            }
        }
    };
    let writing = async {
        while let Some((due, message)) = receiver.recv().await {
            tokio::time::sleep_until(due).await;
            if side == Side::Server {
                shared.note(side);
            }
            to.write_all(&message).await?;
        }
        Ok(())
    };
    tokio::select! {
        result = reading => result,
        result = writing => result,
    }
}

/// One message: its type (where it has one), its length, its body.
async fn read_message(from: &mut (impl AsyncRead + Unpin), has_type: bool) -> io::Result<Vec<u8>> {
    let mut head = vec![0; if has_type { 5 } else { 4 }];
    from.read_exact(&mut head).await?;
    let length = head.last_chunk::<4>().map_or(4, |bytes| u32::from_be_bytes(*bytes));
    let start = head.len();
    head.resize(start + (length as usize).saturating_sub(4), 0);
    if let Some(body) = head.get_mut(start..) {
        from.read_exact(body).await?;
    }
    Ok(head)
}
