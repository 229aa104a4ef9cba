//! The one connection on which a pool listens, and who hears what comes on it.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use pg_orm_connect::Connector;
use tokio::sync::{mpsc, oneshot};
use tokio_postgres::Row;

use crate::channel::ChannelDef;
use crate::channel::link;
use crate::error::{Error, ErrorKind};

/// How many notifications wait at most for a listener: what comes behind them is dropped, and the listener told.
const ROOM: usize = 4096;

/// Listens for a pool, on a connection of its own, which is there as long as anybody listens.
pub(crate) struct Hub {
    connector: Connector,
    orders: Mutex<Orders>,
    next: AtomicU64,
}

enum Orders {
    /// Nobody has listened yet.
    None,
    Running(mpsc::UnboundedSender<Order>),
    Closed,
}

/// What the hub's task is told.
pub(super) enum Order {
    Listen { subscriber: Subscriber, begun: oneshot::Sender<Result<(), Error>> },
    Forget(u64),
}

/// One listener, from the hub's side.
pub(super) struct Subscriber {
    pub(super) number: u64,
    pub(super) channel: &'static ChannelDef,
    signals: mpsc::Sender<Signal>,
    is_behind: Arc<AtomicBool>,
}

/// What a listener is told.
#[derive(Debug)]
pub(crate) enum Signal {
    Sent { payload: Arc<str>, row: Arc<Row> },
    Malformed { payload: Arc<str>, error: Arc<Error> },
    Missed,
    Failed(Error),
}

/// One listener, from its own side.
pub(super) struct Heard {
    pub(super) signals: mpsc::Receiver<Signal>,
    pub(super) is_behind: Arc<AtomicBool>,
    pub(super) number: u64,
    pub(super) begun: oneshot::Receiver<Result<(), Error>>,
}

impl Hub {
    pub(crate) fn new(connector: Connector) -> Self {
        Self { connector, orders: Mutex::new(Orders::None), next: AtomicU64::new(0) }
    }

    /// Orders the listening; the task that does it is begun where there is none.
    pub(super) fn subscribe(&self, channel: &'static ChannelDef) -> Result<Heard, Error> {
        let (sender, signals) = mpsc::channel(ROOM);
        let (begun_sender, begun) = oneshot::channel();
        let is_behind = Arc::new(AtomicBool::new(false));
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let subscriber = Subscriber { number, channel, signals: sender, is_behind: Arc::clone(&is_behind) };
        let order = Order::Listen { subscriber, begun: begun_sender };
        let mut orders = self.orders.lock().unwrap_or_else(PoisonError::into_inner);
        let unsent = match &*orders {
            Orders::Closed => return Err(Error::new(ErrorKind::PoolClosed)),
            Orders::None => Some(order),
            Orders::Running(sender) => sender.send(order).err().map(|unsent| unsent.0),
        };
        // None runs, or the one that did has ended with its runtime.
        if let Some(order) = unsent {
            let (sender, receiver) = mpsc::unbounded_channel();
            // The receiver is here.
            let _ = sender.send(order);
            tokio::spawn(link::run(self.connector.clone(), receiver));
            *orders = Orders::Running(sender);
        }
        Ok(Heard { signals, is_behind, number, begun })
    }

    pub(super) fn forget(&self, number: u64) {
        if let Orders::Running(sender) = &*self.orders.lock().unwrap_or_else(PoisonError::into_inner) {
            // Where the task has ended there is nothing to forget.
            let _ = sender.send(Order::Forget(number));
        }
    }

    /// Ends all listening: listeners answer `None` then.
    pub(crate) fn close(&self) {
        *self.orders.lock().unwrap_or_else(PoisonError::into_inner) = Orders::Closed;
    }
}

impl Subscriber {
    /// Tells the listener; what has no room is dropped, which it is told later.
    pub(super) fn tell(&self, signal: Signal) {
        if let Err(mpsc::error::TrySendError::Full(_)) = self.signals.try_send(signal) {
            self.is_behind.store(true, Ordering::Release);
        }
    }
}

/// Who listens, by channel.
#[derive(Default)]
pub(super) struct Subscribers(BTreeMap<u64, Subscriber>);

impl Subscribers {
    pub(super) fn add(&mut self, subscriber: Subscriber) {
        self.0.insert(subscriber.number, subscriber);
    }

    pub(super) fn remove(&mut self, number: u64) -> Option<Subscriber> {
        self.0.remove(&number)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn of<'s>(&'s self, channel: &'s ChannelDef) -> impl Iterator<Item = &'s Subscriber> {
        self.0.values().filter(|it| it.channel.read == channel.read && it.channel.name == channel.name)
    }

    /// The channels that are listened to, each once; two of one name may be read in two ways.
    pub(super) fn channels(&self) -> Vec<&'static ChannelDef> {
        let mut channels: Vec<&'static ChannelDef> = Vec::new();
        for subscriber in self.0.values() {
            let it = subscriber.channel;
            if !channels.iter().any(|known| known.name == it.name && known.read == it.read) {
                channels.push(it);
            }
        }
        channels
    }

    /// Tells everybody.
    pub(super) fn tell_all(&self, signal: impl Fn() -> Signal) {
        self.0.values().for_each(|subscriber| subscriber.tell(signal()));
    }
}

impl fmt::Debug for Hub {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hub").finish_non_exhaustive()
    }
}
