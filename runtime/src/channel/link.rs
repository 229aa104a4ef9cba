//! The hub's task: opens its connection, listens, hands notifications on, and opens it again when it breaks.

use std::collections::HashMap;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use pg_orm_connect::{Connector, Opened};
use tokio::sync::mpsc::error::TryRecvError;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};
use tokio_postgres::{Client, Notification, Statement};

use crate::channel::ChannelDef;
use crate::channel::hub::{Order, Signal, Subscriber, Subscribers};
use crate::error::{Error, ErrorKind};

/// How long nothing is heard before the connection is looked after: one that broke without a word is noticed so.
const SILENCE: Duration = Duration::from_secs(30);
/// How long the server may take for any answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// The pause before the first new attempt; each next one is twice as long.
const FIRST_PAUSE: Duration = Duration::from_millis(50);
const LAST_PAUSE: Duration = Duration::from_secs(5);
/// How many notifications are read by one statement.
const BATCH: usize = 256;

/// Somebody who waits to be listened for.
type Begun = oneshot::Sender<Result<(), Error>>;

/// Runs until the pool is closed, or it and all listeners are gone; without a connection while nobody listens.
pub(super) async fn run(connector: Connector, mut orders: UnboundedReceiver<Order>) {
    let mut subscribers = Subscribers::default();
    let mut waiting: Vec<(Subscriber, Begun)> = Vec::new();
    let mut pause = FIRST_PAUSE;
    loop {
        // Everything that was ordered meanwhile.
        loop {
            match orders.try_recv() {
                Ok(order) => take(order, &mut subscribers, &mut waiting),
                Err(TryRecvError::Empty) => break,
                Err(TryRecvError::Disconnected) => return,
            }
        }
        if subscribers.is_empty() && waiting.is_empty() {
            match orders.recv().await {
                Some(order) => take(order, &mut subscribers, &mut waiting),
                None => return,
            }
            continue;
        }
        let broken = match Link::open(&connector).await {
            Ok(mut link) => {
                pause = FIRST_PAUSE;
                link.begin(&mut subscribers, &mut waiting, &mut orders).await
            }
            Err(error) => {
                // Who asks for the first time is told; who listened before waits on.
                let told = error.to_string();
                let mut first = Some(error);
                for (_, begun) in waiting.drain(..) {
                    let error = first.take().unwrap_or_else(|| Error::other(told.clone()));
                    let _ = begun.send(Err(error));
                }
                Ended::Broken(told)
            }
        };
        match broken {
            Ended::Closed => return,
            Ended::Unneeded => {}
            Ended::Broken(why) if !subscribers.is_empty() => {
                tracing::warn!(target: "pg_orm", why, pause_ms = pause.as_millis(), "listening broke off; trying again");
                wait(pause, &mut orders, &mut subscribers, &mut waiting).await;
                pause = (pause * 2).min(LAST_PAUSE);
            }
            Ended::Broken(_) => {}
        }
    }
}

/// Why a connection's time is over.
enum Ended {
    /// Nobody listens any more.
    Unneeded,
    /// The pool is closed, and nobody can order anything.
    Closed,
    Broken(String),
}

fn take(order: Order, subscribers: &mut Subscribers, waiting: &mut Vec<(Subscriber, Begun)>) {
    match order {
        Order::Listen { subscriber, begun } => waiting.push((subscriber, begun)),
        Order::Forget(number) => {
            subscribers.remove(number);
            waiting.retain(|(subscriber, _)| subscriber.number != number);
        }
    }
}

/// Waits before the next attempt; an order ends it.
async fn wait(
    pause: Duration,
    orders: &mut UnboundedReceiver<Order>,
    subscribers: &mut Subscribers,
    waiting: &mut Vec<(Subscriber, Begun)>,
) {
    if let Ok(Some(order)) = timeout(pause, orders.recv()).await {
        take(order, subscribers, waiting);
    }
}

/// An open connection that listens.
struct Link {
    client: Client,
    driver: JoinHandle<()>,
    notifications: UnboundedReceiver<Notification>,
    /// What reads each channel's payloads, by its text.
    readers: HashMap<&'static str, Statement>,
    listening: Vec<&'static ChannelDef>,
}

/// What happens next on a connection.
enum Event {
    Order(Option<Order>),
    Notification(Notification),
    Broken,
    Silence,
}

