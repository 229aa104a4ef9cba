//! A connection that remembers what was sent through it.

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, DuplexStream, ReadBuf};
use tokio::net::{TcpStream, UnixStream};
use tokio_postgres::config::Host;
use tokio_postgres::{Client, Config, NoTls};

/// The bytes that went to the server.
#[derive(Clone, Default)]
pub(crate) struct Requests(Arc<Mutex<Vec<u8>>>);

impl Requests {
    /// How many times the server was asked: simple queries, and ends of extended ones (`Sync`).
    pub(crate) fn count(&self) -> usize {
        let bytes = self.0.lock().unwrap();
        let length = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
        // The startup message has no letter.
        let mut at = length(0);
        let mut count = 0;
        while at < bytes.len() {
            count += usize::from(matches!(bytes[at], b'Q' | b'S'));
            at += 1 + length(at + 1);
        }
        count
    }
}

/// One side of a pipe whose other side copies to the server.
struct Counted {
    stream: DuplexStream,
    requests: Requests,
}

impl AsyncRead for Counted {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Counted {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<std::io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        if let Poll::Ready(Ok(length)) = written {
            self.requests.0.lock().unwrap().extend_from_slice(&bytes[..length]);
        }
        written
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

pub(crate) async fn connect(url: &str) -> (Client, Requests) {
    let config: Config = url.parse().unwrap();
    let port = config.get_ports().first().copied().unwrap_or(5432);
    let (near, mut far) = tokio::io::duplex(1 << 16);
    match &config.get_hosts()[0] {
        Host::Unix(folder) => {
            let mut server = UnixStream::connect(folder.join(format!(".s.PGSQL.{port}"))).await.unwrap();
            tokio::spawn(async move { tokio::io::copy_bidirectional(&mut far, &mut server).await });
        }
        Host::Tcp(host) => {
            let mut server = TcpStream::connect((host.as_str(), port)).await.unwrap();
            tokio::spawn(async move { tokio::io::copy_bidirectional(&mut far, &mut server).await });
        }
    }
    let requests = Requests::default();
    let stream = Counted { stream: near, requests: requests.clone() };
    let (client, connection) = config.connect_raw(stream, NoTls).await.unwrap();
    tokio::spawn(connection);
    (client, requests)
}
