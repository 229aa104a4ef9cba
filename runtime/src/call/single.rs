//! Calls with one answer: functions of a value, queries of one row, commands, procedures.

use std::fmt;
use std::marker::PhantomData;

use crate::access::{Access, Open};
use crate::answer::Answer;
use crate::call::invocation::Invocation;
use crate::call::routine::Decode;
use crate::call::rows::one;
use crate::change::Affected;
use crate::error::Error;
use crate::executor::{Executor, Target};
use crate::value::Value;

/// A function or a query with one answer `R`; `A` is what it takes to run it.
#[must_use = "`get` runs it"]
pub struct Call<R, A = Open> {
    invocation: Invocation,
    decode: Decode<R>,
    /// The answer where there is no row.
    none: Option<fn() -> R>,
    marker: PhantomData<fn() -> A>,
}

/// A statement that is run for its effect: `R` is the number of rows that a query changed, or nothing for a function.
#[must_use = "`exec` runs it"]
pub struct Command<R = u64, A = Open> {
    invocation: Invocation,
    answer: fn(u64) -> R,
    marker: PhantomData<fn() -> A>,
}

/// A procedure; `R` is what its `out` and `inout` arguments bring back.
#[must_use = "`call` runs it"]
pub struct Procedure<R = (), A = Open> {
    invocation: Invocation,
    decode: Decode<R>,
    none: Option<fn() -> R>,
    marker: PhantomData<fn() -> A>,
}

impl<R, A> Call<R, A> {
    #[doc(hidden)]
    pub fn new(invocation: Invocation, decode: Decode<R>) -> Self {
        Self { invocation, decode, none: None, marker: PhantomData }
    }
}

impl<R, A> Call<Option<R>, A> {
    #[doc(hidden)]
    pub fn optional(invocation: Invocation, decode: Decode<Option<R>>) -> Self {
        Self { invocation, decode, none: Some(|| None), marker: PhantomData }
    }
}

impl<A> Command<u64, A> {
    #[doc(hidden)]
    pub fn counting(invocation: Invocation) -> Self {
        Self { invocation, answer: |rows| rows, marker: PhantomData }
    }
}

impl<A> Command<(), A> {
    #[doc(hidden)]
    pub fn void(invocation: Invocation) -> Self {
        Self { invocation, answer: |_| (), marker: PhantomData }
    }
}

impl<R, A> Procedure<R, A> {
    #[doc(hidden)]
    pub fn new(invocation: Invocation, decode: Decode<R>) -> Self {
        Self { invocation, decode, none: None, marker: PhantomData }
    }
}

impl<A> Procedure<(), A> {
    #[doc(hidden)]
    pub fn void(invocation: Invocation) -> Self {
        Self { invocation, decode: |_| Ok(()), none: Some(|| ()), marker: PhantomData }
    }
}

impl<R: Send + 'static, A: Access> Call<R, A> {
    /// Runs it. One round trip.
    ///
    /// # Errors
    /// PostgreSQL's, a lost connection; [`NotFound`](crate::ErrorKind::NotFound) where one row is promised and there is none,
    /// [`MoreThanOne`](crate::ErrorKind::MoreThanOne) where there are several, [`Answers`](crate::ErrorKind::Answers) where the
    /// database answers other columns than the schema says, and NULL where the schema promises a value.
    pub fn get<E: Executor<A>>(self, db: &E) -> Answer<'_, R> {
        Box::pin(one(self.invocation, self.decode, self.none, db.target()))
    }
}

impl<R: Send + 'static, A: Access> Command<R, A> {
    /// Runs it. One round trip.
    ///
    /// # Errors
    /// PostgreSQL's, and a lost connection.
    pub fn exec<E: Executor<A>>(self, db: &E) -> Answer<'_, R> {
        Box::pin(exec(self.invocation, self.answer, db.target()))
    }
}

impl<R: Send + 'static, A: Access> Procedure<R, A> {
    /// Runs it by `CALL`. One round trip. One that commits by itself can't run inside a transaction, nor in a session, whose settings
    /// last as long as its transaction ([manual](https://www.postgresql.org/docs/current/plpgsql-transactions.html)).
    ///
    /// # Errors
    /// PostgreSQL's, a lost connection, and NULL where the schema promises a value.
    pub fn call<E: Executor<A>>(self, db: &E) -> Answer<'_, R> {
        Box::pin(one(self.invocation, self.decode, self.none, db.target()))
    }
}

async fn exec<R>(invocation: Invocation, answer: fn(u64) -> R, target: Target<'_>) -> Result<R, Error> {
    let mut count = Affected(0);
    invocation.run(target, &mut count).await?;
    Ok(answer(count.0))
}

macro_rules! called {
    ($($type_:ident { $($field:ident),* }),*) => {$(
        impl<R, A> $type_<R, A> {
            #[doc(hidden)]
            pub fn bind(self, parameter: usize, value: impl Value) -> Self {
                Self { invocation: self.invocation.bind(parameter, value), ..self }
            }

            #[doc(hidden)]
            pub fn bind_some<T: Value>(self, parameter: usize, value: Option<T>) -> Self {
                Self { invocation: self.invocation.bind_some(parameter, value), ..self }
            }
        }

        impl<R, A> Clone for $type_<R, A> {
            fn clone(&self) -> Self {
                Self { invocation: self.invocation.clone(), $($field: self.$field,)* marker: PhantomData }
            }
        }

        impl<R, A> fmt::Debug for $type_<R, A> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_tuple(stringify!($type_)).field(&self.invocation).finish()
            }
        }
    )*};
}

called!(Call { decode, none }, Command { answer }, Procedure { decode, none });