impl Link {
    async fn open(connector: &Connector) -> Result<Self, Error> {
        let (sender, notifications) = unbounded_channel();
        let connector = connector.clone().with_notifications(move |notification| {
            // Where nobody takes it any more, the connection is about to end.
            let _ = sender.send(notification);
        });
        let Opened { client, driver, .. } = Box::pin(connector.open()).await.map_err(|error| {
            Error::new(ErrorKind::Connect { address: String::new(), source: error.into() })
        })?;
        Ok(Self { client, driver, notifications, readers: HashMap::new(), listening: Vec::new() })
    }

    /// Listens for those who did before this connection, and for those who wait; then hands on what comes.
    async fn begin(
        &mut self,
        subscribers: &mut Subscribers,
        waiting: &mut Vec<(Subscriber, Begun)>,
        orders: &mut UnboundedReceiver<Order>,
    ) -> Ended {
        let was_broken = !subscribers.is_empty();
        for channel in subscribers.channels() {
            match self.listen(channel).await {
                Ok(()) => {}
                Err(error) if is_of_link(&error) => return Ended::Broken(error.to_string()),
                // The channel's types are others now: nothing more can be read.
                Err(error) => {
                    let numbers: Vec<u64> = subscribers.of(channel).map(|it| it.number).collect();
                    let told = error.to_string();
                    let mut first = Some(error);
                    for subscriber in numbers.into_iter().filter_map(|number| subscribers.remove(number)) {
                        let error = first.take().unwrap_or_else(|| Error::other(told.clone()));
                        subscriber.tell(Signal::Failed(error));
                    }
                }
            }
        }
        if was_broken {
            subscribers.tell_all(|| Signal::Missed);
        }
        while !waiting.is_empty() {
            let (subscriber, begun) = waiting.remove(0);
            if let Err(ended) = self.subscribe(subscriber, begun, subscribers).await {
                return ended;
            }
        }
        self.serve(subscribers, orders).await
    }

    async fn subscribe(
        &mut self,
        subscriber: Subscriber,
        begun: Begun,
        subscribers: &mut Subscribers,
    ) -> Result<(), Ended> {
        match self.listen(subscriber.channel).await {
            Ok(()) => {
                subscribers.add(subscriber);
                // One that was dropped meanwhile is about to be forgotten.
                let _ = begun.send(Ok(()));
                Ok(())
            }
            Err(error) => {
                let ended = is_of_link(&error).then(|| Ended::Broken(error.to_string()));
                let _ = begun.send(Err(error));
                ended.map_or(Ok(()), Err)
            }
        }
    }

    async fn serve(&mut self, subscribers: &mut Subscribers, orders: &mut UnboundedReceiver<Order>) -> Ended {
        loop {
            if subscribers.is_empty() && orders.is_empty() {
                return Ended::Unneeded;
            }
            match self.event(orders).await {
                Event::Order(None) => return Ended::Closed,
                Event::Order(Some(Order::Listen { subscriber, begun })) => {
                    if let Err(ended) = self.subscribe(subscriber, begun, subscribers).await {
                        return ended;
                    }
                }
                Event::Order(Some(Order::Forget(number))) => {
                    let Some(gone) = subscribers.remove(number) else { continue };
                    if let Err(error) = self.unlisten(gone.channel, subscribers).await {
                        return Ended::Broken(error.to_string());
                    }
                }
                Event::Notification(first) => {
                    if let Err(error) = self.hand_on(first, subscribers).await {
                        return Ended::Broken(error.to_string());
                    }
                }
                Event::Broken => return Ended::Broken("the connection was lost".to_owned()),
                Event::Silence => {
                    if let Err(error) = answered(self.client.batch_execute("")).await {
                        return Ended::Broken(error.to_string());
                    }
                }
            }
        }
    }

    async fn event(&mut self, orders: &mut UnboundedReceiver<Order>) -> Event {
        let mut silence = pin!(sleep(SILENCE));
        poll_fn(|context| {
            if let Poll::Ready(order) = orders.poll_recv(context) {
                return Poll::Ready(Event::Order(order));
            }
            if let Poll::Ready(Some(notification)) = self.notifications.poll_recv(context) {
                return Poll::Ready(Event::Notification(notification));
            }
            if pin!(&mut self.driver).poll(context).is_ready() {
                return Poll::Ready(Event::Broken);
            }
            silence.as_mut().poll(context).map(|()| Event::Silence)
        })
        .await
    }

