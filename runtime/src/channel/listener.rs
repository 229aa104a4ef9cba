//! What listens: notifications of one channel, one after the other.

use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use futures_util::Stream;
use tokio::sync::mpsc;

use crate::channel::hub::{Hub, Signal};
use crate::channel::{Channel, ChannelDef};
use crate::error::{Error, ErrorKind};
use crate::row::Row;

/// Hears the notifications of a channel: see [`Pool::listen`](crate::Pool::listen). A `Stream` of the `futures` crate, too.
///
/// Dropped, it no longer listens.
#[must_use = "`next` answers what it hears"]
pub struct Listener<T> {
    signals: mpsc::Receiver<Signal>,
    /// More came than had room.
    is_behind: Arc<AtomicBool>,
    hub: Arc<Hub>,
    /// What the hub knows it by.
    number: u64,
    marker: PhantomData<fn() -> T>,
}

/// What a [`Listener`] hears.
#[derive(Debug)]
pub enum Notice<T> {
    /// A notification.
    Sent(T),
    /// A notification that carries something else than the schema says. The next one may be as it should.
    Malformed(Malformed),
    /// Notifications may have been missed: the connection was lost, and is there again, or more than some thousand waited for this
    /// listener. What they are about is to be read anew; whatever is sent from now on is heard.
    Missed,
}

/// A payload that can't be read.
#[derive(Debug, Clone)]
pub struct Malformed {
    channel: &'static str,
    payload: Arc<str>,
    error: Arc<Error>,
}

impl Malformed {
    /// The channel's name in the database.
    #[must_use]
    pub fn channel(&self) -> &'static str {
        self.channel
    }

    /// What the notification carries, as it came.
    #[must_use]
    pub fn payload(&self) -> &str {
        &self.payload
    }

    /// Why it can't be read.
    #[must_use]
    pub fn error(&self) -> &Error {
        &self.error
    }
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "a notification of the channel {} can't be read: {:?}: {}",
            self.channel, self.payload, self.error
        )
    }
}

impl std::error::Error for Malformed {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.error)
    }
}

impl<T: Channel> Listener<T> {
    pub(crate) fn new(
        signals: mpsc::Receiver<Signal>,
        is_behind: Arc<AtomicBool>,
        hub: Arc<Hub>,
        number: u64,
    ) -> Self {
        Self { signals, is_behind, hub, number, marker: PhantomData }
    }

    /// What is heard next, in the order of the commits that sent it; waits for it. `None` once the pool is closed.
    ///
    /// A connection that breaks is opened again, for as long as it takes, with a pause of up to 5 s between two attempts, each of
    /// which is logged; [`Notice::Missed`] says when notifications are heard again. May be dropped and called anew (in `select!`):
    /// nothing is lost by that.
    ///
    /// # Errors
    /// Where the connection is there again, and the channel's types no longer are; it then hears nothing more.
    pub async fn next(&mut self) -> Result<Option<Notice<T>>, Error> {
        poll_fn(|context| self.poll(context)).await.transpose()
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Notice<T>, Error>>> {
        let signal = match self.signals.try_recv() {
            Ok(signal) => Some(signal),
            // What had no room came behind all that did.
            Err(_) if self.is_behind.swap(false, Ordering::AcqRel) => Some(Signal::Missed),
            Err(_) => match self.signals.poll_recv(context) {
                Poll::Ready(signal) => signal,
                Poll::Pending => return Poll::Pending,
            },
        };
        Poll::Ready(signal.map(|signal| match signal {
            Signal::Missed => Ok(Notice::Missed),
            Signal::Failed(error) => Err(error),
            Signal::Malformed { payload, error } => Ok(malformed(T::CHANNEL, payload, error)),
            Signal::Sent { payload, row } => Ok(read(&row, payload)),
        }))
    }
}

fn read<T: Channel>(row: &tokio_postgres::Row, payload: Arc<str>) -> Notice<T> {
    match T::decode(&mut Row::of_channel(row, T::CHANNEL)) {
        Ok(sent) => Notice::Sent(sent),
        Err(error) => malformed(T::CHANNEL, payload, Arc::new(error)),
    }
}

fn malformed<T>(channel: &'static ChannelDef, payload: Arc<str>, error: Arc<Error>) -> Notice<T> {
    Notice::Malformed(Malformed { channel: channel.name, payload, error })
}

impl<T: Channel> Stream for Listener<T> {
    type Item = Result<Notice<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

impl<T> Drop for Listener<T> {
    fn drop(&mut self) {
        self.hub.forget(self.number);
    }
}

impl<T> fmt::Debug for Listener<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Listener").field("waiting", &self.signals.len()).finish_non_exhaustive()
    }
}

impl Hub {
    /// Listens to a channel, once the server has said so.
    pub(crate) async fn listen<T: Channel>(self: &Arc<Self>) -> Result<Listener<T>, Error> {
        let heard = self.subscribe(T::CHANNEL)?;
        // It exists before the server is asked: dropped at any moment, it is forgotten.
        let listener = Listener::new(heard.signals, heard.is_behind, Arc::clone(self), heard.number);
        heard.begun.await.unwrap_or_else(|_| Err(Error::new(ErrorKind::PoolClosed)))?;
        Ok(listener)
    }
}
