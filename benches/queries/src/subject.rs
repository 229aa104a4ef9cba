//! A peer behind one type: runs an operation often enough for a sample, or once for its answer.

use std::future::Future;
use std::hint::black_box;
use std::pin::Pin;

use chrono::{DateTime, TimeDelta};
use uuid::Uuid;

use crate::clock::{Clock, Sample};
use crate::digest::Sum;
use crate::error::Result;
use crate::operation::Operation;
use crate::peer::{NewSignup, Peer};

type Boxed<'a, T> = Pin<Box<dyn Future<Output = Result<T>> + Send + 'a>>;

/// A connected peer whose types nobody needs to know.
pub(crate) trait Subject: Send {
    /// How the table names it.
    fn name(&self) -> &'static str;

    /// Runs the operation `iterations` times between two readings of the clock. `round` varies the keys.
    fn sample(&mut self, operation: Operation, iterations: u32, round: u32) -> Boxed<'_, Sample>;

    /// Runs the operation once and answers the checksum of what came back.
    fn answer(&mut self, operation: Operation) -> Boxed<'_, u64>;
}

impl<P: Peer> Subject for P {
    fn name(&self) -> &'static str {
        P::NAME
    }

    fn sample(&mut self, operation: Operation, iterations: u32, round: u32) -> Boxed<'_, Sample> {
        Box::pin(async move {
            let keys = (0..iterations).map(|turn| i64::from(round * 31 + turn));
            // One box a sample, and none a call: the loops are inside.
            match operation {
                Operation::Rows(count) => {
                    let clock = Clock::start()?;
                    for _ in keys {
                        black_box(self.users(i64::from(count)).await?);
                    }
                    clock.stop(iterations)
                }
                Operation::Lookup => {
                    let clock = Clock::start()?;
                    for key in keys {
                        black_box(self.user(row_key(key)).await?);
                    }
                    clock.stop(iterations)
                }
                Operation::Threads(parents) => {
                    let clock = Clock::start()?;
                    for key in keys {
                        let first = parent_key(key);
                        black_box(self.threads(first, first + i64::from(parents) - 1).await?);
                    }
                    clock.stop(iterations)
                }
                Operation::Insert(1) => {
                    let rows = signups(iterations);
                    let clock = Clock::start()?;
                    for row in rows {
                        black_box(self.insert(row).await?);
                    }
                    clock.stop(iterations)
                }
                Operation::Insert(count) => {
                    let batches: Vec<_> = keys.map(|_| signups(count)).collect();
                    let clock = Clock::start()?;
                    for rows in batches {
                        black_box(self.insert_many(rows).await?);
                    }
                    clock.stop(iterations)
                }
                Operation::Session => {
                    let clock = Clock::start()?;
                    for key in keys {
                        let id = row_key(key);
                        black_box(self.member(tenant_of(id), id).await?);
                    }
                    clock.stop(iterations)
                }
            }
        })
    }

    fn answer(&mut self, operation: Operation) -> Boxed<'_, u64> {
        Box::pin(async move {
            Ok(match operation {
                Operation::Rows(count) => Sum::of(&self.users(i64::from(count)).await?),
                Operation::Lookup => Sum::of(&(self.user(7).await?, self.user(0).await?)),
                Operation::Threads(parents) => Sum::of(&self.threads(5, 4 + i64::from(parents)).await?),
                Operation::Insert(1) => {
                    let mut stored = Vec::new();
                    for row in signups(2) {
                        stored.push(self.insert(row).await?);
                    }
                    Sum::of(&stored)
                }
                Operation::Insert(count) => Sum::of(&self.insert_many(signups(count)).await?),
                // The second one is another tenant's: nobody may see it.
                Operation::Session => {
                    Sum::of(&(self.member(tenant_of(8), 8).await?, self.member(tenant_of(8), 9).await?))
                }
            })
        })
    }
}

/// Of 10,000 users and members, in an order that neighbours don't follow.
fn row_key(turn: i64) -> i64 {
    turn * 7_919 % 10_000 + 1
}

/// The first of up to a hundred parents: the first thousand users have posts.
fn parent_key(turn: i64) -> i64 {
    turn * 7_919 % 900 + 1
}

fn tenant_of(member: i64) -> i64 {
    1 + member % 2
}

/// Makes what so many runs of the operation insert, as a sample does before its clock starts.
pub(crate) fn make_rows(operation: Operation, iterations: u32) {
    let batches: Vec<_> = match operation {
        Operation::Insert(1) => vec![signups(iterations)],
        Operation::Insert(count) => (0..iterations).map(|_| signups(count)).collect(),
        _ => Vec::new(),
    };
    // Whoever inserts them drops them: that is no part of this.
    std::mem::forget(black_box(batches));
}

fn signups(count: u32) -> Vec<NewSignup> {
    (1..=count)
        .map(|n| NewSignup {
            email: format!("user{n}@example.org"),
            name: format!("Ada Lovelace {n}"),
            bio: (n % 3 > 0).then(|| format!("Wrote the first program, number {n}")),
            token: Uuid::from_u64_pair(u64::from(n), 0x5eed),
            score: f64::from(n) * 0.25,
            age: 18 + i32::from(n % 80 > 40),
            active: n % 7 > 0,
            created_at: DateTime::UNIX_EPOCH + TimeDelta::seconds(1_700_000_000 + i64::from(n)),
            updated_at: (n % 2 == 0)
                .then(|| DateTime::UNIX_EPOCH + TimeDelta::seconds(1_750_000_000 + i64::from(n))),
        })
        .collect()
}