    /// Listens to a channel, once what reads its payloads is prepared.
    async fn listen(&mut self, channel: &'static ChannelDef) -> Result<(), Error> {
        if !self.readers.contains_key(channel.read) {
            let reader =
                answered(self.client.prepare(channel.read)).await.map_err(|error| at(error, channel))?;
            let is_fit = channel.columns.len() == reader.columns().len()
                && channel
                    .columns
                    .iter()
                    .zip(reader.columns())
                    .all(|(it, found)| (it.accepts)(found.type_()));
            if !is_fit {
                let expected = channel.columns.iter().map(|it| format!("{} {}", it.name, it.type_));
                let found = reader.columns().iter().map(|it| format!("{} {}", it.name(), it.type_().name()));
                return Err(Error::new(ErrorKind::Answers {
                    what: format!("a notification of the channel {}", channel.name),
                    expected: expected.collect::<Vec<_>>().join(", "),
                    found: found.collect::<Vec<_>>().join(", "),
                }));
            }
            self.readers.insert(channel.read, reader);
        }
        if !self.listening.iter().any(|known| known.name == channel.name) {
            answered(self.client.batch_execute(channel.listen)).await.map_err(|error| at(error, channel))?;
            self.listening.push(channel);
        }
        Ok(())
    }

    /// Stops listening to a channel that nobody hears any more.
    async fn unlisten(&mut self, channel: &ChannelDef, subscribers: &Subscribers) -> Result<(), Error> {
        if subscribers.channels().iter().any(|known| known.name == channel.name) {
            return Ok(());
        }
        self.listening.retain(|known| known.name != channel.name);
        answered(self.client.batch_execute(channel.unlisten)).await
    }

    /// Reads payloads, those that are there already too, and tells who listens.
    async fn hand_on(&mut self, first: Notification, subscribers: &Subscribers) -> Result<(), Error> {
        let mut batch = vec![first];
        while batch.len() < BATCH {
            match self.notifications.try_recv() {
                Ok(next) => batch.push(next),
                Err(_) => break,
            }
        }
        for run in batch.chunk_by(|a, b| a.channel() == b.channel()) {
            let name = run.first().map_or("", Notification::channel);
            let payloads: Vec<Arc<str>> = run.iter().map(|it| it.payload().into()).collect();
            for channel in subscribers.channels().into_iter().filter(|it| it.name == name) {
                self.read(channel, &payloads, subscribers).await?;
            }
        }
        Ok(())
    }

    /// Reads payloads of one channel by one statement; one by one where one of them can't be read.
    async fn read(
        &self,
        channel: &'static ChannelDef,
        payloads: &[Arc<str>],
        subscribers: &Subscribers,
    ) -> Result<(), Error> {
        let Some(reader) = self.readers.get(channel.read) else { return Ok(()) };
        let texts: Vec<&str> = payloads.iter().map(|payload| &**payload).collect();
        match answered(self.client.query(reader, &[&texts])).await {
            Ok(rows) if rows.len() == payloads.len() => {
                for (payload, row) in payloads.iter().zip(rows) {
                    let row = Arc::new(row);
                    for subscriber in subscribers.of(channel) {
                        subscriber.tell(Signal::Sent { payload: Arc::clone(payload), row: Arc::clone(&row) });
                    }
                }
                Ok(())
            }
            Err(error) if is_of_link(&error) => Err(error),
            answer => {
                if let [payload] = payloads {
                    let error = answer.err().unwrap_or_else(|| Error::other("the payload is no one object"));
                    let error = Arc::new(error);
                    for subscriber in subscribers.of(channel) {
                        let (payload, error) = (Arc::clone(payload), Arc::clone(&error));
                        subscriber.tell(Signal::Malformed { payload, error });
                    }
                    return Ok(());
                }
                for payload in payloads {
                    Box::pin(self.read(channel, std::slice::from_ref(payload), subscribers)).await?;
                }
                Ok(())
            }
        }
    }
}

/// The server's answer, in time.
async fn answered<T>(answer: impl Future<Output = Result<T, tokio_postgres::Error>>) -> Result<T, Error> {
    match timeout(PATIENCE, answer).await {
        Ok(answer) => answer.map_err(Error::database),
        Err(_) => Err(Error::new(ErrorKind::Silent { waited: PATIENCE })),
    }
}

fn at(error: Error, channel: &'static ChannelDef) -> Error {
    error.at(Some(channel.name), "listening to", channel.listen)
}

/// Whether the connection is at fault, or its server, and not what was asked of it.
fn is_of_link(error: &Error) -> bool {
    match error.kind() {
        ErrorKind::Connection(_) | ErrorKind::Protocol(_) | ErrorKind::Silent { .. } => true,
        // Operator intervention: the server ends the connection.
        ErrorKind::Database(_) => error.code().is_some_and(|code| code.code().starts_with("57P")),
        _ => false,
    }
}
