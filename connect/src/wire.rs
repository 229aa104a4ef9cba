//! What a connection's bytes go over: a socket, with TLS or without.

use std::{
    convert::Infallible,
    future::{Ready, ready},
    io,
    net::SocketAddr,
    path::PathBuf,
    pin::Pin,
    task::{Context, Poll, ready as ready_or_return},
    time::Duration,
};

use socket2::{SockRef, TcpKeepalive};
#[cfg(unix)]
use tokio::net::UnixStream;
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
};
use tokio_postgres::tls::{ChannelBinding, TlsConnect, TlsStream};

use crate::{require_auth::Watch, tls};

/// A socket's two directions.
pub(crate) trait Duplex: AsyncRead + AsyncWrite + Send + Unpin {}

impl<S: AsyncRead + AsyncWrite + Send + Unpin> Duplex for S {}

/// A socket of any kind.
pub(crate) type Socket = Box<dyn Duplex>;

/// Where a socket leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Peer {
    Tcp(SocketAddr),
    /// The socket's path; one that begins with NUL is a name in Linux's abstract namespace.
    Unix(PathBuf),
}

/// How the system watches over a TCP connection. `None` is the system's default.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Keepalive {
    pub(crate) is_on: bool,
    pub(crate) idle: Option<Duration>,
    pub(crate) interval: Option<Duration>,
    pub(crate) count: Option<u32>,
    /// How long what was sent may stay without an acknowledgement.
    pub(crate) user_timeout: Option<Duration>,
}

/// Opens a socket.
pub(crate) async fn connect(peer: &Peer, keepalive: &Keepalive) -> io::Result<Socket> {
    match peer {
        Peer::Tcp(address) => {
            let stream = TcpStream::connect(address).await?;
            stream.set_nodelay(true)?;
            keepalive.set(&SockRef::from(&stream))?;
            Ok(Box::new(stream))
        }
        #[cfg(unix)]
        Peer::Unix(path) => Ok(Box::new(UnixStream::connect(path).await?)),
        #[cfg(not(unix))]
        Peer::Unix(_) => Err(io::ErrorKind::Unsupported.into()),
    }
}

impl Keepalive {
    fn set(&self, socket: &SockRef<'_>) -> io::Result<()> {
        #[cfg(target_os = "linux")]
        if self.user_timeout.is_some() {
            socket.set_tcp_user_timeout(self.user_timeout)?;
        }
        if !self.is_on {
            return Ok(());
        }
        let mut keepalive = TcpKeepalive::new();
        if let Some(idle) = self.idle {
            keepalive = keepalive.with_time(idle);
        }
        #[cfg(any(target_os = "linux", target_os = "macos", target_os = "freebsd", target_os = "windows"))]
        if let Some(interval) = self.interval {
            keepalive = keepalive.with_interval(interval);
        }
        #[cfg(any(target_os = "linux", target_os = "macos", target_os = "freebsd"))]
        if let Some(count) = self.count {
            keepalive = keepalive.with_retries(count);
        }
        socket.set_tcp_keepalive(&keepalive)
    }
}

/// A connection's bytes, ready for the driver.
pub(crate) struct Wire {
    stream: Stream,
    /// Until the server has said how to authenticate, where `require_auth` has a say in it.
    watch: Option<Watch>,
}

enum Stream {
    Plain(Socket),
    Tls(Box<tls::Stream>),
}

impl Wire {
    pub(crate) fn plain(socket: Socket) -> Self {
        Self { stream: Stream::Plain(socket), watch: None }
    }

    pub(crate) fn tls(stream: tls::Stream) -> Self {
        Self { stream: Stream::Tls(Box::new(stream)), watch: None }
    }

    pub(crate) fn watched(mut self, watch: Option<Watch>) -> Self {
        self.watch = watch;
        self
    }

    fn stream(&mut self) -> Pin<&mut dyn Duplex> {
        match &mut self.stream {
            Stream::Plain(socket) => Pin::new(socket),
            Stream::Tls(stream) => Pin::new(stream),
        }
    }
}

impl AsyncRead for Wire {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        ready_or_return!(self.stream().poll_read(cx, buffer))?;
        if let Some(watch) = &mut self.watch {
            match watch.see(buffer.filled().get(before..).unwrap_or_default()) {
                Ok(true) => self.watch = None,
                Ok(false) => {}
                Err(refused) => {
                    buffer.set_filled(before);
                    return Poll::Ready(Err(io::Error::other(refused)));
                }
            }
        }
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Wire {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.stream().poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream().poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream().poll_shutdown(cx)
    }
}

impl TlsStream for Wire {
    fn channel_binding(&self) -> ChannelBinding {
        match &self.stream {
            Stream::Plain(_) => ChannelBinding::none(),
            Stream::Tls(stream) => stream.channel_binding(),
        }
    }
}

/// Hands the driver what is ready: for it, TLS is what knows of channel binding.
pub(crate) struct Made;

impl TlsConnect<Wire> for Made {
    type Stream = Wire;
    type Error = Infallible;
    type Future = Ready<Result<Wire, Infallible>>;

    fn connect(self, wire: Wire) -> Self::Future {
        ready(Ok(wire))
    }
}

#[cfg(target_os = "linux")]
#[cfg(test)]
mod tests {
    use std::{net::TcpListener, time::Duration};

    use socket2::{SockRef, Socket};

    use super::Keepalive;

    fn set(keepalive: &Keepalive) -> Socket {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let stream = std::net::TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        keepalive.set(&SockRef::from(&stream)).unwrap();
        stream.into()
    }

    #[test]
    fn the_system_is_told_how_to_watch() {
        let seconds = Duration::from_secs;
        let socket = set(&Keepalive {
            is_on: true,
            idle: Some(seconds(70)),
            interval: Some(seconds(7)),
            count: Some(4),
            user_timeout: Some(Duration::from_millis(1500)),
        });
        assert!(socket.keepalive().unwrap());
        assert_eq!(socket.tcp_keepalive_time().unwrap(), seconds(70));
        assert_eq!(socket.tcp_keepalive_interval().unwrap(), seconds(7));
        assert_eq!(socket.tcp_keepalive_retries().unwrap(), 4);
        assert_eq!(socket.tcp_user_timeout().unwrap(), Some(Duration::from_millis(1500)));
        let off = Keepalive {
            is_on: false,
            idle: Some(seconds(70)),
            interval: None,
            count: None,
            user_timeout: None,
        };
        assert!(!set(&off).keepalive().unwrap());
    }
}
